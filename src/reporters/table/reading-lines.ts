import type { CoverageRow, Report, ReportedSource, Span } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { countWords, nameWords, timeWords } from "../words/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { Paint } from "./paint.ts";
import { hang } from "./wrap.ts";

const SHOWN_SOURCES = 6;
const SHOWN_WARNINGS = 2;

/** What was read, what could not be, and how far it reaches. */
export function readingLines(report: Report, width: number, paint: Paint): readonly string[] {
  const { window, sources } = report;
  const troubled = sources.filter((source) => source.status !== "complete");
  const unlisted = troubled.length - SHOWN_SOURCES;
  return [
    ...hang("Window   ", windowWords(window), width),
    ...hang("Read     ", totalWords(sources), width),
    ...coverageLines(report.coverage, width),
    ...troubled.slice(0, SHOWN_SOURCES).flatMap((source) => troubleLines(source, width, paint)),
    ...(unlisted > 0 ? [`         and ${countWords(unlisted)} more`] : []),
  ];
}

function windowWords({ from, to }: Span): string {
  return from === null && to === null ? "unknown: no record has a time" : `${timeWords(from)} to ${timeWords(to)}`;
}

function totalWords(sources: readonly ReportedSource[]): string {
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const of = (status: ReportedSource["status"]): number => sources.filter((source) => source.status === status).length;
  const parts = [
    `${countWords(sources.length)} ${sources.length === 1 ? "log" : "logs"}`,
    `${countWords(records)} records`,
  ];
  if (of("damaged") > 0) parts.push(`${countWords(of("damaged"))} damaged`);
  if (of("unreadable") > 0) parts.push(`${countWords(of("unreadable"))} unreadable`);
  return parts.join(", ");
}

/** One entry per channel: its hosts, and the span that all of them cover. */
function coverageLines(coverage: readonly CoverageRow[], width: number): readonly string[] {
  const channels = [...new Set(coverage.map((row) => row.channel))].sort();
  return channels.flatMap((channel) => {
    const rows = coverage.filter((row) => row.channel === channel);
    const hosts = nameWords(rows.map((row) => row.host));
    const short = rows.filter((row) => !row.coversWindow).map((row) => row.host);
    const missing = short.length === 0 ? "" : `; does not cover the window: ${nameWords(short)}`;
    return hang("Covered  ", `${visibleText(channel)} of ${hosts}, ${commonSpan(rows)}${missing}`, width);
  });
}

function commonSpan(rows: readonly CoverageRow[]): string {
  let from: bigint | null = null;
  let to: bigint | null = null;
  for (const row of rows) {
    if (row.from !== null && (from === null || row.from > from)) from = row.from;
    if (row.to !== null && (to === null || row.to < to)) to = row.to;
  }
  if (from === null || to === null) return "at unknown times";
  const all = rows.length === 1 ? "" : "all ";
  return from > to ? "without a span common to all" : `${all}from ${timeWords(from)} to ${timeWords(to)}`;
}

function troubleLines(source: ReportedSource, width: number, paint: Paint): readonly string[] {
  const label = source.status === "damaged" ? "Damaged  " : "Unread   ";
  const { problem } = source;
  const told = problem === null ? [] : [explanationWords(problem)];
  const remarks = source.warnings.slice(0, SHOWN_WARNINGS);
  const more = source.warnings.length - remarks.length;
  const words = [...told, ...remarks, ...(more > 0 ? [`and ${countWords(more)} more`] : [])]
    .map(visibleText)
    .join("; ");
  const named = told.length > 0 ? words : `${visibleText(source.path)}: ${words}`;
  return hang(label, named, width).map((line) => paint("warning", line));
}

function explanationWords({ happened, likelyCause, nextStep }: Explanation): string {
  return [happened, likelyCause, nextStep].filter((part) => part !== undefined && part !== "").join(" ");
}
