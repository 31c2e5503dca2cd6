import { diagnose, findEventLogs, LOG_CHECKS, readLogEvidence, type Report } from "../../index.ts";
import { askedWindow } from "../asked-window.ts";
import { type CommandArguments, usageError } from "../command.ts";
import type { ExitCode } from "../exit-code.ts";
import { openOutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import { reportManner, writeReport } from "../report/write-report.ts";
import type { CliContext } from "../terminal.ts";

/** @throws BadnodeError for wrong usage or a result that cannot be written. */
export async function runAnalyze(args: CommandArguments, context: CliContext, progress: Progress): Promise<ExitCode> {
  if (args.operands.length === 0) {
    throw usageError(
      "analyze needs the path of a log, a folder or a pattern.",
      "For example: badnode analyze C:\\Logs",
    );
  }
  const manner = reportManner(args);
  const { window, notes } = askedWindow(args, context.now());
  if (notes.length > 0) progress.clear();
  for (const note of notes) context.stderr.write(`badnode: ${note}\n`);
  const file = args.text("output");
  const inputs = file === undefined ? [] : await realInputs(args.operands);
  const output = file === undefined ? null : openOutputFile(file, inputs);
  try {
    const report = await analyze(args.operands, window, context, progress);
    return await writeReport(report, manner, output, context);
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

async function realInputs(paths: readonly string[]): Promise<readonly string[]> {
  return (await findEventLogs(paths)).flatMap((found) => (found.kind === "log" ? [found.realPath] : []));
}
