import { normalGuid } from "../../shared/guid.ts";
import { sidBytes } from "../../shared/sid.ts";
import type { AccessControlEntry } from "./access-control-list.ts";
import type { SecurityDescriptor } from "./security-descriptor.ts";

/** MS-DTYP 2.5.1.1: principals that are the same everywhere. */
const SIDS: ReadonlyMap<string, string> = new Map([
  ["AC", "S-1-15-2-1"],
  ["AN", "S-1-5-7"],
  ["AO", "S-1-5-32-548"],
  ["AU", "S-1-5-11"],
  ["BA", "S-1-5-32-544"],
  ["BG", "S-1-5-32-546"],
  ["BO", "S-1-5-32-551"],
  ["BU", "S-1-5-32-545"],
  ["CD", "S-1-5-32-574"],
  ["CG", "S-1-3-1"],
  ["CO", "S-1-3-0"],
  ["ED", "S-1-5-9"],
  ["ER", "S-1-5-32-573"],
  ["HA", "S-1-5-32-578"],
  ["IS", "S-1-5-32-568"],
  ["IU", "S-1-5-4"],
  ["LS", "S-1-5-19"],
  ["LU", "S-1-5-32-559"],
  ["MU", "S-1-5-32-558"],
  ["NO", "S-1-5-32-556"],
  ["NS", "S-1-5-20"],
  ["NU", "S-1-5-2"],
  ["OW", "S-1-3-4"],
  ["PO", "S-1-5-32-550"],
  ["PS", "S-1-5-10"],
  ["PU", "S-1-5-32-547"],
  ["RC", "S-1-5-12"],
  ["RD", "S-1-5-32-555"],
  ["RE", "S-1-5-32-552"],
  ["RM", "S-1-5-32-580"],
  ["RU", "S-1-5-32-554"],
  ["SO", "S-1-5-32-549"],
  ["SU", "S-1-5-6"],
  ["SY", "S-1-5-18"],
  ["WD", "S-1-1-0"],
]);
/** The same section: principals of the domain. EA, SA and RO belong to the first domain of the forest, which mostly is the only one. */
const RIDS: ReadonlyMap<string, number> = new Map([
  ["AP", 525],
  ["CA", 517],
  ["CN", 522],
  ["DA", 512],
  ["DC", 515],
  ["DD", 516],
  ["DG", 514],
  ["DU", 513],
  ["EA", 519],
  ["EK", 527],
  ["KA", 526],
  ["LA", 500],
  ["LG", 501],
  ["PA", 520],
  ["RO", 498],
  ["RS", 553],
  ["SA", 518],
]);
const RIGHTS: ReadonlyMap<string, number> = new Map([
  ["CC", 0x1],
  ["DC", 0x2],
  ["LC", 0x4],
  ["SW", 0x8],
  ["RP", 0x10],
  ["WP", 0x20],
  ["DT", 0x40],
  ["LO", 0x80],
  ["CR", 0x100],
  ["SD", 0x1_0000],
  ["RC", 0x2_0000],
  ["WD", 0x4_0000],
  ["WO", 0x8_0000],
  ["GA", 0x1000_0000],
  ["GX", 0x2000_0000],
  ["GW", 0x4000_0000],
  ["GR", 0x8000_0000],
]);
const EFFECTS: ReadonlyMap<string, "allow" | "deny"> = new Map([
  ["A", "allow"],
  ["OA", "allow"],
  ["D", "deny"],
  ["OD", "deny"],
]);
const INHERIT_ONLY = /^(?:..)*IO/;
const NO_LIST = "NO_ACCESS_CONTROL";
const PRINCIPAL = /S-1-(?:0x[0-9a-f]+|\d+)(?:-\d+)*|[A-Z]{2}/iy;
const LIST_FLAGS = /(?:P|AR|AI|NO_ACCESS_CONTROL)*/y;

const OF_DOMAIN = /(O:|G:|;)([A-Z]{2})(?=[GDS]:|\)|$)/g;

