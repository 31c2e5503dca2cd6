import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, type Field, type Layout, layout } from "./entry.ts";
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

/** With ten data, and with nine as Windows Server 2008 and older write it. */
function layoutsOf(event: string): readonly [SnapshotLayout, SnapshotLayout] {
  const ofCaller = `${event}\n\nUser SID:\t\t\t%1\nUser name:\t\t\t%2\nProcess ID:\t\t\t%3\n`;
  return [
    layout(
      `${ofCaller}Process image name:\t\t%4\n\nShadow Set ID:\t\t\t%5\nShadow ID:\t\t\t%6\nProvider ID:\t\t\t%7\n` +
        "Original Machine:\t\t%8\nOriginal Volume:\t\t\t%9\nShadow device name:\t\t%10",
      ...CALLER,
      datum("process", "that process"),
      ...SNAPSHOT,
    ),
    layout(
      `${ofCaller}\nShadow Set ID:\t\t\t%4\nShadow ID:\t\t\t%5\nProvider ID:\t\t\t%6\n` +
        "Original Machine:\t\t%7\nOriginal Volume:\t\t\t%8\nShadow device name:\t\t%9",
      ...CALLER,
      ...SNAPSHOT,
    ),
  ];
}

type Keys<F> = F extends readonly Field<infer K>[] ? K : never;
type SnapshotLayout = Layout<Keys<typeof CALLER> | Keys<typeof SNAPSHOT> | "process">;

export const SNAPSHOT_CREATED = defineEvent({
  ...VSS_AUDIT,
  id: 8222,
  layouts: layoutsOf("Shadow copy has been created."),
  meaning: "A snapshot was made. The original machine is the host that made it: the owner, without cluster logs.",
});

export const SNAPSHOT_IMPORTED = defineEvent({
  ...VSS_AUDIT,
  id: 8223,
  layouts: layoutsOf("Hardware shadow copy imported."),
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
