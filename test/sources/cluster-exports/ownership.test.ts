import { describe, expect, test } from "vitest";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { rowExportKind } from "../../../src/sources/row-exports/index.ts";
import type { RowOptions } from "../../../src/sources/row-tables/index.ts";
import { iso, leftOut, read } from "../row-exports/read.ts";

const T1 = "2026-09-07T21:00:00Z";
const T2 = "2026-09-08T21:00:00Z";

function owners(text: string, options: Partial<RowOptions> = {}) {
  return read(text, options).rows.ownership.map(({ form, time, volume, node, line }) => [
    form,
    iso(time),
    volume,
    node,
    line,
  ]);
}

describe("a history of owners", () => {
  test.each([
    `time,volume,node\n${T1},Disk 1,HV01\n${T2},Disk 1,HV02\n`,
    `Node;Volume;Comment;TIME\nHV01;Disk 1;x;${T1}\nHV02;Disk 1;;${T2}\n`,
    `[{"Time":"${T1}","Volume":"Disk 1","Node":"HV01"},\n{"Time":"${T2}","Volume":"Disk 1","Node":{"Name":"HV02"}}]`,
  ])("is a row for each time: %j", (text) => {
    expect(rowExportKind(text)).toBe("ownership");
    expect(owners(text).map((row) => row.slice(0, 4))).toEqual([
      ["history", T1, "Disk 1", "HV01"],
      ["history", T2, "Disk 1", "HV02"],
    ]);
  });

  test("with one time is still one", () => {
    expect(owners(`time,volume,node\n${T1},Disk 1,HV01\n`)).toEqual([["history", T1, "Disk 1", "HV01", 2]]);
  });

  test("leaves out rows without a volume, a node or a time", () => {
    expect(leftOut(`time,volume,node\n${T1},,HV01\n${T1},Disk 1,\n,Disk 1,HV01\n${T1},Disk 1,HV01\n`)).toEqual([
      ["cell-missing", 3, 2, null],
    ]);
  });

  test.each(["None", "null", "N/A", "-", "--", "?", "unknown", "OFFLINE", "(none)", "<Unknown>"])(
    "leaves out rows that say that nobody owns the volume: %s",
    (nobody) => {
      const text = `time,volume,node\n${T1},Disk 1,HV01\n${T2},Disk 1,${nobody}\n`;
      expect(owners(text)).toEqual([["history", T1, "Disk 1", "HV01", 2]]);
      expect(leftOut(text)).toEqual([["owner-nobody", 1, 3, nobody]]);
    },
  );

  test.each(["Unknown01", "NONE-HV01", "offline.example", "节点1"])("keeps a node that is called %s", (node) => {
    expect(owners(`time,volume,node\n${T1},Disk 1,${node}\n`)).toEqual([["history", T1, "Disk 1", node, 2]]);
  });
});

