import type { EventToWrite, Payload } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { ansi, classicEvent, type Host, LEVEL } from "./host.ts";

/** VSS 8224: the service stops when it has been idle. One empty string and a Binary, as on Windows 10 and 11. */
export function vssIdleShutdown(host: Host, time: Moment, processId: number): EventToWrite {
  return classicEvent(host, time, "Application", {
    source: "VSS",
    id: 8224,
    level: LEVEL.information,
    strings: [""],
    binary: codeLocation("CORSVCC00000772", "CORSVCC00000754", processId),
  });
}

/** What a provider's routine answered when VSS called it. */
export interface ProviderRoutineFailure {
  readonly providerId: string;
  readonly routine: string;
  /** `0x8004230f, text` */
  readonly result: string;
  readonly operation: readonly string[];
  readonly context: readonly (readonly [key: string, value: string])[];
  /** Of the VSS service. */
  readonly processId: number;
}

/** VSS 12293: a call into a shadow copy provider failed. */
export function vssProviderRoutineFailed(host: Host, time: Moment, payload: Payload): EventToWrite {
  return classicEvent(host, time, "Application", { source: "VSS", id: 12293, level: LEVEL.error, payload });
}

/** The LUN that did not arrive, in the order of the message's text. */
export interface MissingLun {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly serial: string;
  readonly storageIdentifiers: string;
}

/** VSS 12362, 12363 and 12364: a LUN, a hidden volume on it, a volume on it did not arrive. */
export function lunNotDetected(
  host: Host,
  time: Moment,
  id: 12362 | 12363 | 12364,
  lun: MissingLun,
  processId: number,
): EventToWrite {
  return classicEvent(host, time, "Application", {
    source: "VSS",
    id,
    level: LEVEL.error,
    strings: [
      ...[lun.id, "1", "0x00000000", "0x00000000", "1", "6", lun.vendor, lun.product, "1.00", lun.serial],
      lun.storageIdentifiers,
      operationBlock(["Importing the snapshot set"], [["Execution Context", "Requestor"]]),
    ],
    binary: codeLocation(INVENTED_PLACE, INVENTED_PLACE, processId),
  });
}

/** What an event says of its context: a block of lines, localised on other Windows. */
export function operationBlock(
  operation: readonly string[],
  context: readonly (readonly [key: string, value: string])[],
  headings: { readonly operation: string; readonly context: string } = { operation: "Operation", context: "Context" },
): string {
  return [
    ...["", "", `${headings.operation}:`],
    ...operation.map((line) => `   ${line}`),
    ...["", `${headings.context}:`],
    ...context.map(([key, value]) => `   ${key}: ${value}`),
  ].join("\n");
}

/** The real source locations are not known; this one says what it is. */
const INVENTED_PLACE = "SYNTHETC00000000";

export function inventedCodeLocation(processId: number): Uint8Array {
  return codeLocation(INVENTED_PLACE, INVENTED_PLACE, processId);
}

function codeLocation(code: string, call: string, processId: number): Uint8Array {
  const eight = (value: number): string => value.toString().padStart(8, "0");
  return ansi(
    `- Code:  ${code}- Call:  ${call}- PID:  ${eight(processId)}- TID:  ${eight(processId + 52)}` +
      `- CMD:  C:\\Windows\\system32\\vssvc.exe   - User: Name: NT AUTHORITY\\SYSTEM, SID:S-1-5-18 `,
  );
}
