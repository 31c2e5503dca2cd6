import {
  BOOTED_VERSION,
  type CatalogueEntry,
  EVENT_LOG_STARTED,
  EVENT_LOG_STOPPED,
  isEvent,
  readRestartRequest,
  RESTART_INITIATED,
  SYSTEM_STARTED,
  SYSTEM_STOPPING,
  UNEXPECTED_SHUTDOWN,
} from "../../catalogue/index.ts";
import type { EventEvidence } from "../../evidence/index.ts";
import { eventName } from "./event-name.ts";
import { type IdentityEntry, proofOf } from "./identity-change.ts";
import { toldText } from "./told-text.ts";

/** Each boot writes each of these once, a shut down one of the others. */
export const RESTART_EVENTS: readonly CatalogueEntry[] = [
  SYSTEM_STARTED,
  BOOTED_VERSION,
  EVENT_LOG_STARTED,
  UNEXPECTED_SHUTDOWN,
  SYSTEM_STOPPING,
  EVENT_LOG_STOPPED,
  RESTART_INITIATED,
];

/** A boot takes minutes; the clock may be set meanwhile. */
const BOOT_TICKS = 3600n * 10_000_000n;

/** The restarts of one host, of its events as they were written. */
export function restartsIn(events: readonly EventEvidence[]): readonly IdentityEntry[] {
  const restarts: IdentityEntry[] = [];
  let before: Before = NOTHING;
  let boot: EventEvidence[] = [];
  const endBoot = (): void => {
    const entry = restartOf(boot, before);
    if (entry === null) return;
    restarts.push(entry);
    boot = [];
    before = NOTHING;
  };
  for (const event of events) {
    if (isEvent(RESTART_INITIATED, event)) {
      endBoot();
      before = { ...before, request: event };
    } else if (isEvent(SYSTEM_STOPPING, event) || isEvent(EVENT_LOG_STOPPED, event)) {
      endBoot();
      before = { ...before, stop: before.stop ?? event };
    } else {
      if (!belongsTo(boot, event)) endBoot();
      boot.push(event);
    }
  }
  endBoot();
  const { stop, request } = before;
  if (stop !== null) {
    restarts.push({
      ...{ kind: "shut-down", by: requestedBy(request), time: stop.time, basis: "verified", event: eventName(stop) },
      evidence: proofOf(stop.ref, request?.ref ?? null),
    });
  }
  return restarts;
}

/** What came since the boot before. */
interface Before {
  readonly request: EventEvidence | null;
  readonly stop: EventEvidence | null;
}

const NOTHING: Before = { request: null, stop: null };

function belongsTo(boot: readonly EventEvidence[], event: EventEvidence): boolean {
  const [first] = boot;
  if (first === undefined) return true;
  const apart = event.time - first.time;
  return apart <= BOOT_TICKS && -apart <= BOOT_TICKS && boot.every(({ eventId }) => eventId !== event.eventId);
}

function restartOf(boot: readonly EventEvidence[], { request, stop }: Before): IdentityEntry | null {
  const [first] = boot;
  if (first === undefined) return null;
  const crash = boot.find((event) => isEvent(UNEXPECTED_SHUTDOWN, event)) ?? null;
  // The kernel tells when it started; the others follow when their services run.
  const start = boot.find((event) => isEvent(SYSTEM_STARTED, event)) ?? first;
  const wasRequested = crash === null && request !== null;
  return {
    kind: "restarted",
    how: crash !== null ? "unexpected" : wasRequested ? "requested" : stop === null ? "not-shown" : "in-order",
    by: wasRequested ? requestedBy(request) : null,
    downSince: crash === null && stop !== null ? stop.time : null,
    time: start.time,
    basis: "verified",
    event: eventName(start),
    evidence: proofOf(
      start.ref,
      crash?.ref ?? null,
      crash === null ? (stop?.ref ?? null) : null,
      wasRequested ? request.ref : null,
    ),
  };
}

function requestedBy(request: EventEvidence | null): string | null {
  return request === null ? null : toldText(readRestartRequest(request).user);
}
