import type { EventEvidence } from "../../src/evidence/index.ts";
import { event } from "./build-evidence.ts";
import { unnamed } from "./known-failures.ts";

export interface AuditedSnapshotGiven {
  /** `8222`: made; `8223`: imported. */
  readonly eventId: 8222 | 8223;
  readonly time: string;
  /** Who logged it. */
  readonly computer: string;
  /** GUID, with braces or without. */
  readonly set: string;
  /** The machine whose volume it shows; who logged it, unless given. */
  readonly machine?: string;
  readonly volume?: string;
  readonly recordId?: number;
}

/** A record of VSSAudit, with ten data as Windows Server 2008 R2 and newer write it. */
export function auditedSnapshot(given: AuditedSnapshotGiven): EventEvidence {
  const { eventId, time, computer, set, machine = computer, volume = "\\\\?\\Volume{1}\\", recordId = 1 } = given;
  const data = unnamed(
    ...["S-1-5-18", "SYSTEM", "0x1", "x.exe", set, "{22222222-2222-3333-4444-555555555555}"],
    ...["{33333333-2222-3333-4444-555555555555}", machine, volume, "device"],
  );
  return event({ time, recordId, computer, provider: "VSSAudit", eventId, channel: "Security", data });
}

/** A set's GUID by its number. */
export function setId(number: number): string {
  return `{d9881313-d0f6-936a-5fd6-${number.toString().padStart(12, "0")}}`;
}
