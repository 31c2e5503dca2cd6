const FORMULA_START = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of comma-separated text (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula (it begins
 * with = + - @, their full-width forms, tab, carriage return or line feed) gets an apostrophe in front: the one change to a value.
 */
export function delimitedLine(cells: readonly (string | number | bigint | null)[]): string {
  return `${cells.map((cell) => delimitedCell(cell === null ? "" : String(cell))).join(",")}\r\n`;
}

function delimitedCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
