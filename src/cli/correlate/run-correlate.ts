import {
  diagnose,
  type ExportEvidence,
  findEventLogs,
  type LogEvidence,
  namedGroupNeeds,
  readLogEvidence,
  type Report,
  TRIAL_CHECKS,
} from "../../index.ts";
import type { CommandArguments } from "../command.ts";
import type { ExitCode } from "../exit-code.ts";
import { keepLargeHeapTight } from "../heap.ts";
import { openOutputFile, realPaths } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import type { ReportFormat } from "../report/report-formats.ts";
import { reportManner, writeReport } from "../report/write-report.ts";
import type { CliContext } from "../terminal.ts";
import { type CorrelatePlan, correlatePlan } from "./correlate-plan.ts";
import type { ReadExports } from "./export-reader.ts";
import { readGivenExports } from "./read-given-exports.ts";
import { withoutExports, withoutLogs } from "./told-once.ts";

/** @throws BadnodeError for wrong usage or a result that cannot be written. */
export async function runCorrelate(
  args: CommandArguments,
  context: CliContext,
  progress: Progress,
  readExports: ReadExports = readGivenExports,
): Promise<ExitCode> {
  keepLargeHeapTight();
  const plan = correlatePlan(args, context.now());
  const manner = reportManner(args);
  if (plan.notes.length > 0) progress.clear();
  for (const note of plan.notes) context.stderr.write(`badnode: ${note}\n`);
  progress.start("Reading exports");
  const exports = await readExports(plan.exportPaths, {
    ...plan.reading,
    signal: context.signal,
    onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
  });
  progress.clear();
  const file = args.text("output");
  const output = file === undefined ? null : openOutputFile(file, await inputsOf(plan, exports));
  try {
    return await writeReport(
      await correlate(plan, exports, manner.format, { context, progress }),
      manner,
      output,
      context,
    );
  } finally {
    output?.abandon();
  }
}

async function correlate(
  { paths, window, timeline }: CorrelatePlan,
  exports: ExportEvidence,
  format: ReportFormat,
  { context, progress }: { readonly context: CliContext; readonly progress: Progress },
): Promise<Report> {
  let read: readonly LogEvidence[] = [];
  progress.start("Reading logs");
  try {
    return await diagnose(
      {
        logs: async (needs, { latest }) => {
          const reading = await readLogEvidence(paths, {
            needs: [...needs, ...namedGroupNeeds(exports)],
            latest,
            signal: context.signal,
            onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
          });
          read = withoutExports(reading.logs, exports);
          return { ...reading, logs: read };
        },
        exports: () => Promise.resolve(withoutLogs(exports, read)),
      },
      {
        tool: { name: "badnode", version: context.version },
        clock: () => new Date(context.now()),
        window,
        checks: TRIAL_CHECKS,
        timeline,
        lanes: format.showsLanes === true,
      },
    );
  } finally {
    progress.clear();
  }
}

/** Real paths of all files that are read. */
export async function inputsOf({ paths }: CorrelatePlan, { files }: ExportEvidence): Promise<readonly string[]> {
  const logs = await findEventLogs(paths);
  return [
    ...logs.flatMap((found) => (found.kind === "log" ? [found.realPath] : [])),
    ...realPaths(files.map(({ path }) => path)),
  ];
}
