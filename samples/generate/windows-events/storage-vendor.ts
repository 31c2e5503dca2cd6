import type { EventToWrite } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { classicEvent, type Host, LEVEL } from "./host.ts";

/** An invented vendor: no real provider of this name exists, and the wording of its events is our own. */
export const STORAGE_VENDOR = {
  source: "Example SAN VSS Hardware Provider",
  providerId: "{e3a1f5c0-0000-4d1e-9a57-5a4e00000001}",
} as const;

function vendorEvent(host: Host, time: Moment, level: number, message: string): EventToWrite {
  return classicEvent(host, time, "Application", { source: STORAGE_VENDOR.source, id: 0, level, strings: [message] });
}

export function snapshotAlreadyMounted(host: Host, time: Moment, serial: string): EventToWrite {
  return vendorEvent(
    host,
    time,
    LEVEL.error,
    `The snapshot of LUN ${serial} cannot be imported on ${host.name}: it is already mounted to a different server.`,
  );
}

export function snapshotImported(host: Host, time: Moment, serial: string): EventToWrite {
  return vendorEvent(host, time, LEVEL.information, `The snapshot of LUN ${serial} was imported on ${host.name}.`);
}

export function snapshotReleased(host: Host, time: Moment, serial: string): EventToWrite {
  return vendorEvent(host, time, LEVEL.information, `The snapshot of LUN ${serial} was removed from ${host.name}.`);
}

export function arrayUnreachable(host: Host, time: Moment): EventToWrite {
  return vendorEvent(
    host,
    time,
    LEVEL.error,
    "The storage array did not answer within 30 seconds; the session was renewed.",
  );
}
