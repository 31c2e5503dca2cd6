import { type DelimitedProblem, DelimitedReader } from "./delimited-reader.ts";
import { type Separator, separatorOf } from "./separator.ts";

/** Cells of one row; a cell in quotes may hold line breaks. */
export interface DelimitedRow {
  /** Where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a text that is there as a whole. Empty lines are left out. Returns the first thing that is wrong: a row that the text ends within
 * is not given, anything else is read as far as it makes sense.
 */
export function* delimitedRows(
  text: string,
  separator: Separator = separatorOf(text),
): Generator<DelimitedRow, DelimitedProblem | null> {
  const reader = new DelimitedReader(separator);
  reader.feed(text, true);
  while (reader.next()) yield { line: reader.line, cells: reader.cells() };
  return reader.problem;
}
