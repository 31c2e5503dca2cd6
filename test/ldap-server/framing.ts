// asn1js decodes a message that is there as a whole and encodes one from its parts. What a stream needs besides is here:
// where a message ends, and a header in front of parts that are encoded already.

/** The first octet of an LDAPMessage, which is a SEQUENCE. */
const MESSAGE = 0x30;

/** Cuts a stream into messages. */
export class MessageSplitter {
  #rest = Buffer.alloc(0);

  /** The messages that are complete now. @throws Error when the stream is no LDAP. */
  push(part: Uint8Array): readonly Uint8Array[] {
    this.#rest = Buffer.concat([this.#rest, part]);
    const messages: Uint8Array[] = [];
    for (
      let size = messageSize(this.#rest);
      size !== null && size <= this.#rest.length;
      size = messageSize(this.#rest)
    ) {
      messages.push(Uint8Array.from(this.#rest.subarray(0, size)));
      this.#rest = this.#rest.subarray(size);
    }
    return messages;
  }
}

/** Header and content; null while the header is incomplete. */
function messageSize(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  if (bytes[0] !== MESSAGE) throw new Error("no LDAP message");
  const first = bytes.readUInt8(1);
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new Error("no length of an LDAP message");
  return bytes.length < 2 + octets ? null : 2 + octets + bytes.readUIntBE(2, octets);
}

/** An element of parts that are encoded already: pages of 500 entries are put together without encoding them again. */
export function element(tag: number, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  return [header(tag, sizeOf(parts)), ...parts];
}

function header(tag: number, size: number): Uint8Array {
  if (size < 0x80) return Uint8Array.of(tag, size);
  const octets: number[] = [];
  for (let left = size; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return Uint8Array.of(tag, 0x80 | octets.length, ...octets);
}

function sizeOf(parts: readonly Uint8Array[]): number {
  let size = 0;
  for (const part of parts) size += part.length;
  return size;
}
