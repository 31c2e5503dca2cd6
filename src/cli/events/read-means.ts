import type { Progress } from "../progress.ts";
import type { DamageNotes } from "./damage-notes.ts";
import type { RecordResult } from "./record-result.ts";
import type { RecordJob } from "./record-work.ts";

/** What reading needs, in one thread or in several. */
export interface ReadMeans {
  readonly job: RecordJob;
  readonly result: RecordResult;
  readonly notes: DamageNotes;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}
