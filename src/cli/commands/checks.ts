import type { Command } from "../command.ts";

export const checksCommand: Command = {
  name: "checks",
  summary: "List what badnode looks for",
  operands: "",
  examples: [{ command: "badnode checks", shows: "every check with its severity" }],
  options: {},
  run: async (args, context) => (await import("../checks/run-checks.ts")).runListChecks(args, context),
};
