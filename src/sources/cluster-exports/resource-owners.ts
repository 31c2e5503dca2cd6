import type { ExportEvidence, OwnershipRow, VolumeNameKind } from "../../evidence/index.ts";
import { normalGuid } from "../../shared/guid.ts";
import type { OwnedGroup, ResourceRow, RowsOfResources } from "../row-tables/index.ts";

/** What other exports say of volumes, names of shared disks among them. */
type KnownVolumes = Pick<ExportEvidence, "volumeNames" | "ownership" | "sessions" | "placement">;

/**
 * Owners that exports of resources and groups show. Most of these hold machines, file servers and the like: a disk's row tells an owner where
 * the disk is known as a Cluster Shared Volume or others name it as a volume, a group's row where the group is known to hold such a disk, or bears
 * a volume's name and nothing says that it is something else's, such as a machine's.
 */
export function ownersOfResources(rows: RowsOfResources, known: KnownVolumes): readonly OwnershipRow[] {
  if (rows.resources.length + rows.ownedGroups.length === 0) return [];
  const volumes = keysOf([...namesOf(known, "resource"), ...new Set(namedVolumes(known))]);
  const groups = keysOf(namesOf(known, "group"));
  const others = keysOf([...new Set(namedMachines(known)), ...inOtherGroups(rows)]);
  const isVolumes = ({ group }: OwnedGroup): boolean => {
    const key = keyOf(group);
    return groups.has(key) || (volumes.has(key) && !others.has(key));
  };
  const shown = [
    ...rows.resources.flatMap((row) => (volumes.has(keyOf(row.resource)) ? ownerOf(row) : [])),
    ...rows.ownedGroups.filter(isVolumes).map(({ group, ...row }) => ({ ...row, volume: group })),
  ];
  return shown.map((row) => ({ ...row, form: "snapshot" }));
}

type Shown = Omit<OwnershipRow, "form">;

function ownerOf({ file, line, resource: volume, node, cluster, time }: ResourceRow): readonly Shown[] {
  if (node === undefined) return [];
  return [{ file, line, time, volume, node, ...(cluster === undefined ? {} : { cluster }) }];
}

function namesOf({ volumeNames }: KnownVolumes, wanted: VolumeNameKind): readonly string[] {
  return volumeNames.flatMap(({ names }) => names.flatMap(({ kind, text }) => (kind === wanted ? [text] : [])));
}

function* namedVolumes({ ownership, sessions, placement }: KnownVolumes): Generator<string> {
  for (const { volume } of ownership) yield volume;
  for (const { volume } of placement) yield volume;
  for (const { volume } of sessions) if (volume !== null) yield volume;
}

function* namedMachines({ sessions, placement }: KnownVolumes): Generator<string> {
  for (const { vm } of placement) yield vm;
  for (const { vm } of sessions) if (vm !== null) yield vm;
}

/** A role that bears the name of a disk that is in another one holds something else. */
function* inOtherGroups({ resources }: RowsOfResources): Generator<string> {
  for (const { resource, group } of resources) if (keyOf(resource) !== keyOf(group)) yield resource;
}

function keysOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(keyOf));
}

function keyOf(name: string): string {
  return normalGuid(name) ?? name.trim().toLowerCase();
}
