import { parseNextElement } from "../xml/parse-element.ts";
import { ObjectReader } from "./object-reader.ts";
import type { ClixmlProblem, ClixmlValue } from "./value.ts";

const ROOT = "Objs";
/** A byte order mark, white space, an XML declaration and comments may come before the root. */
const BEFORE_ROOT = /^\ufeff?(?:\s|<\?[^>]*\?>|<!--[^>]*-->)*<Objs(?:\s[^<>]*)?>/;
const SHOWN = 24;

/**
 * The objects of an `Export-Clixml` file as they come (MS-PSRP 2.2.5), one after the other, so that a file is never in memory twice. Of a file
 * that is torn what came before is given, and of one that is damaged the objects that are whole; returns the first thing that is wrong with it.
 */
export function* clixmlObjects(text: string): Generator<ClixmlValue, ClixmlProblem | null> {
  const root = BEFORE_ROOT.exec(text);
  if (root === null) return problemAt(text, 0, `<${ROOT}>`);
  if (root[0].endsWith("/>")) return null;
  const reader = new ObjectReader();
  let problem: ClixmlProblem | null = null;
  let at = root[0].length;
  for (;;) {
    at = skipBlanks(text, at);
    if (text.startsWith(`</${ROOT}>`, at)) return problem;
    const next = parseNextElement(text, at);
    if (next.problem !== null) {
      const { position, expected, found } = next.problem;
      problem ??= { line: lineAt(text, position), expected, found };
    }
    if (!next.isWhole || next.element === null) return problem ?? problemAt(text, at, "an object");
    const value = reader.valueOf(next.element);
    // Of one that is damaged later ones may refer to what is sound; itself it may lack anything.
    if (next.problem === null) yield value;
    at = next.end;
  }
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

function problemAt(text: string, position: number, expected: string): ClixmlProblem {
  const rest = text.slice(position, position + SHOWN);
  return { line: lineAt(text, position), expected, found: rest === "" ? "the end of the text" : JSON.stringify(rest) };
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
