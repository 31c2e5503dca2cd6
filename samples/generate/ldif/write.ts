import type { LdifEntry, LdifValue } from "./entry.ts";
import { valueLine } from "./value-line.ts";

/** The program whose files are imitated. */
export type LdifProgram = "ldifde" | "ldapsearch";

/** What `ldifde -f` or `ldapsearch -LLL` would write of these objects. */
export function writeLdif(entries: readonly LdifEntry[], program: LdifProgram): Uint8Array {
  const lineEnd = program === "ldifde" ? "\r\n" : "\n";
  const text = entries
    .flatMap((entry) => [...entryLines(entry, program), ""])
    .map((line) => `${line}${lineEnd}`)
    .join("");
  return new TextEncoder().encode(text);
}

function entryLines({ dn, attributes }: LdifEntry, program: LdifProgram): readonly string[] {
  const fold = FOLDS[program];
  return [
    ...fold("dn", dn),
    // Made to be imported again, ldifde's file says of each object that it is to be added.
    ...(program === "ldifde" ? ["changetype: add"] : []),
    ...attributes.flatMap(([name, values]) => values.flatMap((value) => fold(name, value))),
  ];
}

type Fold = (name: string, value: LdifValue) => readonly string[];

const FOLDS: Readonly<Record<LdifProgram, Fold>> = { ldifde: foldBehindName, ldapsearch: foldAtWidth };

/** Published files have values moved from lines of 67 characters on; that this is the shortest is assumed. */
const UNFOLDED = 66;
const LDIFDE_WIDTH = 76;

/** A value that does not fit leaves its name alone on the first line and starts behind the next line's space. */
function foldBehindName(name: string, value: LdifValue): readonly string[] {
  const [start, text] = valueLine(name, value);
  return start.length + text.length <= UNFOLDED ? [start + text] : [start, ...continuations(text, LDIFDE_WIDTH)];
}

const LDAPSEARCH_WIDTH = 78;

function foldAtWidth(name: string, value: LdifValue): readonly string[] {
  const line = valueLine(name, value).join("");
  return [line.slice(0, LDAPSEARCH_WIDTH), ...continuations(line.slice(LDAPSEARCH_WIDTH), LDAPSEARCH_WIDTH)];
}

/** Lines of at most so many characters, each led by the space that RFC 2849 asks for. */
function continuations(text: string, width: number): readonly string[] {
  const count = Math.ceil(text.length / (width - 1));
  return Array.from({ length: count }, (_, line) => ` ${text.slice(line * (width - 1), (line + 1) * (width - 1))}`);
}
