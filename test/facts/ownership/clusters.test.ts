import { describe, expect, test } from "vitest";
import type { EventEvidence } from "../../../src/evidence/index.ts";
import { deriveClusterVolumes } from "../../../src/facts/ownership/cluster-volumes.ts";
import { deriveHosts } from "../../../src/facts/hosts.ts";
import { deriveOwnershipTimeline } from "../../../src/facts/ownership/timeline.ts";
import type { Volumes } from "../../../src/facts/ownership/volumes.ts";
import {
  clusterEvent,
  clusterEvidence,
  type ClusterGiven,
  diskOnline,
  history,
  logMove,
  moving,
  names,
  on,
  placement,
  session,
  snapshot,
} from "../../evidence/build-ownership.ts";

function volumesOf(given: ClusterGiven): Volumes {
  const evidence = clusterEvidence(given);
  return deriveClusterVolumes(evidence, deriveHosts(evidence));
}

const joined = (node: string, cluster: string): EventEvidence => clusterEvent(1062, on("00:00:00", node), cluster);
const DAY = "2025-06-02T08:00:00Z";
const DISK = "Cluster Disk 1";

/** Of two clusters, by what their nodes joined. */
const JOINED = [joined("HV01", "HVCL01"), joined("NB01", "HVCL02")];

/** A disk of the same name in each cluster, and one of its own. */
function estate(count: number): ClusterGiven {
  const clusters = Array.from({ length: count }, (_, at) => `HVCL${String(at + 1).padStart(2, "0")}`);
  const ownership = clusters.flatMap((cluster, at) => [
    { ...history(DAY, DISK, `HV${at + 1}`, 2 * at), cluster },
    { ...history(DAY, `Disk of ${cluster}`, `HV${at + 1}`, 2 * at + 1), cluster },
  ]);
  return { exports: { ownership } };
}

describe("clusters", () => {
  test("are told apart up to 64", () => {
    const { names: known, nameOf, nameIn, isOfSeveralClusters } = volumesOf(estate(64));
    expect(known).toHaveLength(128);
    expect([nameOf("Disk of HVCL64"), nameOf(DISK), isOfSeveralClusters(DISK)]).toEqual(["Disk of HVCL64", null, true]);
    expect([nameIn("HVCL64", DISK), nameIn("HVCL01", "Disk of HVCL64"), nameOf(DISK, undefined, "HV64")]).toEqual([
      "Cluster Disk 1 (HVCL64)",
      null,
      "Cluster Disk 1 (HVCL64)",
    ]);
  });

  test("are refused beyond, as taken for one they would blame nodes for others' volumes", () => {
    expect(() => volumesOf(estate(65))).toThrow("The inputs name 65 clusters; more than 64 are not told apart.");
  });

  test("are one where nothing names two, however disjoint the owners of volumes are", () => {
    const ownership = [history(DAY, DISK, "HV01"), history(DAY, "Cluster Disk 2", "NB01", 3)];
    const { clusters, names: known } = volumesOf({ exports: { ownership } });
    expect([clusters, known]).toEqual([[], [DISK, "Cluster Disk 2"]]);
  });

  test.each<[string, ClusterGiven]>([
    ["what nodes joined", { events: JOINED }],
    [
      "a column of owners",
      {
        exports: {
          ownership: [
            { ...history(DAY, "Cluster Disk 7", "HV01"), cluster: "HVCL01" },
            { ...history(DAY, "Cluster Disk 8", "NB01"), cluster: "hvcl02.corp.example" },
          ],
        },
      },
    ],
    [
      "an export of nodes",
      {
        exports: {
          nodes: [
            { file: "nodes.csv", line: 2, node: "HV01", cluster: "HVCL01" },
            { file: "nodes.csv", line: 3, node: "NB01", cluster: "HVCL02" },
          ],
        },
      },
    ],
  ])("are told apart by %s", (_what, given) => {
    const { clusters, clusterOf } = volumesOf(given);
    expect(clusters.map((name) => name.slice(0, 6).toUpperCase())).toEqual(["HVCL01", "HVCL02"]);
    expect([clusterOf("HV01"), clusterOf("NB01")]).toEqual(clusters);
  });

  test("hold the nodes that volumes move to, and that an export shows together", () => {
    const exports = {
      groupMoves: [logMove(DAY, "any role", "NB01", "NB02")],
      ownership: [
        snapshot(DAY, DISK, "HV01", "hv.csv"),
        { ...snapshot(DAY, "Cluster Disk 2", "HV03", "hv.csv"), line: 3 },
      ],
    };
    const { clusterOf } = volumesOf({
      events: [...JOINED, moving(on("09:00:00", "HV01"), "g", "HV01", "HV02")],
      exports,
    });
    expect(["HV01", "HV02", "HV03", "NB02", "XX01"].map(clusterOf)).toEqual([
      "HVCL01",
      "HVCL01",
      "HVCL01",
      "HVCL02",
      null,
    ]);
  });

  test("with two names are one: it was renamed, or a volume went from a node of one name to one of the other", () => {
    expect(
      volumesOf({ events: [joined("HV01", "OLD"), joined("HV01", "NEW"), joined("HV02", "OLD")] }).clusters,
    ).toEqual([]);
    const moved = moving(on("09:00:00", "HV01"), "g", "HV01", "HV02");
    expect(volumesOf({ events: [joined("HV01", "OLD"), joined("HV02", "NEW"), moved] }).clusters).toEqual([]);
  });
});

