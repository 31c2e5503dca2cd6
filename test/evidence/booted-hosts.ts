import type { EventEvidence } from "../../src/evidence/index.ts";
import { type EventGiven, event } from "./build-evidence.ts";

const SYSTEM = { level: 4, channel: "System", computer: "HV08.corp.example" } as const;

/** EventLog 6009. */
export function eventLog6009({ build, ...given }: EventGiven & { readonly build: string }): EventEvidence {
  const data = ["10.00.", build, "", "Multiprocessor Free", "0"].map((value) => ({ value }));
  return event({ ...SYSTEM, provider: "EventLog", eventId: 6009, data, ...given });
}

/** Kernel-General 12. */
export function kernelGeneral12(
  given: EventGiven & { readonly build: string; readonly revision?: string },
): EventEvidence {
  const { build, revision = "693", ...rest } = given;
  const values = { MajorVersion: "10", MinorVersion: "0", BuildVersion: build, QfeVersion: revision };
  const data = Object.entries(values).map(([name, value]) => ({ name, value }));
  return event({ ...SYSTEM, provider: "Microsoft-Windows-Kernel-General", eventId: 12, data, ...rest });
}

/** User32 1074, in words that nobody matches. */
export function user32Restart({ code, ...given }: EventGiven & { readonly code: string }): EventEvidence {
  const values = [
    "setup.exe (HV08)",
    "HV08",
    "Betriebssystem: Irgendwas",
    code,
    "Neustart",
    "",
    "NT-AUTORITÄT\\SYSTEM",
  ];
  const data = values.map((value, index) => ({ name: `param${index + 1}`, value }));
  return event({ ...SYSTEM, provider: "User32", eventId: 1074, data, ...given });
}

/** FailoverClustering 1548 (two nodes) or 1549 (one). */
export function clusterVersionEvent(given: EventGiven & { readonly nodes: readonly string[] }): EventEvidence {
  const { nodes, ...rest } = given;
  return event({
    level: 4,
    channel: "Microsoft-Windows-FailoverClustering/Operational",
    computer: "HV08.corp.example",
    provider: "Microsoft-Windows-FailoverClustering",
    eventId: nodes.length === 1 ? 1549 : 1548,
    data: nodes.map((value) => ({ value })),
    ...rest,
  });
}
