/**
 * Random access to the bytes of one log. The reader never opens anything: whoever holds the file, the archive entry
 * or the buffer hands this in.
 */
export interface ByteSource {
  /** Length in bytes. A source that shrinks while it is read returns short reads. */
  readonly size: number;
  /** Fills `target` from `position` on (bytes from the start); returns how many bytes were read, 0 at the end. */
  read(target: Uint8Array, position: number): number;
}

/** A source over bytes that are in memory already. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(target, position) {
      const part = bytes.subarray(position, position + target.length);
      target.set(part);
      return part.length;
    },
  };
}
