import { isoToFiletime } from "../../shared/filetime.ts";
import type { MetadataProblem, MetadataStamp, ParsedMetadata } from "./stamp.ts";

const TICKS_PER_SECOND = 10_000_000n;
const MAX_VERSION = 0xffff_ffff;
/**
 * Each value looks like an XML element and is searched as text: it ends with the DN of the originating server, and nothing says that an
 * ampersand in a site's name is escaped there; a parser of XML would then lose every stamp of that site. The first of each name counts.
 */
const ELEMENT = "<DS_REPL_ATTR_META_DATA>";
const NAME = /<pszAttributeName>([\w.-]{1,256})<\/pszAttributeName>/;
const CHANGED_VERSION = /<dwVersion>(\d{1,10})<\/dwVersion>/;
const CHANGED_AT = /<ftimeLastOriginatingChange>([^<]{1,40})<\/ftimeLastOriginatingChange>/;

/**
 * Values of msDS-ReplAttributeMetaData (MS-DRSR 4.1.13.1.15): one DS_REPL_ATTR_META_DATA each, which the server ends with a NUL.
 * Attributes that `wanted` (in lower case) does not name are left out.
 */
export function parseAttributeMetadata(
  values: readonly (string | Uint8Array)[],
  wanted?: ReadonlySet<string>,
): ParsedMetadata {
  const stamps: MetadataStamp[] = [];
  let problem: MetadataProblem | null = null;
  const decoder = new TextDecoder();
  for (const value of values) {
    const text = typeof value === "string" ? value : decoder.decode(value);
    const attribute = text.includes(ELEMENT) ? NAME.exec(text)?.[1]?.toLowerCase() : undefined;
    if (attribute === undefined) problem ??= { kind: "element", expected: `${ELEMENT} with pszAttributeName` };
    else if (wanted?.has(attribute) !== false) {
      const stamp = stampOf(attribute, text);
      if ("kind" in stamp) problem ??= stamp;
      else stamps.push(stamp);
    }
  }
  return { stamps, problem };
}

function stampOf(attribute: string, text: string): MetadataStamp | MetadataProblem {
  const version = Number(CHANGED_VERSION.exec(text)?.[1] ?? "NaN");
  if (!(version <= MAX_VERSION)) return { kind: "field", expected: "dwVersion" };
  const time = isoToFiletime(CHANGED_AT.exec(text)?.[1] ?? "");
  if (time === null) return { kind: "field", expected: "ftimeLastOriginatingChange" };
  return { attribute, version, time: time - (time % TICKS_PER_SECOND) };
}
