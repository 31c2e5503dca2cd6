import { filetimeToIso } from "../../shared/filetime.ts";
import type { RowColumn, RowFormat, RowValue } from "./row-list.ts";

/** What a gap row shows; times are FILETIME ticks. */
export type ShownGap = {
  readonly computer: string | null;
  readonly channel: string | null;
  readonly before: bigint;
  readonly after: bigint;
} & (
  | { readonly kind: "record-ids"; readonly firstMissing: bigint; readonly lastMissing: bigint }
  | { readonly kind: "time" }
);

const TICKS_PER_SECOND = 10_000_000n;

const TABLE_COLUMNS: readonly RowColumn[] = [
  { key: "gap", title: "Gap" },
  { key: "computer", title: "Computer" },
  { key: "channel", title: "Channel" },
  { key: "before", title: "Last before (UTC)" },
  { key: "after", title: "First after (UTC)" },
];

const DATA_COLUMNS: readonly RowColumn[] = [
  "kind",
  "computer",
  "channel",
  "firstMissing",
  "lastMissing",
  "missing",
  "before",
  "after",
  "seconds",
].map((key) => ({ key, title: key }));

export function gapColumns(format: RowFormat): readonly RowColumn[] {
  return format === "table" ? TABLE_COLUMNS : DATA_COLUMNS;
}

export function gapRow(gap: ShownGap, format: RowFormat): readonly RowValue[] {
  const seconds = gap.after > gap.before ? (gap.after - gap.before) / TICKS_PER_SECOND : 0n;
  const before = filetimeToIso(gap.before);
  const after = filetimeToIso(gap.after);
  if (format === "table") {
    const short = (iso: string): string => iso.replace("T", " ").slice(0, 16);
    return [gapText(gap, seconds), gap.computer, gap.channel, short(before), short(after)];
  }
  const ids =
    gap.kind === "time"
      ? [null, null, null]
      : [gap.firstMissing, gap.lastMissing, gap.lastMissing - gap.firstMissing + 1n];
  return [gap.kind, gap.computer, gap.channel, ...ids, before, after, Number(seconds)];
}

function gapText(gap: ShownGap, seconds: bigint): string {
  if (gap.kind === "time") return `silent for ${durationText(seconds)}`;
  const missing = gap.lastMissing - gap.firstMissing + 1n;
  return missing === 1n
    ? `record ${gap.firstMissing} missing`
    : `records ${gap.firstMissing}-${gap.lastMissing} missing (${missing})`;
}

function durationText(seconds: bigint): string {
  const days = seconds / 86_400n;
  const hours = (seconds % 86_400n) / 3600n;
  const minutes = (seconds % 3600n) / 60n;
  return days > 0n ? `${days} d ${hours} h` : hours > 0n ? `${hours} h ${minutes} min` : `${minutes} min`;
}