describe("a name that volumes of two clusters bear", () => {
  const ownership = [
    history(DAY, DISK, "HV01"),
    history(DAY, DISK, "NB01", 3),
    history(DAY, "Cluster Disk 9", "NB01", 4),
  ];
  const volumeNames = [
    { ...names({ resource: DISK, path: "C:\\ClusterStorage\\Volume1" }, 2, "hv.xml"), node: "HV01" },
    { ...names({ resource: "Cluster Disk 9", path: "C:\\ClusterStorage\\Volume1" }, 2, "nb.xml"), cluster: "HVCL02" },
  ];
  const given = { events: JOINED, exports: { ownership, volumeNames } };

  test("is each one's with its cluster, and stands for the one that a node's cluster has", () => {
    const { names: known, nameOf, isOfSeveralClusters } = volumesOf(given);
    expect(known).toEqual(["Cluster Disk 1 (HVCL01)", "Cluster Disk 1 (HVCL02)", "Cluster Disk 9"]);
    expect([nameOf(DISK), isOfSeveralClusters(DISK)]).toEqual([null, true]);
    expect(["HV01", "NB01", "XX01"].map((node) => nameOf(DISK, undefined, node))).toEqual([
      "Cluster Disk 1 (HVCL01)",
      "Cluster Disk 1 (HVCL02)",
      null,
    ]);
  });

  test("may be a path whose disks have names of their own", () => {
    const { nameOf, isOfSeveralClusters } = volumesOf(given);
    const path = "C:\\ClusterStorage\\Volume1\\web-01";
    expect([nameOf(path), isOfSeveralClusters(path)]).toEqual([null, true]);
    expect([nameOf(path, undefined, "HV01"), nameOf(path, undefined, "NB01")]).toEqual([
      "Cluster Disk 1 (HVCL01)",
      "Cluster Disk 9",
    ]);
  });

  test("is not another cluster's where the node's own has no such volume", () => {
    const { nameOf } = volumesOf(given);
    expect([nameOf("Cluster Disk 9"), nameOf("Cluster Disk 9", undefined, "HV01")]).toEqual(["Cluster Disk 9", null]);
  });

  test("is mapped: only what no cluster knows is not", () => {
    const exports = {
      ...given.exports,
      placement: [placement("web-01", DISK)],
      sessions: [session({ volume: "Disk X" })],
    };
    expect(volumesOf({ ...given, exports }).unmapped.map(({ name }) => name)).toEqual(["Disk X"]);
  });

  test("has owners of its own in each, and what a node of neither says of it counts for none", () => {
    const evidence = clusterEvidence({ ...given, events: [...JOINED, diskOnline(on("09:00:00", "XX01"), DISK)] });
    const hosts = deriveHosts(evidence);
    const timeline = deriveOwnershipTimeline(evidence, hosts, deriveClusterVolumes(evidence, hosts), 0n);
    expect(timeline.volumes.map(({ volume, intervals }) => [volume, ...intervals.map(({ claims }) => claims)])).toEqual(
      [
        ["Cluster Disk 1 (HVCL01)", ["HV01"]],
        ["Cluster Disk 1 (HVCL02)", ["NB01"]],
        ["Cluster Disk 9", ["NB01"]],
      ],
    );
  });
});

