import { describe, expect, test } from "vitest";
import { culpritsOf } from "../../src/diagnose/culprits.ts";
import { nextTestRows } from "../../src/diagnose/next-tests.ts";
import { ownershipMatrix } from "../../src/diagnose/ownership-matrix.ts";
import { candidate, HV06_IS_BAD, NIGHTS, NO_VOLUMES, trial } from "../checks/build-trials.ts";
import { ticks } from "../evidence/build-evidence.ts";

describe("the matrix of owners and volumes", () => {
  test("has a column for each volume that failed, and sums the others", () => {
    expect(ownershipMatrix(NIGHTS)).toEqual({
      volumes: [
        { name: "Cluster Disk 1", failed: 4, total: 4 },
        { name: "Cluster Disk 3", failed: 2, total: 4 },
      ],
      otherVolumes: 1,
      rows: [
        {
          node: "HV01",
          all: { failed: 0, total: 6 },
          cells: [{ name: "Cluster Disk 3", failed: 0, total: 2 }],
          others: { failed: 0, total: 4 },
        },
        {
          node: "HV06",
          all: { failed: 6, total: 6 },
          cells: [
            { name: "Cluster Disk 1", failed: 4, total: 4 },
            { name: "Cluster Disk 3", failed: 2, total: 2 },
          ],
          others: { failed: 0, total: 0 },
        },
      ],
      hasSets: false,
    });
  });

  test("counts a set of volumes under each, and once for its owner", () => {
    const set = trial({
      start: "2026-09-08T22:00:00Z",
      line: 2,
      owners: { "Cluster Disk 1": "HV01", "Cluster Disk 2": "HV01" },
      isFailed: true,
    });
    const { rows, hasSets } = ownershipMatrix([set]);
    expect([hasSets, rows[0]?.all, rows[0]?.cells.length]).toEqual([true, { failed: 1, total: 1 }, 2]);
  });

  test("leaves out what has no owner all through", () => {
    const [one] = NIGHTS;
    if (one === undefined) throw new Error("no trial");
    const moved = { volume: "Cluster Disk 1", owner: { kind: "moved", nodes: ["HV01", "HV06"] } } as const;
    expect(ownershipMatrix([{ ...one, volumes: [moved] }]).rows).toEqual([]);
    // A set of which one volume moved is no evidence for the owner of the others either.
    expect(ownershipMatrix([{ ...one, volumes: [moved, ...one.volumes] }]).rows).toEqual([]);
  });
});

describe("the figures of all bad ones of a kind", () => {
  test("count each trial once, under any of them or elsewhere", () => {
    const alsoBad = candidate("volume", "Cluster Disk 3", { verdict: "bad" });
    expect(culpritsOf([HV06_IS_BAD, alsoBad], NIGHTS)).toEqual([
      { kind: "node", names: ["HV06"], inside: { failed: 6, total: 6 }, elsewhere: { failed: 0, total: 6 } },
      {
        kind: "volume",
        names: ["Cluster Disk 3"],
        inside: { failed: 2, total: 4 },
        elsewhere: { failed: 4, total: 8 },
      },
    ]);
  });

  test("count what ran before a node turned bad as elsewhere", () => {
    const since = { after: ticks("2026-09-09T22:00:00Z"), before: ticks("2026-09-10T21:03:00Z") };
    expect(culpritsOf([{ ...HV06_IS_BAD, since }], NIGHTS)).toEqual([
      { kind: "node", names: ["HV06"], inside: { failed: 4, total: 4 }, elsewhere: { failed: 2, total: 8 } },
    ]);
  });

  test("are none without a bad one", () => {
    expect(culpritsOf([candidate("node", "HV01")], NIGHTS)).toEqual([]);
  });
});

describe("the next test", () => {
  test("is a command that can be pasted", () => {
    const test = { code: "move-volume", volume: "Cluster Disk 3", from: "HV06", to: "HV01" } as const;
    expect(nextTestRows([test], NO_VOLUMES).map(({ command }) => command)).toEqual([
      "Move-ClusterSharedVolume -Name 'Cluster Disk 3' -Node HV01",
    ]);
  });

  test("has no command where a name cannot be typed safely", () => {
    const test = { code: "back-up-under", node: "HV01", volume: "*" } as const;
    expect(nextTestRows([test], NO_VOLUMES)).toEqual([
      { code: "back-up-under", volume: "*", from: null, to: "HV01", proxy: null, command: null },
    ]);
  });

  test("names the cluster where there are several, and moves nothing from one to another", () => {
    const volumes = {
      inCluster: () => ({ cluster: "HVCL02", volume: "Cluster Disk 3" }),
      clusterOf: (host: string) => (host.startsWith("NB") ? "HVCL02" : "HVCL01"),
    };
    const move = { code: "move-volume", volume: "Cluster Disk 3 (HVCL02)", from: "NB06" } as const;
    const rows = nextTestRows(
      [
        { ...move, to: "NB01" },
        { ...move, to: "HV01" },
      ],
      volumes,
    );
    expect(rows.map(({ command }) => command)).toEqual([
      "Move-ClusterSharedVolume -Cluster HVCL02 -Name 'Cluster Disk 3' -Node NB01",
    ]);
  });
});
