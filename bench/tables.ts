import type { Failure, Series } from "./measure.ts";
import { peakOf, secondsOf, type Spread, userSecondsOf } from "./statistics.ts";
import type { Verdict } from "./targets.ts";

/** A table in Markdown, so that it can stand in README as it is printed. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  // All columns but the first hold numbers or verdicts, which stand at the right.
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(heads), line(rule), ...rows.map(line)].join("\n");
}

export const seconds = (value: number): string => value.toFixed(value < 1 ? 3 : 2);
export const spread = (found: Spread | null): string =>
  found === null ? "-" : `${seconds(found.median)} (${seconds(found.least)}-${seconds(found.most)})`;

/** `records`: how many each input holds, by its path. */
export function timesTable(series: readonly Series[], records: ReadonlyMap<string, number>): string {
  const rows = series.map((one) => {
    const { title, input, records: work } = one.subject;
    const megabytes = input === null ? undefined : input.bytes / 1e6;
    const held = input === null || work === "none" ? undefined : records.get(input.path);
    const wall = secondsOf(one);
    const rate = (amount: number | undefined): string =>
      wall === null || amount === undefined ? "-" : (amount / wall.median).toFixed(0);
    return [
      title,
      megabytes?.toFixed(1) ?? "-",
      spread(wall),
      userSecondsOf(one) === null ? "-" : seconds(userSecondsOf(one)?.median ?? 0),
      rate(megabytes),
      rate(held),
      peakOf(one) === null ? "-" : Math.round(peakOf(one)?.most ?? 0).toString(),
    ];
  });
  return table(["reader", "MB", "wall s: median (range)", "user s", "MB/s", "records/s", "peak MiB"], rows);
}

export function verdictTable(found: readonly Verdict[]): string {
  const rows = found.map(({ target, measured, byProcessorTime, met }) => [
    target,
    measured ?? "not measured",
    byProcessorTime ?? "-",
    met === null ? "-" : met ? "met" : "NOT MET",
  ]);
  return table(["target", "measured", "by processor time", ""], rows);
}

export function failureLines(failures: readonly Failure[]): string {
  return failures.map(({ subject, reason }) => `${subject.title} was left out: ${reason}`).join("\n");
}
