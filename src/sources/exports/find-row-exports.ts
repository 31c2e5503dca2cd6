import { open } from "node:fs/promises";
import type { Explanation } from "../../shared/errors.ts";
import { formOf } from "../directory-exports/export-form.ts";
import { explainExportError, explainNoExportMatch, explainSpecialFile } from "../directory-exports/export-problem.ts";
import { fileContent } from "../event-logs/log-format.ts";
import { type FilePlace, type FileSearch, findFiles, type GivenPath, type Reached } from "../paths/index.ts";
import { columnsOf, resembledKind, type RowExportKind } from "../row-exports/index.ts";
import { explainEmptyExport, explainUnknownExport, startText } from "../row-tables/index.ts";
import {
  type ExportContent,
  exportContent,
  kindOfCutObject,
  resembledAmongZeros,
  SHOWING_BYTES,
} from "./export-content.ts";

/** What somebody may say that a file is. */
export type AskedKind = Extract<RowExportKind, "ownership" | "sessions" | "placement">;

export interface FoundRowExport extends FilePlace {
  readonly kind: "export";
  readonly size: number;
  readonly content: ExportContent;
}

interface RowExportProblem {
  readonly kind: "problem";
  readonly path: string;
  readonly asked: AskedKind | null;
  readonly problem: Explanation;
}

export type FoundRowExportPath = FoundRowExport | RowExportProblem;

/** Of a file that cannot be opened in a folder, whether it may be an export. */
const EXTENSION = /\.(?:csv|json|xml|clixml|txt|tsv|log)$/i;

export interface FoundRowExports {
  readonly found: readonly FoundRowExportPath[];
  /** Real paths of files in folders that are plainly something else, and that nobody else reads. */
  readonly passedBy: ReadonlySet<string>;
}

/**
 * Files, folders, patterns and unpacked archives to exports, told by their content. A file that resembles a list and lacks a column, or is empty, is read as that list, so
 * that what is wrong with it is told; in folders what is plainly something else is only counted. A file that is given is what it is said
 * to be (`asked`); of one that nothing was said of, it is told that it is none, unless it is an event log or a directory export, which others read.
 */
export async function findRowExports(paths: readonly GivenPath[], asked: AskedKind | null): Promise<FoundRowExports> {
  const passedBy = new Set<string>();
  const problemAt = (path: string, problem: Explanation): RowExportProblem => ({
    kind: "problem",
    path,
    asked,
    problem,
  });
  const search: FileSearch<FoundRowExportPath> = {
    isNamed: () => true,
    fileAt: (place, size, reached) => fileAt(place, size, reached),
    refused: (path, error, reached) =>
      reached === "given" || EXTENSION.test(path) ? problemAt(path, explainExportError(path, error)) : null,
    noMatch: (path) => problemAt(path, explainNoExportMatch(path)),
    notAFile: (path) => problemAt(path, explainSpecialFile(path)),
    nothingIn: () => null,
  };

  async function fileAt(place: FilePlace, size: number, reached: Reached): Promise<FoundRowExportPath | null> {
    const { path, realPath } = place;
    try {
      const start = await startOf(realPath);
      const shown = exportContent(startText(start));
      const content = reached === "given" && asked !== null && shown !== "cluster-log" ? asked : shown;
      if (content !== null) return { kind: "export", path, realPath, size, content };
      if (isReadElsewhere(place, start)) return null;
      const resembled = resembledList(path, start);
      if (resembled !== null) return { kind: "export", path, realPath, size, content: resembled };
      if (reached === "given" || isList(path, start)) {
        const columns = LIST.test(path) ? columnsOf(startText(start)) : [];
        return problemAt(path, isEmpty(start) ? explainEmptyExport(path) : explainUnknownExport(path, columns));
      }
      passedBy.add(realPath);
      return null;
    } catch (error) {
      return search.refused(path, error, reached);
    }
  }

  return { found: await findFiles(paths, search), passedBy };
}

const LIST = /\.(?:csv|tsv)$/i;
/** What exports are written to, and nothing is that says by being empty what it is. */
const WRITTEN = /\.(?:csv|tsv|json|clixml|txt)$/i;

/** A list whose header nobody knows may be the one that was meant, in another language perhaps; so may a file in which nothing came to stand. */
function isList(path: string, start: Buffer): boolean {
  if (isEmpty(start)) return WRITTEN.test(path);
  if (!LIST.test(path)) return false;
  // Nothing but zeros is what a crash leaves of a list.
  return !startText(start).includes("\0") || start.every((byte) => byte === 0);
}

function isEmpty(start: Buffer): boolean {
  return start.length < LONGEST_EMPTY && /^[\s\ufeff]*$/.test(startText(start));
}

/** A mark of its encoding, and some ends of lines. */
const LONGEST_EMPTY = 64;

function resembledList(path: string, start: Buffer): RowExportKind | null {
  if (/\.xml$/i.test(path)) return null;
  const text = startText(start);
  if (text.includes("\0")) return LIST.test(path) ? resembledAmongZeros(text) : null;
  return resembledKind(text) ?? (start.length < SHOWING_BYTES ? kindOfCutObject(text) : null);
}

function isReadElsewhere(place: FilePlace, start: Uint8Array): boolean {
  const content = fileContent(place);
  return content === "evtx" || content === "events" || /\.evtx$/i.test(place.path) || formOf(start)?.isCertain === true;
}

async function startOf(realPath: string): Promise<Buffer> {
  const file = await open(realPath);
  try {
    const start = Buffer.alloc(SHOWING_BYTES);
    let length = 0;
    while (length < start.length) {
      const { bytesRead } = await file.read(start, length, start.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return start.subarray(0, length);
  } finally {
    await file.close();
  }
}
