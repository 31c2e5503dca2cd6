/** One relative distinguished name: `CN=HV01` is `{ type: "CN", value: "HV01" }`; a multi-valued one keeps its further parts in the value. */
export interface RelativeName {
  readonly type: string;
  /** Unescaped. */
  readonly value: string;
}

/** Its values, mostly one, and where it ends in the text of its DN. */
interface WrittenName {
  readonly values: readonly RelativeName[];
  readonly end: number;
}

/** From the object outwards; null for text that is no DN (RFC 4514; also the quotes and semicolons of RFC 1779). The empty DN has no parts. */
export function parseDn(dn: string): readonly RelativeName[] | null {
  return readNames(dn)?.map(({ values }) => oneName(values)) ?? null;
}

/** Of the object that it stands below, as it was written; null where there is none, and for text that is no DN. */
export function parentDn(dn: string): string | null {
  const [own, ...above] = readNames(dn) ?? [];
  return own === undefined || above.length === 0 ? null : dn.slice(own.end + 1).trimStart();
}

/** The value of its first part: of `CN=HV01,OU=Hosts,...` it is `HV01`. */
export function firstValue(dn: string): string | null {
  return parseDn(dn)?.[0]?.value ?? null;
}

/** A DN of which nothing is escaped, quoted, or to be: its key is its lower case. */
const SPECIAL = String.raw`,;=+"<>\\\u0000-\u001f\u007f`;
const PLAIN_PART = `[a-z][a-z0-9-]*=[^\\s#${SPECIAL}](?:[^${SPECIAL}]*[^ ${SPECIAL}])?`;
const PLAIN_DN = new RegExp(`^${PLAIN_PART}(?:,${PLAIN_PART})*$`, "i");

/** The same for all ways to write one DN: directories ignore case, and blanks around parts. */
export function dnKey(dn: string): string {
  // Nearly all are such, and a domain has hundreds of thousands of them.
  if (PLAIN_DN.test(dn)) return dn.toLowerCase();
  const names = readNames(dn);
  if (names === null) return dn.toLowerCase();
  return names
    .map(({ values }) => values.map(writtenValue))
    .map((values) => (values.length === 1 ? values[0] : values.toSorted().join("+")))
    .join(",")
    .toLowerCase();
}

/** Whether the one stands below the other, or is it. Text that is no DN stands below nothing but the root. */
export function isAtOrBelow(dn: string, ancestor: string): boolean {
  const key = dnKey(dn);
  const above = dnKey(ancestor);
  if (above.trim() === "" || key === above) return true;
  // No value can end like another DN: equals signs in values are escaped.
  return key.endsWith(`,${above}`) && parseDn(dn) !== null && parseDn(ancestor) !== null;
}

/** `DC=corp,DC=example` of any DN in that domain: the parts of this type that it ends with; null without such parts. */
export function domainOf(dn: string): string | null {
  const parts = parseDn(dn);
  if (parts === null) return null;
  const domain = parts.slice(parts.findLastIndex(({ type }) => type.toUpperCase() !== "DC") + 1);
  return domain.length === 0 ? null : domain.map(writtenValue).join(",");
}

/** `corp.example` of `DC=corp,DC=example`. */
export function dnsNameOf(domainDn: string): string {
  return (parseDn(domainDn) ?? []).map(({ value }) => value).join(".");
}

/** RFC 4514, 2.4. */
export function escapeDnValue(value: string): string {
  if (/^[\w.-]+(?: [\w.-]+)*$/.test(value)) return value;
  return Array.from(value)
    .map((character, index, all) => {
      if (character < " " || character === "\u007f") return escapedByte(character);
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

/** As directories write it: `\0A`. */
function escapedByte(control: string): string {
  return `\\${control.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
}

function writtenValue({ type, value }: RelativeName): string {
  return `${type}=${escapeDnValue(value)}`;
}

function oneName([first = { type: "", value: "" }, ...further]: readonly RelativeName[]): RelativeName {
  if (further.length === 0) return first;
  return { type: first.type, value: [first.value, ...further.map(({ type, value }) => `${type}=${value}`)].join("+") };
}

const TYPE = / *([a-z][a-z0-9-]*|\d+(?:\.\d+)*) *=/iy;
/** Up to what may end a value or escape something in it. */
const PLAIN = /[^\\,;+]*/y;
const QUOTED = /"([^"\\]*(?:\\.[^"\\]*)*)" */sy;

/** In one pass over the text, whatever it is. */
function readNames(dn: string): readonly WrittenName[] | null {
  if (dn.trim() === "") return [];
  const names: WrittenName[] = [];
  let values: RelativeName[] = [];
  for (let at = 0; ; at++) {
    const type = matchAt(TYPE, dn, at);
    if (type === null) return null;
    const written = readValue(dn, at + type[0].length);
    const value = written === null ? null : unescaped(written.text);
    if (written === null || value === null || value === "") return null;
    values.push({ type: type[1] ?? "", value });
    at = written.end;
    if (dn[at] === "+") continue;
    names.push({ values, end: at });
    values = [];
    if (at >= dn.length) return names;
  }
}

/** The value as it is written, without blanks around it, and the place of what ends it; null for quotes that do not fit. */
function readValue(dn: string, start: number): { readonly text: string; readonly end: number } | null {
  let at = start;
  while (dn[at] === " ") at++;
  if (dn[at] === '"') {
    const quoted = matchAt(QUOTED, dn, at);
    const end = at + (quoted?.[0].length ?? 0);
    return quoted === null || !/^[,;+]?$/.test(dn.charAt(end)) ? null : { text: quoted[1] ?? "", end };
  }
  const from = at;
  /** Behind what is not an unescaped blank. */
  let to = at;
  for (;;) {
    const plain = matchAt(PLAIN, dn, at)?.[0] ?? "";
    at += plain.length;
    const length = lengthWithoutBlanks(plain);
    if (length > 0) to = at - plain.length + length;
    if (at >= dn.length || dn[at] === "," || dn[at] === ";") break;
    if (dn[at] === "\\") at += 2;
    else if (matchAt(TYPE, dn, at + 1) === null) at++;
    else break;
    to = at;
  }
  return { text: dn.slice(from, to), end: Math.min(at, dn.length) };
}

function lengthWithoutBlanks(text: string): number {
  let length = text.length;
  while (text[length - 1] === " ") length--;
  return length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ESCAPE = /\\(?:([0-9a-f]{2})|(.)|$)/gisu;

/** null for an escape that is none, and for escaped bytes that are no UTF-8 text. */
function unescaped(written: string): string | null {
  if (!written.includes("\\")) return written;
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { 0: escape, 1: pair, 2: character, index } of written.matchAll(ESCAPE)) {
    if (pair === undefined && character === undefined) return null;
    pieces.push(encoder.encode(written.slice(from, index)));
    pieces.push(pair === undefined ? encoder.encode(character) : Uint8Array.of(Number.parseInt(pair, 16)));
    from = index + escape.length;
  }
  pieces.push(encoder.encode(written.slice(from)));
  try {
    return decoder.decode(joined(pieces));
  } catch {
    return null;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
