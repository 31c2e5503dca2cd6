import {
  diagnose,
  DIRECTORY_CHECKS,
  type DirectoryEvidence,
  type ExportEvidence,
  LOG_CHECKS,
  type LogEvidence,
  namedGroupNeeds,
  readDirectory,
  readDirectoryExports,
  readLogEvidence,
  type Report,
  TRIAL_CHECKS,
} from "../../index.ts";
import type { CommandArguments } from "../command.ts";
import { readGivenExports } from "../correlate/read-given-exports.ts";
import { inputsOf } from "../correlate/run-correlate.ts";
import { withoutExports, withoutLogs, withoutOtherFiles } from "../correlate/told-once.ts";
import type { ExitCode } from "../exit-code.ts";
import { keepLargeHeapTight } from "../heap.ts";
import { openOutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import { reportManner, writeReport } from "../report/write-report.ts";
import { auditCommand } from "../scp/audit-command.ts";
import { liveReader } from "../scp/run-scp.ts";
import type { CliContext } from "../terminal.ts";
import { type DiagnosePlan, diagnosePlan } from "./diagnose-plan.ts";

/** @throws BadnodeError for wrong usage or a result that cannot be written. */
export async function runDiagnose(args: CommandArguments, context: CliContext, progress: Progress): Promise<ExitCode> {
  keepLargeHeapTight();
  const plan = diagnosePlan(args, context.now());
  const manner = reportManner(args);
  if (plan.files.notes.length > 0) progress.clear();
  for (const note of plan.files.notes) context.stderr.write(`badnode: ${note}\n`);
  const exports = await exportsOf(plan, context, progress);
  const file = args.text("output");
  const output = file === undefined ? null : openOutputFile(file, await inputsOf(plan.files, exports));
  try {
    const directory = await directoryOf(plan, context, progress);
    return await writeReport(await joined(plan, exports, directory, { context, progress }), manner, output, context);
  } finally {
    output?.abandon();
  }
}

type DirectoryReading = Pick<DirectoryEvidence, "views" | "sources">;

async function exportsOf({ files }: DiagnosePlan, context: CliContext, progress: Progress): Promise<ExportEvidence> {
  progress.start("Reading exports");
  const exports = await readGivenExports(files.exportPaths, {
    ...files.reading,
    signal: context.signal,
    onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
  });
  progress.clear();
  return exports;
}

/** What was exported of directories, and what a server says now: what they show differently is a finding of its own. */
async function directoryOf(
  { files, live }: DiagnosePlan,
  context: CliContext,
  progress: Progress,
): Promise<DirectoryReading> {
  progress.start("Reading the directory");
  const exported = await readDirectoryExports(files.paths, {
    signal: context.signal,
    onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
  });
  const found = withoutOtherFiles(exported);
  if (live === null) return found;
  const read = await liveReader(live, null, null, {
    context,
    progress,
    readers: { readDirectory, readDirectoryExports },
  });
  const asked = await read();
  progress.clear();
  return { views: [...found.views, ...asked.views], sources: [...found.sources, ...asked.sources] };
}

async function joined(
  { files, live }: DiagnosePlan,
  exports: ExportEvidence,
  directory: DirectoryReading,
  { context, progress }: { readonly context: CliContext; readonly progress: Progress },
): Promise<Report> {
  const hasDirectory = directory.sources.length > 0;
  let read: readonly LogEvidence[] = [];
  progress.start("Reading logs");
  try {
    return await diagnose(
      {
        logs: async (needs, { latest }) => {
          const reading = await readLogEvidence(files.paths, {
            needs: [...needs, ...namedGroupNeeds(exports)],
            latest,
            signal: context.signal,
            onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
          });
          read = withoutExports(reading.logs, exports, directory);
          return { ...reading, logs: read };
        },
        exports: () => Promise.resolve(withoutLogs(exports, read, directory)),
        ...(hasDirectory ? { directory: () => Promise.resolve({ ...directory, askedHosts: null }) } : {}),
      },
      {
        tool: { name: "badnode", version: context.version },
        clock: () => new Date(context.now()),
        window: files.window,
        checks: [...TRIAL_CHECKS, ...LOG_CHECKS, ...(hasDirectory ? DIRECTORY_CHECKS : [])],
        timeline: files.timeline,
        joinsAll: true,
        ...(hasDirectory
          ? { auditCommand: auditCommand(live ?? { kind: "exports", paths: exportPaths(directory) }) }
          : {}),
      },
    );
  } finally {
    progress.clear();
  }
}

function exportPaths({ sources }: DirectoryReading): readonly string[] {
  return sources.map(({ path }) => path);
}
