import type { ExportKind, LeftOutRows } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { RowTable } from "./row-table.ts";
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
  updates: "CSName,HotFixID",
  drivers: "PSComputerName,DeviceName,DriverVersion",
  "cluster-log": "",
};

export function explainMissingColumns(
  path: string,
  kind: ExportKind,
  missing: readonly string[],
  table: Pick<RowTable, "columns" | "problem">,
): Explanation {
  if (table.columns.length === 0 && table.problem !== null) return explainCutExport(path);
  const columns = `${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")}`;
  const zeros = table.columns.some((name) => name.includes("\0")) ? "zeros in its header, and " : "";
  const happened = `${path} has no ${columns}; it has ${zeros}${shownColumns(table.columns)}.`;
  return { code: "columns-missing", happened, ...whyMissing(kind, table) };
}

/** Text of an encoding of more bytes a character. */
const SPREAD_BY_ZEROS = /(?:[^\0]\0{1,3}){2}/;

function explainCutExport(path: string): Explanation {
  return {
    code: "export-cut-off",
    happened: `${path} ends within its first object.`,
    likelyCause: "The export or the copy was interrupted.",
    nextStep: "Export it again.",
  };
}

type Reason = Pick<Explanation, "likelyCause" | "nextStep"> & { readonly code?: string };

function whyMissing(kind: ExportKind, { columns, problem }: Pick<RowTable, "columns" | "problem">): Reason {
  const mark = unknownSeparator(columns);
  if (mark !== null) {
    return {
      likelyCause: `Its cells are parted by ${mark}, and are read where a comma, a semicolon or a tab does.`,
      nextStep: `In PowerShell: Import-Csv FILE -Delimiter '${mark}' | Export-Csv NEW -NoTypeInformation -Encoding UTF8`,
    };
  }
  if (columns.some((name) => name.includes("\0"))) {
    return columns.some((name) => SPREAD_BY_ZEROS.test(name))
      ? {
          likelyCause: "It is in UTF-32, or in another encoding that is not read.",
          nextStep: "Export it again with -Encoding UTF8, or save it as UTF-8.",
        }
      : { likelyCause: "Part of it was never written, as after a crash.", nextStep: "Export it again." };
  }
  // What the console cuts off may be the same in many rows, and names nothing.
  if (problem?.expected.includes("cut off") === true) {
    return {
      likelyCause: `The console cut its cells off, first in line ${problem.line}.`,
      nextStep: "Export it with Export-Csv, or print it with | Format-Table -AutoSize | Out-String -Width 4096.",
    };
  }
  if (kind === "sessions" && columns.some((name) => /^(?:progress|jobsess)$/i.test(name))) {
    return {
      code: "times-within-objects",
      likelyCause: "Export-Csv writes the name of a type where the object Progress, which has the times, should stand.",
      nextStep: "Give the times columns of their own: README.md and badnode correlate show the command.",
    };
  }
  const isUnparted = columns.length === 1 && /:|\s{2,}|\w \w/.test(columns[0] ?? "");
  return {
    likelyCause: isUnparted
      ? "Its cells are parted by something else than a comma, a semicolon or a tab."
      : "It is another export, or its first line is no header.",
    nextStep: `Give it a first line such as ${HEADERS[kind]}; case, order and other columns do not matter.`,
  };
}

const UNKNOWN_SEPARATORS = ["|", "^", "~"];

/** What parts a header that is read as one column; null where nothing shows it. */
export function unknownSeparator(columns: readonly string[]): string | null {
  const [only, another] = columns;
  if (only === undefined || another !== undefined) return null;
  return UNKNOWN_SEPARATORS.find((mark) => only.split(mark).length > 2) ?? null;
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
  "time-order-and-zone-unknown":
    "Say in which order its dates are (--date-order dmy, mdy or ymd) and where its times are local (--timezone Europe/Berlin, or a Windows name).",
  "time-unreadable": "Export times as ISO 8601 with an offset: 2026-09-07T21:00:12Z.",
  "time-in-future": "Set this machine's clock right, or correct the times.",
  "time-too-early": "Correct the times.",
  "path-unknown": "Give the paths below C:\\ClusterStorage that Get-ClusterSharedVolume shows.",
  "owner-nobody": "Give the name of the node that owns each volume, as Get-ClusterSharedVolume shows it.",
  "row-swapped": "Put the volume into the column volume, and the node that owns it into the column node.",
  "result-unknown": "Say success, warning or failed in the column result.",
};

/** What is said of a line. */
const WRONG: Readonly<Record<string, string>> = {
  "time-unreadable": "has no time that can be read",
  "time-without-zone": "has a local time",
  "time-order-unknown": "has a date that can be read in two ways",
  "time-order-and-zone-unknown": "has a local time, and a date that can be read in two ways",
  "time-skipped": "has a local time that there was not",
  "time-in-future": "has a time that is yet to come",
  "time-too-early": "has a time before 2007",
  "end-before-start": "ends before it starts",
  "row-swapped": "has a volume's name for a node, and a node's for a volume:",
  "result-unknown": "has an unknown result",
  "cell-missing": "lacks a cell",
  "owner-nobody": "names no node that owns the volume",
  "path-unknown": "has no path of a volume",
  unfinished: "is of a backup that had not ended",
};

export function explainNoRowUsed(path: string, leftOut: readonly LeftOutRows[]): Explanation {
  const [most] = leftOut.toSorted((a, b) => b.count - a.count);
  const total = leftOut.reduce((sum, { count }) => sum + count, 0);
  const example = most?.example === null ? "" : ` ${JSON.stringify(most?.example ?? "")}`;
  return {
    code: "no-row-used",
    happened: `None of the rows of ${path} can be used (${total} left out); line ${most?.line ?? 1} ${WRONG[most?.code ?? ""] ?? "cannot be read"}${example}.`,
    nextStep: NEXT_STEPS[most?.code ?? ""] ?? "Export it again.",
  };
}

function shownColumns(found: readonly string[]): string {
  if (found.length === 0) return "no columns";
  const names = found.slice(0, MOST_COLUMNS).map((name) => shownText(name, NAME_LENGTH));
  const more = found.length > MOST_COLUMNS ? ` and ${found.length - MOST_COLUMNS} more` : "";
  return `${names.join(", ")}${more}`;
}
