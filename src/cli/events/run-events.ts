import { setImmediate } from "node:timers/promises";
import { type FoundPath, findEventLogs, type LogAccount } from "../../event-logs.ts";
import type { CommandArguments } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Progress } from "../progress.ts";
import type { CliContext } from "../terminal.ts";
import { DamageNotes } from "./damage-notes.ts";
import { type EventsPlan, planEvents } from "./events-plan.ts";
import { readHere } from "./read-here.ts";
import type { ReadMeans } from "./read-means.ts";
import { recordResult } from "./record-result.ts";
import type { RecordJob } from "./record-work.ts";
import { ResultOutput } from "./result-output.ts";

/** `badnode events`. @throws BadnodeError for wrong usage and for output that cannot be written */
export async function runEvents(args: CommandArguments, context: CliContext, progress: Progress): Promise<ExitCode> {
  let notes: DamageNotes | null = null;
  let output: ResultOutput | null = null;
  try {
    const plan = planEvents(args, context);
    const found = await findEventLogs(plan.paths);
    context.signal.throwIfAborted();
    const inputs = found.flatMap((entry) => (entry.kind === "log" ? [entry.realPath] : []));
    notes = new DamageNotes(context, progress, { ...plan, reportPath: plan.damageReport, inputs });
    for (const note of notesOf(plan)) notes.line(note);
    output = new ResultOutput(context, progress, { path: plan.output, safe: plan.task.format === "table", inputs });
    const accounts = await produce(plan, context, found, output, notes, progress);
    await output.finish();
    notes.finish();
    return conclude(accounts, notes, plan);
  } finally {
    progress.clear();
    output?.abandon();
    notes?.abandon();
  }
}

function notesOf({ filters, task }: EventsPlan): readonly string[] {
  const filtered = filters.selection !== undefined || filters.exclusion !== undefined;
  return task.kind === "gaps" && filtered
    ? [...filters.notes, "--gaps looks at the selected records only: what a filter leaves out shows as a gap."]
    : filters.notes;
}

async function produce(
  plan: EventsPlan,
  context: CliContext,
  found: readonly FoundPath[],
  output: ResultOutput,
  notes: DamageNotes,
  progress: Progress,
): Promise<readonly LogAccount[]> {
  const { signal } = context;
  const breathe = async (): Promise<void> => {
    await setImmediate();
    signal.throwIfAborted();
  };
  const result = recordResult({ plan, context, output, notes, progress, breathe });
  try {
    const { selection, exclusion } = plan.filters;
    const job: RecordJob = {
      task: plan.task,
      columns: context.stdout.columns,
      ...(selection === undefined ? {} : { selection }),
      ...(exclusion === undefined ? {} : { exclusion }),
      ...(plan.ansiCodePage === undefined ? {} : { ansiCodePage: plan.ansiCodePage }),
      carve: plan.carve,
    };
    progress.start("Reading");
    result.start();
    const accounts = await read(plan, found, { job, result, notes, progress, signal });
    await result.finish();
    return accounts;
  } finally {
    result.close();
  }
}

async function read(plan: EventsPlan, found: readonly FoundPath[], means: ReadMeans): Promise<readonly LogAccount[]> {
  // In file order a limit ends the reading, which needs a thread that counts.
  const limit = plan.task.kind === "records" ? plan.limit : Number.POSITIVE_INFINITY;
  if (plan.threads === 1 || limit !== Number.POSITIVE_INFINITY) return readHere(found, means, limit);
  const { readWithThreads } = await import("./threads/read-with-threads.ts");
  return readWithThreads(found, means, plan.threads);
}

/** Says in a line each that nothing matched and what was not whole, and turns the accounts into an exit code. */
function conclude(accounts: readonly LogAccount[], notes: DamageNotes, { filters }: EventsPlan): ExitCode {
  const sum = (of: (account: LogAccount) => number): number => accounts.reduce((total, each) => total + of(each), 0);
  const records = sum((account) => account.records);
  const selected = sum((account) => account.selected);
  const filtered = filters.selection !== undefined || filters.exclusion !== undefined;
  const unreadable = accounts.filter(({ status }) => status === "unreadable").length;
  const damaged = accounts.filter(({ status }) => status === "damaged").length;
  if (filtered && selected === 0 && unreadable < accounts.length) {
    notes.line(`No record matches${records > 0 ? `: ${records} were looked at` : ""}.`);
  }
  if (unreadable + damaged === 0) return EXIT.clear;
  const found = filtered ? `${selected} of ${records} records match` : `${records} records found`;
  notes.line(
    `${accounts.length} ${accounts.length === 1 ? "path" : "paths"}: ${damaged} damaged, ${unreadable} not readable; ` +
      `${found}, ${sum((account) => account.damaged)} damaged among all.`,
  );
  return unreadable === accounts.length ? EXIT.failure : EXIT.incomplete;
}
