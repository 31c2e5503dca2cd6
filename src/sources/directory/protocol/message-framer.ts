import { readHeader, TAG, UnsoundAnswer } from "./ber-cursor.ts";

/** One entry is one message. Descriptors and metadata of the largest objects are a few hundred KiB. */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

/** Cuts a stream into LDAP messages (RFC 4511, 4.1.1). No byte is copied more than twice, however small the pieces are that it comes in. */
export class MessageFramer {
  #current: Buffer = Buffer.alloc(0);
  /** What follows `#current`, until its message is whole. */
  #further: Buffer[] = [];
  #furtherBytes = 0;
  /** Bytes needed before looking again makes sense. */
  #needed = 2;

  /** Bytes that belong to no whole message yet. */
  get pending(): number {
    return this.#current.length + this.#furtherBytes;
  }

  push(chunk: Buffer): void {
    if (this.#current.length === 0) this.#current = chunk;
    else {
      this.#further.push(chunk);
      this.#furtherBytes += chunk.length;
    }
  }

  /** The next whole message; null: more has to come. */
  next(): Buffer | null {
    if (this.pending < this.#needed) return null;
    this.#join();
    const header = readHeader(this.#current, 0, this.#current.length);
    if (this.#current[0] !== TAG.sequence) throw new UnsoundAnswer("bytes that begin no LDAP message");
    if (header === null) {
      this.#needed = this.#current.length + 1;
      return null;
    }
    if (header.end > MAX_MESSAGE_BYTES) throw new UnsoundAnswer(`a message of ${String(header.end)} bytes`);
    if (header.end > this.#current.length) {
      this.#needed = header.end;
      return null;
    }
    const message = this.#current.subarray(0, header.end);
    this.#current = this.#current.subarray(header.end);
    this.#needed = 2;
    return message;
  }

  #join(): void {
    if (this.#further.length === 0) return;
    this.#current = Buffer.concat([this.#current, ...this.#further]);
    this.#further = [];
    this.#furtherBytes = 0;
  }
}
