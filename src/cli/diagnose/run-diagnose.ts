import {
  diagnose,
  type DiagnoseOptions,
  DIRECTORY_CHECKS,
  type DirectoryEvidence,
  type ExportEvidence,
  LOG_CHECKS,
  type LogEvidence,
  namedGroupNeeds,
  openBundles,
  type OpenBundles,
  type ParcelEvidence,
  readBaselineReport,
  readCollections,
  readDirectory,
  readDirectoryExports,
  readLogEvidence,
  type Report,
  TRIAL_CHECKS,
} from "../../index.ts";
import type { CommandArguments } from "../command.ts";
import type { Config } from "../config/config.ts";
import { type Configured, useConfig } from "../config/use-config.ts";
import { readGivenExports } from "../correlate/read-given-exports.ts";
import { inputsOf } from "../correlate/run-correlate.ts";
import { withoutExports, withoutLogs, withoutOtherFiles } from "../correlate/told-once.ts";
import type { ExitCode } from "../exit-code.ts";
import { keepLargeHeapTight } from "../heap.ts";
import { openOutputFile, realPaths } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import type { ReportFormat } from "../report/report-formats.ts";
import { reportManner, writeReport } from "../report/write-report.ts";
import { auditCommand } from "../scp/audit-command.ts";
import { liveReader } from "../scp/run-scp.ts";
import type { CliContext } from "../terminal.ts";
import { type DiagnosePlan, diagnosePlan } from "./diagnose-plan.ts";

/** @throws BadnodeError for wrong usage or a result that cannot be written. */
export async function runDiagnose(typed: CommandArguments, context: CliContext, progress: Progress): Promise<ExitCode> {
  keepLargeHeapTight();
  const configured = useConfig(typed, context);
  const { args, note } = configured;
  const plan = diagnosePlan(args, context.now());
  const notes = [...(note === null ? [] : [note]), ...plan.files.notes];
  if (notes.length > 0) progress.clear();
  for (const one of notes) context.stderr.write(`badnode: ${one}\n`);
  progress.start("Unpacking");
  const bundles = await openBundles(plan.files.paths, {
    signal: context.signal,
    temporaryFolder: context.temporaryFolder,
    onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
  });
  progress.clear();
  try {
    return await reportOf({ ...plan, bundles, config: configured.read }, args, context, progress);
  } finally {
    await bundles.close();
  }
}

interface OpenPlan extends DiagnosePlan {
  readonly bundles: OpenBundles;
  readonly config: Configured["read"];
}

async function reportOf(
  plan: OpenPlan,
  args: CommandArguments,
  context: CliContext,
  progress: Progress,
): Promise<ExitCode> {
  const manner = reportManner(args);
  const { bundles } = plan;
  const exports = await exportsOf(plan, context, progress);
  const file = args.text("output");
  const inputs = [
    ...bundles.inputs,
    ...(await inputsOf(plan.files, exports)),
    ...realPaths([plan.baseline ?? [], plan.config?.place ?? []].flat()),
  ];
  const output = file === undefined ? null : openOutputFile(file, inputs);
  try {
    const directory = await directoryOf(plan, context, progress);
    const parcels = [
      ...bundles.sources.map(({ files, ...source }) => ({ kind: "support-bundle", items: files, ...source }) as const),
      ...(await readCollections(bundles.paths)),
    ];
    const report = await joined(plan, { exports, directory, parcels }, manner.format, { context, progress });
    return await writeReport(report, manner, output, context);
  } finally {
    output?.abandon();
  }
}

type DirectoryReading = Pick<DirectoryEvidence, "views" | "sources">;

async function exportsOf(
  { files, bundles }: OpenPlan,
  context: CliContext,
  progress: Progress,
): Promise<ExportEvidence> {
  progress.start("Reading exports");
  const exports = await readGivenExports([...bundles.paths, ...files.reading.kinds.keys()], {
    ...files.reading,
    signal: context.signal,
    onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
  });
  progress.clear();
  return exports;
}

/** What was exported of directories, and what a server says now: what they show differently is a finding of its own. */
async function directoryOf(
  { bundles, live }: OpenPlan,
  context: CliContext,
  progress: Progress,
): Promise<DirectoryReading> {
  progress.start("Reading the directory");
  const exported = await readDirectoryExports(bundles.paths, {
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

interface Given {
  readonly exports: ExportEvidence;
  readonly directory: DirectoryReading;
  readonly parcels: readonly ParcelEvidence[];
}

async function joined(
  { files, live, bundles, baseline, config }: OpenPlan,
  { exports, directory, parcels }: Given,
  format: ReportFormat,
  { context, progress }: { readonly context: CliContext; readonly progress: Progress },
): Promise<Report> {
  const hasDirectory = directory.sources.length > 0;
  let read: readonly LogEvidence[] = [];
  progress.start("Reading logs");
  try {
    return await diagnose(
      {
        logs: async (needs, { latest }) => {
          const reading = await readLogEvidence(bundles.paths, {
            needs: [...needs, ...namedGroupNeeds(exports)],
            latest,
            signal: context.signal,
            onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
          });
          read = withoutExports(reading.logs, exports, directory);
          return { ...reading, logs: read };
        },
        parcels,
        exports: () => Promise.resolve(withoutLogs(exports, read, directory)),
        ...(baseline === null ? {} : { baseline: () => readBaselineReport(baseline) }),
        ...(hasDirectory ? { directory: () => Promise.resolve({ ...directory, askedHosts: null }) } : {}),
      },
      {
        tool: { name: "badnode", version: context.version },
        clock: () => new Date(context.now()),
        window: files.window,
        checks: [...TRIAL_CHECKS, ...LOG_CHECKS, ...(hasDirectory ? DIRECTORY_CHECKS : [])],
        timeline: files.timeline,
        lanes: format.showsLanes === true,
        joinsAll: true,
        ...(config === null ? {} : configured(config.config)),
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

function configured({ hosts, proxies, suppress }: Config): Pick<DiagnoseOptions, "named" | "suppressions"> {
  return {
    suppressions: suppress,
    ...(hosts.length + proxies.length === 0 ? {} : { named: { nodes: hosts, proxies } }),
  };
}
