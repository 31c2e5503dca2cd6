import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import type { Explanation } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import { expandPathPattern, parsePathPattern } from "../event-logs/path-pattern.ts";
import { fileErrorCode } from "../event-logs/path-problem.ts";
import { formOf, type ExportForm } from "./export-form.ts";
import { readStart } from "./export-file.ts";
import {
  explainEmptyExport,
  explainExportError,
  explainNoExport,
  explainNoExportMatch,
  explainNoExports,
  explainSpecialFile,
} from "./export-problem.ts";

export interface FoundExport {
  readonly kind: "export";
  /** As the user would write it: the given path, or the given folder and the way down from it. */
  readonly path: string;
  /** Bytes, when it was found. */
  readonly size: number;
  readonly form: ExportForm;
}

export interface ExportPathProblem {
  readonly kind: "problem";
  readonly path: string;
  readonly problem: Explanation;
}

export type FoundExportPath = FoundExport | ExportPathProblem;

const EXTENSION = /\.(?:ldif|ldf|csv|json|xml)$/i;

interface Search {
  /** By real path, so that a file that is reached twice is read once. */
  readonly files: Map<string, FoundExportPath>;
  readonly problems: ExportPathProblem[];
  /** Real paths of folders, so that a loop of links ends. */
  readonly visited: Set<string>;
}

/**
 * Files, folders and patterns to exports, by path whatever the order of the arguments. In folders only files whose name
 * and content are an export's count; of a file that is given, it is told why it is none. Never throws for a path.
 */
export async function findExports(paths: readonly string[]): Promise<readonly FoundExportPath[]> {
  const search: Search = { files: new Map(), problems: [], visited: new Set() };
  const given = new Set(paths.map((path) => (path === "" ? path : normalize(path))));
  for (const path of [...given].sort(compareText)) await addGiven(search, path);
  return [...search.files.values(), ...search.problems].sort((a, b) => compareText(a.path, b.path));
}

async function addGiven(search: Search, path: string): Promise<void> {
  try {
    await addPath(search, path, await stat(path));
  } catch (error) {
    const pattern = fileErrorCode(error) === "ENOENT" ? parsePathPattern(path) : null;
    if (pattern === null) addProblem(search, path, explainExportError(path, error));
    else await addMatches(search, path, [...(await expandPathPattern(pattern))].sort(compareText));
  }
}

async function addMatches(search: Search, path: string, matches: readonly string[]): Promise<void> {
  if (matches.length === 0) addProblem(search, path, explainNoExportMatch(path));
  for (const match of matches) {
    try {
      await addPath(search, match, await stat(match));
    } catch (error) {
      addProblem(search, match, explainExportError(match, error));
    }
  }
}

async function addPath(search: Search, path: string, stats: Stats): Promise<void> {
  if (stats.isFile()) await addFile(search, path, stats, "given");
  else if (!stats.isDirectory()) addProblem(search, path, explainSpecialFile(path));
  else {
    const before = search.files.size;
    await addFolder(search, path);
    if (search.files.size === before && !(await holdsKnownExport(search, path))) {
      addProblem(search, path, explainNoExports(path));
    }
  }
}

async function addFile(search: Search, path: string, stats: Stats, reached: "given" | "inside"): Promise<void> {
  const realPath = await realpath(path);
  const known = search.files.get(realPath);
  if (known !== undefined && compareText(known.path, path) <= 0) return;
  const found = await foundFile(path, stats.size, reached);
  if (found !== null) search.files.set(realPath, found);
}

async function foundFile(path: string, size: number, reached: "given" | "inside"): Promise<FoundExportPath | null> {
  try {
    const shown = formOf(await readStart(path));
    if (shown !== null && (shown.isCertain || reached === "given"))
      return { kind: "export", path, size, form: shown.form };
  } catch (error) {
    return { kind: "problem", path, problem: explainExportError(path, error) };
  }
  if (reached === "inside") return null;
  return { kind: "problem", path, problem: size === 0 ? explainEmptyExport(path) : explainNoExport(path) };
}

async function addFolder(search: Search, folder: string): Promise<void> {
  const realPath = await realpath(folder);
  if (search.visited.has(realPath)) return;
  search.visited.add(realPath);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
    const path = join(folder, entry.name);
    const isNamed = EXTENSION.test(entry.name);
    if (!isNamed && !entry.isDirectory() && !entry.isSymbolicLink()) continue;
    try {
      const stats = await stat(path);
      if (stats.isDirectory()) await addFolder(search, path);
      else if (stats.isFile() && isNamed) await addFile(search, path, stats, "inside");
    } catch (error) {
      // What a link that leads nowhere was to show is not known; nobody asked for it by name.
      if (isNamed || entry.isDirectory()) addProblem(search, path, explainExportError(path, error));
    }
  }
}

/** A folder whose exports were all reached before is not one without exports. */
async function holdsKnownExport(search: Search, folder: string): Promise<boolean> {
  const prefix = join(await realpath(folder), "/");
  return [...search.files.keys()].some((file) => file.startsWith(prefix));
}

function addProblem(search: Search, path: string, problem: Explanation): void {
  search.problems.push({ kind: "problem", path, problem });
}
