import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExports } from "../../../src/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { TestFolder } from "../event-logs/written-logs.ts";
import { iso } from "../row-exports/read.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

/** Each text a file. */
async function read(...texts: readonly (string | Uint8Array)[]) {
  for (const [index, text] of texts.entries()) folder.file(`${index}`, text);
  return await readExports([folder.path]);
}

/** Names of volumes that are not of the disk resources themselves, by resource. */
async function names(...texts: readonly string[]) {
  const { volumeNames } = await read(...texts);
  return volumeNames.flatMap(({ names: [own, ...others] }) =>
    others.map(({ kind, text }) => `${own?.text ?? ""}: ${kind} ${text}`),
  );
}

const GUID = "365b5576-fab7-2ff7-9f5d-3add9db84052";
const RESOURCES = [
  "Name,State,OwnerGroup,ResourceType",
  `Cluster Disk 1,Online,${GUID},Physical Disk`,
  "Cluster Disk 2,Online,CSV group,Physical Disk",
  "Cluster Disk 3,Online,Cluster Disk 3,Physical Disk",
  "Cluster Disk 4,Online,Available Storage,Physical Disk",
  "Witness,Online,Cluster Group,Physical Disk",
  "SQL disk,Online,app-01,Physical Disk",
  "Virtual Machine app-01,Online,app-01,Virtual Machine",
].join("\n");

describe("the groups of Cluster Shared Volumes", () => {
  test("are those that bear a GUID for a name, or the disk's own, where nothing else is known", async () => {
    expect(await names(RESOURCES)).toEqual([`Cluster Disk 1: group ${GUID}`, "Cluster Disk 3: group Cluster Disk 3"]);
  });

  test("are those of disks that Get-ClusterSharedVolume showed", async () => {
    expect(await names(RESOURCES, "Name,State,OwnerNode\ncluster disk 2,Online,HV01\n")).toContain(
      "Cluster Disk 2: group CSV group",
    );
  });

  test("are those of the type, whatever their names", async () => {
    const groups = `Name,OwnerNode,GroupType\n${GUID},HV01,VirtualMachine\nCSV group,HV02,ClusterSharedVolume\nAvailable Storage,HV01,AvailableStorage\n`;
    expect(await names(RESOURCES, groups)).toEqual([
      "Cluster Disk 2: group CSV group",
      "Cluster Disk 3: group Cluster Disk 3",
    ]);
    const { nodes } = await readExports([folder.path]);
    expect(nodes.map(({ node }) => node)).toEqual(["HV01", "HV02"]);
  });

  test("may have their type told beside them", async () => {
    const disk = (Name: string, GroupType: number) => ({
      Id: `id of ${Name}`,
      Name,
      OwnerGroup: { Name: `group of ${Name}`, GroupType },
      ResourceType: { Name: "Physical Disk" },
    });
    expect(await names(JSON.stringify([disk("A", 4), disk("B", 111)]))).toEqual([
      "A: resource-id id of A",
      "A: group group of A",
    ]);
  });

  test("are printed, too", async () => {
    const printed = [
      "Name           State  OwnerGroup                           ResourceType ",
      "----           -----  ----------                           ------------ ",
      `Cluster Disk 1 Online ${GUID} Physical Disk`,
      "Cluster Disk 9 Online Available Storage                    Physical Disk",
    ].join("\r\n");
    expect(await names(printed)).toEqual([`Cluster Disk 1: group ${GUID}`]);
  });
});

