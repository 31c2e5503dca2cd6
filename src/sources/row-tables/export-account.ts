import type { ExportFile, ExportKind, LeftOutRows, UndatedList } from "../../evidence/index.ts";
import type { ExportedTime } from "../../formats/exported-time/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import { EARLIEST_RECORD_TIME, NO_LATEST_TIME } from "../../shared/plausible-time.ts";
import { LoneRows } from "./lone-rows.ts";
import { explainNoRowUsed } from "./row-problems.ts";
import type { ColumnIndex, RowTable } from "./row-table.ts";
import { shownText } from "./shown-text.ts";

/** When a row says that something was. */
export type RowTime = Omit<Extract<ExportedTime, { readonly kind: "ticks" }>, "kind">;

const EXAMPLE_LENGTH = 48;

interface LeftOut {
  count: number;
  readonly line: number;
  readonly example: string | null;
}

/** Counts what was used of one export, and what was left out and why. */
export class ExportAccount {
  readonly path: string;
  readonly kind: ExportKind;
  #rows = 0;
  #from: bigint | null = null;
  #to: bigint | null = null;
  #ambiguous = 0;
  #problem: Explanation | null = null;
  #undated: UndatedList | null = null;
  readonly #leftOut = new Map<string, LeftOut>();
  readonly #latest: bigint;
  readonly #earliest: bigint;
  /** null: of owners one row may hold for years. */
  readonly #lone: LoneRows | null;

  /** `latest`: FILETIME ticks after which no row can be; null: nobody said what time it is. */
  constructor(path: string, kind: ExportKind, latest: bigint | null = null) {
    this.path = path;
    this.kind = kind;
    this.#latest = latest ?? NO_LATEST_TIME;
    this.#earliest = kind === "sessions" ? EARLIEST_RECORD_TIME : 0n;
    this.#lone = kind === "sessions" ? new LoneRows() : null;
  }

  get rows(): number {
    return this.#rows;
  }

  /** A row of one moment, of a span, or of no time. */
  use(line: number, start: RowTime | null, end: RowTime | null = start): void {
    this.#rows++;
    if (start === null || end === null) return;
    this.#lone?.add(line, start.ticks, end.ticks);
    if (this.#from === null || start.ticks < this.#from) this.#from = start.ticks;
    if (this.#to === null || end.ticks > this.#to) this.#to = end.ticks;
    if (start.isAmbiguous || end.isAmbiguous) this.#ambiguous++;
  }

  /** The row that the table stands at, for what stands in this column. */
  leaveOut(code: string, table: RowTable, column: ColumnIndex): void {
    const known = this.#leftOut.get(code);
    if (known !== undefined) known.count++;
    else {
      const text = table.text(column);
      const example = text === null ? null : shownExample(text);
      this.#leftOut.set(code, { count: 1, line: table.line, example });
    }
  }

  /** What is told of the file if the row that the table stands at, not yet used, is left out as its last one. */
  fileWithout(code: string, table: RowTable, column: ColumnIndex): ExportFile {
    const before = this.#leftOut.get(code);
    this.leaveOut(code, table, column);
    const file = this.file(table);
    if (before === undefined) this.#leftOut.delete(code);
    else before.count--;
    return file;
  }

  /** The text in a cell; null: the row has been left out, as there is none. */
  needed(table: RowTable, column: ColumnIndex): string | null {
    const text = table.text(column);
    if (text === null) this.leaveOut("cell-missing", table, column);
    return text;
  }

  /** The time in a cell; null: the row has been left out, as there is none or it cannot be told. */
  neededTime(table: RowTable, column: ColumnIndex): RowTime | null {
    const time = this.timeIfAny(table, column);
    if (time === null) this.leaveOut("cell-missing", table, column);
    return time === "left-out" ? null : time;
  }

  /** The time in a cell, null where nothing stands; the row has been left out where it cannot be told. */
  timeIfAny(table: RowTable, column: ColumnIndex): RowTime | "left-out" | null {
    const time = table.time(column);
    const code = time === null ? null : time.kind === "problem" ? time.code : this.#implausible(time.ticks);
    if (code !== null) {
      this.leaveOut(code, table, column);
      return "left-out";
    }
    return time?.kind === "ticks" ? time : null;
  }

  #implausible(ticks: bigint): string | null {
    if (ticks > this.#latest) return "time-in-future";
    return ticks < this.#earliest ? "time-too-early" : null;
  }

  /** A row of it tells an owner and not when. */
  tellUndated(list: UndatedList): void {
    this.#undated = list;
  }

  /** It was not read to its end. */
  stop(problem: Explanation): void {
    this.#problem ??= problem;
  }

  file(table: RowTable): ExportFile {
    const leftOut = this.#rowsLeftOut(table);
    const problem =
      this.#problem ?? (this.#rows === 0 && leftOut.length > 0 ? explainNoRowUsed(this.path, leftOut) : null);
    const isDamaged = problem !== null || leftOut.length > 0 || table.problem !== null;
    return {
      path: this.path,
      kind: this.kind,
      status: isDamaged ? (this.#rows === 0 ? "unreadable" : "damaged") : "complete",
      rows: this.#rows,
      leftOut,
      from: this.#from,
      to: this.#to,
      warnings: this.#warnings(table),
      problem,
      ...(this.#undated === null ? {} : { undated: this.#undated }),
    };
  }

  #rowsLeftOut({ lost }: RowTable): readonly LeftOutRows[] {
    const leftOut = [...this.#leftOut].map(([code, rows]): LeftOutRows => ({ code, ...rows }));
    if (lost.count > 0) leftOut.push({ code: "row-torn", ...lost, example: null });
    return leftOut.sort((a, b) => compareText(a.code, b.code));
  }

  #warnings({ problem }: RowTable): readonly string[] {
    const warnings: string[] = [];
    if (problem !== null) warnings.push(`line ${problem.line}: ${problem.expected} is missing`);
    warnings.push(...(this.#lone?.warnings() ?? []));
    if (this.#ambiguous > 0)
      warnings.push(
        `${this.#ambiguous === 1 ? "1 local time occurs" : `${this.#ambiguous} local times occur`} twice, as clocks were set back; the first is taken`,
      );
    if (this.#rows === 0 && this.#leftOut.size === 0 && problem === null) warnings.push("it has columns and no row");
    return warnings;
  }
}

/** What stood in a row that was left out, cut to a few words. */
export function shownExample(text: string): string {
  return shownText(text, EXAMPLE_LENGTH);
}

/** A file that nothing came of. */
export function unreadFile(path: string, kind: ExportKind | null, problem: Explanation): ExportFile {
  return { path, kind, status: "unreadable", rows: 0, leftOut: [], from: null, to: null, warnings: [], problem };
}
