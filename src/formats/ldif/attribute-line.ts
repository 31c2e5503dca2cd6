import { decodeBase64 } from "./base64.ts";
import type { LdifValue } from "./ldif-entry.ts";
import type { LogicalLine } from "./logical-lines.ts";
import type { LdifProblemKind } from "./ldif-problem.ts";

const SPACE = 0x20;
const COLON = 0x3a;
const LESS = 0x3c;
const LONGEST_NAME = 1024;
/** So much of what a file shows stands in a problem. */
const SHOWN = 60;

/** An attribute description of RFC 4512, 2.5; AD's options have an equals sign and an asterisk besides. */
const DESCRIPTION = /^(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)(?:;[A-Za-z0-9=*-]+)*$/;

export interface AttributeLine {
  /** With its options. */
  readonly description: string;
  readonly value: LdifValue;
}

/** What is wrong with a line, and what of it tells. */
export interface LineProblem {
  readonly kind: LdifProblemKind;
  readonly found: string;
}

/** What stands before the first colon; null where none stands within what a name may be long. */
export function lineName({ bytes, length }: LogicalLine): string | null {
  const colon = bytes.subarray(0, Math.min(length, LONGEST_NAME)).indexOf(COLON);
  return colon === -1 ? null : latin1.decode(bytes.subarray(0, colon));
}

export function parseAttributeLine(line: LogicalLine, name: string | null): AttributeLine | LineProblem {
  if (name === null) return { kind: "no-colon", found: shortened(textOf(line, 0)) };
  if (!DESCRIPTION.test(name)) return { kind: "bad-name", found: shortened(name) };
  const { bytes, length } = line;
  const mark = bytes[name.length + 1];
  const isMarked = name.length + 1 < length && (mark === COLON || mark === LESS);
  let from = name.length + (isMarked ? 2 : 1);
  while (from < length && bytes[from] === SPACE) from++;
  if (!isMarked) return { description: name, value: valueOf(bytes.subarray(from, length), "borrowed") };
  if (mark === LESS) return { kind: "url-value", found: shortened(name) };
  let to = length;
  while (to > from && bytes[to - 1] === SPACE) to--;
  const decoded = decodeBase64(bytes, from, to);
  return decoded === null
    ? { kind: "bad-base64", found: shortened(name) }
    : { description: name, value: valueOf(decoded, "own") };
}

/** For people and for marks; bytes that are no text are replaced. */
export function textOf({ bytes, length }: LogicalLine, from: number): string {
  return lenient.decode(bytes.subarray(from, length));
}

export function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, "")}...`;
}

const latin1 = new TextDecoder("latin1");
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

function valueOf(bytes: Uint8Array, whose: "own" | "borrowed"): LdifValue {
  try {
    return strict.decode(bytes);
  } catch {
    return whose === "own" ? bytes : bytes.slice();
  }
}
