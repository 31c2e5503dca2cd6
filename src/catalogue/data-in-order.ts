import type { EventEvidenceDatum } from "../evidence/index.ts";
import type { CatalogueEntry } from "./entry.ts";

// param1, param2 ... say where they belong, whatever else is there.
const NUMBERED = /^param([1-9]\d?)$/i;
// How some tools print the strings of one datum.
const STRING_LIST = /^\s*(?:<string>[^<]*<\/string>\s*)+$/;
const LISTED_STRING = /<string>([^<]*)<\/string>/g;
const MOST_STRINGS = 100;

/**
 * An event's data as %1, %2 ...; null where one is left out. Nothing when the data carry names of which none is
 * published while others are: then they are of a version that nobody has described.
 */
export function dataInOrder(
  { layouts, splitsAtCommas }: Pick<CatalogueEntry, "layouts" | "splitsAtCommas">,
  data: readonly EventEvidenceDatum[],
): readonly (string | null)[] {
  const numbered = byNumber(data);
  if (numbered !== null) return numbered;
  const namesArePublished = layouts.some(({ fields }) => fields.some(({ name }) => name !== undefined));
  if (namesArePublished && data.some(({ name }) => name !== undefined)) return [];
  const [only, ...others] = data.map(({ value }) => value);
  if (only === undefined || others.length > 0) return data.map(({ value }) => value);
  return stringsIn(only, new Set(layouts.map(({ fields }) => fields.length)), splitsAtCommas);
}

function byNumber(data: readonly EventEvidenceDatum[]): readonly (string | null)[] | null {
  const values: (string | null)[] = [];
  for (const { name, value } of data) {
    const number = NUMBERED.exec(name ?? "")?.[1];
    if (number === undefined) return null;
    while (values.length < Number(number)) values.push(null);
    values[Number(number) - 1] ??= value;
  }
  return values.length === 0 ? null : values;
}

/**
 * The strings of an array that came as one: with NULs between them, as a printed list, or joined with commas. One
 * string where several are due may be any of them, or a whole sentence: it is read as none.
 */
function stringsIn(text: string, counts: ReadonlySet<number>, splitsAtCommas: boolean): readonly string[] {
  if (text.includes("\0")) {
    const strings = text.split("\0", MOST_STRINGS);
    // The last string ends with a NUL too, unless it is empty and they only stand between the strings.
    const ended = strings.at(-1) === "" ? strings.slice(0, -1) : strings;
    return counts.has(ended.length) || !counts.has(strings.length) ? ended : strings;
  }
  if (STRING_LIST.test(text)) {
    return [...text.matchAll(LISTED_STRING)].slice(0, MOST_STRINGS).map(([, string = ""]) => string);
  }
  if (counts.has(1)) return [text];
  const parts = splitsAtCommas ? text.split(",", MOST_STRINGS).map((part) => part.trim()) : [];
  return counts.has(parts.length) ? parts : [];
}