describe("parameters of disk resources", () => {
  const parameter = (disk: string, name: string, value: string): string =>
    `<Obj><TN><T>Microsoft.FailoverClusters.PowerShell.ClusterParameter</T></TN><Props><Obj N="ClusterObject"><ToString>${disk}</ToString></Obj><S N="Name">${name}</S><S N="Value">${value}</S></Props></Obj>`;
  const parameters = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${parameter("Cluster Disk 1", "DiskIdGuid", `{${GUID}}`)}${parameter("Cluster Disk 1", "DiskPath", "x")}${parameter("Witness", "DiskIdGuid", "{y}")}</Objs>`;

  test("name the disks of Cluster Shared Volumes, and of no other resource", async () => {
    expect(await names(parameters)).toEqual([]);
    expect(await names(parameters, "Name,State,OwnerNode\nCluster Disk 1,Online,HV01\n")).toEqual([
      `Cluster Disk 1: disk-guid {${GUID}}`,
    ]);
  });
});

describe("what Get-ClusterSharedVolume printed", () => {
  const printed =
    "\r\nName           State  Node\r\n----           -----  ----\r\nCluster Disk 1 Online HV01\r\nCluster Disk 2 Online HV02\r\n\r\n";

  test.each([
    ["UTF-8", Buffer.from(printed)],
    ["UTF-16", Buffer.from(`\ufeff${printed}`, "utf16le")],
  ])("is a snapshot: %s", async (_, bytes) => {
    const { ownership, files } = await read(bytes);
    expect(files).toMatchObject([{ kind: "volumes", status: "complete", rows: 2 }]);
    expect(ownership.map(({ form, time, volume, node, line }) => [form, time, volume, node, line])).toEqual([
      ["snapshot", null, "Cluster Disk 1", "HV01", 4],
      ["snapshot", null, "Cluster Disk 2", "HV02", 5],
    ]);
  });

  test("as a list names paths", async () => {
    const list = `Id               : ${GUID}\nName             : Cluster Disk 1\nOwnerNode        : HV01\nSharedVolumeInfo : {C:\\ClusterStorage\\Volume1}\nState            : Online\n`;
    expect(await names(list)).toEqual([
      `Cluster Disk 1: resource-id ${GUID}`,
      "Cluster Disk 1: path C:\\ClusterStorage\\Volume1",
    ]);
  });
});

describe("objects as CLIXML", () => {
  const object = (properties: Readonly<Record<string, string>>): string =>
    `<Obj><Props>${Object.entries(properties)
      .map(([name, value]) => `<S N="${name}">${value}</S>`)
      .join("")}</Props></Obj>`;
  const clixml = (...objects: readonly string[]): string =>
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${objects.join("\n")}\n</Objs>`;

  test("may be sessions, owners and placements", async () => {
    const { sessions, ownership, placement } = await read(
      clixml(object({ start: "2026-09-07T21:00:00Z", end: "2026-09-07T22:00:00Z", vm: "app-01", result: "Failed" })),
      clixml(object({ Time: "2026-09-07T21:00:00Z", Volume: "Cluster Disk 1", Node: "HV01" })),
      clixml(object({ VMName: "app-01", Path: "C:\\ClusterStorage\\Volume1\\a.vhdx" })),
    );
    expect(sessions.map(({ vm, result, line }) => [vm, result, line])).toEqual([["app-01", "failed", 2]]);
    expect(ownership.map(({ form, node }) => [form, node])).toEqual([["history", "HV01"]]);
    expect(placement.map(({ vm }) => vm)).toEqual(["app-01"]);
  });

  test("that are torn give what came before, and say so", async () => {
    const row = object({ Time: "2026-09-07T21:00:00Z", Volume: "Cluster Disk 1", Node: "HV01" });
    const { files } = await read(clixml(row, row).slice(0, -30));
    expect(files).toMatchObject([
      { status: "damaged", rows: 1, warnings: ["line 3: the end of an object is missing"] },
    ]);
  });

  test("of a list that is larger than what is looked at are told by their type", async () => {
    const node = `<Obj N="OwnerNode"><Props><S N="Name">HV01</S><S N="Notes">${"x".repeat(2 << 20)}</S></Props></Obj>`;
    const volume = `<Obj><TN><T>Microsoft.FailoverClusters.PowerShell.ClusterSharedVolume</T></TN><Props>${node}<S N="Name">Cluster Disk 1</S></Props></Obj>`;
    const { files, ownership } = await read(clixml(volume));
    expect(files).toMatchObject([{ kind: "volumes", status: "complete", rows: 1 }]);
    expect(ownership[0]).toMatchObject({ volume: "Cluster Disk 1", node: "HV01" });
  });
});

