import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join, normalize } from "node:path";
import { compareText } from "../../shared/order.ts";
import { expandPathPattern, parsePathPattern } from "./path-pattern.ts";
import { fileErrorCode } from "./file-error-code.ts";
import type { FilePlace, GivenPath, UnpackedFolder } from "./given-path.ts";

/** A file was given by name or pattern, or lies in a folder that was. */
export type Reached = "given" | "inside";

/** What is looked for, and what is said of paths that lead to none. */
export interface FileSearch<T extends { readonly path: string }> {
  /** Whether a file in a folder may be one, by its name. */
  isNamed(name: string): boolean;
  /** null: it is none, and nobody needs to be told. Must not throw. */
  fileAt(place: FilePlace, size: number, reached: Reached): Promise<T | null>;
  /** What the file system refuses; null where that is no matter. */
  refused(path: string, error: unknown, reached: Reached): T | null;
  /** These may be no matter, too. */
  noMatch(path: string): T | null;
  notAFile(path: string): T | null;
  /** Of a folder with nothing in it. */
  nothingIn(path: string): T | null;
}

/**
 * Files, folders, patterns and unpacked archives to what is looked for, by path whatever the order of the arguments. A file that is reached twice
 * is found once, and loops of links end. Never throws for a path.
 */
export async function findFiles<T extends { readonly path: string }>(
  paths: readonly GivenPath[],
  search: FileSearch<T>,
): Promise<readonly T[]> {
  const found = new Finding(search);
  const { written, unpacked } = sortedPaths(paths);
  for (const path of written) await found.addGiven(path);
  for (const folder of unpacked) await found.addUnpacked(folder);
  return found.all();
}

/** Each written path once; both in order. */
export function sortedPaths(paths: readonly GivenPath[]): {
  readonly written: readonly string[];
  readonly unpacked: readonly UnpackedFolder[];
} {
  const written = paths.flatMap((path) => (typeof path === "string" ? [path === "" ? path : normalize(path)] : []));
  const unpacked = paths.flatMap((path) => (typeof path === "string" ? [] : [path]));
  return {
    written: [...new Set(written)].sort(compareText),
    unpacked: unpacked.sort((a, b) => compareText(a.path, b.path)),
  };
}

class Finding<T extends { readonly path: string }> {
  readonly #search: FileSearch<T>;
  /** By real path. */
  readonly #files = new Map<string, T>();
  readonly #problems: T[] = [];
  /** Real paths of folders. */
  readonly #visited = new Set<string>();

  constructor(search: FileSearch<T>) {
    this.#search = search;
  }

  all(): readonly T[] {
    return [...this.#files.values(), ...this.#problems].sort((a, b) => compareText(a.path, b.path));
  }

  async addGiven(path: string): Promise<void> {
    try {
      await this.#addPath(path, await stat(path));
    } catch (error) {
      const pattern = fileErrorCode(error) === "ENOENT" ? parsePathPattern(path) : null;
      if (pattern === null) this.#addProblem(this.#search.refused(path, error, "given"));
      else await this.#addMatches(path, [...(await expandPathPattern(pattern))].sort(compareText));
    }
  }

  async addUnpacked({ path, files }: UnpackedFolder): Promise<void> {
    let found = 0;
    for (const { size, ...place } of files) {
      if (!this.#search.isNamed(basename(place.path))) continue;
      const file = await this.#search.fileAt(place, size, "inside");
      if (file === null) continue;
      this.#files.set(place.realPath, file);
      found++;
    }
    if (found === 0) this.#addProblem(this.#search.nothingIn(path));
  }

  async #addMatches(path: string, matches: readonly string[]): Promise<void> {
    if (matches.length === 0) this.#addProblem(this.#search.noMatch(path));
    for (const match of matches) {
      try {
        await this.#addPath(match, await stat(match));
      } catch (error) {
        this.#addProblem(this.#search.refused(match, error, "given"));
      }
    }
  }

  async #addPath(path: string, stats: Stats): Promise<void> {
    if (stats.isFile()) await this.#addFile(path, stats, "given");
    else if (!stats.isDirectory()) this.#addProblem(this.#search.notAFile(path));
    else {
      const before = this.#files.size;
      await this.#addFolder(path);
      if (this.#files.size === before && !(await this.#holdsKnownFile(path)))
        this.#addProblem(this.#search.nothingIn(path));
    }
  }

  async #addFile(path: string, { size }: Stats, reached: Reached): Promise<void> {
    const realPath = await realpath(path);
    const known = this.#files.get(realPath);
    if (known !== undefined && compareText(known.path, path) <= 0) return;
    const found = await this.#search.fileAt({ path, realPath }, size, reached);
    if (found !== null) this.#files.set(realPath, found);
  }

  async #addFolder(folder: string): Promise<void> {
    const realPath = await realpath(folder);
    if (this.#visited.has(realPath)) return;
    this.#visited.add(realPath);
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
      const path = join(folder, entry.name);
      const isNamed = this.#search.isNamed(entry.name);
      if (!isNamed && !entry.isDirectory() && !entry.isSymbolicLink()) continue;
      try {
        const stats = await stat(path);
        if (stats.isDirectory()) await this.#addFolder(path);
        else if (stats.isFile() && isNamed) await this.#addFile(path, stats, "inside");
      } catch (error) {
        // What a link that leads nowhere was to show is not known; nobody asked for it by name.
        if (isNamed || entry.isDirectory()) this.#addProblem(this.#search.refused(path, error, "inside"));
      }
    }
  }

  /** A folder whose files were all reached before is not one without. */
  async #holdsKnownFile(folder: string): Promise<boolean> {
    const prefix = join(await realpath(folder), "/");
    return [...this.#files.keys()].some((file) => file.startsWith(prefix));
  }

  #addProblem(problem: T | null): void {
    if (problem !== null) this.#problems.push(problem);
  }
}
