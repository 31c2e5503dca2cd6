import {
  diagnose,
  exitCodeOf,
  type FailOn,
  findEventLogs,
  filetimeToIso,
  LOG_CHECKS,
  readLogEvidence,
  type Report,
  SEVERITIES,
} from "../../index.ts";
import { type CommandArguments, usageError } from "../command.ts";
import type { ExitCode } from "../exit-code.ts";
import { explanationLine } from "../failure-text.ts";
import { openOutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import { type CliContext, mayColour, OutputClosed } from "../terminal.ts";
import { parseTimeOption } from "../time-option.ts";
import { ANALYZE_FORMATS } from "./analyze-formats.ts";
import { REPORT_FORMATS, type ReportFormat } from "./report-formats.ts";

const FILE_WIDTH = 100;

/** @throws BadnodeError for wrong usage or a result that cannot be written. */
export async function runAnalyze(args: CommandArguments, context: CliContext, progress: Progress): Promise<ExitCode> {
  if (args.operands.length === 0) {
    throw usageError(
      "analyze needs the path of a log, a folder or a pattern.",
      "For example: badnode analyze C:\\Logs",
    );
  }
  const format = formatOf(args.text("format"));
  const failOn = failOnOf(args.text("fail-on") ?? "warning");
  const { window, notes } = askedWindow(args, context.now());
  if (notes.length > 0) progress.clear();
  for (const note of notes) context.stderr.write(`badnode: ${note}\n`);
  const file = args.text("output");
  const inputs = file === undefined ? [] : await realInputs(args.operands);
  const output = file === undefined ? null : openOutputFile(file, inputs);
  try {
    const report = await analyze(args.operands, window, context, progress);
    const exitCode = exitCodeOf(report, failOn);
    const isTold = format.tellsProblems && output === null && exitCode !== 2;
    if (!isTold) writeProblems(report, context);
    if (exitCode === 2) return exitCode;
    if (output === null) {
      const { columns: width } = context.stdout;
      const text = await format.text(report, { width, colour: mayColour(context.stdout, context.env) });
      try {
        await context.stdout.write(text);
      } catch (error) {
        // Whoever closed the pipe has seen enough; what was found is still the exit code.
        if (!(error instanceof OutputClosed)) throw error;
      }
    } else {
      const text = await format.text(report, { width: FILE_WIDTH, colour: false });
      output.write(new TextEncoder().encode(text));
      output.finish();
    }
    return exitCode;
  } finally {
    output?.abandon();
  }
}

async function analyze(
  paths: readonly string[],
  window: Parameters<typeof diagnose>[1]["window"],
  context: CliContext,
  progress: Progress,
): Promise<Report> {
  progress.start("Reading");
  try {
    return await diagnose(
      {
        logs: (needs, { latest }) =>
          readLogEvidence(paths, {
            needs,
            latest,
            signal: context.signal,
            onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
          }),
      },
      {
        tool: { name: "badnode", version: context.version },
        clock: () => new Date(context.now()),
        window,
        checks: LOG_CHECKS,
      },
    );
  } finally {
    progress.clear();
  }
}

function formatOf(given: string | undefined): ReportFormat {
  return REPORT_FORMATS[ANALYZE_FORMATS.find((format) => format === given) ?? ANALYZE_FORMATS[0]];
}

function failOnOf(given: string): FailOn {
  return SEVERITIES.find((severity) => severity === given) ?? "never";
}

function askedWindow(
  args: CommandArguments,
  now: number,
): { readonly window: Parameters<typeof diagnose>[1]["window"]; readonly notes: readonly string[] } {
  const since = parseTimeOption("since", args.text("since"), now);
  const until = parseTimeOption("until", args.text("until"), now);
  if (since !== undefined && until !== undefined && since.ticks > until.ticks) {
    throw usageError(
      `--since ${filetimeToIso(since.ticks)} lies after --until ${filetimeToIso(until.ticks)}.`,
      "Swap the two, or leave one out.",
    );
  }
  return {
    window: { since: since?.ticks ?? null, until: until?.ticks ?? null },
    notes: [since, until].flatMap((time) => time?.note ?? []),
  };
}

async function realInputs(paths: readonly string[]): Promise<readonly string[]> {
  return (await findEventLogs(paths)).flatMap((found) => (found.kind === "log" ? [found.realPath] : []));
}

/** One line for each path that could not be read whole, where the report itself does not show it. */
function writeProblems({ sources }: Report, context: CliContext): void {
  for (const { problem } of sources) {
    if (problem !== null) context.stderr.write(explanationLine(problem));
  }
}
