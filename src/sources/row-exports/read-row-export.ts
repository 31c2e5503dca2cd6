import { stat } from "node:fs/promises";
import type { ExportFile, ExportKind } from "../../evidence/index.ts";
import type { DateOrder } from "../../formats/exported-time/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { FilePlace } from "../paths/index.ts";
import {
  type ColumnTimes,
  columnTimes,
  ExportAccount,
  type ExportRows,
  explainEmptyExport,
  explainMissingColumns,
  explainTooLarge,
  explainTooManyRows,
  explainUnknownExport,
  NO_ROWS,
  openTable,
  type RowOptions,
  type RowReading,
  type RowTable,
  shownOrderOf,
  textPieces,
  unreadFile,
} from "../row-tables/index.ts";
import { exportKindOf, kindShownBy, type RowExportKind, rowsOf } from "./row-kinds.ts";

/** Ten years of sessions of a large cluster. What is in memory at once is a piece of the text and the rows. */
const MOST_GIBIBYTES = 1;
const MOST_ROWS = 4_000_000;
const LONGEST_START = 1 << 24;

/** What one export told, and what of it was used. */
export interface RowExport {
  readonly rows: ExportRows;
  readonly account: ExportFile;
  /** The last row, where the text ends with it and no line end follows; null: there is none such. */
  readonly open: OpenRow | null;
}

/** A row that may be cut within its last cell: whether it is, other exports tell. */
export interface OpenRow {
  readonly line: number;
  /** The last cell. */
  readonly text: string;
  /** What is told of the file if it is cut. */
  readonly accountWithout: ExportFile;
}

/** A whole text. `asked`: what somebody says it is; null: what its columns show. @throws BadnodeError for an unknown time zone */
export function readRowText(
  text: string,
  path: string,
  options: RowOptions,
  asked: RowExportKind | null = null,
): RowExport {
  const reader = new ExportReader(path, options, asked);
  reader.feed(text, true);
  const order = reader.shownOrder;
  if (order === null) return reader.end();
  const again = new ExportReader(path, { ...options, dateOrder: order }, asked);
  again.feed(text, true);
  return withShownOrder(again.end());
}

/** A file, a piece at a time; `onBytes` is told how many came, and says whether more are wanted. @throws what the file system does, and BadnodeError for an unknown time zone */
export async function readRowFile(
  { path, realPath }: FilePlace,
  options: RowOptions,
  asked: RowExportKind | null = null,
  onBytes: (bytesRead: number) => boolean = () => true,
): Promise<RowExport> {
  const reader = new ExportReader(path, options, asked);
  const { size } = await stat(realPath);
  if (size > MOST_GIBIBYTES * 2 ** 30)
    return unreadRows(unreadFile(path, accountKind(asked), explainTooLarge(path, MOST_GIBIBYTES)));
  await feedFile(reader, realPath, onBytes);
  // Only its last row may show the order of all.
  const order = reader.shownOrder;
  if (order === null) return reader.end();
  const again = new ExportReader(path, { ...options, dateOrder: order }, asked);
  await feedFile(again, realPath, () => onBytes(size));
  return withShownOrder(again.end());
}

async function feedFile(
  reader: ExportReader,
  realPath: string,
  onBytes: (bytesRead: number) => boolean,
): Promise<void> {
  for await (const { text, bytesRead, isLast } of textPieces(realPath)) {
    if (!reader.feed(text, isLast) || !onBytes(bytesRead)) break;
  }
}

const DAY_FIRST = "its dates are read as day.month.year, for some begin with a number above 12";

function withShownOrder({ account, open, ...read }: RowExport): RowExport {
  const told = (file: ExportFile): ExportFile => ({ ...file, warnings: [...file.warnings, DAY_FIRST] });
  return {
    ...read,
    account: told(account),
    open: open === null ? null : { ...open, accountWithout: told(open.accountWithout) },
  };
}

/** An export of which nothing was read. */
export function unreadRows(account: ExportFile): RowExport {
  return { rows: NO_ROWS, account, open: null };
}

interface OpenExport {
  readonly table: RowTable;
  readonly account: ExportAccount;
  readonly reading: RowReading;
}

class ExportReader {
  readonly #path: string;
  readonly #times: ColumnTimes;
  readonly #options: RowOptions;
  readonly #asked: RowExportKind | null;
  #start = "";
  #open: OpenExport | null = null;
  #problem: Explanation | null = null;
  #openRow: OpenRow | null = null;

  constructor(path: string, options: RowOptions, asked: RowExportKind | null) {
    this.#path = path;
    this.#times = columnTimes(options);
    this.#options = options;
    this.#asked = asked;
  }

  /** false: nothing more is needed. */
  feed(text: string, isLast: boolean): boolean {
    if (this.#open === null) {
      this.#start = this.#start === "" ? text : this.#start + text;
      const table = openTable(this.#start, isLast, this.#times);
      // Its first object is larger than a piece.
      if (table?.columns.length === 0 && !isLast && this.#start.length < LONGEST_START) return true;
      this.#start = "";
      if (table === null) {
        this.#problem = explainUnknownExport(this.#path, []);
        return false;
      }
      if (isLast && /^\s*$/.test(text)) {
        this.#problem = explainEmptyExport(this.#path);
        return false;
      }
      return this.#readTable(table);
    }
    this.#open.table.feed(text, isLast);
    return this.#readRows(this.#open);
  }

  #readTable(table: RowTable): boolean {
    const asked = this.#asked ?? kindShownBy(table);
    if (asked === null) {
      this.#problem = explainUnknownExport(this.#path, table.columns);
      return false;
    }
    const kind = rowsOf(asked, table);
    const missing = kind.missing(table);
    if (missing.length > 0) {
      this.#problem = explainMissingColumns(this.#path, kind.kind, missing, table);
      return false;
    }
    const account = new ExportAccount(this.#path, kind.kind, this.#options.latest);
    this.#open = { table, account, reading: kind.open(table, account, this.#options) };
    return this.#readRows(this.#open);
  }

  /** In which order its dates are, where they show it and nobody said it. */
  get shownOrder(): DateOrder | null {
    return this.#options.dateOrder === null ? shownOrderOf(this.#times) : null;
  }

  end(): RowExport {
    if (this.#open !== null)
      return {
        rows: this.#open.reading.rows(),
        account: this.#open.account.file(this.#open.table),
        open: this.#openRow,
      };
    const problem = this.#problem ?? explainEmptyExport(this.#path);
    return unreadRows(unreadFile(this.#path, accountKind(this.#asked), problem));
  }

  #readRows({ table, account, reading }: OpenExport): boolean {
    while (account.rows < MOST_ROWS && table.next()) {
      if (table.defect === null) {
        this.#openRow = openRowOf(table, account);
        reading.readRow();
      } else account.leaveOut(table.defect, table, reading.exampleColumn ?? 0);
    }
    if (account.rows < MOST_ROWS || !table.next()) return true;
    account.stop(explainTooManyRows(this.#path, MOST_ROWS));
    return false;
  }
}

function openRowOf(table: RowTable, account: ExportAccount): OpenRow | null {
  const { line, openCell } = table;
  const text = openCell === null ? null : table.text(openCell);
  if (openCell === null || text === null) return null;
  return { line, text, accountWithout: account.fileWithout("row-cut-off", table, openCell) };
}

function accountKind(asked: RowExportKind | null): ExportKind | null {
  return asked === null ? null : exportKindOf(asked);
}
