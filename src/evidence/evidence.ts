import { type EventEvidence, inOrderWithoutDuplicates } from "./event.ts";
import type { LogEvidence } from "./log.ts";
import { compareText } from "../shared/order.ts";

/** The span that was asked for, in FILETIME ticks, both ends included; null where the evidence itself sets the end. */
export interface AskedWindow {
  readonly since: bigint | null;
  readonly until: bigint | null;
}

/** All that was seen, in total order. */
export interface Evidence {
  readonly window: AskedWindow;
  readonly events: readonly EventEvidence[];
  readonly logs: readonly LogEvidence[];
}

export function gatherEvidence(
  window: AskedWindow,
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[],
): Evidence {
  return {
    window,
    events: inOrderWithoutDuplicates(events),
    logs: [...logs].sort((a, b) => compareText(a.path, b.path)),
  };
}
