import type { BackupResult } from "../../evidence/index.ts";

/** `unfinished`: it was still running, or had not begun, when the list was made. null: not a word that is known. */
export type WrittenResult = BackupResult | "unfinished" | null;

const WORDS: Readonly<Record<Exclude<WrittenResult, null>, readonly string[]>> = {
  success: ["success", "successful", "succeeded", "ok", "completed", "complete", "passed", "done"],
  warning: [
    "warning",
    "warn",
    "completed with warnings",
    "completed with warning",
    "success with warnings",
    "partially successful",
  ],
  failed: ["failed", "failure", "fail", "error", "failed with errors"],
  unfinished: [
    "inprogress",
    "in progress",
    "running",
    "pending",
    "queued",
    "working",
    "idle",
    "none",
    "starting",
    "stopping",
  ],
};

const RESULTS: ReadonlyMap<string, WrittenResult> = new Map(
  (["success", "warning", "failed", "unfinished"] as const).flatMap((result) =>
    WORDS[result].map((word) => [word, result] as const),
  ),
);

/**
 * Windows PowerShell writes enumerations to JSON as numbers. Of a task: event 150 of Veeam's management pack documents 0 as success, 2 as
 * failed, 3 as warning, 5 as running, 6 as pending; that Status holds the same is inferred. Of a session, public scripts read them so.
 */
const TASK_NUMBERS: ReadonlyMap<string, WrittenResult> = new Map([
  ["0", "success"],
  ["2", "failed"],
  ["3", "warning"],
  ["5", "unfinished"],
  ["6", "unfinished"],
]);
const SESSION_NUMBERS: ReadonlyMap<string, WrittenResult> = new Map([
  ["0", "success"],
  ["1", "warning"],
  ["2", "failed"],
  ["-1", "unfinished"],
]);

export function writtenResult(text: string, numbers: "task" | "session" | null): WrittenResult {
  const known = RESULTS.get(text.toLowerCase());
  if (known !== undefined) return known;
  if (numbers === null) return null;
  return (numbers === "task" ? TASK_NUMBERS : SESSION_NUMBERS).get(text) ?? null;
}

/** `True`, `1`, `yes`, or how many times it was tried before; null for anything else. */
export function writtenRetry(text: string): boolean | null {
  if (/^(?:true|yes|retry)$/i.test(text)) return true;
  if (/^(?:false|no)$/i.test(text)) return false;
  return /^\d{1,4}$/.test(text) ? Number(text) > 0 : null;
}
