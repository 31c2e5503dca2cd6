import { open } from "node:fs/promises";
import type { EarlierReportReading } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { explainExportError } from "../directory-exports/export-problem.ts";
import { parseReport } from "./parse-report.ts";
import { explainEmpty, explainNoFile, explainNoJson, explainTooLarge } from "./report-problem.ts";
import { parsedJson } from "../../shared/json-bytes.ts";

/** A report on 64 nodes has a few MiB; what is larger is none, or would cost more memory than all else. */
const MOST_MEBIBYTES = 32;
const MOST_BYTES = MOST_MEBIBYTES * 1024 * 1024;

/** Reads what `--format json` printed before. Whatever is wrong with it is told; nothing is thrown but what is a defect. */
export async function readBaselineReport(path: string): Promise<EarlierReportReading> {
  const read = await bytesOf(path);
  if (!(read instanceof Uint8Array)) return unusable(path, read);
  if (read.length === 0) return unusable(path, explainEmpty(path));
  const json = parsedJson(read);
  if (json === undefined) return unusable(path, explainNoJson(path));
  const parsed = parseReport(json);
  return typeof parsed === "function" ? unusable(path, parsed(path)) : { path, report: parsed, problem: null };
}

function unusable(path: string, problem: Explanation): EarlierReportReading {
  return { path, report: null, problem };
}

async function bytesOf(path: string): Promise<Uint8Array | Explanation> {
  try {
    const file = await open(path, "r");
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return explainNoFile(path);
      if (stats.size > MOST_BYTES) return explainTooLarge(path, MOST_MEBIBYTES);
      // A file that grows meanwhile is read no further than was looked at.
      const bytes = Buffer.alloc(stats.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    return explainExportError(path, error);
  }
}
