import type { Explanation } from "../../shared/errors.ts";
import { type FilePlace, type FileSearch, findFiles, type GivenPath, type Reached } from "../paths/index.ts";
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

export interface FoundExport extends FilePlace {
  readonly kind: "export";
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

/**
 * Files, folders, patterns and unpacked archives to exports, by path whatever the order of the arguments. In folders only files whose name
 * and content are an export's count; of a file that is given, it is told why it is none. Never throws for a path.
 */
export async function findExports(paths: readonly GivenPath[]): Promise<readonly FoundExportPath[]> {
  return await findFiles(paths, EXPORTS);
}

const EXPORTS: FileSearch<FoundExportPath> = {
  isNamed: (name) => EXTENSION.test(name),
  fileAt: foundFile,
  refused: (path, error) => problemAt(path, explainExportError(path, error)),
  noMatch: (path) => problemAt(path, explainNoExportMatch(path)),
  notAFile: (path) => problemAt(path, explainSpecialFile(path)),
  nothingIn: (path) => problemAt(path, explainNoExports(path)),
};

async function foundFile(place: FilePlace, size: number, reached: Reached): Promise<FoundExportPath | null> {
  const { path, realPath } = place;
  try {
    const shown = formOf(await readStart(realPath));
    if (shown !== null && (shown.isCertain || reached === "given"))
      return { kind: "export", ...place, size, form: shown.form };
  } catch (error) {
    return problemAt(path, explainExportError(path, error));
  }
  if (reached === "inside") return null;
  return problemAt(path, size === 0 ? explainEmptyExport(path) : explainNoExport(path));
}

function problemAt(path: string, problem: Explanation): ExportPathProblem {
  return { kind: "problem", path, problem };
}
