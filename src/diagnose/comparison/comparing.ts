import type { EvidenceHorizon } from "../../facts/index.ts";
import type { Report } from "../../report/index.ts";

/** What happened since, judged by itself: nothing of before is in it, but how far the logs reach. */
export interface JudgedSince {
  readonly report: Report;
  readonly horizon: EvidenceHorizon;
}

/** What the earlier report is compared with. */
export interface Comparing extends JudgedSince {
  /** Behind it is since. FILETIME ticks. */
  readonly from: bigint;
  /** null: none is known since. */
  readonly lastBackup: bigint | null;
}
