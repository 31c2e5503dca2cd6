import { type EventToWrite, writeLog } from "./evtx/index.ts";

/** One log of a sample as an administrator would have exported it. */
export interface SampleLog {
  /** Below the sample's folder, with forward slashes. */
  readonly path: string;
  /** The export's first record: logs that have run for a while do not start at 1. */
  readonly firstRecordId: bigint;
  readonly events: readonly EventToWrite[];
}

export function sampleLogBytes({ events, firstRecordId }: SampleLog): Uint8Array {
  return writeLog(events, { firstRecordId });
}
