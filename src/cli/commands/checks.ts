import { CHECK_FORMAT } from "../checks/check-formats.ts";
import type { Command } from "../command.ts";

export const checksCommand: Command = {
  name: "checks",
  summary: "List what badnode looks for",
  operands: "",
  examples: [
    { command: "badnode checks", shows: "every check with its severity" },
    { command: "badnode checks --format json", shows: "the same with all that is known of each, for another program" },
  ],
  options: { format: CHECK_FORMAT },
  run: async (args, context) => (await import("../checks/run-checks.ts")).runListChecks(args, context),
};
