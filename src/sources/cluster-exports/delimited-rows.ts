const DELIMITERS = [",", ";", "\t"] as const;

/** Delimited text with a header line, as Export-Csv writes it: quotes, doubled inside; null where a quote is not closed. */
export function delimitedRows(text: string): readonly ReadonlyMap<string, string>[] | null {
  // Windows PowerShell puts the type of the objects in front.
  const body = text.replace(/^\s*#TYPE[^\r\n]*\r?\n/, "");
  const [headerLine = ""] = body.split(/\r\n|\n|\r/, 1);
  const delimiter = [...DELIMITERS].sort((a, b) => headerLine.split(b).length - headerLine.split(a).length)[0];
  const lines = cellsOf(body, delimiter ?? ",");
  if (lines === null) return null;
  const [header = [], ...rows] = lines;
  const names = header.map((name) => name.trim().toLowerCase());
  return rows.map((cells) => new Map(names.map((name, at) => [name, cells[at] ?? ""])));
}

function cellsOf(text: string, delimiter: string): readonly (readonly string[])[] | null {
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)?)(${delimiter}|\\r\\n|\\n|\\r|$)`,
    "y",
  );
  const lines: string[][] = [];
  let line: string[] = [];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) return null;
    const [, quoted, plain = "", end] = match;
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === delimiter) continue;
    lines.push(line);
    line = [];
  }
  if (line.length > 0) lines.push([...line, ""]);
  return lines.filter((cells) => cells.some((one) => one !== ""));
}
