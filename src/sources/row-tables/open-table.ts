import { JsonObjectReader } from "../../formats/json-objects/index.ts";
import { DelimitedTable } from "./delimited-table.ts";
import { ObjectTable } from "./object-table.ts";
import type { ColumnTimes } from "./row-options.ts";
import type { RowTable } from "./row-table.ts";

/** JSON or delimited text, by how it begins; null for XML, which is neither. */
export function openTable(piece: string, isLast: boolean, times: ColumnTimes): RowTable | null {
  const first = /^\s*(\S)/.exec(piece)?.[1];
  if (first === "<") return null;
  if (first !== "[" && first !== "{") return new DelimitedTable(piece, isLast, times);
  const reader = new JsonObjectReader();
  reader.feed(piece, isLast);
  return new ObjectTable(reader, times);
}
