import { CLOCK_CHANGED, isEvent, readClockChange } from "../catalogue/index.ts";
import type { EventEvidence, EventFields, EventNeed, Evidence } from "../evidence/index.ts";
import type { Hosts } from "./hosts.ts";

/** Less is what time synchronisation does in ordinary use; a minute is what spoils the order of events across hosts. */
const STEP_TICKS = 60n * 10_000_000n;

/** The clock of a host was set: the times of records on both sides do not fit together. */
export interface ClockStep {
  readonly host: string;
  /** What the clock showed, and what it was set to; FILETIME ticks. */
  readonly from: bigint;
  readonly to: bigint;
  readonly event: EventEvidence;
}

export const CLOCK_STEP_NEEDS: readonly EventNeed[] = [{ ...CLOCK_CHANGED.need, keepIf: isStep }];

/** By the time of the record. */
export function deriveClockSteps({ events }: Pick<Evidence, "events">, hosts: Hosts): readonly ClockStep[] {
  return events.flatMap((event) => {
    const step = isEvent(CLOCK_CHANGED, event) ? stepOf(event) : null;
    return step === null ? [] : { host: hosts.nameOf(event.computer, event.time), ...step, event };
  });
}

/** Hosts that synchronise often write thousands of records of less. */
function isStep(event: Pick<EventFields, "data">): boolean {
  return stepOf(event) !== null;
}

function stepOf(event: Pick<EventFields, "data">): Pick<ClockStep, "from" | "to"> | null {
  const change = readClockChange(event);
  if (change === null) return null;
  const by = change.to - change.from;
  return by >= STEP_TICKS || -by >= STEP_TICKS ? change : null;
}
