import type { EventToWrite } from "../../samples/generate/evtx/index.ts";

/** A VSS event with one string, to be varied by a test. */
export function vssEvent(changes: Partial<EventToWrite> = {}): EventToWrite {
  return {
    layout: "classic",
    provider: { name: "VSS" },
    eventId: 8224,
    qualifiers: 0,
    level: 4,
    task: 0,
    keywords: 0x80_0000_0000_0000n,
    time: 134_337_852_000_000_000n,
    channel: "Application",
    computer: "PROXY01.corp.example",
    payload: { kind: "strings", strings: ["idle"] },
    ...changes,
  };
}

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** The chunks of a log, each with the 4,096 bytes of the file header left out. */
export function chunksOf(log: Uint8Array): readonly Uint8Array[] {
  const count = (log.length - 4096) / 65_536;
  return Array.from({ length: count }, (_, index) => log.subarray(4096 + index * 65_536, 4096 + (index + 1) * 65_536));
}

/** The positions in one chain of a chunk's table, from its head to its end. */
export function chain(chunk: Uint8Array, tableEntry: number): readonly number[] {
  const data = view(chunk);
  const positions: number[] = [];
  for (let at = data.getUint32(tableEntry, true); at !== 0; at = data.getUint32(at, true)) positions.push(at);
  return positions;
}

/** All names of a chunk by bucket. */
export function nameTable(chunk: Uint8Array): readonly (readonly string[])[] {
  return Array.from({ length: 64 }, (_, bucket) => chain(chunk, 128 + 4 * bucket).map((at) => nameAt(chunk, at)));
}

export function nameAt(chunk: Uint8Array, position: number): string {
  const length = view(chunk).getUint16(position + 6, true);
  return Buffer.from(chunk.subarray(position + 8, position + 8 + 2 * length)).toString("utf16le");
}

/** The positions of all template definitions of a chunk. */
export function templateDefinitions(chunk: Uint8Array): readonly number[] {
  return Array.from({ length: 32 }, (_, bucket) => chain(chunk, 384 + 4 * bucket)).flat();
}

/** Where a chunk's records start, found by their sizes. */
export function recordPositions(chunk: Uint8Array): readonly number[] {
  const data = view(chunk);
  const end = data.getUint32(48, true);
  const positions: number[] = [];
  for (let at = 512; at < end; at += data.getUint32(at + 4, true)) positions.push(at);
  return positions;
}
