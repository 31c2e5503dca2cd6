import { rightWindows1252 } from "../evtx/values/windows-1252.ts";

/**
 * How the bytes of an export become text. `utf-8` and single bytes share their ASCII, which is all that tells events
 * apart; `declared`: the file says so itself, by its mark or its declaration.
 */
export interface TextEncoding {
  /** A label that TextDecoder knows. */
  readonly label: string;
  readonly declared: boolean;
  /** Bytes of one code unit. */
  readonly unitSize: 1 | 2;
}

const LESS = 0x3c;
const DECLARATION = /^\ufeff?\s*<\?xml\s[^<>]*?\bencoding\s*=\s*["'](?<label>[\w.:-]{1,40})["']/;

/**
 * By the byte order mark, else by where the zeros beside the first "<" stand, else by the declaration, which is not
 * believed when it claims two bytes for what are plainly single ones.
 */
export function detectEncoding(head: Uint8Array): TextEncoding {
  const [first, second, third] = head;
  const start = firstNonBlank(head);
  if (first === 0xff && second === 0xfe) return { label: "utf-16le", declared: true, unitSize: 2 };
  if (first === 0xfe && second === 0xff) return { label: "utf-16be", declared: true, unitSize: 2 };
  if (head[start] === LESS && head[start + 1] === 0) return { label: "utf-16le", declared: false, unitSize: 2 };
  if (head[start] === 0 && head[start + 1] === LESS) return { label: "utf-16be", declared: false, unitSize: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { label: "utf-8", declared: true, unitSize: 1 };
  const label = knownLabel(DECLARATION.exec(structureText(head, UNDECLARED))?.groups?.["label"]);
  return label === null ? UNDECLARED : { label, declared: true, unitSize: 1 };
}

/** Behind the white space of two bytes each that the text starts with, in either order. */
function firstNonBlank(head: Uint8Array): number {
  let at = 0;
  while (isBlank(head[at], head[at + 1]) || isBlank(head[at + 1], head[at])) at += 2;
  return at;
}

function isBlank(code: number | undefined, other: number | undefined): boolean {
  return other === 0 && (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d);
}

const UNDECLARED: TextEncoding = { label: "utf-8", declared: false, unitSize: 1 };

function knownLabel(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith("utf-16") ? null : encoding;
  } catch {
    return null;
  }
}

const singleBytes = new TextDecoder("windows-1252", { ignoreBOM: true });
const doubleBytes = {
  "utf-16le": new TextDecoder("utf-16le", { ignoreBOM: true }),
  "utf-16be": new TextDecoder("utf-16be", { ignoreBOM: true }),
};

/** Text with one character for each code unit, right in its ASCII: enough to find where events begin and end. */
export function structureText(bytes: Uint8Array, { label, unitSize }: TextEncoding): string {
  if (unitSize === 1) return singleBytes.decode(bytes);
  return (label === "utf-16be" ? doubleBytes["utf-16be"] : doubleBytes["utf-16le"]).decode(bytes);
}

/** Makes the text of whole events. */
export class EventTextDecoder {
  readonly #encoding: TextEncoding;
  readonly #strict: InstanceType<typeof TextDecoder>;
  readonly #fallback: InstanceType<typeof TextDecoder>;

  /** `ansiCodePage`: what text is that claims no encoding and is no UTF-8. @throws RangeError when it has no decoder. */
  constructor(encoding: TextEncoding, ansiCodePage: string) {
    this.#encoding = encoding;
    this.#strict = new TextDecoder(encoding.label, { fatal: encoding.unitSize === 1, ignoreBOM: true });
    this.#fallback = new TextDecoder(ansiCodePage, { ignoreBOM: true });
  }

  get label(): string {
    return this.#encoding.label;
  }

  /** The code page that stands in, as TextDecoder names it. */
  get fallback(): string {
    return this.#fallback.encoding;
  }

  /** `fitting` is false when the bytes are not what the encoding allows. */
  decode(bytes: Uint8Array): { readonly text: string; readonly fitting: boolean } {
    try {
      return { text: righted(this.#strict.decode(bytes), this.#strict.encoding), fitting: true };
    } catch {
      return { text: righted(this.#fallback.decode(bytes), this.#fallback.encoding), fitting: false };
    }
  }

  /** Bytes of a text that was decoded so. */
  byteLength(text: string, fitting: boolean): number {
    if (this.#encoding.unitSize === 2) return text.length * 2;
    const isUtf8 = fitting && this.#encoding.label === "utf-8";
    return isUtf8 ? utf8.encode(text).length : text.length;
  }
}

const utf8 = new TextEncoder();

function righted(text: string, encoding: string): string {
  return encoding === "windows-1252" ? rightWindows1252(text) : text;
}
