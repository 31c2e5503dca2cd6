import { open } from "node:fs/promises";
import type { Explanation } from "../../shared/errors.ts";
import { explainExportError } from "../directory-exports/export-problem.ts";
import {
  expandPathPattern,
  fileErrorCode,
  type FilePlace,
  type FileSearch,
  findFiles,
  parsePathPattern,
  type Reached,
} from "../paths/index.ts";
import { explainNotZip } from "./bundle-problem.ts";

export interface FoundZip extends FilePlace {
  readonly kind: "zip";
  readonly size: number;
}

interface ZipProblem {
  readonly kind: "problem";
  readonly path: string;
  readonly problem: Explanation;
}

const NAMED_ZIP = /\.zip$/i;
/** Of an entry, of the end of a ZIP without entries, and of one in several parts. */
const SIGNATURES = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];

/** ZIPs among what was given, told by their content, and files called .zip in folders. Never throws for a path. */
export async function findZips(paths: readonly string[]): Promise<readonly (FoundZip | ZipProblem)[]> {
  return await findFiles(paths, ZIPS);
}

const ZIPS: FileSearch<FoundZip | ZipProblem> = {
  isNamed: (name) => NAMED_ZIP.test(name),
  fileAt: foundFile,
  refused: (path, error, reached) => (reached === "given" ? null : refusedZip(path, error)),
  noMatch: () => null,
  notAFile: () => null,
  nothingIn: () => null,
};

/** Of a file that was given and is no ZIP, others tell what it is. */
async function foundFile(place: FilePlace, size: number, reached: Reached): Promise<FoundZip | ZipProblem | null> {
  try {
    if (await isZip(place.realPath)) return { kind: "zip", ...place, size };
  } catch (error) {
    return reached === "given" ? null : refusedZip(place.path, error);
  }
  return reached === "given" ? null : { kind: "problem", path: place.path, problem: explainNotZip(place.path, size) };
}

function refusedZip(path: string, error: unknown): ZipProblem {
  return { kind: "problem", path, problem: explainExportError(path, error) };
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && SIGNATURES.includes(buffer.toString("latin1"));
  } finally {
    await file.close();
  }
}

/** What was given without the ZIPs in it, a pattern that meets one as what else it meets. */
export async function withoutZips(paths: readonly string[]): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const path of paths) {
    if (await isZipFile(path)) continue;
    const pattern = parsePathPattern(path);
    const matches = pattern === null ? [] : await expandPathPattern(pattern);
    const others: string[] = [];
    for (const match of matches) if (!(await isZipFile(match))) others.push(match);
    kept.push(...(others.length < matches.length ? others : [path]));
  }
  return kept;
}

async function isZipFile(path: string): Promise<boolean> {
  try {
    return await isZip(path);
  } catch (error) {
    // A folder, or what is not there: others tell.
    if (fileErrorCode(error) === null) throw error;
    return false;
  }
}
