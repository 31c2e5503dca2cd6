import type { LeftOutRows } from "../../evidence/index.ts";
import { type Correlation, isExport, type Report, type ReportedExport } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { explanationWords } from "./explanation-words.ts";
import { countWords } from "./phrase-words.ts";
import { plain, type ReadingEntry, trouble } from "./reading-entry.ts";

const KINDS: Readonly<Record<ReportedExport["kind"], string>> = {
  ownership: "ownership",
  volumes: "volumes",
  placement: "placement",
  sessions: "sessions",
  "cluster-log": "cluster.log",
  nodes: "nodes",
  updates: "updates",
  drivers: "drivers",
  export: "of unknown kind",
};

/** What was read of exports: how much of what, and what could not be. */
export function exportEntries({ sources, correlation }: Report, shownSources: number): readonly ReadingEntry[] {
  const given = sources.filter(isExport);
  if (given.length === 0) return [];
  const others = correlation?.otherFiles ?? 0;
  const troubled = (["unreadable", "damaged"] as const).flatMap((status) =>
    given.filter((source) => source.status === status),
  );
  const warnings = given.flatMap(({ path, warnings: own }) => own.map((words) => `${path}: ${words}`));
  return [
    plain("Read", `${totalWords(given)}${otherWords(others)}`),
    ...troubled.slice(0, shownSources).map((source) => trouble(labelOf(source), visibleText(troubleWords(source)))),
    ...more(troubled.length - shownSources),
    ...undatedWords(given, correlation).map((words) => trouble("Warning", words)),
    ...warnings.slice(0, shownSources).map((words) => trouble("Warning", visibleText(words))),
    ...more(warnings.length - shownSources),
  ];
}

/** What vanished in a folder would be looked for in vain. */
function otherWords(others: number): string {
  if (others === 0) return "";
  return `; ${countWords(others)} other ${others === 1 ? "file is no export" : "files are no exports"}`;
}

const UNDATED = ["volumes", "resources", "groups"] as const;

/** Lists that were made on several days look like one day's. */
function undatedWords(given: readonly ReportedExport[], correlation: Correlation | null): readonly string[] {
  return UNDATED.flatMap((of) => {
    const lists = given.flatMap(({ undated }) => (undated?.of === of ? undated : []));
    if (lists.length < 2) return [];
    const what = `${countWords(lists.length)} lists of owners have no time column`;
    const isDated = lists.every((list) => list.isDated);
    // They give names too: beside a history their owners are not missed.
    if (!isDated && correlation !== null && correlation.horizon.ownership.from !== null) return [];
    return isDated
      ? `${what} and were all dated by the one --ownership-time: if they were made at several times, give each its own`
      : `${what}, and nothing says when they were made: they tell no owner of any time`;
  });
}

function more(left: number): readonly ReadingEntry[] {
  return left > 0 ? [plain("", `and ${countWords(left)} more: --format json`)] : [];
}

/** `3 exports (ownership, sessions), 1 damaged, 1,234 rows used, 2 left out`. */
function totalWords(sources: readonly ReportedExport[]): string {
  const kinds = [...new Set(sources.map(({ kind }) => KINDS[kind]))].sort();
  const of = (status: ReportedExport["status"]): number => sources.filter((source) => source.status === status).length;
  const damaged = sources.filter(isDamaged).length;
  const rows = sources.reduce((sum, source) => sum + source.rows, 0);
  const leftOut = sources.reduce((sum, source) => sum + leftOutRows(source), 0);
  return [
    `${countWords(sources.length)} ${sources.length === 1 ? "export" : "exports"} (${kinds.join(", ")})`,
    ...(damaged > 0 ? [`${countWords(damaged)} damaged`] : []),
    ...(of("unreadable") > 0 ? [`${countWords(of("unreadable"))} unreadable`] : []),
    `${countWords(rows)} ${rows === 1 ? "row" : "rows"} used`,
    ...(leftOut > 0 ? [`${countWords(leftOut)} left out`] : []),
  ].join(", ");
}

/** What is written as it should be and cannot be used is no damage. */
const DAMAGE: ReadonlySet<string> = new Set(["row-unreadable", "row-with-zeros", "row-cut-off", "cells-too-many"]);

function isDamaged({ status, problem, leftOut }: ReportedExport): boolean {
  if (status !== "damaged") return false;
  return problem !== null || leftOut.length === 0 || leftOut.some(({ code }) => DAMAGE.has(code));
}

function labelOf(source: ReportedExport): string {
  if (source.status === "unreadable") return "Unread";
  return isDamaged(source) ? "Damaged" : "Rows";
}

function leftOutRows({ leftOut }: ReportedExport): number {
  return leftOut.reduce((sum, { count }) => sum + count, 0);
}

function troubleWords({ path, problem, leftOut }: ReportedExport): string {
  const rows = leftOut.map(leftOutRowWords);
  // Where no row was used for one reason, that is all that the problem says.
  if (problem?.code === "no-row-used" && rows.length < 2) return explanationWords(problem);
  if (problem !== null) return [explanationWords(problem), ...rows.map((words) => `${words}.`)].join(" ");
  return rows.length === 0 ? `${path} was not read whole.` : `${path}: ${rows.join("; ")}`;
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  "time-unreadable": "no time that can be read",
  "time-without-zone": "a local time, and no --timezone was given",
  "time-order-unknown": "a date that can be read in two ways, and no --date-order was given",
  "time-order-and-zone-unknown":
    "a local time and a date that can be read in two ways, and neither --timezone nor --date-order was given",
  unfinished: "a backup that had not ended",
  "time-skipped": "a local time that there was not, as clocks were set forward over it",
  "time-in-future": "a time that is yet to come",
  "time-too-early": "a time before 2007, when there were no Cluster Shared Volumes",
  "row-unreadable": "not readable",
  "row-with-zeros": "zeros where text should stand, as after a crash",
  "row-torn": "no end that could be told",
  "row-cut-off": "cut off",
  "row-swapped": "the name of a volume where its owner should stand, and of a node where the volume should",
  "cells-too-many": "more cells than columns",
  "end-before-start": "an end before its start",
  "result-unknown": "an unknown result",
  "owner-nobody": "a word for nobody where the owner should stand",
  "path-unknown": "no path below C:\\ClusterStorage",
  "text-too-long": "a name too long to be one",
  "cell-missing": "a cell that must not be empty",
};

/** `12 rows left out, the first in line 5: no time that can be read ("soon")`. As it was read: not yet safe to show. */
export function leftOutRowWords({ code, count, line, example }: LeftOutRows): string {
  const rows =
    count === 1 ? `1 row left out, line ${line}` : `${countWords(count)} rows left out, the first in line ${line}`;
  return `${rows}: ${LEFT_OUT[code] ?? code}${example === null ? "" : ` ("${example}")`}`;
}
