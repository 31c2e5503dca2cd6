import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { VSS_MESSAGE_TABLE } from "./sources.ts";

/** Logged where the audit policy asks for it. Support bundles leave the Security log out. */
const VSS_AUDIT = {
  provider: "VSSAudit",
  providerGuid: null,
  channel: "Security",
  level: "audit",
  payload: "event-data",
  certainty: VERIFIED,
  sources: [VSS_MESSAGE_TABLE, "libyal/winevt-kb, Provider-VSSAudit.md"],
} as const;

const CALLER = [
  datum("userSid", "who made it"),
  datum("userName", "that user's name"),
  datum("processId", "in which process"),
] as const;

const SNAPSHOT = [
  datum("snapshotSetId", "snapshot set"),
  datum("snapshotId", "snapshot"),
  datum("providerId", "shadow copy provider"),
  datum("originalMachine", "machine whose volume it shows"),
  datum("originalVolume", "volume that it shows"),
  datum("device", "device of the snapshot"),
] as const;

// The message's own lines are published; how they are spaced is not, for the version with ten data.
const LAYOUTS = [
  layout(null, ...CALLER, datum("process", "that process"), ...SNAPSHOT),
  // Windows Server 2008 and older.
  layout(null, ...CALLER, ...SNAPSHOT),
] as const;

export const SNAPSHOT_CREATED = defineEvent({
  ...VSS_AUDIT,
  id: 8222,
  layouts: LAYOUTS,
  meaning: "A snapshot was made. The original machine is the host that made it: the owner, without cluster logs.",
});

export const SNAPSHOT_IMPORTED = defineEvent({
  ...VSS_AUDIT,
  id: 8223,
  layouts: LAYOUTS,
  meaning: "A hardware snapshot was imported: what a failed import is compared with.",
});

/** null: not shown. */
export interface AuditedSnapshot {
  /** GUIDs, lower case with braces. */
  readonly snapshotSetId: string | null;
  readonly snapshotId: string | null;
  readonly originalMachine: string | null;
  readonly originalVolume: string | null;
}

/** The snapshot of an 8222 or 8223, which share their layouts. */
export function readAuditedSnapshot(event: Pick<EventFields, "data">): AuditedSnapshot {
  const { snapshotSetId, snapshotId, originalMachine, originalVolume } = readFields(SNAPSHOT_CREATED, event).fields;
  return {
    snapshotSetId: readGuid(snapshotSetId),
    snapshotId: readGuid(snapshotId),
    originalMachine: shownText(originalMachine),
    originalVolume: shownText(originalVolume),
  };
}

const GUID = /^\s*\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?\s*$/i;

function readGuid(text: string | null): string | null {
  const digits = GUID.exec(text ?? "")?.[1];
  return digits === undefined ? null : `{${digits.toLowerCase()}}`;
}
