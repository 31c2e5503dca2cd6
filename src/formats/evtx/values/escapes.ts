/**
 * How characters are written in one kind of output. `plain[c]` is 1 for ASCII that is copied as it is; any other ASCII
 * goes through `replacement`. Lone surrogates are `loneSurrogate`-handled, since UTF-8 cannot hold them.
 */
export interface Escapes {
  /** The ASCII characters from 0x20 up that are not plain, at most four, each four times in a word. */
  readonly special: readonly [number, number, number, number];
  /** Where renderings made with these escapes are kept, from 0. */
  readonly index: number;
  readonly plain: Uint8Array;
  readonly replacement: readonly (Uint8Array | undefined)[];
  /** JSON keeps lone surrogates as \u escapes; XML cannot and shows U+FFFD. */
  readonly keepsLoneSurrogates: boolean;
  /** U+FFFE and U+FFFF are no XML characters. */
  readonly forbidsNonCharacters: boolean;
}

const encoder = new TextEncoder();
const REPLACEMENT_CHARACTER = encoder.encode("\ufffd");

function build(index: number, replacements: ReadonlyMap<number, Uint8Array>, kind: "json" | "xml" | "plain"): Escapes {
  const plain = new Uint8Array(128).fill(1);
  const replacement: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(128).fill(undefined);
  for (const [code, bytes] of replacements) {
    plain[code] = 0;
    replacement[code] = bytes;
  }
  return {
    index,
    special: specialWords(plain),
    plain,
    replacement,
    keepsLoneSurrogates: kind === "json",
    forbidsNonCharacters: kind === "xml",
  };
}

function jsonReplacements(): ReadonlyMap<number, Uint8Array> {
  const map = new Map<number, Uint8Array>();
  for (const code of [...Array(0x20).keys(), 0x22, 0x5c]) {
    map.set(code, encoder.encode(JSON.stringify(String.fromCharCode(code)).slice(1, -1)));
  }
  return map;
}

/** Characters below 0x20 need no place here: whoever tests four characters at once leaves them to the slow way. */
function specialWords(plain: Uint8Array): readonly [number, number, number, number] {
  const codes = [...plain.keys()].filter((code) => code >= 0x20 && plain[code] !== 1);
  if (codes.length > 4) throw new RangeError("four special characters are tested at once");
  // 0x1f is below 0x20, so testing for it again changes nothing.
  const word = (index: number): number => Math.imul(codes[index] ?? 0x1f, 0x01010101);
  return [word(0), word(1), word(2), word(3)];
}

function xmlForbidden(): Map<number, Uint8Array> {
  const map = new Map<number, Uint8Array>();
  for (const code of Array(0x20).keys()) {
    if (code !== 0x09 && code !== 0x0a && code !== 0x0d) map.set(code, REPLACEMENT_CHARACTER);
  }
  return map;
}

function xmlReplacements(attribute: boolean): ReadonlyMap<number, Uint8Array> {
  const map = xmlForbidden();
  map.set(0x26, encoder.encode("&amp;"));
  map.set(0x3c, encoder.encode("&lt;"));
  map.set(0x3e, encoder.encode("&gt;"));
  if (attribute) map.set(0x27, encoder.encode("&apos;"));
  return map;
}

/** The inside of a JSON string, equal to what JSON.stringify writes. */
export const JSON_STRING: Escapes = build(0, jsonReplacements(), "json");
/** Element content: Windows escapes & < > and leaves quotes and line breaks; XML 1.0's forbidden characters become U+FFFD. */
export const XML_TEXT: Escapes = build(1, xmlReplacements(false), "xml");
/** Attribute values, which Windows puts in single quotes. */
export const XML_ATTRIBUTE: Escapes = build(2, xmlReplacements(true), "xml");
/** Nothing escaped: text that stays inside the program. */
export const PLAIN_TEXT: Escapes = build(3, new Map(), "plain");
/** Inside CDATA and processing instructions nothing is escaped; what XML 1.0 forbids is forbidden there too. */
export const XML_VERBATIM: Escapes = build(4, xmlForbidden(), "xml");
