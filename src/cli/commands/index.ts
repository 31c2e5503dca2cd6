import type { Command } from "../command.ts";
import { analyzeCommand } from "./analyze.ts";
import { checksCommand } from "./checks.ts";
import { collectCommand } from "./collect.ts";
import { correlateCommand } from "./correlate.ts";
import { diagnoseCommand } from "./diagnose.ts";
import { eventsCommand } from "./events.ts";
import { explainCommand } from "./explain.ts";
import { scpCommand } from "./scp.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  diagnoseCommand,
  analyzeCommand,
  correlateCommand,
  scpCommand,
  eventsCommand,
  collectCommand,
  checksCommand,
  explainCommand,
];
