import { ChunkBuilder, type ChunkRecord } from "./chunk.ts";
import type { EventToWrite } from "./event.ts";
import { FILE_HEADER_SIZE, fileHeader } from "./file-header.ts";
import { forwardedFragment } from "./forwarded.ts";
import type { Fragment } from "./value.ts";
import { PayloadTemplates } from "./payload-template.ts";
import { OuterTemplates, systemValues } from "./system-template.ts";

/** A record whose BinXML is made by hand. */
export interface RecordToWrite {
  readonly time: bigint;
  readonly recordId?: bigint;
  readonly body: Fragment;
}

export interface LogOptions {
  /** The number of the first record that does not bring its own. Default 1. */
  readonly firstRecordId?: bigint;
  /** Starts a new chunk after so many records, however much room is left. */
  readonly recordsPerChunk?: number;
  /** Marks the log as open, as a copy of a log in use is. */
  readonly dirty?: boolean;
}

/** What the file header needs to know once all chunks are written. */
export interface LogTotals {
  readonly chunks: number;
  readonly records: number;
  readonly nextRecordId: bigint;
}

/**
 * Writes a log into memory: file header and as many chunks as the records need.
 * @throws RangeError when one record is larger than a chunk, or a value longer than its field.
 */
export function writeLog(records: Iterable<EventToWrite | RecordToWrite>, options: LogOptions = {}): Uint8Array {
  const chunks: Uint8Array[] = [];
  const source = logChunks(records, options);
  let step = source.next();
  while (step.done !== true) {
    chunks.push(step.value);
    step = source.next();
  }
  const header = fileHeader({ ...step.value, dirty: options.dirty ?? false });
  return Buffer.concat([header, ...chunks], FILE_HEADER_SIZE + chunks.reduce((sum, chunk) => sum + chunk.length, 0));
}

/** Yields the chunks one by one, for logs larger than memory; returns what `fileHeader` needs. */
export function* logChunks(
  records: Iterable<EventToWrite | RecordToWrite>,
  options: LogOptions = {},
): Generator<Uint8Array, LogTotals> {
  const fragments = new EventFragments();
  const limit = options.recordsPerChunk ?? Number.POSITIVE_INFINITY;
  let nextRecordId = options.firstRecordId ?? 1n;
  let written = 0;
  let chunks = 0;
  let chunk = new ChunkBuilder(1n);
  for (const source of records) {
    const id = source.recordId ?? nextRecordId;
    const record: ChunkRecord = {
      id,
      time: source.time,
      body: "body" in source ? source.body : fragments.of(source, id),
    };
    if (chunk.records >= limit || !chunk.add(record)) {
      if (chunk.records > 0) {
        yield chunk.bytes();
        chunks += 1;
      }
      chunk = new ChunkBuilder(BigInt(written) + 1n);
      if (!chunk.add(record)) throw new RangeError(`Record ${id} is larger than the 64 KiB of a chunk.`);
    }
    written += 1;
    nextRecordId = id + 1n;
  }
  if (chunk.records > 0) {
    yield chunk.bytes();
    chunks += 1;
  }
  return { chunks, records: written, nextRecordId };
}

/** Turns events into BinXML and keeps their templates, so that records share them. */
class EventFragments {
  readonly #outer = new OuterTemplates();
  readonly #payloads = new PayloadTemplates();

  of(event: EventToWrite, recordId: bigint): Fragment {
    const layout = event.layout ?? "manifest";
    if (layout === "forwarded") return forwardedFragment(event, recordId);
    const { provider, channel, computer, payload } = event;
    const template = this.#outer.of({ layout, provider, channel, computer, userData: payload.kind === "user-data" });
    const header = layout !== "shared" || payload.kind !== "event-data";
    const value = this.#payloads.value(payload, header);
    return { kind: "instance", template, values: systemValues(event, recordId, value) };
  }
}
