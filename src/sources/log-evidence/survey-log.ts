import type { LogOrigin, RecordPlace } from "../../evidence/index.ts";
import {
  type ByteSource,
  type EventSystem,
  EvtxScan,
  type EvtxWorkspace,
  type RecordView,
} from "../../formats/evtx/index.ts";
import { plausibleSpan } from "../../shared/plausible-time.ts";

const FILE_HEADER_BYTES = 4096;
const CHUNK_BYTES = 65_536;
const SAMPLED_CHUNKS = 32;

export interface SurveyOptions {
  /** Without a selection; surveys of many logs share it. */
  readonly workspace: EvtxWorkspace;
  /** FILETIME ticks: later times say nothing. */
  readonly latest: bigint;
  /** Takes every record that is met, borrowed. */
  readonly visit?: (record: RecordView, system: EventSystem) => void;
}

/**
 * Which computers and channels a log holds, and from when to when, by time and by record id, from chunks spread over the
 * file, its first and last among them. The spans may be too narrow, never too wide; so the report claims too little
 * coverage, never too much. Damaged records, and those with times that no log can hold, widen none. Nothing for bytes
 * that are no log.
 */
export function surveyLog(source: ByteSource, { workspace, latest, visit }: SurveyOptions): readonly LogOrigin[] {
  const origins = new Map<string, LogOrigin>();
  const record = (view: RecordView): void => {
    const system = view.system();
    visit?.(view, system);
    const { computer, channel, recordId, time } = system;
    if (computer === null || channel === null) return;
    const key = `${computer}\n${channel}`;
    const { from = null, to = null, ends } = origins.get(key) ?? {};
    const counts = view.state !== "damaged" && plausibleSpan([time], latest).first !== null;
    const { first, last } = plausibleSpan([from, to, counts ? time : null], latest);
    const reached = counts ? reachTo({ recordId, time }, ends) : ends;
    origins.set(key, { computer, channel, from: first, to: last, ...(reached === undefined ? {} : { ends: reached }) });
  };
  const sink = { record, damage: () => undefined, remark: () => undefined };
  for (const chunks of sampledChunks(source.size)) {
    try {
      const scan = new EvtxScan(source, sink, { chunks, workspace });
      while (scan.next());
    } catch {
      // Whatever stops the reader here stops it again when the log itself is read, and is told then.
      break;
    }
  }
  return [...origins.values()];
}

function reachTo(place: RecordPlace, ends: LogOrigin["ends"]): NonNullable<LogOrigin["ends"]> {
  if (ends === undefined) return { first: place, last: place };
  return {
    first: place.recordId < ends.first.recordId ? place : ends.first,
    last: place.recordId > ends.last.recordId ? place : ends.last,
  };
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
