import { delimitedRows } from "../../formats/delimited/index.ts";
import { parseDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { attributeValueOf, type AttributeValue, type DirectoryEntry } from "../directory-objects/index.ts";
import type { ExportedEntries } from "./exported-entries.ts";

/** Attributes whose one value is a DN. */
const NAMES: ReadonlySet<string> = new Set(["dn", "distinguishedname", "lastknownparent", "objectcategory"]);
/** Larger than what Active Directory allows a value and an object to be, as with LDIF. */
const LONGEST_CELL = 1 << 24;
const MOST_VALUES = 500_000;
const TORN = "bytes of zero stand where text must, so a part of the file is lost";
const TOO_LARGE = "a cell is larger than any attribute of a directory";

/**
 * `csvde -f FILE`: a line with `DN` and the names of all attributes that some object has, then one for each object; cells are parted by commas,
 * values by semicolons, bytes are `X'0a1b'`. How a semicolon or backslash within a value is written could not be tried: a backslash before
 * either is taken for an escape, and a DN is taken as it stands where it is one.
 */
export function csvdeEntries(text: string): ExportedEntries {
  const rows = delimitedRows(text, ",");
  const entries: DirectoryEntry[] = [];
  const first = rows.next();
  if (first.done === true) return { entries, problem: { line: 1, what: "the file holds no line" }, attributes: [] };
  const header = first.value.cells.map((name) => name.trim());
  const names = header.map((name) => name.toLowerCase());
  const dnColumn = names.indexOf("dn");
  if (dnColumn === -1) return { entries, problem: { line: 1, what: "no column is named DN" }, attributes: [] };
  if (hasNul(header)) return { entries, problem: { line: 1, what: TORN }, attributes: [] };
  const spellings = new Map(header.map((name) => [name.toLowerCase(), name]));
  let problem: ExportedEntries["problem"] = null;
  for (;;) {
    const next = rows.next();
    if (next.done === true) {
      if (next.value !== null)
        problem = earlier(problem, { line: next.value.line, what: `${next.value.expected} is missing` });
      break;
    }
    const { line, cells } = next.value;
    // Zeros may have taken the end of the line with them.
    if (hasNul(cells)) {
      problem ??= { line, what: TORN };
      continue;
    }
    const dn = dnOf(cells[dnColumn] ?? "");
    if (cells.length !== header.length) {
      problem ??= { line, what: `${cells.length} cells stand below ${header.length} columns` };
    } else if (parseDn(dn) === null || dn.trim() === "") {
      problem ??= { line, what: "the cell below DN is no distinguished name" };
    } else {
      const attributes = attributesOf(names, cells, dnColumn);
      if (attributes === null) problem ??= { line, what: TOO_LARGE };
      else entries.push({ dn, attributes, spellings });
    }
  }
  return { entries, problem, attributes: names.filter((name) => name !== "dn" && name !== "").toSorted(compareText) };
}

/** null: one is too large. */
function attributesOf(
  names: readonly string[],
  cells: readonly string[],
  dnColumn: number,
): ReadonlyMap<string, readonly AttributeValue[]> | null {
  const attributes = new Map<string, readonly AttributeValue[]>();
  for (const [index, name] of names.entries()) {
    const cell = cells[index] ?? "";
    if (cell === "" || name === "" || index === dnColumn || attributes.has(name)) continue;
    const values = cell.length > LONGEST_CELL ? null : NAMES.has(name) ? [dnOf(cell)] : valuesIn(cell);
    if (values === null) return null;
    attributes.set(name, values);
  }
  return attributes;
}

/** At semicolons that no backslash stands before; there is no empty value. null: more than any object has. */
function valuesIn(cell: string): readonly AttributeValue[] | null {
  const values: AttributeValue[] = [];
  let start = 0;
  for (let at = 0; at <= cell.length; at++) {
    if (cell[at] === "\\" && at + 1 < cell.length) at++;
    else if (at === cell.length || cell[at] === ";") {
      if (at > start) values.push(valueOf(cell.slice(start, at)));
      if (values.length > MOST_VALUES) return null;
      start = at + 1;
    }
  }
  return values;
}

function valueOf(written: string): AttributeValue {
  const hex = /^X'.*'$/is.test(written) ? written.slice(2, -1) : null;
  const isBinary = hex !== null && hex.length % 2 === 0 && !/[^0-9a-f]/i.test(hex);
  return isBinary ? attributeValueOf(new Uint8Array(Buffer.from(hex, "hex"))) : unescaped(written);
}

function hasNul(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes("\0"));
}

/** Of a DN whose own backslashes were escaped once more, a comma in a value would part it, and a line feed would not be one. */
function dnOf(cell: string): string {
  return parseDn(cell) === null || /\\\\0A(?:CNF|DEL):/i.test(cell) ? unescaped(cell) : cell;
}

function unescaped(written: string): string {
  return written.includes("\\") ? written.replace(/\\([\\;])/g, "$1") : written;
}

function earlier(
  one: ExportedEntries["problem"],
  other: NonNullable<ExportedEntries["problem"]>,
): ExportedEntries["problem"] {
  return one !== null && one.line <= other.line ? one : other;
}
