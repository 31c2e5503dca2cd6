import { rightWindows1252 } from "../evtx/values/windows-1252.ts";

/**
 * Text of a file that says by its byte order mark what it is; without one it is UTF-16 where every other byte of its start is zero, else UTF-8,
 * else, for what is none, Windows-1252, which gives every byte a character.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const label = labelOf(bytes);
  if (label !== "utf-8") return new TextDecoder(label).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return ansiText(bytes);
  }
}

/** Windows-1252. */
export function ansiText(bytes: Uint8Array): string {
  return rightWindows1252(new TextDecoder("windows-1252").decode(bytes));
}

function labelOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first !== 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}
