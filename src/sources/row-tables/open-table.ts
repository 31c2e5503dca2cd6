import { DelimitedTable } from "./delimited-table.ts";
import { objectSource } from "./object-formats.ts";
import { ObjectTable } from "./object-table.ts";
import type { ColumnTimes } from "./row-options.ts";
import type { RowTable } from "./row-table.ts";

/**
 * JSON, CLIXML, what a console printed, or delimited text, by how it begins; null for XML of another kind. `piece`: the text's start, with the
 * whole header or some whole objects; without one of them no columns are shown.
 */
export function openTable(piece: string, isLast: boolean, times: ColumnTimes): RowTable | null {
  const source = objectSource(piece);
  if (source === null) return /^[\s\ufeff]*</.test(piece) ? null : new DelimitedTable(piece, isLast, times);
  source.feed(piece, isLast);
  return new ObjectTable(source, times);
}
