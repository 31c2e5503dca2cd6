const FORMULA_START = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]/;

type Cell = string | number | bigint | null;

/** One line of comma-separated text (RFC 4180, CRLF). */
export function delimitedLine(cells: readonly Cell[]): string {
  return `${delimitedCells(cells)}\r\n`;
}

/**
 * The cells of a line, or of a part of it. A cell that a spreadsheet would take for a formula (it begins with = + - @,
 * their full-width forms, tab, carriage return or line feed) gets an apostrophe in front: the one change to a value.
 */
export function delimitedCells(cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? "" : delimitedCell(String(cell)))).join(",");
}

function delimitedCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
