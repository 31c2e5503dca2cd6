import type { ExportKind } from "../../evidence/index.ts";
import { PLACEMENT, SESSIONS } from "../backup-sessions/index.ts";
import { NODES } from "../cluster-exports/nodes.ts";
import { OWNERSHIP_HISTORY } from "../cluster-exports/ownership-history.ts";
import { DISK_PARAMETERS, GROUPS, RESOURCES } from "../cluster-exports/resources.ts";
import { SHARED_VOLUMES } from "../cluster-exports/shared-volumes.ts";
import type { RowsOfKind, RowTable } from "../row-tables/index.ts";

export type RowExportKind =
  | "ownership"
  | "volumes"
  | "sessions"
  | "placement"
  | "nodes"
  | "resources"
  | "groups"
  | "parameters";

const KINDS: Readonly<Record<RowExportKind, RowsOfKind>> = {
  ownership: OWNERSHIP_HISTORY,
  volumes: SHARED_VOLUMES,
  sessions: SESSIONS,
  placement: PLACEMENT,
  nodes: NODES,
  resources: RESOURCES,
  groups: GROUPS,
  parameters: DISK_PARAMETERS,
};
/** The most telling columns first. */
const ORDER: readonly RowExportKind[] = [
  "sessions",
  "ownership",
  "volumes",
  "placement",
  "resources",
  "groups",
  "parameters",
  "nodes",
];

/** What the account of an export says that it is. */
export function exportKindOf(kind: RowExportKind): ExportKind {
  return KINDS[kind].kind;
}

/** null: its columns show none. */
export function kindShownBy(table: RowTable): RowExportKind | null {
  return ORDER.find((kind) => KINDS[kind].isShownBy(table)) ?? null;
}

/** How a table is read that somebody takes for this. A list of owners is a history or a snapshot, whichever of the two was said. */
export function rowsOf(asked: RowExportKind, table: RowTable): RowsOfKind {
  const shown = kindShownBy(table);
  const isOwners = asked === "ownership" || asked === "volumes";
  if (!isOwners) return KINDS[asked];
  if (shown !== null && shown !== "sessions" && shown !== "placement") return KINDS[shown];
  return KINDS.ownership.missing(table).length === 0 || KINDS.volumes.missing(table).length > 0
    ? KINDS.ownership
    : KINDS.volumes;
}
