import { type CorrelatePlan, correlatePlan } from "../correlate/correlate-plan.ts";
import { type CommandArguments, usageError } from "../command.ts";
import { type LivePlan, livePlan } from "../scp/scp-plan.ts";

export interface DiagnosePlan {
  readonly files: CorrelatePlan;
  /** null: of directories only what was exported is read. */
  readonly live: LivePlan | null;
  /** An earlier report to compare with; null: none. */
  readonly baseline: string | null;
}

/** @throws BadnodeError with code `usage` for options that make no sense. `now`: milliseconds since 1970. */
export function diagnosePlan(args: CommandArguments, now: number): DiagnosePlan {
  if (args.operands.length === 0) {
    throw usageError(
      "diagnose needs the folder with what was exported: logs, ownership, backup sessions, a directory.",
      "For example: badnode diagnose C:\\Exports. badnode collect prints a script that exports all of it.",
    );
  }
  return { files: correlatePlan(args, now), live: isLive(args) ? livePlan(args) : null, baseline: baselineOf(args) };
}

function baselineOf(args: CommandArguments): string | null {
  const path = args.text("baseline");
  if (path?.trim() === "") {
    throw usageError("--baseline is empty.", "Give it the file with an earlier report: --baseline REPORT.json");
  }
  return path ?? null;
}

function isLive(args: CommandArguments): boolean {
  return args.flag("server") || args.flag("domain");
}
