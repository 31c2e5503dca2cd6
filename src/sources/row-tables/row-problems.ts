import type { ExportKind, LeftOutRows } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { shownText } from "./shown-text.ts";

const MOST_COLUMNS = 20;
const NAME_LENGTH = 40;

/** What an export of each kind must have, as an example of its header. */
const HEADERS: Readonly<Record<ExportKind, string>> = {
  ownership: "time,volume,node",
  volumes: "Name,State,OwnerNode",
  placement: "vm,volume",
  sessions: "start,end,volume,result",
  nodes: "Name,NodeWeight",
  "cluster-log": "",
};

export function explainMissingColumns(
  path: string,
  kind: ExportKind,
  missing: readonly string[],
  found: readonly string[],
): Explanation {
  const [only] = found;
  const isUnparted = found.length === 1 && only !== undefined && /[|:]|\s{2,}|\w \w/.test(only);
  return {
    code: "columns-missing",
    happened: `${path} has no ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")}; it has ${shownColumns(found)}.`,
    likelyCause: isUnparted
      ? "Its cells are parted by something else than a comma, a semicolon or a tab."
      : "It is another export, or its first line is no header.",
    nextStep: `Give it a first line such as ${HEADERS[kind]}; case, order and other columns do not matter.`,
  };
}

export function explainUnknownExport(path: string, found: readonly string[]): Explanation {
  return {
    code: "export-unknown",
    happened:
      found.length === 0
        ? `${path} is neither an event log nor an export that is known.`
        : `What ${path} exports is not known; it has ${shownColumns(found)}.`,
    likelyCause: "It is another file, or its first line is no header.",
    nextStep: `Give ownership (${HEADERS.ownership}), volumes (${HEADERS.volumes}), sessions (${HEADERS.sessions}) or placement (${HEADERS.placement}) as delimited text or JSON.`,
  };
}

export function explainEmptyExport(path: string): Explanation {
  return {
    code: "empty-file",
    happened: `${path} is empty.`,
    likelyCause: "The export or the copy was interrupted, or there was nothing to export.",
    nextStep: "Export it again.",
  };
}

export function explainTooLarge(path: string, gibibytes: number): Explanation {
  return {
    code: "export-too-large",
    happened: `${path} is larger than ${gibibytes} GiB and was not read.`,
    likelyCause: "It is another file, or spans many years.",
    nextStep: "Export fewer weeks at a time and give all the files.",
  };
}

export function explainTooManyRows(path: string, rows: number): Explanation {
  return {
    code: "export-rows-too-many",
    happened: `${path} has more than ${rows} rows; those behind were not read.`,
    nextStep: "Export fewer weeks at a time and run once for each.",
  };
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  "time-without-zone": "Say where its times are local: --timezone Europe/Berlin, or a Windows name of a time zone.",
  "time-order-unknown": "Say in which order its dates are: --date-order dmy, mdy or ymd.",
  "time-unreadable": "Export times as ISO 8601 with an offset: 2026-09-07T21:00:12Z.",
  "time-in-future": "Set this machine's clock right, or correct the times.",
  "time-too-early": "Correct the times.",
  "result-unknown": "Say success, warning or failed in the column result.",
};

export function explainNoRowUsed(path: string, leftOut: readonly LeftOutRows[]): Explanation {
  const [most] = leftOut.toSorted((a, b) => b.count - a.count);
  const total = leftOut.reduce((sum, { count }) => sum + count, 0);
  const example = most?.example === null ? "" : ` ${JSON.stringify(most?.example ?? "")}`;
  return {
    code: "no-row-used",
    happened: `None of the rows of ${path} can be used (${total} left out); line ${most?.line ?? 1} is ${most?.code ?? "not readable"}${example}.`,
    nextStep: NEXT_STEPS[most?.code ?? ""] ?? "Export it again.",
  };
}

function shownColumns(found: readonly string[]): string {
  if (found.length === 0) return "no columns";
  const names = found.slice(0, MOST_COLUMNS).map((name) => shownText(name, NAME_LENGTH));
  const more = found.length > MOST_COLUMNS ? ` and ${found.length - MOST_COLUMNS} more` : "";
  return `${names.join(", ")}${more}`;
}
