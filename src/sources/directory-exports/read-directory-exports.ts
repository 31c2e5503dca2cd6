import type { DirectoryEvidence, DirectorySource, DirectoryView } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import { fileErrorCode, type FilePlace, type GivenPath } from "../paths/index.ts";
import { blocksOf } from "./export-file.ts";
import { type ExportForm, exportText, isText } from "./export-form.ts";
import {
  explainDamagedExport,
  explainExportDefect,
  explainExportError,
  explainNoObjects,
  explainTooLarge,
} from "./export-problem.ts";
import type { ExportReading } from "./export-reading.ts";
import { type FoundExport, findExports } from "./find-exports.ts";
import { LdifExport } from "./ldif-export.ts";
import { withUnseenParents } from "./unseen-parents.ts";
import { wholeExport } from "./whole-export.ts";

export interface ReadDirectoryExportsOptions {
  readonly signal?: AbortSignal;
  /** Bytes over all files. */
  readonly onProgress?: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
}

/** JSON, CLIXML and csvde are read as a whole. */
const MOST_MEGABYTES = 256;

interface ExportResult {
  readonly views: readonly DirectoryView[];
  readonly source: DirectorySource;
}

/**
 * Reads LDIF, csvde, and Get-ADObject as CLIXML or JSON, told by their content. Of a damaged file its sound part counts, and
 * nothing is known to be absent from it. Rejects for the signal only.
 */
export async function readDirectoryExports(
  paths: readonly GivenPath[],
  { signal, onProgress }: ReadDirectoryExportsOptions,
): Promise<Pick<DirectoryEvidence, "views" | "sources">> {
  signal?.throwIfAborted();
  const found = await findExports(paths);
  const bytesTotal = found.reduce((total, file) => total + (file.kind === "export" ? file.size : 0), 0);
  let bytesBefore = 0;
  const results: ExportResult[] = [];
  for (const file of found) {
    if (file.kind === "problem") {
      results.push(unreadable(file.path, file.problem));
      continue;
    }
    results.push(
      await readExport(file, (bytes) => {
        onProgress?.({ bytesRead: bytesBefore + Math.min(bytes, file.size), bytesTotal });
        return signal?.aborted !== true;
      }),
    );
    signal?.throwIfAborted();
    bytesBefore += file.size;
  }
  return {
    views: withUnseenParents(results.flatMap(({ views }) => views).sort(byContext)),
    sources: results.map(({ source }) => source),
  };
}

/** Told how many bytes came; false: no more are wanted. */
type OnBytes = (bytes: number) => boolean;

async function readExport(file: FoundExport, onBytes: OnBytes): Promise<ExportResult> {
  const { path, form } = file;
  try {
    const reading = form === "ldif" ? await readLdif(file, onBytes) : await readWhole(file, form, onBytes);
    return reading === null ? unreadable(path, explainTooLarge(path, MOST_MEGABYTES)) : resultOf(path, reading);
  } catch (error) {
    const explain = fileErrorCode(error) === null ? explainExportDefect : explainExportError;
    return unreadable(path, explain(path, error));
  }
}

async function readLdif({ path, realPath }: FilePlace, onBytes: OnBytes): Promise<ExportReading> {
  const ldif = new LdifExport(path);
  let bytes = 0;
  for await (const block of blocksOf(realPath)) {
    bytes += block.length;
    ldif.push(block);
    if (!onBytes(bytes)) break;
  }
  return ldif.end();
}

/** null: it is too large. */
async function readWhole(
  { path, realPath }: FilePlace,
  form: Exclude<ExportForm, "ldif">,
  onBytes: OnBytes,
): Promise<ExportReading | null> {
  const blocks: Uint8Array[] = [];
  let bytes = 0;
  for await (const block of blocksOf(realPath)) {
    bytes += block.length;
    if (bytes > MOST_MEGABYTES << 20) return null;
    blocks.push(block.slice());
    if (!onBytes(bytes)) break;
  }
  const whole = Buffer.concat(blocks);
  return wholeExport(path, form, exportText(whole), isText(whole));
}

function resultOf(path: string, { views, objects, damages, unread, remarks }: ExportReading): ExportResult {
  const warnings = [...remarks, ...damages.lines];
  const damage = damages.first === null ? null : explainDamagedExport(path, damages.first, damages.count);
  const problem = damage ?? unread ?? (views.length === 0 ? explainNoObjects(path) : null);
  const status = problem === null ? "complete" : views.length === 0 ? "unreadable" : "damaged";
  return { views, source: { path, status, objects, warnings, problem } };
}

function unreadable(path: string, problem: Explanation): ExportResult {
  return { views: [], source: { path, status: "unreadable", objects: 0, warnings: [], problem } };
}

function byContext(a: DirectoryView, b: DirectoryView): number {
  return compareText(a.namingContext, b.namingContext) || compareText(a.server, b.server);
}