/** The same text with the SIDs of that domain's principals in place of their two letters. */
export function expandSddl(text: string, domainSid: string): string {
  return text.replace(OF_DOMAIN, (written, before: string, letters: string) => {
    const rid = RIDS.get(letters);
    return rid === undefined ? written : `${before}${domainSid}-${rid}`;
  });
}

/**
 * The text form of a descriptor (MS-DTYP 2.5.1), as the property Sddl of PowerShell's objects has it. null for text that is none, and where a
 * principal of some domain is named by two letters: `expandSddl` first.
 */
export function parseSddl(text: string): SecurityDescriptor | null {
  let owner: string | null = null;
  let group: string | null = null;
  let dacl: Pick<SecurityDescriptor, "entries" | "otherEntries"> | null = null;
  for (let at = 0; at < text.length; ) {
    const part = text.slice(at, at + 2);
    at += 2;
    if (part === "O:" || part === "G:") {
      const written = matchAt(PRINCIPAL, text, at);
      const sid = sidOf(written);
      if (sid === null) return null;
      if (part === "O:") owner = sid;
      else group = sid;
      at += written.length;
    } else if (part === "D:" || part === "S:") {
      const flags = matchAt(LIST_FLAGS, text, at);
      at += flags.length;
      const list = entryTexts(text, at);
      if (list === null) return null;
      at = list.end;
      if (part === "S:") continue;
      dacl = flags.includes(NO_LIST) ? { entries: null, otherEntries: 0 } : readEntries(list.texts);
      if (dacl === null) return null;
    } else return null;
  }
  if (owner === null && group === null && dacl === null) return null;
  return {
    owner,
    group,
    hasDacl: dacl !== null,
    entries: dacl?.entries ?? null,
    otherEntries: dacl?.otherEntries ?? 0,
  };
}

/** What stands in brackets, one behind the other; conditions have brackets and quotes of their own. null where one is not closed. */
function entryTexts(text: string, start: number): { readonly texts: readonly string[]; readonly end: number } | null {
  const texts: string[] = [];
  let from = start;
  while (text[from] === "(") {
    let depth = 0;
    let isQuoted = false;
    let at = from;
    for (; at < text.length; at++) {
      const character = text[at];
      if (character === '"') isQuoted = !isQuoted;
      else if (!isQuoted && character === "(") depth++;
      else if (!isQuoted && character === ")" && --depth === 0) break;
    }
    if (at >= text.length) return null;
    texts.push(text.slice(from + 1, at));
    from = at + 1;
  }
  return { texts, end: from };
}

function readEntries(
  texts: readonly string[],
): { readonly entries: readonly AccessControlEntry[]; readonly otherEntries: number } | null {
  const entries: AccessControlEntry[] = [];
  let otherEntries = 0;
  for (const text of texts) {
    const entry = entryOf(text);
    if (entry === null) return null;
    if (entry === "other") otherEntries += 1;
    else entries.push(entry);
  }
  return { entries, otherEntries };
}

function entryOf(written: string): AccessControlEntry | "other" | null {
  const [type = "", flags = "", rights = "", object = "", , principal = "", ...more] = written.split(";");
  const effect = EFFECTS.get(type.trim());
  if (effect === undefined) return "other";
  const sid = sidOf(principal.trim());
  const mask = maskOf(rights.trim());
  const objectType = object === "" ? null : normalGuid(object);
  if (sid === null || mask === null || more.length > 0 || (object !== "" && objectType === null)) return null;
  return { effect, sid, mask, objectType, inheritOnly: INHERIT_ONLY.test(flags) };
}

function sidOf(written: string): string | null {
  return SIDS.get(written.toUpperCase()) ?? (sidBytes(written) === null ? null : written);
}

/** A number, or two letters for each right. */
function maskOf(written: string): number | null {
  if (/^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(written)) {
    const mask = Number(written);
    return mask > 0xffff_ffff ? null : mask;
  }
  let mask = 0;
  for (const letters of written.match(/..?/g) ?? []) {
    const right = RIGHTS.get(letters);
    if (right === undefined) return null;
    mask |= right;
  }
  return mask >>> 0;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
