import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Explanation } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import {
  expandPathPattern,
  fileErrorCode,
  type FilePlace,
  type GivenPath,
  parsePathPattern,
  sortedPaths,
  type UnpackedFolder,
} from "../paths/index.ts";
import { type FileContent, fileContent, type LogFormat } from "./log-format.ts";
import { explainFileError, explainNoLogs, explainNoMatch, explainNoRegularFile } from "./path-problem.ts";

/** One log to read. */
export interface FoundLog {
  readonly kind: "log";
  /** As the user would write it: the given path, or the given folder and the way down from it. */
  readonly path: string;
  /** Where it is opened, absolute and without links: two paths with the same one are one log. */
  readonly realPath: string;
  /** Bytes, when it was found. */
  readonly size: number;
  /** What it is read as; whether it is a log at all shows when it is read. */
  readonly format: LogFormat;
}

/** A path that led to no log. */
export interface PathProblem {
  readonly kind: "problem";
  readonly path: string;
  readonly problem: Explanation;
}

export type FoundPath = FoundLog | PathProblem;

/**
 * Files, folders, patterns and unpacked archives to logs, in order of their path whatever the order of the arguments. Folders are searched
 * through and through for `.evtx` and `.xml` files; an `.xml` file that plainly holds something else is no matter of event logs, one
 * that shows nothing may be an export gone wrong. A file that is reached twice is found once. Never throws for a path.
 */
export async function findEventLogs(paths: readonly GivenPath[]): Promise<readonly FoundPath[]> {
  const search: Search = { logs: new Map(), problems: new Map(), visited: new Set() };
  const { written, unpacked } = sortedPaths(paths);
  for (const path of written) await addGiven(search, path);
  for (const folder of unpacked) addUnpacked(search, folder);
  return [...search.logs.values(), ...search.problems.values()].sort((a, b) => compareText(a.path, b.path));
}

interface Search {
  readonly logs: Map<string, FoundLog>;
  readonly problems: Map<string, PathProblem>;
  /** Real paths of folders, so that a loop of links ends. */
  readonly visited: Set<string>;
}

async function addGiven(search: Search, path: string): Promise<void> {
  try {
    await addPath(search, path, await stat(path), "given");
  } catch (error) {
    const pattern = fileErrorCode(error) === "ENOENT" ? parsePathPattern(path) : null;
    const matches = pattern === null ? [] : [...(await expandPathPattern(pattern))].sort(compareText);
    if (pattern === null) addProblem(search, path, explainFileError(path, error));
    else if (matches.length === 0) addProblem(search, path, explainNoMatch(path));
    for (const match of matches) await addEntry(search, match, "given");
  }
}

function addUnpacked(search: Search, { path, files }: UnpackedFolder): void {
  const before = search.logs.size;
  for (const { size, ...place } of files) {
    const name = basename(place.path);
    if (isCalledLog(name) || isCalledXml(name)) addFile(search, place, size, "inside");
  }
  if (search.logs.size === before) addProblem(search, path, explainNoLogs(path));
}

async function addEntry(search: Search, path: string, reached: "given" | "inside"): Promise<void> {
  try {
    await addPath(search, path, await stat(path), reached);
  } catch (error) {
    addProblem(search, path, explainFileError(path, error));
  }
}

async function addPath(search: Search, path: string, stats: Stats, reached: "given" | "inside"): Promise<void> {
  if (stats.isDirectory()) await addFolder(search, path, reached);
  else if (stats.isFile()) addFile(search, { path, realPath: await realpath(path) }, stats.size, reached);
  else addProblem(search, path, explainNoRegularFile(path, kindOf(stats)));
}

function addFile(search: Search, place: FilePlace, size: number, reached: "given" | "inside"): void {
  const content = contentOf(place);
  if (content === "other" && reached === "inside" && isCalledXml(place.path)) return;
  addLog(search, { kind: "log", ...place, size, format: formatOf(place.path, content) });
}

function formatOf(path: string, content: FileContent): LogFormat {
  if (content === "events") return "event-xml";
  return content === "unknown" && isCalledXml(path) ? "unknown" : "evtx";
}

function isCalledLog(name: string): boolean {
  return name.toLowerCase().endsWith(".evtx");
}

function isCalledXml(path: string): boolean {
  return path.toLowerCase().endsWith(".xml");
}

/** A file that cannot be read here cannot be read later, and is told then. */
function contentOf(place: FilePlace): FileContent {
  try {
    return fileContent(place);
  } catch {
    return "unknown";
  }
}

function addLog(search: Search, log: FoundLog): void {
  const known = search.logs.get(log.realPath);
  if (known === undefined || compareText(log.path, known.path) < 0) search.logs.set(log.realPath, log);
}

async function addFolder(search: Search, path: string, reached: "given" | "inside"): Promise<void> {
  const realPath = await realpath(path);
  if (search.visited.has(realPath)) return;
  search.visited.add(realPath);
  const before = search.logs.size + search.problems.size;
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
    const inside = join(path, entry.name);
    if (entry.isDirectory() || isCalledLog(entry.name)) await addEntry(search, inside, "inside");
    else if (isCalledXml(entry.name) && (await mayBeExport(inside))) await addEntry(search, inside, "inside");
    else if (entry.isSymbolicLink() && (await leadsToFolder(inside))) await addEntry(search, inside, "inside");
  }
  const nothingNew = search.logs.size + search.problems.size === before;
  if (reached === "given" && nothingNew && !(await holdsKnownLog(search, realPath))) {
    addProblem(search, path, explainNoLogs(path));
  }
}

/** A folder whose logs were all reached before is not a folder without logs. */
async function holdsKnownLog(search: Search, realFolder: string): Promise<boolean> {
  const prefix = join(await realpath(realFolder), "/");
  return [...search.logs.keys()].some((log) => log.startsWith(prefix));
}

/** Of what is no file nothing is expected; a file that cannot be reached may hold events: that is said. */
async function mayBeExport(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return true;
  }
}

async function leadsToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function addProblem(search: Search, path: string, problem: Explanation): void {
  search.problems.set(path, { kind: "problem", path, problem });
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return "pipe";
  if (stats.isSocket()) return "socket";
  return "device";
}