describe("of two clusters with a disk of the same name", () => {
  const ownership = [history(DAY, DISK, "HV01"), history(DAY, DISK, "NB01", 3)];
  const path = "C:\\ClusterStorage\\Volume3";
  const inHvcl01 = { cluster: "HVCL01" };

  test("each is known by what reports call it, and by what its own cluster does", () => {
    const { nameOf, inCluster } = volumesOf({ events: JOINED, exports: { ownership } });
    expect([nameOf("Cluster Disk 1 (HVCL01)"), nameOf("Cluster Disk 1 (HVCL01)", undefined, "NB01")]).toEqual([
      "Cluster Disk 1 (HVCL01)",
      "Cluster Disk 1 (HVCL01)",
    ]);
    expect([inCluster("Cluster Disk 1 (HVCL02)"), inCluster("Cluster Disk 7")]).toEqual([
      { cluster: "HVCL02", volume: DISK },
      null,
    ]);
  });

  test("a role may bear the name of another disk: which is meant is told by where the name stands", () => {
    const volumeNames = [
      { ...names({ resource: "Cluster Disk 2", group: "SQL" }, 2), ...inHvcl01 },
      { ...names({ resource: "SQL", group: "G9" }, 3), ...inHvcl01 },
    ];
    const { nameOf } = volumesOf({ events: JOINED, exports: { ownership, volumeNames } });
    expect([nameOf("SQL", "group"), nameOf("SQL", "resource")]).toEqual(["Cluster Disk 2", "SQL"]);
  });

  test("a path that inputs give to it and to another is contradictory, and told with the cluster's name", () => {
    const volumeNames = [
      { ...names({ resource: DISK, path }, 2), ...inHvcl01 },
      { ...names({ resource: "Cluster Disk 2", path }, 3), ...inHvcl01 },
    ];
    const { isContradictory, contradictions, nameOf } = volumesOf({
      events: JOINED,
      exports: { ownership, volumeNames },
    });
    expect([isContradictory(path), isContradictory(DISK), nameOf(path)]).toEqual([true, false, null]);
    expect(contradictions.map(({ name, volumes }) => [name, volumes])).toEqual([
      [path, ["Cluster Disk 1 (HVCL01)", "Cluster Disk 2"]],
    ]);
  });

  test("roles that moved in either and are of no disk are listed beside what lists name, in order", () => {
    const group = (digit: string): string => `${digit.repeat(8)}-0000-0000-0000-000000000000`;
    const events = [
      ...JOINED,
      ...["1", "2"].map((digit) => diskOnline(on(`08:00:0${digit}`, "HV01"), `Cluster Disk ${digit}`)),
      ...["8", "9"].map((digit) => clusterEvent(1201, on(`08:00:03.${digit}`, "HV01"), group(digit))),
    ];
    const sessions = [session({ volume: "Disk X" }), session({ volume: "88 data", line: 3 })];
    expect(volumesOf({ events, exports: { ownership, sessions } }).unmapped.map(({ name }) => name)).toEqual([
      "88 data",
      group("8"),
      group("9"),
      "Disk X",
    ]);
  });
});

describe("a list of backups that names neither cluster nor host", () => {
  const owners = [
    history(DAY, DISK, "HV01", 2, "first/owners.csv"),
    history(DAY, "Only here", "HV01", 3, "first/owners.csv"),
    history(DAY, DISK, "NB01", 2, "second/owners.csv"),
  ];
  const clusterOf = (file: string, ...volumes: readonly string[]): string | null => {
    const sessions = volumes.map((volume, line) => session({ file, volume, line }));
    return volumesOf({ events: JOINED, exports: { ownership: owners, sessions } }).clusterOfFile(file);
  };

  test.each([
    ["in the folder of one's lists", "second/sessions.csv", [DISK], "HVCL02"],
    ["below that folder", "first/backup/tape/sessions.csv", [DISK], "HVCL01"],
    ["in a folder around both", "sessions.csv", [DISK], null],
    ["in a folder beside both", "backup/sessions.csv", [DISK], null],
    ["in one's folder, but with a volume that only the other has", "second/sessions.csv", [DISK, "Only here"], null],
  ])("is, %s, of the one that this tells", (_where, file, volumes, cluster) => {
    expect(clusterOf(file, ...volumes)).toBe(cluster);
  });
});
