import type { BackupSession } from "../../evidence/index.ts";
import {
  type ExportAccount,
  NO_COLUMN,
  NO_ROWS,
  type RowReading,
  type RowsOfKind,
  type RowTable,
} from "../row-tables/index.ts";
import { missingSessionColumns, type SessionColumns, sessionColumns } from "./session-columns.ts";
import { type WrittenResult, writtenResult, writtenRetry } from "./session-result.ts";

/** Lists of backup attempts: `start,end,volume,result` and what else is known, or what Veeam's cmdlets show of sessions and their tasks. */
export const SESSIONS: RowsOfKind = {
  kind: "sessions",
  isShownBy(table) {
    return missingSessionColumns(sessionColumns(table)).length === 0 && namesSomething(sessionColumns(table));
  },
  missing(table) {
    return missingSessionColumns(sessionColumns(table));
  },
  open(table, account) {
    return new SessionsReading(table, account);
  },
};

function namesSomething({ volume, vm, job, proxy }: SessionColumns): boolean {
  return [volume, vm, job, proxy].some((column) => column !== NO_COLUMN);
}

class SessionsReading implements RowReading {
  readonly #table: RowTable;
  readonly #account: ExportAccount;
  readonly #columns: SessionColumns;
  readonly #sessions: BackupSession[] = [];
  readonly #results = new LastMeaning<WrittenResult>((text) => writtenResult(text, this.#columns.numbers));
  readonly #retries = new LastMeaning(writtenRetry);

  constructor(table: RowTable, account: ExportAccount) {
    this.#table = table;
    this.#account = account;
    this.#columns = sessionColumns(table);
  }

  readRows(most: number): void {
    while (this.#sessions.length < most && this.#table.next()) this.#readRow();
  }

  rows() {
    return { ...NO_ROWS, sessions: this.#sessions };
  }

  #readRow(): void {
    const table = this.#table;
    const account = this.#account;
    const columns = this.#columns;
    const { defect } = table;
    if (defect !== null) {
      account.leaveOut(defect, table, 0);
      return;
    }
    const result = this.#result();
    if (result === null) return;
    const start = account.ticks(table, columns.start);
    if (start === null) return;
    const end = account.ticks(table, columns.end);
    if (end === null) return;
    if (end.ticks < start.ticks) {
      account.leaveOut("end-before-start", table, columns.end);
      return;
    }
    const isTimeAmbiguous = start.isAmbiguous || end.isAmbiguous;
    if (isTimeAmbiguous) account.noteAmbiguousTime();
    account.useSpan(start.ticks, end.ticks);
    this.#sessions.push({
      file: account.path,
      line: table.line,
      start: start.ticks,
      end: end.ticks,
      result,
      volume: table.text(columns.volume),
      vm: table.text(columns.vm),
      host: table.text(columns.host),
      proxy: table.text(columns.proxy),
      job: table.text(columns.job),
      isRetry: this.#isRetry(),
      snapshot: table.text(columns.snapshot),
      isTimeAmbiguous,
    });
  }

  /** null: the row has been left out. */
  #result(): BackupSession["result"] | null {
    const column = this.#columns.result;
    const text = this.#table.text(column);
    if (text === null) {
      this.#account.leaveOut("cell-missing", this.#table, column);
      return null;
    }
    const result = this.#results.of(text);
    if (result !== null && result !== "unfinished") return result;
    this.#account.leaveOut(result === null ? "result-unknown" : "unfinished", this.#table, column);
    return null;
  }

  #isRetry(): boolean | null {
    const text = this.#table.text(this.#columns.retry);
    return text === null ? null : this.#retries.of(text);
  }
}

/** What the words of a column mean; rows that follow each other mostly hold the same. */
class LastMeaning<T> {
  readonly #meaningOf: (text: string) => T;
  #last: { readonly text: string; readonly meaning: T } | null = null;

  constructor(meaningOf: (text: string) => T) {
    this.#meaningOf = meaningOf;
  }

  of(text: string): T {
    if (this.#last?.text !== text) this.#last = { text, meaning: this.#meaningOf(text) };
    return this.#last.meaning;
  }
}
