import { LOG_CLEARED, readLogClearing, SECURITY_LOG_CLEARED } from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import type { Hosts } from "./hosts.ts";

/** A log that was cleared: what it held before is gone from it. */
export interface LogClearing {
  readonly host: string;
  readonly channel: string;
  /** `DOMAIN\user`; null: not shown. */
  readonly by: string | null;
  readonly event: EventEvidence;
}

/**
 * System tells of every log but Security, whose own first record is its 1102. Logs of Security can be large, and no
 * other reason may be there to read them: then only samples of them are looked at, the first records among them.
 */
export const LOG_CLEARING_NEEDS: readonly EventNeed[] = [
  LOG_CLEARED.need,
  { ...SECURITY_LOG_CLEARED.need, incidental: true },
];

/** By time. */
export function deriveLogClearings({ events }: Pick<Evidence, "events">, hosts: Hosts): readonly LogClearing[] {
  return events.flatMap((event) => {
    const { channel = null, by = null } = readLogClearing(event) ?? {};
    return channel === null ? [] : { host: hosts.nameOf(event.computer, event.time), channel, by, event };
  });
}
