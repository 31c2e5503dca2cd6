import type { MessagePort } from "node:worker_threads";
import type { Damage, FoundLog, LogAccount, Remark } from "../../../event-logs.ts";
import type { RecordJob } from "../record-work.ts";

/** What a thread is started with. */
export interface ThreadStart {
  readonly job: RecordJob;
  /** Buffers come back this way. */
  readonly returned: MessagePort;
  /** One Int32 that is raised and notified with every buffer that comes back. */
  readonly bell: SharedArrayBuffer;
}

/** A part of the work. */
export interface UnitMessage {
  readonly log: FoundLog;
  /** The log's position among all logs. */
  readonly position: number;
  /** Absent: the whole log. */
  readonly chunks?: { readonly from: number; readonly to: number };
}

/** What a thread says while it reads one unit; the last message carries the account. */
export type ThreadMessage =
  | {
      readonly kind: "piece";
      /** The thread wants the buffer back. */
      readonly bytes: Uint8Array;
      readonly damages: readonly Damage[];
      readonly remarks: readonly Remark[];
    }
  | { readonly kind: "done"; readonly account: LogAccount }
  | { readonly kind: "failed"; readonly error: unknown };
