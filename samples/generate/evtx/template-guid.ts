import { crc32 } from "node:zlib";

/**
 * A GUID for a template, made from what the template holds: the same content gives the same GUID on every run,
 * other content gives another.
 */
export function templateGuid(content: string): string {
  const words = [0, 1, 2, 3].map((salt) => crc32(`${salt}|${content}`).toString(16).padStart(8, "0"));
  const [first = "", second = "", third = "", fourth = ""] = words;
  const groups = [first, second.slice(0, 4), second.slice(4), third.slice(0, 4), third.slice(4) + fourth];
  return `{${groups.join("-")}}`;
}
