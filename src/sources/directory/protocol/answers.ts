import { isAscii, isUtf8 } from "node:buffer";
import type { AttributeValue } from "../../directory-objects/index.ts";
import type { SearchEntry } from "../connection.ts";
import { BerCursor, TAG, UnsoundAnswer } from "./ber-cursor.ts";

/** LDAPResult (RFC 4511, 4.1.9). */
export interface Result {
  readonly code: number;
  readonly matchedDn: string;
  /** The server's own words: not to be shown as they are. */
  readonly text: string;
  readonly referrals: readonly string[];
}

/** What a server may send to who binds, searches and begins TLS. */
export type Answer =
  | { readonly kind: "entry"; readonly entry: SearchEntry }
  | { readonly kind: "reference"; readonly referrals: readonly string[] }
  /** `cookie`: of the paged results control (RFC 2696); empty: that was the last page. */
  | { readonly kind: "search-done"; readonly result: Result; readonly cookie: Buffer }
  /** `credentials`: of a SASL mechanism. */
  | { readonly kind: "bound"; readonly result: Result; readonly credentials: Buffer }
  | { readonly kind: "extended"; readonly result: Result };

export interface Message {
  /** 0: nobody asked for it; the server says that it is going. */
  readonly id: number;
  readonly answer: Answer;
}

/** Protocol operations of RFC 4511, 4.2 to 4.12, as they are tagged. */
const OPERATION = { bound: 0x61, entry: 0x64, done: 0x65, reference: 0x73, extended: 0x78 } as const;
const CONTROLS = 0xa0;
const REFERRALS = 0xa3;
const SASL_CREDENTIALS = 0x87;
const PAGED_RESULTS = "1.2.840.113556.1.4.319";

// Bytes of these may be text by chance.
const BINARY_ATTRIBUTES: ReadonlySet<string> = new Set([
  "attributesecurityguid",
  "ntsecuritydescriptor",
  "objectguid",
  "objectsid",
  "replpropertymetadata",
  "schemaidguid",
  "sidhistory",
  "tokengroups",
  "tokengroupsglobalanduniversal",
]);

/** Throws UnsoundAnswer for anything else than one whole message. */
export function readMessage(bytes: Buffer): Message {
  const message = new BerCursor(bytes).enter(TAG.sequence);
  const id = message.integer();
  const tag = message.peekTag();
  if (tag === null) throw new UnsoundAnswer("a message without an operation");
  const operation = message.enter(tag);
  switch (tag) {
    case OPERATION.entry:
      return { id, answer: { kind: "entry", entry: readEntry(operation) } };
    case OPERATION.reference:
      return { id, answer: { kind: "reference", referrals: readTexts(operation) } };
    case OPERATION.done: {
      const result = readResult(operation);
      return { id, answer: { kind: "search-done", result, cookie: readCookie(message) } };
    }
    case OPERATION.bound: {
      const result = readResult(operation);
      const credentials =
        operation.peekTag() === SASL_CREDENTIALS ? operation.octets(SASL_CREDENTIALS) : Buffer.alloc(0);
      return { id, answer: { kind: "bound", result, credentials } };
    }
    case OPERATION.extended:
      return { id, answer: { kind: "extended", result: readResult(operation) } };
    default:
      throw new UnsoundAnswer(`operation 0x${tag.toString(16)}, which answers nothing that was asked`);
  }
}

function readResult(operation: BerCursor): Result {
  const code = operation.integer(TAG.enumerated);
  const matchedDn = operation.text();
  const text = operation.text();
  const referrals = operation.peekTag() === REFERRALS ? readTexts(operation.enter(REFERRALS)) : [];
  return { code, matchedDn, text, referrals };
}

function readTexts(list: BerCursor): readonly string[] {
  const texts: string[] = [];
  while (!list.atEnd) texts.push(list.text());
  return texts;
}

function readEntry(operation: BerCursor): SearchEntry {
  const dn = strictText(operation);
  const list = operation.enter(TAG.sequence);
  const attributes = new Map<string, AttributeValue[]>();
  while (!list.atEnd) {
    const attribute = list.enter(TAG.sequence);
    const name = strictText(attribute);
    // One that comes in two parts is one; one that has no values is not there.
    const values = attributes.get(name) ?? [];
    readValues(attribute.enter(TAG.set), isBinary(name), values);
    if (values.length > 0) attributes.set(name, values);
  }
  return { dn, attributes };
}

function readValues(set: BerCursor, binary: boolean, values: AttributeValue[]): void {
  while (!set.atEnd) {
    const octets = set.octets();
    values.push(binary ? Uint8Array.from(octets) : textOrBytes(octets));
  }
}

/** Names are UTF-8 by definition (RFC 4511, 4.1.2): a repaired one would be another object's. */
function strictText(cursor: BerCursor): string {
  const octets = cursor.octets();
  if (!isUtf8(octets)) throw new UnsoundAnswer("a name that is no text");
  return octets.toString("utf8");
}

function isBinary(name: string): boolean {
  const [type = "", ...options] = name.toLowerCase().split(";");
  return BINARY_ATTRIBUTES.has(type) || options.includes("binary");
}

/** Text that is no UTF-8 stays bytes, copied: a view would keep the whole piece of the stream alive. */
function textOrBytes(octets: Buffer): AttributeValue {
  if (isAscii(octets)) return octets.toString("latin1");
  return isUtf8(octets) ? octets.toString("utf8") : Uint8Array.from(octets);
}

function readCookie(message: BerCursor): Buffer {
  if (message.peekTag() !== CONTROLS) return Buffer.alloc(0);
  const controls = message.enter(CONTROLS);
  while (!controls.atEnd) {
    const control = controls.enter(TAG.sequence);
    if (control.text() !== PAGED_RESULTS) continue;
    if (control.peekTag() !== TAG.octetString) control.any(); // Its criticality.
    const value = new BerCursor(control.octets()).enter(TAG.sequence);
    value.integer();
    return Buffer.from(value.octets());
  }
  return Buffer.alloc(0);
}
