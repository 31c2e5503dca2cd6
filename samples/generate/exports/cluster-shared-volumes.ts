import type { ClusterPlan, PlannedNode, Volume } from "../cluster/index.ts";
import { boolean, type PowerShellObject, type PowerShellValue, string, uint32 } from "../powershell/index.ts";
import type { SeededRandom } from "../seeded-random.ts";

const MODULE = "Microsoft.FailoverClusters.PowerShell";
const CLUSTER_OBJECT = [`${MODULE}.ClusterObject`, "System.Object"] as const;
const ONLINE = { type: "enum", typeName: `${MODULE}.ClusterResourceState`, name: "Online", value: 2 } as const;
const UP = { type: "enum", typeName: `${MODULE}.ClusterNodeState`, name: "Up", value: 0 } as const;
const NO_FAULTS = {
  type: "enum",
  typeName: `${MODULE}.ClusterSharedVolumeFaultState`,
  name: "NoFaults",
  value: 0,
} as const;
const DIRTY_UNKNOWN = { type: "enum", typeName: `${MODULE}.DirtyState`, name: "Unknown", value: 2 } as const;
const VOLUME_OFFSET = 135_266_304n;
const PARTITION_NUMBER = 2;
const VOLUME_SIZE = 2_199_006_085_120n;

/** What Get-ClusterSharedVolume hands down when the logs end, in the order of its names. */
export function clusterSharedVolumes(plan: ClusterPlan, random: SeededRandom): readonly PowerShellObject[] {
  const owners = new Map(plan.nodes.map((node, index) => [node.name, clusterNode(node, index + 1, plan)]));
  return plan.volumes.map((volume): PowerShellObject => {
    const owner = owners.get(plan.ownerAt(volume, plan.lastMoment));
    return {
      type: "object",
      typeNames: [`${MODULE}.ClusterSharedVolume`, ...CLUSTER_OBJECT],
      text: volume.name,
      properties: [
        ["Id", string(volume.resourceId)],
        ["Name", string(volume.name)],
        ["OwnerNode", owner ?? { type: "null" }],
        ["SharedVolumeInfo", sharedVolumeInfo(volume, random)],
        ["State", ONLINE],
      ],
    };
  });
}

/** Shortened: a real node has twice as many properties, and a real cluster a hundred. */
function clusterNode({ name }: PlannedNode, id: number, { clusterName, domain }: ClusterPlan): PowerShellObject {
  const cluster: PowerShellObject = {
    type: "object",
    typeNames: [`${MODULE}.Cluster`, ...CLUSTER_OBJECT],
    text: clusterName,
    properties: [
      ["Domain", string(domain.dns)],
      ["Name", string(clusterName)],
    ],
  };
  return {
    type: "object",
    typeNames: [`${MODULE}.ClusterNode`, ...CLUSTER_OBJECT],
    text: name,
    properties: [
      ["BuildNumber", uint32(14_393)],
      ["Cluster", cluster],
      ["Id", string(id.toString())],
      ["Name", string(name)],
      ["NodeWeight", uint32(1)],
      ["State", UP],
    ],
  };
}

/** A disk can hold several volumes, so this is a list; here it has one. */
function sharedVolumeInfo({ path, guid }: Volume, random: SeededRandom): PowerShellValue {
  const percentFree = random.between(150, 600) / 10;
  const free = (VOLUME_SIZE * BigInt(Math.round(percentFree * 10))) / 1000n;
  const partition: PowerShellObject = {
    type: "object",
    typeNames: [`${MODULE}.ClusterDiskPartitionInfo`, "System.Object"],
    text: `${MODULE}.ClusterDiskPartitionInfo`,
    properties: [
      ["DriveLetter", string("")],
      ["DriveLetterMask", uint32(0)],
      ["FileSystem", string("CSVFS")],
      ["FreeSpace", { type: "uint64", value: free }],
      ["HasDriveLetter", boolean(false)],
      ["IsCompressed", boolean(false)],
      ["IsDirty", DIRTY_UNKNOWN],
      ["IsFormatted", boolean(true)],
      ["IsNtfs", boolean(false)],
      ["IsPartitionNumberValid", boolean(true)],
      ["IsPartitionSizeValid", boolean(true)],
      ["MountPoints", { type: "list", typeNames: ["System.String[]", "System.Array", "System.Object"], items: [] }],
      ["Name", string(`\\\\?\\Volume{${guid}}\\`)],
      ["PartitionNumber", uint32(PARTITION_NUMBER)],
      ["PercentFree", { type: "single", value: percentFree }],
      ["Size", { type: "uint64", value: VOLUME_SIZE }],
      ["UsedSpace", { type: "uint64", value: VOLUME_SIZE - free }],
    ],
  };
  const info: PowerShellObject = {
    type: "object",
    typeNames: [`${MODULE}.ClusterSharedVolumeInfo`, "System.Object"],
    text: path,
    properties: [
      ["FaultState", NO_FAULTS],
      ["FriendlyVolumeName", string(path)],
      ["MaintenanceMode", boolean(false)],
      ["Partition", partition],
      ["PartitionNumber", uint32(PARTITION_NUMBER)],
      ["RedirectedAccess", boolean(false)],
      ["VolumeOffset", { type: "uint64", value: VOLUME_OFFSET }],
    ],
  };
  return { type: "list", typeNames: LIST_OF_VOLUME_INFO, items: [info] };
}

const ASSEMBLY = `${MODULE}, Version=10.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35`;
const LIST_OF_VOLUME_INFO = [
  `System.Collections.ObjectModel.Collection\`1[[${MODULE}.ClusterSharedVolumeInfo, ${ASSEMBLY}]]`,
  "System.Object",
] as const;
