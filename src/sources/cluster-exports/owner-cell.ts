import type { ColumnIndex, ExportAccount, RowTable } from "../row-tables/index.ts";

/** How lists say that nobody owns a volume, or that they do not know who does. */
const NOBODY: ReadonlySet<string> = new Set(["none", "null", "n/a", "unknown", "offline"]);
/** With what may stand around it: `(none)`, `<unknown>`. */
const LONGEST_NOBODY = 16;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Whether what stands for a node is the name of none. */
function isNobody(text: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  return text.length <= LONGEST_NOBODY && NOBODY.has(text.replace(AROUND, "").toLowerCase());
}

/** The node in a cell; null: the row has been left out, as there is none. */
export function neededOwner(table: RowTable, column: ColumnIndex, account: ExportAccount): string | null {
  const node = account.needed(table, column);
  if (node === null || !isNobody(node)) return node;
  account.leaveOut("owner-nobody", table, column);
  return null;
}

/** The node in a cell; null where none is named. */
export function ownerIn(table: RowTable, column: ColumnIndex): string | null {
  const node = table.text(column);
  return node === null || isNobody(node) ? null : node;
}
