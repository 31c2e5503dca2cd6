/** Rows of comma-separated text as RFC 4180 defines it, each ended by CRLF. @throws Error where the text is none */
export function readDelimited(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const [whole = "", quoted, plain = ""] = CELL.exec(text.slice(at)) ?? [];
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text.startsWith(",", at)) at++;
    else if (text.startsWith("\r\n", at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`neither comma nor line end at ${at} of ${text}`);
  }
  return rows;
}

const CELL = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/;
