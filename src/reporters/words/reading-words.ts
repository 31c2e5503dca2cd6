import {
  isExport,
  type Report,
  type ReportedExport,
  type ReportedLog,
  type ReportedWindow,
} from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { baselineEntries } from "./comparison-words.ts";
import { type CoverageNote, coverageNotes } from "./coverage-words.ts";
import { directoryEntries } from "./directory-reading-words.ts";
import { explanationWords } from "./explanation-words.ts";
import { countWords } from "./phrase-words.ts";
import { exportEntries } from "./export-reading-words.ts";
import { parcelEntries } from "./parcel-words.ts";
import { plain, type ReadingEntry } from "./reading-entry.ts";
import { renamedWords } from "./renamed-words.ts";
import { spanWords, timeWords } from "./time.ts";

/** What was read, what could not be, and how far it reaches. `shownSources`: how many logs with trouble are named. */
export function readingEntries(report: Report, shownSources: number): readonly ReadingEntry[] {
  return [
    ...parcelEntries(report, shownSources),
    ...logEntries(report, shownSources),
    ...exportEntries(report, shownSources),
    ...directoryEntries(report, shownSources),
    ...baselineEntries(report),
  ];
}

/** Of exports alone only the window, of a directory alone nothing. */
function logEntries(report: Report, shownSources: number): readonly ReadingEntry[] {
  const { window, coverage, directory, correlation } = report;
  const sources = report.sources.filter((source) => source.kind === "event-log");
  if (sources.length === 0 && correlation !== null) {
    const exports = report.sources.filter(isExport);
    return [plain("Window", windowWords(window, exports, untimedWords(exports)))];
  }
  if (sources.length === 0 && directory !== null) return [];
  return [
    plain("Window", windowWords(window, sources)),
    plain("Read", totalWords(sources)),
    ...coverageNotes(coverage).map(coverageEntry),
    ...renamedWords(report).map((words) => plain("Renamed", words)),
    ...troubleEntries(sources, shownSources),
  ];
}

function windowWords(
  { from, to, askedFrom, askedTo }: ReportedWindow,
  sources: readonly Pick<ReportedLog, "from" | "to">[],
  untimed = "no record has a time between 2007 and tomorrow, by this computer's clock",
): string {
  if (from === null && to === null) return `unknown: ${untimed}`;
  if (from === null) return `to ${timeWords(to)} (asked for): no record read is so early${beginWords(sources)}`;
  if (to === null) return `from ${timeWords(from)} (asked for): no record read is so late${endWords(sources)}`;
  if (askedFrom !== askedTo) {
    const [start, end] = askedFrom ? ["asked for", "last record read"] : ["first record read", "asked for"];
    return `${timeWords(from)} (${start}) to ${timeWords(to)} (${end})`;
  }
  return `${spanWords(from, to)}, ${askedFrom ? "as asked for" : "the span of what was read"}`;
}

const WANTS_OPTION = /^time-(?:without-zone|order-unknown|order-and-zone-unknown)$/;

/** Why no time of any backup is known, of exports alone. */
function untimedWords(exports: readonly ReportedExport[]): string {
  const sessions = exports.filter(({ kind }) => kind === "sessions");
  return sessions.some(({ leftOut }) => leftOut.some(({ code }) => WANTS_OPTION.test(code)))
    ? "the times of backups can be told only with what Unread asks for"
    : "no time of a backup could be read";
}

function beginWords(sources: readonly Pick<ReportedLog, "from">[]): string {
  const first = sources.reduce<bigint | null>(
    (least, { from }) => (least === null || (from !== null && from < least) ? from : least),
    null,
  );
  return first === null ? "" : `; the first is of ${timeWords(first)}`;
}

function endWords(sources: readonly Pick<ReportedLog, "to">[]): string {
  const last = sources.reduce<bigint | null>(
    (most, { to }) => (most === null || (to !== null && to > most) ? to : most),
    null,
  );
  return last === null ? "" : `; the last is of ${timeWords(last)}`;
}

function totalWords(sources: readonly ReportedLog[]): string {
  const sum = (part: (source: ReportedLog) => number): number => sources.reduce((all, one) => all + part(one), 0);
  const of = (status: ReportedLog["status"]): number => sources.filter((source) => source.status === status).length;
  const selected = sum((source) => source.selected);
  const parts = [
    `${countWords(sources.length)} ${sources.length === 1 ? "log" : "logs"}`,
    ...(of("damaged") > 0 ? [`${countWords(of("damaged"))} damaged`] : []),
    ...(of("unreadable") > 0 ? [`${countWords(of("unreadable"))} unreadable`] : []),
    `${countWords(sum(({ records }) => records))} records read`,
    `${selected === 0 ? "none" : countWords(selected)} of the kinds looked for`,
  ];
  return parts.join(", ") + unreadWords(sources.filter(({ skippedChannel }) => skippedChannel !== null).length);
}

/** Else no records read would look like an empty log. */
function unreadWords(logs: number): string {
  if (logs === 0) return "";
  return `; ${countWords(logs)} left unread, as no check looks in ${logs === 1 ? "its channel" : "their channels"}`;
}

const COVERAGE_LABELS: Readonly<Record<CoverageNote["kind"], string>> = {
  covered: "Covered",
  short: "Short",
  missing: "Missing",
  cleared: "Cleared",
  clock: "Clock",
  silent: "Silent",
  unused: "Unused",
};

function coverageEntry({ kind, words }: CoverageNote): ReadingEntry {
  return { label: COVERAGE_LABELS[kind], words, isTrouble: kind === "short" || kind === "missing" };
}

/** One entry per log, those that were not read at all first; each damage by itself is for `badnode events`. */
function troubleEntries(sources: readonly ReportedLog[], shownSources: number): readonly ReadingEntry[] {
  const troubled = (["unreadable", "damaged"] as const).flatMap((status) =>
    sources.filter((source) => source.status === status),
  );
  const shown = troubled.slice(0, shownSources);
  return [
    ...shown.map((source) => ({
      label: source.status === "damaged" ? "Damaged" : "Unread",
      words: visibleText(troubleWords(source)),
      isTrouble: true,
    })),
    ...(troubled.length > shown.length
      ? [plain("", `and ${countWords(troubled.length - shown.length)} more: --format json`)]
      : []),
    ...(shown.some(({ damages }) => damages.count > 0) ? [plain("Details", "badnode events --verbose FILE")] : []),
  ];
}

function troubleWords({ path, problem, damaged, damages: { count, firstKind } }: ReportedLog): string {
  const first = firstKind === null ? "" : `${count === 1 ? ":" : ", the first:"} ${firstKind}`;
  const words = count > 0 ? [`${countWords(count)} ${count === 1 ? "damage" : "damages"}${first}`] : [];
  if (problem !== null) return [explanationWords(problem), ...words].join(" ");
  return `${path}: ${words[0] ?? `${countWords(damaged)} records read in part`}`;
}
