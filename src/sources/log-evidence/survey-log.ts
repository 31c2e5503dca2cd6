import type { LogOrigin } from "../../evidence/index.ts";
import { type ByteSource, EvtxError, EvtxScan, type RecordView } from "../../formats/evtx/index.ts";

const FILE_HEADER_BYTES = 4096;
const CHUNK_BYTES = 65_536;
const SAMPLED_CHUNKS = 32;

/**
 * Which computers and channels a log holds, and from when to when, from chunks spread over the file, its first and
 * last among them. The spans may be too narrow, never too wide; so the report claims too little coverage, never too
 * much. Nothing for bytes that are no log.
 */
export function surveyLog(source: ByteSource): readonly LogOrigin[] {
  const origins = new Map<string, SampledOrigin>();
  const record = (view: RecordView): void => {
    const { computer, channel, time } = view.system();
    if (computer === null || channel === null) return;
    const key = `${computer}\n${channel}`;
    const { from, to } = origins.get(key) ?? { from: time, to: time };
    origins.set(key, { computer, channel, from: time < from ? time : from, to: time > to ? time : to });
  };
  const sink = { record, damage: () => undefined, remark: () => undefined };
  for (const chunks of sampledChunks(source.size)) {
    try {
      const scan = new EvtxScan(source, sink, { chunks });
      while (scan.next());
    } catch (error) {
      if (error instanceof EvtxError) break;
      throw error;
    }
  }
  return [...origins.values()];
}

interface SampledOrigin extends LogOrigin {
  readonly from: bigint;
  readonly to: bigint;
}

/** Runs of chunks to read, ascending. */
function sampledChunks(size: number): readonly { readonly from: number; readonly to: number }[] {
  const chunks = Math.ceil(Math.max(0, size - FILE_HEADER_BYTES) / CHUNK_BYTES);
  if (chunks <= SAMPLED_CHUNKS) return [{ from: 0, to: chunks }];
  const step = (chunks - 1) / (SAMPLED_CHUNKS - 1);
  return Array.from({ length: SAMPLED_CHUNKS }, (_, sample) => {
    const from = Math.round(sample * step);
    return { from, to: from + 1 };
  });
}
