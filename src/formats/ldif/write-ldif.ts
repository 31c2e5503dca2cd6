import { encodeBase64 } from "./base64.ts";
import type { LdifEntry, LdifValue } from "./ldif-entry.ts";

const WIDTH = 76;

/**
 * RFC 2849, SAFE-STRING: ASCII, not led by a blank, a colon or a less-than sign. A value that ends with a blank goes into
 * base64 as the RFC advises, one with a control character so that a terminal may show the file.
 */
const SAFE = /^(?![ :<])[ -~]*$(?<! )/;

/** One entry and the empty line behind it, folded at 76 characters, lines ended by LF; ASCII only. */
export function ldifEntry({ dn, attributes }: LdifEntry): string {
  const lines = attributes.map(({ name, options, value }) => valueLine([name, ...options].join(";"), value));
  return `${[valueLine("dn", dn), ...lines].map(folded).join("")}\n`;
}

/** A comment of one line that is put together again where it is read; what is no printable ASCII becomes a question mark. */
export function ldifComment(text: string): string {
  return folded(`# ${text.replace(/[^ -~]/g, "?")}`.trimEnd());
}

function valueLine(description: string, value: LdifValue): string {
  if (typeof value === "string" && SAFE.test(value)) return `${description}: ${value}`;
  const bytes = typeof value === "string" ? encoder.encode(value) : value;
  return `${description}:: ${encodeBase64(bytes)}`;
}

const encoder = new TextEncoder();

function folded(line: string): string {
  if (line.length <= WIDTH) return `${line}\n`;
  const parts = [line.slice(0, WIDTH)];
  for (let at = WIDTH; at < line.length; at += WIDTH - 1) parts.push(` ${line.slice(at, at + WIDTH - 1)}`);
  return `${parts.join("\n")}\n`;
}
