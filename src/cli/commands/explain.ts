import { CHECK_FORMAT } from "../checks/check-formats.ts";
import type { Command } from "../command.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "Say what a check looks for, why, and what to do when it fails",
  operands: "ID",
  examples: [
    { command: "badnode explain snapshot-import-failed", shows: "what lies behind this finding" },
    { command: "badnode explain snapshot-import-failed --format json", shows: "the same for another program" },
  ],
  options: { format: CHECK_FORMAT },
  run: async (args, context) => (await import("../checks/run-checks.ts")).runExplain(args, context),
};
