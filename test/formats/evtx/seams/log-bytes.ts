import { crc32 } from "node:zlib";
import { type EventToWrite, writeLog } from "../../../../samples/generate/evtx/index.ts";

export const HEADER = 4096;
export const CHUNK = 65_536;
/** 2026-09-13T12:26:40Z. */
export const START = 134_338_624_000_000_000n;

/** A VSS event with one string; the changes are what a test is about. */
export function event(changes: Partial<EventToWrite> = {}): EventToWrite {
  return {
    provider: { name: "VSS" },
    eventId: 8224,
    level: 4,
    task: 0,
    time: START,
    channel: "Application",
    computer: "PROXY01.corp.example",
    payload: { kind: "strings", strings: ["idle"] },
    ...changes,
  };
}

/** A log of records 1, 2, 3, ..., so many in each chunk. */
export function logOf(...recordsPerChunk: readonly number[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  let first = 1n;
  for (const count of recordsPerChunk) {
    const events = Array.from({ length: count }, (_, index) =>
      event({ payload: { kind: "strings", strings: [`record ${first + BigInt(index)}`] } }),
    );
    const log = writeLog(events, { firstRecordId: first });
    if (log.length !== HEADER + CHUNK) throw new Error(`${count} records need more than one chunk`);
    chunks.push(log.subarray(HEADER));
    first += BigInt(count);
  }
  const header = writeLog([event()]).subarray(0, HEADER);
  return setHeader(Buffer.concat([header, ...chunks]), (view) => view.setUint16(42, recordsPerChunk.length, true));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A copy with a change made to it; what becomes of checksums is the test's matter. */
export function changed(log: Uint8Array, change: (view: DataView, bytes: Uint8Array) => void): Uint8Array {
  const copy = Uint8Array.from(log);
  change(viewOf(copy), copy);
  return copy;
}

/** Changes the file header and makes its checksum right again. */
export function setHeader(log: Uint8Array, change: (view: DataView) => void): Uint8Array {
  return changed(log, (view, bytes) => {
    change(view);
    view.setUint32(124, crc32(bytes.subarray(0, 120)), true);
  });
}

/** Changes a chunk, the first unless told, and makes its checksums right again; positions are in the chunk. */
export function setChunk(log: Uint8Array, change: (view: DataView, chunk: Uint8Array) => void, index = 0): Uint8Array {
  return changed(log, (_, bytes) => {
    const chunk = bytes.subarray(HEADER + index * CHUNK, HEADER + (index + 1) * CHUNK);
    const view = viewOf(chunk);
    change(view, chunk);
    const free = Math.min(CHUNK, view.getUint32(48, true));
    view.setUint32(52, crc32(chunk.subarray(512, free)), true);
    view.setUint32(124, crc32(chunk.subarray(128, 512), crc32(chunk.subarray(0, 120))), true);
  });
}

/** Where the records of a sound chunk start, and where they end; positions in the chunk. */
export function recordPlaces(log: Uint8Array, index = 0): readonly { readonly start: number; readonly end: number }[] {
  const view = viewOf(log.subarray(HEADER + index * CHUNK, HEADER + (index + 1) * CHUNK));
  const places: { start: number; end: number }[] = [];
  const free = view.getUint32(48, true);
  for (let start = 512; start < free; ) {
    const end = start + view.getUint32(start + 4, true);
    places.push({ start, end });
    start = end;
  }
  return places;
}

/** One record's place; a test that asks for more than there are is wrong. */
export function place(log: Uint8Array, record: number, chunk = 0): { readonly start: number; readonly end: number } {
  const found = recordPlaces(log, chunk)[record];
  if (found === undefined) throw new Error(`chunk ${chunk} has no record ${record}`);
  return found;
}
