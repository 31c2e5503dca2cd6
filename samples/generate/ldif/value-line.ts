import type { LdifValue } from "./entry.ts";

/**
 * RFC 2849, SAFE-STRING: ASCII without NUL, CR and LF, not led by a space, a colon or a less-than sign. A value that
 * ends with a space is written in base64 too, as the RFC advises.
 */
const SAFE = /^(?![ :<])[\u0001-\u0009\u000b\u000c\u000e-\u007f]*$(?<! )/;

/** A line of any length, in two parts: `name: ` and the value, or `name:: ` and the value in base64. */
export function valueLine(name: string, value: LdifValue): readonly [start: string, text: string] {
  if (typeof value !== "string") return [`${name}:: `, Buffer.from(value).toString("base64")];
  if (SAFE.test(value)) return [`${name}: `, value];
  return [`${name}:: `, Buffer.from(value, "utf8").toString("base64")];
}
