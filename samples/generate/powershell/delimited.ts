const BYTE_ORDER_MARK = "\ufeff";

/**
 * What `Export-Csv -NoTypeInformation -Encoding UTF8` of Windows PowerShell 5.1 writes: a byte order mark, every value
 * in quotes, CRLF.
 */
export function exportedRows(columns: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const lines = [columns, ...rows].map((cells) => `${cells.map(quoted).join(",")}\r\n`);
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${lines.join("")}`);
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
