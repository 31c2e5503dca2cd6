import { join, normalize } from "node:path";
import type { DirectoryEvidence, ExportEvidence, LogEvidence } from "../../index.ts";

type DirectorySources = Pick<DirectoryEvidence, "views" | "sources">;

/** Without what could not be read as a log, for it is an export or a folder of exports, or no export either, which is told once. */
export function withoutExports(
  logs: readonly LogEvidence[],
  { files }: ExportEvidence,
  directory: DirectorySources = NO_DIRECTORY,
): readonly LogEvidence[] {
  const told = [...files.map(({ path, kind }) => ({ path, isKnown: kind !== null })), ...readFiles(directory)];
  return logs
    .filter(
      ({ path, status }) =>
        status !== "unreadable" ||
        !told.some((file) => isAtOrBelow(file.path, path) && (file.isKnown || isAtOrBelow(path, file.path))),
    )
    .map(withoutAnything);
}

const NO_DIRECTORY: DirectorySources = { views: [], sources: [] };

function readFiles({ sources }: DirectorySources): readonly { readonly path: string; readonly isKnown: true }[] {
  return sources.flatMap(({ path, problem }) =>
    problem !== null && OTHERS_TELL.has(problem.code) ? [] : { path, isKnown: true },
  );
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

/** Without what could not be told as an export, for it is a log or a folder of logs, or of a directory. */
export function withoutLogs(
  exports: ExportEvidence,
  logs: readonly LogEvidence[],
  directory: DirectorySources = NO_DIRECTORY,
): ExportEvidence {
  const read = logs.filter(({ status }) => status !== "unreadable").map(({ path }) => path);
  const told = [...read, ...readFiles(directory).map(({ path }) => path)];
  const isTold = (path: string): boolean => told.some((one) => isAtOrBelow(one, path));
  return { ...exports, files: exports.files.filter(({ kind, path }) => kind !== null || !isTold(path)) };
}

/** What every reader says of a path that leads to nothing for it. */
const OTHERS_TELL: ReadonlySet<string> = new Set([
  "not-a-directory-export",
  "no-directory-exports",
  "no-match",
  "path-not-found",
  "no-permission",
  "locked",
  "link-loop",
  "not-a-file",
  "empty-file",
  "read-failed",
  "too-many-open-files",
]);

/** Without what is no export of a directory, or could not be reached: whoever else reads the path tells of it. */
export function withoutOtherFiles(directory: DirectorySources): DirectorySources {
  const sources = directory.sources.filter(({ problem }) => problem === null || !OTHERS_TELL.has(problem.code));
  return { ...directory, sources };
}

function isAtOrBelow(path: string, given: string): boolean {
  const [file, folder] = [normalize(path), normalize(given)];
  return folder === "." || file === folder || file.startsWith(join(folder, "/"));
}
