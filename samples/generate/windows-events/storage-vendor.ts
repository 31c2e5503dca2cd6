import type { EventToWrite, Payload } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { classicEvent, type Host, LEVEL } from "./host.ts";

/** An invented vendor: no real provider of this name exists, and the wording of its events is our own. */
export const STORAGE_VENDOR = {
  source: "Example SAN VSS Hardware Provider",
  providerId: "{e3a1f5c0-0000-4d1e-9a57-5a4e00000001}",
} as const;

/** What the provider reports, and in which words. */
export interface VendorReport {
  readonly what: "already-mounted" | "unreadable" | "imported" | "removed" | "array-unreachable";
  /** Of the LUN; null where the report is of none. */
  readonly serial: string | null;
  readonly message: string;
}

export function vendorReport(what: VendorReport["what"], serial: string | null, proxy: string): VendorReport {
  return { what, serial, message: wording(what, serial ?? "", proxy) };
}

function wording(what: VendorReport["what"], serial: string, proxy: string): string {
  switch (what) {
    case "already-mounted":
      return `The snapshot of LUN ${serial} cannot be imported on ${proxy}: it is already mounted to a different server.`;
    case "unreadable":
      return `The snapshot of LUN ${serial} cannot be imported on ${proxy}: the array could not read all of its blocks.`;
    case "imported":
      return `The snapshot of LUN ${serial} was imported on ${proxy}.`;
    case "removed":
      return `The snapshot of LUN ${serial} was removed from ${proxy}.`;
    case "array-unreachable":
      return "The storage array did not answer within 30 seconds; the session was renewed.";
  }
}

/** Id 0, as .NET's EventLog.WriteEntry gives it; an error but for good news. */
export function vendorEvent(host: Host, time: Moment, what: VendorReport["what"], payload: Payload): EventToWrite {
  const isGood = what === "imported" || what === "removed";
  const level = isGood ? LEVEL.information : LEVEL.error;
  return classicEvent(host, time, "Application", { source: STORAGE_VENDOR.source, id: 0, level, payload });
}
