import type { VolumeName, VolumeNames } from "../../evidence/index.ts";
import { normalGuid } from "../../shared/guid.ts";
import type { ResourceRow, RowsOfResources } from "../row-tables/index.ts";

/** ClusGroupTypeSharedVolume of clusapi.h, which Windows PowerShell writes to JSON as a number. */
const SHARED_VOLUME_TYPES: ReadonlySet<string> = new Set(["clustersharedvolume", "sharedvolume", "4"]);

/** What Failover Cluster Manager shows for a group: all such disks bear it, so it is the name of none. */
const SHARED_VOLUMES = /^cluster shared volumes?$/i;

/**
 * The groups, ids, disk GUIDs and serial numbers of Cluster Shared Volumes, from exports of resources, groups and parameters. A disk that is none,
 * of a virtual machine's or file server's role, available storage or a witness, is a resource like theirs and gets no names. A disk is one where
 * - its group is said to be of that type, in the same export or in one of groups;
 * - Get-ClusterSharedVolume, in any of the exports (`known`), shows a volume of its name;
 * - nothing says its group's type, and the group bears a GUID for a name or the disk's own (inferred from what clusters show).
 */
export function sharedDiskNames(rows: RowsOfResources, known: readonly VolumeNames[]): readonly VolumeNames[] {
  const types = new Map(rows.groups.map(({ group, type }) => [group.toLowerCase(), type]));
  const shared = new Set(known.flatMap(({ names }) => names.filter(({ kind }) => kind === "resource").map(keyOf)));
  const disks = rows.resources.filter((row) => shared.has(row.resource.toLowerCase()) || isInSharedGroup(row, types));
  for (const { resource } of disks) shared.add(resource.toLowerCase());
  return [
    ...disks.map(({ file, line, resource, id, group, node, cluster }): VolumeNames => {
      const names: VolumeName[] = [{ kind: "resource", text: resource }];
      if (id !== null) names.push({ kind: "resource-id", text: id });
      if (!SHARED_VOLUMES.test(group)) names.push({ kind: "group", text: group });
      const of = { ...(node === undefined ? {} : { node }), ...(cluster === undefined ? {} : { cluster }) };
      return { file, line, names, ...of };
    }),
    ...rows.parameters
      .filter(({ resource }) => shared.has(resource.toLowerCase()))
      .map(
        ({ file, line, resource, kind, text }): VolumeNames => ({
          file,
          line,
          names: [
            { kind: "resource", text: resource },
            { kind, text },
          ],
        }),
      ),
  ];
}

function isInSharedGroup({ resource, group, groupType }: ResourceRow, types: ReadonlyMap<string, string>): boolean {
  if (SHARED_VOLUMES.test(group)) return true;
  const type = groupType ?? types.get(group.toLowerCase());
  if (type !== undefined) return SHARED_VOLUME_TYPES.has(type.toLowerCase());
  return normalGuid(group) !== null || group.toLowerCase() === resource.toLowerCase();
}

function keyOf({ text }: VolumeName): string {
  return text.toLowerCase();
}
