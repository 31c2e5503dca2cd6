import type { BackupSession } from "../../evidence/index.ts";
import {
  clusterIn,
  type ColumnIndex,
  NO_COLUMN,
  NO_ROWS,
  type RowTable,
  type RowTime,
  rowsOfKind,
} from "../row-tables/index.ts";
import { ListedSession, ToldAlikes } from "./listed-session.ts";
import { sessionProduct } from "./session-columns.ts";
import { type WrittenResult, writtenResult, writtenRetry } from "./session-result.ts";

/** Lists of backup attempts: `start,end,volume,result` and what else is known, or what Veeam's cmdlets show of sessions and their tasks. */
export const SESSIONS = rowsOfKind({
  kind: "sessions",
  names: (table) => sessionProduct(table).names,
  needed: ["start", "end", "result"],
  isCertain: (_table, { volume, vm, job, proxy }) => [volume, vm, job, proxy].some((column) => column !== NO_COLUMN),
  open(table, columns, account) {
    const sessions: BackupSession[] = [];
    const alikes = new ToldAlikes();
    const { numbers } = sessionProduct(table);
    const results = new LastMeaning<WrittenResult>((text) => writtenResult(text, numbers));
    const retries = new LastMeaning(writtenRetry);
    return {
      readRow() {
        const written = account.needed(table, columns.result);
        if (written === null) return;
        const result = results.of(written);
        if (result === null || result === "unfinished") {
          account.leaveOut(result ?? "result-unknown", table, columns.result);
          return;
        }
        const startShown = account.neededTime(table, columns.start);
        const endShown = startShown === null ? null : account.neededTime(table, columns.end);
        if (startShown === null || endShown === null) return;
        const [start, end] = setBackBetween(startShown, endShown);
        if (end.ticks < start.ticks) {
          account.leaveOut("end-before-start", table, columns.end);
          return;
        }
        account.use(table.line, start, end);
        const retry = table.text(columns.retry);
        const told = alikes.share({
          file: account.path,
          result,
          volume: cellOf(table, columns.volume),
          vm: table.text(columns.vm),
          host: table.text(columns.host),
          ...clusterIn(table, columns.cluster),
          proxy: table.text(columns.proxy),
          job: table.text(columns.job),
          isRetry: retry === null ? null : retries.of(retry),
          isTimeAmbiguous: start.isAmbiguous || end.isAmbiguous,
        });
        sessions.push(
          new ListedSession(told, {
            line: table.line,
            start: start.ticks,
            end: end.ticks,
            snapshot: table.text(columns.snapshot),
            run: table.text(columns.run),
          }),
        );
      },
      rows: () => ({ ...NO_ROWS, sessions }),
    };
  },
});

/** Where clocks show the end before the start, as they were set back between the two, either is known for which of its two times it is. */
function setBackBetween(start: RowTime, end: RowTime): readonly [start: RowTime, end: RowTime] {
  if (end.ticks >= start.ticks || end.again === undefined || end.again < start.ticks) return [start, end];
  return [
    { ticks: start.ticks, isAmbiguous: false },
    { ticks: end.again, isAmbiguous: false },
  ];
}

/** A list within an object reads like several names in one cell. */
function cellOf(table: RowTable, column: ColumnIndex): string | null {
  const texts = table.texts(column);
  return texts.length < 2 ? table.text(column) : texts.join(";");
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
