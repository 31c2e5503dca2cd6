import { isClusterLog } from "../../formats/cluster-log/index.ts";
import { resembledKind, type RowExportKind, rowExportKind } from "../row-exports/index.ts";
import { isClixml } from "../row-tables/index.ts";

/** So much of a file's start tells what it exports. */
export const SHOWING_BYTES = 65_536;

export type ExportContent = RowExportKind | "cluster-log";

/** Types of objects that are larger than what is looked at, in CLIXML; those that are piped again are `Deserialized.` ones. */
const TYPES: readonly (readonly [type: string, kind: RowExportKind])[] = [
  ["ClusterSharedVolume", "volumes"],
  ["ClusterNode", "nodes"],
  ["ClusterResource", "resources"],
  ["ClusterGroup", "groups"],
  ["ClusterParameter", "parameters"],
];
/** Of classes that Windows describes itself and its devices in. */
const CLASSES: readonly (readonly [name: string, kind: RowExportKind])[] = [
  ["Win32_QuickFixEngineering", "updates"],
  ["MSFT_NetAdapter", "adapters"],
  ["Win32_PnPSignedDriver", "drivers"],
];
const FIRST_CLASS = /<T>(?:Deserialized\.)?[\w.]{1,80}#[\w\\/]{1,80}[\\/](\w{1,40})<\/T>/;
const FIRST_TYPE = /<T>(?:Deserialized\.)?Microsoft\.FailoverClusters\.PowerShell\.(\w{1,40})<\/T>/;

/** What the start of a file's text shows, whatever its name says; null: no export that is known, or no text. */
export function exportContent(text: string): ExportContent | null {
  const start = withoutZeros(text);
  if (start === "") return null;
  if (isClusterLog(start)) return "cluster-log";
  if (isOfOtherClusterObjects(start)) return null;
  return rowExportKind(start) ?? kindOfLargeObjects(start);
}

/** A network interface has a name, a state and a node like a volume, and is none. */
function isOfOtherClusterObjects(start: string): boolean {
  const type = isClixml(start) ? FIRST_TYPE.exec(start)?.[1] : undefined;
  return type !== undefined && TYPES.every(([known]) => known !== type);
}

/** Whole lines before what is no text: parts of a list may never have been written, and a binary file has none before its first zero. */
function withoutZeros(text: string): string {
  const zero = text.indexOf("\0");
  return zero === -1 ? text : text.slice(0, text.lastIndexOf("\n", zero) + 1);
}

/** What a list would be without zeros in its header: it begins behind them, or is in an encoding with zeros in each character. */
export function resembledAmongZeros(start: string): RowExportKind | null {
  const text = start.replaceAll("\0", "");
  return rowExportKind(text) ?? resembledKind(text);
}

const PROPERTY = /"([\w .()-]{1,64})"\s*:/g;

/** What the names in a whole text of JSON show that ends within its first object; null: it does not, or shows nothing. */
export function kindOfCutObject(text: string): RowExportKind | null {
  if (!/^[\s\ufeff]*[[{]/.test(text) || /[\]}]\s*$/.test(text.slice(-LONGEST_END))) return null;
  const names = new Set(Array.from(text.matchAll(PROPERTY), ([, name = ""]) => name));
  return rowExportKind(`${[...names].join(",")}\n`);
}

/** Blanks behind the last bracket. */
const LONGEST_END = 64;

function kindOfLargeObjects(start: string): RowExportKind | null {
  if (isClixml(start)) {
    const first = FIRST_TYPE.exec(start)?.[1];
    const firstClass = FIRST_CLASS.exec(start)?.[1];
    return TYPES.find(([type]) => type === first)?.[1] ?? CLASSES.find(([name]) => name === firstClass)?.[1] ?? null;
  }
  const isShared = /^[\s\ufeff]*[[{]/.test(start) && /"SharedVolumeInfo"\s*:/.test(start);
  return isShared && /"OwnerNode"\s*:/.test(start) ? "volumes" : null;
}
