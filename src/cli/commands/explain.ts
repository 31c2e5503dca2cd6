import type { Command } from "../command.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "Say what a check looks for, why, and what to do when it fails",
  operands: "ID",
  examples: [{ command: "badnode explain snapshot-import-failed", shows: "what lies behind this finding" }],
  options: {},
  run: async (args, context) => (await import("../checks/run-checks.ts")).runExplain(args, context),
};
