import { readFile, stat } from "node:fs/promises";
import { textOfBytes } from "../../formats/delimited/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { isoToFiletime } from "../../shared/filetime.ts";
import { explainExportError } from "../directory-exports/export-problem.ts";
import { explainManifestDamaged, explainManifestTooLarge, explainManifestVersion } from "./manifest-problem.ts";

/** A thousand nodes with a hundred steps each. */
const MOST_MEBIBYTES = 64;
const MOST_STEPS = 100_000;
const LONGEST_TEXT = 2000;
/** Of `badnode collect`. */
const VERSION = 1;
/** What the file is told by. */
const MARK = "badnodeCollection";

/** `absent`: the machine has no such log, command or module, which may be as it should. */
export type CollectionStatus = "done" | "absent" | "failed";

/** One thing that the collector did. What is not told is null. */
export interface CollectionStep {
  readonly step: string;
  readonly status: CollectionStatus;
  readonly cluster: string | null;
  readonly node: string | null;
  readonly command: string | null;
  /** What Windows said. */
  readonly error: string | null;
  /** Below the collection's folder, with slashes. */
  readonly file: string | null;
  /** FILETIME ticks. */
  readonly time: bigint | null;
}

/** What `badnode collect` did on Windows, as its manifest.json tells. */
export interface CollectionManifest {
  readonly path: string;
  /** `damaged`: some steps could not be read, or were too many. */
  readonly status: "complete" | "damaged" | "unreadable";
  readonly problem: Explanation | null;
  /** Of badnode, which made the script. */
  readonly toolVersion: string | null;
  /** FILETIME ticks. */
  readonly startedAt: bigint | null;
  /** null: it may have been interrupted. */
  readonly finishedAt: bigint | null;
  readonly computer: string | null;
  readonly days: number | null;
  readonly steps: readonly CollectionStep[];
  /** Those of `steps` that failed. */
  readonly failed: readonly CollectionStep[];
}

/** Whether the start of a file's text is that of a manifest. */
export function isCollectionManifest(start: string): boolean {
  return /^[\s\ufeff]*\{\s*"badnodeCollection"\s*:/.test(start);
}

/** Reads what anybody may have written; it never rejects. */
export async function readCollectionManifest(path: string): Promise<CollectionManifest> {
  try {
    const { size } = await stat(path);
    if (size > MOST_MEBIBYTES * 2 ** 20) return unread(path, explainManifestTooLarge(path, MOST_MEBIBYTES));
    return manifestOf(path, parsed(textOfBytes(await readFile(path))));
  } catch (error) {
    return unread(path, explainExportError(path, error));
  }
}

/** undefined: it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function manifestOf(path: string, value: unknown): CollectionManifest {
  if (!isRecord(value) || !(MARK in value)) return unread(path, explainManifestDamaged(path));
  if (value[MARK] !== VERSION) return unread(path, explainManifestVersion(path));
  const { tool, startedAt, finishedAt, computer, days } = value;
  const listed = listOf(value["steps"]);
  const read = (listed ?? []).slice(0, MOST_STEPS).map(stepOf);
  const steps = read.filter((step) => step !== null);
  const isWhole = listed !== null && steps.length === listed.length;
  return {
    path,
    status: isWhole ? "complete" : "damaged",
    problem: isWhole ? null : explainManifestDamaged(path),
    toolVersion: isRecord(tool) ? textOf(tool["version"]) : null,
    startedAt: timeOf(startedAt),
    finishedAt: timeOf(finishedAt),
    computer: textOf(computer),
    days: typeof days === "number" && Number.isSafeInteger(days) && days > 0 ? days : null,
    steps,
    failed: steps.filter(({ status }) => status === "failed"),
  };
}

/** Windows PowerShell 5.1 writes some lists as `{"value":[...],"Count":2}`. */
function listOf(value: unknown): readonly unknown[] | null {
  const list = isRecord(value) && "Count" in value ? value["value"] : value;
  return isArray(list) ? list : null;
}

function stepOf(value: unknown): CollectionStep | null {
  if (!isRecord(value)) return null;
  const step = textOf(value["step"]);
  const status = statusOf(value["status"]);
  if (step === null || status === null) return null;
  return {
    step,
    status,
    cluster: textOf(value["cluster"]),
    node: textOf(value["node"]),
    command: textOf(value["command"]),
    error: textOf(value["error"]),
    file: textOf(value["file"])?.replaceAll("\\", "/") ?? null,
    time: timeOf(value["time"]),
  };
}

function statusOf(value: unknown): CollectionStatus | null {
  return value === "done" || value === "absent" || value === "failed" ? value : null;
}

/** null: none, or empty, as PowerShell writes text that nobody gave. */
function textOf(value: unknown): string | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  const text = value.trim();
  // No half of a character is left at its end.
  return text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, "");
}

function timeOf(value: unknown): bigint | null {
  return typeof value === "string" ? isoToFiletime(value.slice(0, 64)) : null;
}

function unread(path: string, problem: Explanation): CollectionManifest {
  return {
    path,
    status: "unreadable",
    problem,
    toolVersion: null,
    startedAt: null,
    finishedAt: null,
    computer: null,
    days: null,
    steps: [],
    failed: [],
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
