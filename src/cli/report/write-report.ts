import { exitCodeOf, type FailOn, type Report, SEVERITIES } from "../../index.ts";
import type { CommandArguments } from "../command.ts";
import type { ExitCode } from "../exit-code.ts";
import { explanationLine } from "../failure-text.ts";
import { throwIfInterrupted } from "../interruption.ts";
import type { OutputFile } from "../output-file.ts";
import { type CliContext, mayColour, OutputClosed } from "../terminal.ts";
import { REPORT_FORMAT_NAMES } from "./format-names.ts";
import { REPORT_FORMATS, type ReportFormat } from "./report-formats.ts";

const FILE_WIDTH = 100;

/** How a report is shown, and from what gravity on it fails. */
export interface ReportManner {
  readonly format: ReportFormat;
  readonly failOn: FailOn;
  /** Names are not to be shown. */
  readonly redact: boolean;
}

export function reportManner(args: CommandArguments): ReportManner {
  const format = REPORT_FORMAT_NAMES.find((name) => name === args.text("format")) ?? REPORT_FORMAT_NAMES[0];
  const failOn = args.text("fail-on") ?? "warning";
  return {
    format: REPORT_FORMATS[format],
    failOn: SEVERITIES.find((severity) => severity === failOn) ?? "never",
    redact: args.flag("redact"),
  };
}

/**
 * To the file, or to standard output without one; nothing where nothing could be read. What could not be read is told on
 * stderr where the report itself does not show it to whoever typed the command.
 */
export async function writeReport(
  report: Report,
  { format, failOn, redact }: ReportManner,
  output: OutputFile | null,
  context: CliContext,
): Promise<ExitCode> {
  const exitCode = exitCodeOf(report, failOn);
  // A redacted report does not name what could not be read.
  const isTold = format.tellsProblems && output === null && exitCode !== 2 && !redact;
  if (!isTold) writeProblems(report, context);
  if (exitCode === 2) return exitCode;
  const shown = redact ? (await import("../../redaction/index.ts")).redactReport(report) : report;
  if (output === null) await writeToScreen(shown, format, context);
  else {
    const text = await format.text(shown, { width: FILE_WIDTH, colour: false });
    await throwIfInterrupted(context);
    output.write(new TextEncoder().encode(text));
    output.finish();
  }
  return exitCode;
}

async function writeToScreen(report: Report, format: ReportFormat, context: CliContext): Promise<void> {
  const { columns: width } = context.stdout;
  const text = await format.text(report, { width, colour: mayColour(context.stdout, context.env) });
  await throwIfInterrupted(context);
  try {
    await context.stdout.write(text);
  } catch (error) {
    // Whoever closed the pipe has seen enough; what was found is still the exit code.
    if (!(error instanceof OutputClosed)) throw error;
  }
}

/** One line for each source that could not be read whole. */
function writeProblems({ sources }: Report, context: CliContext): void {
  for (const { problem } of sources) {
    if (problem !== null) context.stderr.write(explanationLine(problem));
  }
}
