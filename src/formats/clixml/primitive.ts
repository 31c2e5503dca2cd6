import { systemTimeToFiletime } from "../../shared/filetime.ts";
import { normalGuid } from "../../shared/guid.ts";
import type { ClixmlValue } from "./value.ts";

const INTEGERS: ReadonlySet<string> = new Set(["By", "SB", "I16", "U16", "I32", "U32", "I64", "U64", "C"]);
const TEXTS: ReadonlySet<string> = new Set(["S", "URI", "XD", "SBK", "Version", "SS", "TS", "Sg", "Db", "D"]);

/** MS-PSRP 2.2.5.1; null for an element of no simple type, and for one whose text is no value of its type. */
export function primitiveOf(tag: string, written: string): ClixmlValue | null {
  if (TEXTS.has(tag)) return { kind: "text", text: decodedName(written) };
  const text = written.trim();
  if (INTEGERS.has(tag)) return /^-?\d{1,20}$/.test(text) ? { kind: "integer", value: BigInt(text) } : null;
  switch (tag) {
    case "Nil":
      return { kind: "null" };
    case "B":
      return /^(?:true|false)$/i.test(text) ? { kind: "boolean", value: text.toLowerCase() === "true" } : null;
    case "G": {
      const guid = normalGuid(text);
      return guid === null ? null : { kind: "guid", guid };
    }
    case "DT":
      return { kind: "time", text, ticks: systemTimeToFiletime(text) };
    case "BA": {
      const bytes = base64Bytes(text);
      return bytes === null ? null : { kind: "bytes", bytes };
    }
    default:
      return null;
  }
}

/** Code units that XML has no place for stand as `_x000A_`, an underscore before an x as `_x005F_` (MS-PSRP 2.2.5.3.2). */
export function decodedName(written: string): string {
  return written.includes("_x")
    ? written.replace(/_x([0-9a-f]{4})_/gi, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)))
    : written;
}

function base64Bytes(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
