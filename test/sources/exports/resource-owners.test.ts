import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExports, type ReadExportsOptions } from "../../../src/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { TestFolder } from "../event-logs/written-logs.ts";
import { iso } from "../row-exports/read.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const NOON: ReadExportsOptions = { ownershipTime: ticks("2026-09-01T12:00:00Z") };

/** Owners, as `Cluster Disk 1@HV01 snapshot 2026-09-01T12:00:00Z`, and warnings of the files of these texts. */
async function owners(texts: Readonly<Record<string, string>>, options: ReadExportsOptions = NOON) {
  for (const [name, text] of Object.entries(texts)) folder.file(name, text);
  const { ownership, files } = await readExports([folder.path], options);
  return {
    owners: ownership.map(({ volume, node, form, time }) => `${volume}@${node} ${form} ${iso(time)}`),
    warnings: files.flatMap(({ warnings }) => warnings),
  };
}

const GUID = "0000ab01-1111-4222-8333-444455556666";
const RESOURCES = [
  "Name,State,OwnerGroup,OwnerNode,ResourceType",
  `Cluster Disk 1,Online,${GUID},HV01,Physical Disk`,
  "Cluster Disk 2,Online,Cluster Shared Volume,HV02,Physical Disk",
  "Cluster Disk 3,Online,SQL,HV03,Physical Disk",
  "Cluster Disk 4,Online,Available Storage,HV04,Physical Disk",
  "Virtual Machine app-01,Online,app-01,HV05,Virtual Machine",
  "",
].join("\n");

describe("a list of Get-ClusterResource", () => {
  test("tells the owners of the disks that are Cluster Shared Volumes, of one moment", async () => {
    expect(await owners({ "resources.csv": RESOURCES })).toEqual({
      owners: [
        "Cluster Disk 1@HV01 snapshot 2026-09-01T12:00:00Z",
        "Cluster Disk 2@HV02 snapshot 2026-09-01T12:00:00Z",
      ],
      warnings: [],
    });
  });

  test("tells that of a disk which another list names as a volume", async () => {
    const placement = "vm,volume\nsql-01,cluster disk 3\n";
    const told = await owners({ "resources.csv": RESOURCES, "placement.csv": placement });
    expect(told.owners).toContain("Cluster Disk 3@HV03 snapshot 2026-09-01T12:00:00Z");
  });

  test("is a snapshot each time where it was written again and again", async () => {
    const text = ["01", "02"].map(
      (day) => `2026-09-${day}T00:00:00Z,Cluster Disk 1,Online,${GUID},HV${day},Physical Disk`,
    );
    const header = "Time,Name,State,OwnerGroup,OwnerNode,ResourceType";
    expect((await owners({ "resources.csv": [header, ...text, ""].join("\n") })).owners).toEqual([
      "Cluster Disk 1@HV01 snapshot 2026-09-01T00:00:00Z",
      "Cluster Disk 1@HV02 snapshot 2026-09-02T00:00:00Z",
    ]);
  });

  test("names no disk by the group that all shared disks are shown in", async () => {
    folder.file("resources.csv", RESOURCES);
    const { volumeNames } = await readExports([folder.path]);
    expect(volumeNames.map(({ names }) => names.map(({ kind, text }) => `${kind} ${text}`))).toEqual([
      ["resource Cluster Disk 1", `group ${GUID}`],
      ["resource Cluster Disk 2"],
    ]);
  });
});

/** In the order of its default view; Get-ClusterSharedVolume shows the state before the node. */
const GROUPS = [
  "Name,OwnerNode,State",
  "Available Storage,HV04,Online",
  "Cluster Group,HV04,Online",
  "Cluster Disk 3,HV03,Online",
  `${GUID},HV01,Online`,
  "app-01,HV05,Online",
  "",
].join("\n");

describe("a list of Get-ClusterGroup", () => {
  test("makes no volumes of roles, and says so", async () => {
    expect(await owners({ "groups.csv": GROUPS })).toEqual({
      owners: [],
      warnings: ["none of its groups is known to hold a volume: Get-ClusterResource with OwnerGroup tells which do"],
    });
    const { nodes } = await readExports([folder.path]);
    expect(nodes.map(({ node }) => node)).toEqual(["HV04", "HV03", "HV01", "HV05"]);
  });

  test("tells the owner of what holds a known volume, or bears its name", async () => {
    const told = await owners({
      "groups.csv": GROUPS,
      "resources.csv": RESOURCES.replaceAll("OwnerNode", "Owner"),
      "placement.csv": "vm,volume\napp-01,Cluster Disk 9\n",
      "sessions.csv": "start,end,volume,result\n2026-09-01T18:00Z,2026-09-01T18:06Z,app-01,success\n",
    });
    expect(told).toEqual({ owners: [`${GUID}@HV01 snapshot 2026-09-01T12:00:00Z`], warnings: [] });
  });

  test("tells that of a role with the name of a volume that no other role holds", async () => {
    const sessions = "start,end,volume,result\n2026-09-01T18:00Z,2026-09-01T18:06Z,Cluster Disk 3,success\n";
    expect((await owners({ "groups.csv": GROUPS, "sessions.csv": sessions })).owners).toEqual([
      "Cluster Disk 3@HV03 snapshot 2026-09-01T12:00:00Z",
    ]);
  });

  test("is known by the groups of every cluster in any order of its columns, and by their types", async () => {
    const sessions = "start,end,volume,result\n2026-09-01T18:00Z,2026-09-01T18:06Z,Cluster Disk 3,success\n";
    const other = "Name,State,OwnerNode\nCluster Group,Online,HV04\nCluster Disk 3,Online,HV03\n";
    const typed = "Name,OwnerNode,GroupType\napp-01,HV05,VirtualMachine\nCluster Disk 3,HV03,ClusterSharedVolume\n";
    expect((await owners({ "other.csv": other, "sessions.csv": sessions, "typed.csv": typed })).owners).toEqual([
      "Cluster Disk 3@HV03 snapshot 2026-09-01T12:00:00Z",
      "Cluster Disk 3@HV03 snapshot 2026-09-01T12:00:00Z",
    ]);
  });
});
