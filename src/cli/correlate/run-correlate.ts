import { realpathSync } from "node:fs";
import { join, normalize } from "node:path";
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
import { openOutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import { reportManner, writeReport } from "../report/write-report.ts";
import type { CliContext } from "../terminal.ts";
import { type CorrelatePlan, correlatePlan } from "./correlate-plan.ts";
import type { ReadExports } from "./export-reader.ts";
import { readGivenExports } from "./read-given-exports.ts";

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
    return await writeReport(await correlate(plan, exports, context, progress), manner, output, context);
  } finally {
    output?.abandon();
  }
}

async function correlate(
  { paths, window, timeline }: CorrelatePlan,
  exports: ExportEvidence,
  context: CliContext,
  progress: Progress,
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
          read = reading.logs.filter((log) => !isExport(log, exports)).map(withoutAnything);
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
      },
    );
  } finally {
    progress.clear();
  }
}

/** What could not be read as a log, for it is an export or a folder of exports, or no export either, which is told once. */
function isExport({ path, status }: LogEvidence, { files }: ExportEvidence): boolean {
  if (status !== "unreadable") return false;
  return files.some((file) => isAtOrBelow(file.path, path) && (file.kind !== null || isAtOrBelow(path, file.path)));
}

/** A folder without logs, in which no export was found. */
function withoutAnything(log: LogEvidence): LogEvidence {
  if (log.problem?.code !== "no-logs") return log;
  const problem = {
    code: "no-logs-or-exports",
    happened: `${log.path} holds neither event logs nor exports that are known, nor do its subfolders.`,
    likelyCause: "They lie elsewhere or in an archive, or an export has no header.",
    nextStep:
      "Give the folder with the exports, or each file by --ownership, --sessions or --placement; unpack archives.",
  };
  return { ...log, problem };
}

/** What could not be told as an export, for it is a log or a folder of logs. */
function withoutLogs(exports: ExportEvidence, logs: readonly LogEvidence[]): ExportEvidence {
  const read = logs.filter(({ status }) => status !== "unreadable").map(({ path }) => path);
  const isLog = (path: string): boolean => read.some((log) => isAtOrBelow(log, path));
  return { ...exports, files: exports.files.filter(({ kind, path }) => kind !== null || !isLog(path)) };
}

function isAtOrBelow(path: string, given: string): boolean {
  const [file, folder] = [normalize(path), normalize(given)];
  return folder === "." || file === folder || file.startsWith(join(folder, "/"));
}

/** Real paths of all files that are read. */
async function inputsOf({ paths }: CorrelatePlan, { files }: ExportEvidence): Promise<readonly string[]> {
  const logs = await findEventLogs(paths);
  return [
    ...logs.flatMap((found) => (found.kind === "log" ? [found.realPath] : [])),
    ...files.flatMap(({ path }) => {
      try {
        return [realpathSync.native(path)];
      } catch {
        // Whoever reads it says so.
        return [];
      }
    }),
  ];
}