describe("a cluster.log", () => {
  const line = (time: string, from: string, to: string): string =>
    `0000110c.00002bcc::${time} INFO  [RCM] move of group ${GUID} from ${from}(1) to ${to}(2) of type MoveType::Manual is about to succeed, failoverCount=3\r\n`;

  test.each(["utf8", "utf16le"] as const)("tells moves in UTC, and says that it is assumed: %s", async (encoding) => {
    const log = line("2020/08/06-01:17:54.943", "HV01", "HV02") + line("2020/08/06-02:00:00.000", "HV02", "hv02");
    const { groupMoves, files } = await read(Buffer.from(`\ufeff${log}`, encoding));
    expect(groupMoves.map(({ time, group, from, to, line: at }) => [iso(time), group, from, to, at])).toEqual([
      ["2020-08-06T01:17:54.9430000Z", GUID, "HV01", "HV02", 1],
    ]);
    expect(files).toMatchObject([
      {
        kind: "cluster-log",
        status: "complete",
        rows: 1,
        warnings: ["its times are taken for UTC; one that was made with -UseLocalTime has to be made again without"],
      },
    ]);
  });

  async function readNow(text: string) {
    folder.file("cluster.log", text);
    return await readExports([folder.path], { latest: ticks("2026-10-12T06:00:00Z") });
  }

  test.each([
    ["0000/01/06-01:17:54.943", "time-unreadable"],
    ["2020/13/06-01:17:54.943", "time-unreadable"],
    ["1999/08/06-01:17:54.943", "time-too-early"],
    ["9999/08/06-01:17:54.943", "time-in-future"],
  ])("none of whose lines has a time that can be right is unreadable, moves or none: %s", async (time, code) => {
    const other = `0000110c.00002bcc::${time} INFO  [RCM] something else\r\n`;
    const formed = line(time, "HV01", "HV01");
    for (const [moves, text] of [
      [2, line(time, "HV01", "HV02") + line(time, "HV02", "HV01")],
      [3, other + other + formed],
    ] as const) {
      const { groupMoves, files } = await readNow(`\ufeff${text}`);
      expect(groupMoves).toEqual([]);
      expect(files).toMatchObject([
        { status: "unreadable", rows: 0, leftOut: [{ code, count: moves, line: 1, example: time }], warnings: [] },
      ]);
    }
  });

  test("without a line that has a time is unreadable", async () => {
    const { files } = await read("[=== Cluster ===]\r\n\r\n[RCM] torn\r\ntorn\r\n");
    expect(files).toMatchObject([
      { status: "unreadable", rows: 0, leftOut: [{ code: "row-unreadable", count: 3, line: 1, example: null }] },
    ]);
  });

  test("that dates some moves wrongly has the others", async () => {
    const log = line("2020/08/06-01:17:54.943", "HV01", "HV02") + line("9999/08/06-01:17:54.943", "HV02", "HV01");
    const { groupMoves, files } = await readNow(log);
    expect(groupMoves.map(({ line: at }) => at)).toEqual([1]);
    expect(files).toMatchObject([
      { status: "damaged", rows: 1, leftOut: [{ code: "time-in-future", count: 1, line: 2 }] },
    ]);
  });

  test("has times that are none, and lines that are torn, which are counted", async () => {
    const log =
      line("2020/13/06-01:17:54.943", "HV01", "HV02") +
      line("2020/08/06-01:17:54.943", "HV01", "HV02") +
      line("2020/08/06-01:17:54.943", "HV01", "HV02").slice(0, 90);
    const { files } = await read(log);
    expect(files).toMatchObject([
      {
        status: "damaged",
        rows: 1,
        leftOut: [
          { code: "row-unreadable", count: 1, line: 3 },
          { code: "time-unreadable", count: 1, line: 1, example: "2020/13/06-01:17:54.943" },
        ],
      },
    ]);
  });
});
