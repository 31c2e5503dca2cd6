import type { EventToWrite } from "../evtx/index.ts";
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
}

/** VSS 12293: a call into a shadow copy provider failed. The order of the strings is that of its message text. */
export function vssProviderRoutineFailed(
  host: Host,
  time: Moment,
  processId: number,
  failure: ProviderRoutineFailure,
): EventToWrite {
  const { providerId, routine, result, operation, context } = failure;
  const lines = [
    ...["", "", "Operation:"],
    ...operation.map((line) => `   ${line}`),
    ...["", "Context:"],
    ...context.map(([key, value]) => `   ${key}: ${value}`),
  ];
  return classicEvent(host, time, "Application", {
    source: "VSS",
    id: 12293,
    level: LEVEL.error,
    strings: [providerId, routine, result, lines.join("\n")],
    // The real source locations are not known; these say what they are.
    binary: codeLocation("SYNTHETC00000000", "SYNTHETC00000000", processId),
  });
}

function codeLocation(code: string, call: string, processId: number): Uint8Array {
  const eight = (value: number): string => value.toString().padStart(8, "0");
  return ansi(
    `- Code:  ${code}- Call:  ${call}- PID:  ${eight(processId)}- TID:  ${eight(processId + 52)}` +
      `- CMD:  C:\\Windows\\system32\\vssvc.exe   - User: Name: NT AUTHORITY\\SYSTEM, SID:S-1-5-18 `,
  );
}