describe("what Get-ClusterSharedVolume showed", () => {
  const snapshot =
    '"Name","State","OwnerNode"\r\n"Cluster Disk 1","Online","HV01"\r\n"Cluster Disk 2","Online","HV02"\r\n';

  test("still names a volume that it says nobody owns", () => {
    const { rows, account } = read('"Name","State","OwnerNode"\n"Cluster Disk 1","Offline","None"\n');
    expect(rows.ownership).toEqual([]);
    expect(rows.volumeNames).toEqual([
      { file: "export", line: 2, names: [{ kind: "resource", text: "Cluster Disk 1" }] },
    ]);
    expect(account.problem).toMatchObject({
      happened:
        'None of the rows of export can be used (1 left out); line 2 names no node that owns the volume "None".',
      nextStep: "Give the name of the node that owns each volume, as Get-ClusterSharedVolume shows it.",
    });
  });

  test("is a snapshot of the time that is given, or of none", () => {
    expect(owners(snapshot)).toEqual([
      ["snapshot", null, "Cluster Disk 1", "HV01", 2],
      ["snapshot", null, "Cluster Disk 2", "HV02", 3],
    ]);
    expect(owners(snapshot, { ownershipTime: isoToFiletime(T1) })[0]).toEqual([
      "snapshot",
      T1,
      "Cluster Disk 1",
      "HV01",
      2,
    ]);
  });

  test("has its own time where there is a column for it", () => {
    expect(owners(`Name,State,Node,Time\nCluster Disk 1,Online,HV01,${T1}\n`)).toEqual([
      ["snapshot", T1, "Cluster Disk 1", "HV01", 2],
    ]);
  });

  test("again and again, at a time of each row's own, is a snapshot each time", () => {
    const text = `Time,Name,OwnerNode\n${T1},Cluster Disk 1,HV01\n${T1.replace("Z", ".0070000Z")},Cluster Disk 2,HV01\n${T2},Cluster Disk 1,HV02\n`;
    expect(owners(text).map(([form]) => form)).toEqual(["snapshot", "snapshot", "snapshot"]);
    expect(read(text).rows.volumeNames).toHaveLength(2);
  });

  test.each<[string, unknown]>([
    ["a level deep", ["C:\\ClusterStorage\\Volume1"]],
    ["one alone", "C:\\ClusterStorage\\Volume1"],
    [
      "without its partition",
      [{ FriendlyVolumeName: "C:\\ClusterStorage\\Volume1", Partition: "Microsoft.FailoverClusters" }],
    ],
  ])("names the paths of its volumes: %s", (_, info) => {
    const text = JSON.stringify([
      { Id: "0d78", Name: "Cluster Disk 1", OwnerNode: { Name: "HV01", State: 0 }, SharedVolumeInfo: info, State: 2 },
    ]);
    const { rows, account } = read(text);
    expect(account).toMatchObject({ kind: "volumes", status: "complete", rows: 1 });
    expect(rows.ownership.map(({ node }) => node)).toEqual(["HV01"]);
    expect(rows.volumeNames).toEqual([
      {
        file: "export",
        line: 1,
        names: [
          { kind: "resource", text: "Cluster Disk 1" },
          { kind: "resource-id", text: "0d78" },
          { kind: "path", text: "C:\\ClusterStorage\\Volume1" },
        ],
        node: "HV01",
      },
    ]);
  });

  test.each([
    `Name,State,OwnerNode,Cluster,Time\nCluster Disk 1,Online,HV01,CL1,${T1}\nCluster Disk 1,Online,NB01,CL2,${T1}\n`,
    `time,volume,node,ClusterName\n${T1},Cluster Disk 1,HV01,CL1\n${T1},Cluster Disk 1,NB01,CL2\n`,
    JSON.stringify([
      { Name: "Cluster Disk 1", OwnerNode: { Name: "HV01" }, Cluster: { Name: "CL1" }, State: 2, Time: T1 },
      { Name: "Cluster Disk 1", OwnerNode: { Name: "NB01" }, Cluster: { Name: "CL2" }, State: 2, Time: T1 },
    ]),
  ])("names the cluster of each volume where it has one: %j", (text) => {
    expect(read(text).rows.ownership.map(({ node, cluster }) => [node, cluster])).toEqual([
      ["HV01", "CL1"],
      ["NB01", "CL2"],
    ]);
  });

  test("names the GUIDs of several volumes on one disk", () => {
    const guid = (last: string): string => `\\\\?\\Volume{0d787530-47d8-46a3-40ff-5aca25bc772${last}}\\`;
    const volume = (path: string, last: string) => ({
      FriendlyVolumeName: path,
      Partition: { Name: guid(last), Size: 1 },
    });
    const text = JSON.stringify({
      Name: "Cluster Disk 1",
      OwnerNode: "HV01",
      SharedVolumeInfo: [volume("C:\\ClusterStorage\\Volume1", "a"), volume("C:\\ClusterStorage\\Volume2", "b")],
    });
    expect(read(text).rows.volumeNames[0]?.names.slice(1)).toEqual([
      { kind: "path", text: "C:\\ClusterStorage\\Volume1" },
      { kind: "path", text: "C:\\ClusterStorage\\Volume2" },
      { kind: "volume-guid", text: guid("a") },
      { kind: "volume-guid", text: guid("b") },
    ]);
  });

  test("of a volume that nobody owns now has its names", () => {
    const { rows, account } = read("Name,State,OwnerNode\nCluster Disk 1,Failed,\n");
    expect(rows.volumeNames.map(({ names }) => names[0]?.text)).toEqual(["Cluster Disk 1"]);
    expect(account.leftOut).toEqual([{ code: "cell-missing", count: 1, line: 2, example: null }]);
  });
});

test("what Get-ClusterNode showed names nodes", () => {
  const { rows, account } = read("Name,State,NodeWeight\nHV01,Up,1\nHV02,Down,1\n");
  expect(account.kind).toBe("nodes");
  expect(rows.nodes.map(({ node }) => node)).toEqual(["HV01", "HV02"]);
});
