import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import {
  BadnodeError,
  diagnose,
  DIRECTORY_CHECKS,
  type DirectoryEvidence,
  findExports,
  readDirectory,
  readDirectoryExports,
  type Report,
} from "../../index.ts";
import { type CommandArguments, usageError } from "../command.ts";
import type { ExitCode } from "../exit-code.ts";
import { throwIfInterrupted } from "../interruption.ts";
import { openOutputFile, type OutputFile } from "../output-file.ts";
import type { Progress } from "../progress.ts";
import { reportManner, writeReport } from "../report/write-report.ts";
import type { CliContext } from "../terminal.ts";
import { type AskedHosts, askedHosts } from "./asked-hosts.ts";
import { auditCommand } from "./audit-command.ts";
import { nothingFound } from "./nothing-found.ts";
import { readCredentials } from "./password.ts";
import { DirectorySaving } from "./save-directory.ts";
import { type LivePlan, type ScpPlan, scpPlan } from "./scp-plan.ts";

/** Where directories are read from. */
export interface DirectoryReaders {
  readonly readDirectory: typeof readDirectory;
  readonly readDirectoryExports: typeof readDirectoryExports;
}

type Reading = Pick<DirectoryEvidence, "views" | "sources">;

const INSECURE =
  "--insecure-tls: the server's certificate is not checked. Whoever answers in its place sees what is sent, a " +
  "password included, and what is reported may be theirs.";

/** @throws BadnodeError for wrong usage, where no Hyper-V host was found, or for a result that cannot be written. */
export async function runScp(
  args: CommandArguments,
  context: CliContext,
  progress: Progress,
  readers: DirectoryReaders = { readDirectory, readDirectoryExports },
): Promise<ExitCode> {
  const plan = scpPlan(args);
  const manner = reportManner(args);
  const asked = await askedHosts(args);
  const [outputPath, savePath] = [args.text("output"), plan.kind === "live" ? plan.save : undefined];
  // Exports are looked for twice only where something could overwrite them.
  const inputs = outputPath === undefined && savePath === undefined ? [] : await inputsOf(plan, asked);
  checkTargets(savePath, outputPath);
  const saving = openSaving(savePath, inputs);
  try {
    const output = openOutput(outputPath, inputs);
    try {
      const report = await audit(plan, asked, saving, { context, progress, readers });
      const problem = nothingFound(report, asked.names);
      if (problem !== null) throw new BadnodeError(problem);
      return await writeReport(report, manner, output, context);
    } finally {
      output?.abandon();
    }
  } finally {
    saving?.abandon();
  }
}

interface Means {
  readonly context: CliContext;
  readonly progress: Progress;
  readonly readers: DirectoryReaders;
}

async function audit(
  plan: ScpPlan,
  { names }: AskedHosts,
  saving: DirectorySaving | null,
  means: Means,
): Promise<Report> {
  const { context, progress } = means;
  const read = plan.kind === "live" ? await liveReader(plan, names, saving, means) : exportReader(plan.paths, means);
  const held: { reading: Reading | null } = { reading: null };
  try {
    const report = await diagnose(
      {
        directory: async () => {
          const reading = await read();
          progress.clear();
          held.reading = reading;
          await throwIfInterrupted(context);
          return { ...reading, askedHosts: names };
        },
      },
      {
        tool: { name: "badnode", version: context.version },
        clock: () => new Date(context.now()),
        window: { since: null, until: null },
        checks: DIRECTORY_CHECKS,
        auditCommand: auditCommand(plan),
      },
    );
    await throwIfInterrupted(context);
    if (held.reading !== null) saving?.finish(held.reading, context);
    return report;
  } finally {
    progress.clear();
  }
}

export async function liveReader(
  { credentials: askedCredentials, reading: options }: LivePlan,
  hosts: readonly string[] | null,
  saving: DirectorySaving | null,
  { context, progress, readers }: Means,
): Promise<() => Promise<Reading>> {
  progress.clear();
  if (!options.security.verifies) context.stderr.write(`badnode: WARNING: ${INSECURE}\n`);
  const credentials = await readCredentials(askedCredentials, context);
  const counts = new Map<string, number>();
  return async () => {
    progress.start("Reading the directory");
    const reading = await readers.readDirectory({
      ...options,
      hosts,
      credentials,
      signal: context.signal,
      onProgress: ({ server, objects }) => {
        counts.set(server, objects);
        progress.count(
          [...counts.values()].reduce((sum, count) => sum + count, 0),
          "objects",
        );
      },
      ...(saving === null ? {} : { onEntry: (server, entry) => saving.entry(server, entry) }),
    });
    return options.security.verifies ? reading : { ...reading, sources: reading.sources.map(unverified) };
  };
}

function unverified(source: Reading["sources"][number]): Reading["sources"][number] {
  return { ...source, warnings: [INSECURE, ...source.warnings] };
}

function exportReader(paths: readonly string[], { context, progress, readers }: Means): () => Promise<Reading> {
  return () => {
    progress.start("Reading");
    return readers.readDirectoryExports(paths, {
      signal: context.signal,
      onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
    });
  };
}

/** Real paths of all files that are read. */
async function inputsOf(plan: ScpPlan, { files }: AskedHosts): Promise<readonly string[]> {
  const paths = plan.kind === "exports" ? (await findExports(plan.paths)).map(({ path }) => path) : liveInputs(plan);
  return [...paths, ...files].flatMap((path) => {
    try {
      return [realpathSync.native(path)];
    } catch {
      // Whoever reads it says so.
      return [];
    }
  });
}

function liveInputs({ reading: { security }, credentials }: LivePlan): readonly string[] {
  return [
    ...(security.caFile === undefined ? [] : [security.caFile]),
    ...(credentials.kind === "simple" && credentials.from.kind === "file" ? [credentials.from.path] : []),
  ];
}

function openSaving(path: string | undefined, inputs: readonly string[]): DirectorySaving | null {
  return path === undefined ? null : new DirectorySaving(openOutputFile(path, inputs));
}

function checkTargets(save: string | undefined, output: string | undefined): void {
  if (save === undefined || output === undefined || realTarget(save) !== realTarget(output)) return;
  throw usageError(
    `--save and --output both name ${output}.`,
    "Give each a file of its own: --save gets what was read, --output the report.",
  );
}

/** Of a file that may not be there yet. */
function realTarget(path: string): string {
  if (existsSync(path)) return realpathSync.native(path);
  const folder = dirname(path);
  // Where there is no such folder, whoever opens the file says so.
  return join(existsSync(folder) ? realpathSync.native(folder) : resolve(folder), basename(path));
}

function openOutput(path: string | undefined, inputs: readonly string[]): OutputFile | null {
  return path === undefined ? null : openOutputFile(path, inputs);
}
