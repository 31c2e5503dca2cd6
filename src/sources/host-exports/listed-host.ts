import type { InstalledRow } from "../../evidence/index.ts";
import { type ColumnIndex, type ExportAccount, explainTooManyRows, type RowTable } from "../row-tables/index.ts";

/** A host has some hundred drivers; a list of all hosts of a large cluster is shorter. */
const MOST_ROWS = 20_000;
/** Nothing that is installed has a name as long. */
const LONGEST_ITEM = 200;

/** What a computer is called by itself, wherever it was asked from. */
const NOBODY = /^(?:localhost|127\.0\.0\.1|::1|\.)$/i;
/** Support bundles and `badnode collect` keep the exports of a node in a folder of its own. */
const FOLDER = /(?:^|[\\/])Node_([^\\/]+)(?=[\\/])/gi;

type ListedHost = Pick<InstalledRow, "host" | "isHostInferred">;

/** Whose row it is: the first column that names a host tells, or else the folder. */
function listedHost(table: RowTable, columns: readonly ColumnIndex[], path: string): ListedHost {
  for (const column of columns) {
    const host = table.text(column);
    if (host !== null && !NOBODY.test(host)) return { host, isHostInferred: false };
  }
  const folder = [...path.matchAll(FOLDER)].at(-1)?.[1];
  return folder === undefined ? { host: null, isHostInferred: false } : { host: folder, isHostInferred: true };
}

/** What lists of hosts name, row by row, each with its host. */
export class ListedItems {
  readonly #table: RowTable;
  readonly #hosts: readonly ColumnIndex[];
  readonly #account: ExportAccount;
  readonly #kind: InstalledRow["kind"];
  readonly rows: InstalledRow[] = [];

  constructor(kind: InstalledRow["kind"], table: RowTable, hostNames: readonly string[], account: ExportAccount) {
    this.#kind = kind;
    this.#table = table;
    // Of several columns the first may be empty: a local list has a PSComputerName without a name.
    this.#hosts = hostNames.map((name) => table.find([name]));
    this.#account = account;
  }

  /** The row that the table stands at. `item`: null: nothing that is compared. `column`: what is shown of it if it cannot be used. */
  add(item: string | null, column: ColumnIndex): void {
    const { path: file, rows } = this.#account;
    const { line } = this.#table;
    if (rows >= MOST_ROWS) {
      this.#account.stop(explainTooManyRows(file, MOST_ROWS));
      return;
    }
    if (item !== null && item.length > LONGEST_ITEM) {
      this.#account.leaveOut("text-too-long", this.#table, column);
      return;
    }
    this.#account.use(line, null);
    if (item === null) return;
    this.rows.push({ file, line, kind: this.#kind, item, ...listedHost(this.#table, this.#hosts, file) });
  }
}
