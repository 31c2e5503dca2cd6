import type { ByteWriter } from "../../../formats/evtx/index.ts";

/** Before each entry stand the lengths of its key and of its payload, 32 bits each, little-endian. */
export const ENTRY_HEADER_BYTES = 8;

/** Appends one entry; both functions append to `out` and nothing else. */
export function appendEntry(
  out: ByteWriter,
  writeKey: (out: ByteWriter) => void,
  writePayload?: (out: ByteWriter) => void,
): void {
  const start = out.length;
  out.reserve(ENTRY_HEADER_BYTES);
  out.length += ENTRY_HEADER_BYTES;
  writeKey(out);
  const keyEnd = out.length;
  writePayload?.(out);
  const view = new DataView(out.bytes.buffer, out.bytes.byteOffset);
  view.setUint32(start, keyEnd - start - ENTRY_HEADER_BYTES, true);
  view.setUint32(start + 4, out.length - keyEnd, true);
}

/** Hands out the entries of whole blocks; both parts are views into `bytes`. */
export function forEachEntry(bytes: Uint8Array, visit: (key: Uint8Array, payload: Uint8Array) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const key = at + ENTRY_HEADER_BYTES;
    const payload = key + view.getUint32(at, true);
    const end = payload + view.getUint32(at + 4, true);
    visit(bytes.subarray(key, payload), bytes.subarray(payload, end));
    at = end;
  }
}
