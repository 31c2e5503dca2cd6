/** One relative distinguished name: `CN=HV01` is `{ type: "CN", value: "HV01" }`; a multi-valued one keeps its further parts in the value. */
export interface RelativeName {
  readonly type: string;
  /** Unescaped. */
  readonly value: string;
}

const HEX_PAIR = /^[0-9a-f]{2}$/i;

/** From the object outwards; null for text that is no DN (RFC 4514). The empty DN has no parts. */
export function parseDn(dn: string): readonly RelativeName[] | null {
  if (dn.trim() === "") return [];
  const parts: RelativeName[] = [];
  for (const part of splitDn(dn)) {
    const equals = part.indexOf("=");
    const type = part.slice(0, Math.max(0, equals)).trim();
    if (!/^(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)*)$/i.test(type)) return null;
    const value = unescapeValue(part.slice(equals + 1));
    if (value === null || value === "") return null;
    parts.push({ type, value });
  }
  return parts;
}

/** Of the object that it stands below, as it was written; null where there is none. */
export function parentDn(dn: string): string | null {
  const [own] = splitDn(dn);
  return own === undefined || own.length >= dn.length ? null : dn.slice(own.length + 1).trimStart();
}

/** The value of its first part: of `CN=HV01,OU=Hosts,...` it is `HV01`. */
export function firstValue(dn: string): string | null {
  return parseDn(dn)?.[0]?.value ?? null;
}

/** Written as directories write most names: nothing in it is escaped, quoted, or beyond what one code unit holds. */
const SPECIAL = String.raw`,;=+"<>\\\u0000-\u001f\u007f\ud800-\udfff`;
const PLAIN_PART = `[a-z][a-z0-9-]*=[^\\s#${SPECIAL}](?:[^${SPECIAL}]*[^ ${SPECIAL}])?`;
const PLAIN_DN = new RegExp(`^${PLAIN_PART}(?:,${PLAIN_PART})*$`, "i");

/** The same for all ways to write one DN: directories ignore case, and blanks around parts. */
export function dnKey(dn: string): string {
  // Its parts need no rewriting then; a domain has hundreds of thousands of them.
  if (PLAIN_DN.test(dn)) return dn.toLowerCase();
  const parts = parseDn(dn);
  if (parts === null) return dn.toLowerCase();
  return parts.map(({ type, value }) => `${type}=${escapeDnValue(value)}`.toLowerCase()).join(",");
}

/** Whether the one stands below the other, or is it. */
export function isAtOrBelow(dn: string, ancestor: string): boolean {
  const key = dnKey(dn);
  const above = dnKey(ancestor);
  return above === "" || key === above || key.endsWith(`,${above}`);
}

/** `DC=corp,DC=example` of any DN in that domain; null without such parts. */
export function domainOf(dn: string): string | null {
  const parts = parseDn(dn);
  if (parts === null) return null;
  const first = parts.findIndex(({ type }) => type.toUpperCase() === "DC");
  if (first === -1) return null;
  const domain = parts.slice(first);
  if (!domain.every(({ type }) => type.toUpperCase() === "DC")) return null;
  return domain.map(({ type, value }) => `${type}=${escapeDnValue(value)}`).join(",");
}

/** `corp.example` of `DC=corp,DC=example`. */
export function dnsNameOf(domainDn: string): string {
  return (parseDn(domainDn) ?? []).map(({ value }) => value).join(".");
}

/** RFC 4514, 2.4. */
export function escapeDnValue(value: string): string {
  return Array.from(value)
    .map((character, index, all) => {
      if (character < " " || character === "\u007f") return escapedBytes(character);
      const isEdgeBlank = character === " " && (index === 0 || index === all.length - 1);
      const isSharp = character === "#" && index === 0;
      return isEdgeBlank || isSharp || /[",+;<>\\=]/.test(character) ? `\\${character}` : character;
    })
    .join("");
}

/** A conflict duplicate or deleted object has its GUID behind this in its RDN (MS-ADTS 3.1.1.5.5, 3.1.1.1.9). */
export function isConflictName(value: string): boolean {
  return /\nCNF:[0-9a-f-]{36}$/i.test(value);
}

function escapedBytes(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}

/** At commas and semicolons that are neither escaped nor in quotes. */
function splitDn(dn: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < dn.length; at++) {
    const character = dn[at];
    if (character === "\\") at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "," || character === ";")) {
      parts.push(dn.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(dn.slice(start));
  return parts;
}

/** null for an escape that is none. */
function unescapeValue(written: string): string | null {
  const trimmed = withoutEndBlanks(written.trimStart());
  const text = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character !== "\\") {
      const point = String.fromCodePoint(text.codePointAt(at) ?? 0);
      bytes.push(...encoder.encode(point));
      at += point.length - 1;
      continue;
    }
    const pair = text.slice(at + 1, at + 3);
    if (HEX_PAIR.test(pair)) {
      bytes.push(Number.parseInt(pair, 16));
      at += 2;
    } else if (at + 1 < text.length) {
      bytes.push(...encoder.encode(text[at + 1]));
      at += 1;
    } else return null;
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** A blank behind a backslash belongs to the value. */
function withoutEndBlanks(text: string): string {
  let end = text.length;
  while (text[end - 1] === " ") end--;
  if (end === text.length) return text;
  let backslashes = 0;
  while (text[end - 1 - backslashes] === "\\") backslashes++;
  return text.slice(0, backslashes % 2 === 0 ? end : end + 1);
}
