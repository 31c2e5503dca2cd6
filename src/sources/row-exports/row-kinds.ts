import type { ExportKind } from "../../evidence/index.ts";
import { PLACEMENT, SESSIONS } from "../backup-sessions/index.ts";
import { NODES } from "../cluster-exports/nodes.ts";
import { OWNERSHIP_HISTORY } from "../cluster-exports/ownership-history.ts";
import { DISK_PARAMETERS, GROUPS, RESOURCES } from "../cluster-exports/resources.ts";
import { SHARED_VOLUMES } from "../cluster-exports/shared-volumes.ts";
import { VOLUME_PATHS } from "../cluster-exports/volume-paths.ts";
import { ADAPTER_DRIVERS, DRIVERS, UPDATES } from "../host-exports/index.ts";
import type { RowsOfKind, RowTable } from "../row-tables/index.ts";

export type RowExportKind =
  | "ownership"
  | "volumes"
  | "sessions"
  | "placement"
  | "paths"
  | "nodes"
  | "resources"
  | "groups"
  | "parameters"
  | "updates"
  | "adapters"
  | "drivers";

const KINDS: Readonly<Record<RowExportKind, RowsOfKind>> = {
  ownership: OWNERSHIP_HISTORY,
  volumes: SHARED_VOLUMES,
  sessions: SESSIONS,
  placement: PLACEMENT,
  paths: VOLUME_PATHS,
  nodes: NODES,
  resources: RESOURCES,
  groups: GROUPS,
  parameters: DISK_PARAMETERS,
  updates: UPDATES,
  adapters: ADAPTER_DRIVERS,
  drivers: DRIVERS,
};
/** The most telling columns first. */
const ORDER: readonly RowExportKind[] = [
  "sessions",
  "ownership",
  "volumes",
  "placement",
  "paths",
  "resources",
  "groups",
  "parameters",
  "nodes",
  "updates",
  // An adapter has the name of its device too.
  "adapters",
  "drivers",
];

/** What the account of an export says that it is. */
export function exportKindOf(kind: RowExportKind): ExportKind {
  return KINDS[kind].kind;
}

/** null: its columns show none. */
export function kindShownBy(table: RowTable): RowExportKind | null {
  return ORDER.find((kind) => KINDS[kind].isShownBy(table)) ?? null;
}

/** Those that somebody may have meant where a column is missing. */
const MEANT: readonly RowExportKind[] = ["sessions", "ownership", "volumes", "placement"];
/** What two columns may be by chance, one may be all the more. */
const FEWEST_KNOWN = 2;

/** Which list a table resembles that shows none, as it has some of that one's columns; null: it is something else. */
export function kindResembledBy(table: RowTable): RowExportKind | null {
  const [most] = MEANT.flatMap((kind) => {
    const known = KINDS[kind].known(table);
    return known < FEWEST_KNOWN || KINDS[kind].missing(table).length === 0 ? [] : [{ kind, known }];
  }).sort((a, b) => b.known - a.known);
  return most?.kind ?? null;
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
