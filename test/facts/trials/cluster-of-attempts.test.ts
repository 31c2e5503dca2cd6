import { describe, expect, test } from "vitest";
import type { ExportEvidence } from "../../../src/evidence/index.ts";
import { deriveFacts } from "../../../src/facts/index.ts";
import { vendorEvent, vssImportFailed } from "../../evidence/build-evidence.ts";
import { clusterEvidence, history, placement, session } from "../../evidence/build-ownership.ts";
import { unnamed } from "../../evidence/known-failures.ts";
import { shown } from "./build-trials.ts";

const DAY = "2025-06-02T08:00:00Z";
const DISK = "Cluster Disk 1";
/** Each cluster has a volume of this name. */
const OWNERS = [
  { ...history(DAY, DISK, "HV01"), cluster: "HVCL01" },
  { ...history(DAY, DISK, "NB01", 3), cluster: "HVCL02" },
];

/** The volumes and owners of what was backed up. */
function backedUp(exports: Partial<ExportEvidence>): readonly string[] {
  const { trials } = deriveFacts(clusterEvidence({ exports: { ownership: OWNERS, ...exports } })).trials;
  return trials.map((trial) => shown(trial).replace(/^.* passed (.*) by .*$/, "$1"));
}

describe("the cluster of an attempt", () => {
  test.each([
    ["HVCL01", "Cluster Disk 1 (HVCL01)@HV01"],
    ["hvcl02.corp.example", "Cluster Disk 1 (HVCL02)@NB01"],
  ])("is the one that its row names, before what its host tells: %s", (cluster, volume) => {
    expect(backedUp({ sessions: [session({ volume: DISK, cluster, host: "HV01" })] })).toEqual([volume]);
  });

  test("is the one that its machine's placement names", () => {
    expect(
      backedUp({
        placement: [{ ...placement("web-01", DISK), cluster: "HVCL02" }],
        sessions: [session({ vm: "web-01" })],
      }),
    ).toEqual(["Cluster Disk 1 (HVCL02)@NB01"]);
  });

  test("is the one of the host on which its machine is placed", () => {
    expect(
      backedUp({
        placement: [{ ...placement("web-01", DISK), host: "NB01" }],
        sessions: [session({ vm: "web-01" })],
      }),
    ).toEqual(["Cluster Disk 1 (HVCL02)@NB01"]);
  });

  test("is the one of its proxy, where that is a node and no host is told", () => {
    expect(backedUp({ sessions: [session({ volume: DISK, proxy: "NB01" })] })).toEqual([
      "Cluster Disk 1 (HVCL02)@NB01",
    ]);
    expect(backedUp({ sessions: [session({ volume: DISK, proxy: "NB01", host: "HV01" })] })).toEqual([
      "Cluster Disk 1 (HVCL01)@HV01",
    ]);
  });

  test("tells the volumes of the machine that is meant, where another cluster's of its name lies elsewhere", () => {
    const placed = [
      { ...placement("web-01", DISK), cluster: "HVCL01" },
      { ...placement("web-01", "Cluster Disk 9"), cluster: "HVCL02" },
    ];
    expect(backedUp({ placement: placed, sessions: [session({ vm: "web-01", cluster: "HVCL01" })] })).toEqual([
      "Cluster Disk 1 (HVCL01)@HV01",
    ]);
  });

  test("tells which machine is meant, where each cluster has one of the name", () => {
    const placed = [
      { ...placement("web-01", DISK), cluster: "HVCL01" },
      { ...placement("web-01", DISK), cluster: "HVCL02" },
    ];
    const of = (cluster?: string): readonly string[] =>
      backedUp({ placement: placed, sessions: [session({ vm: "web-01", cluster })] });
    expect(of("hvcl01")).toEqual(["Cluster Disk 1 (HVCL01)@HV01"]);
    expect(of("HVCL02")).toEqual(["Cluster Disk 1 (HVCL02)@NB01"]);
    expect(of()).toEqual(["Cluster Disk 1@?"]);
  });

  test("is that of the machine which a failed import names", () => {
    const text = { time: "2025-06-02T21:03:00Z", data: [{ value: "web-01 is in use" }] };
    const events = [
      vssImportFailed({ ...text, recordId: 7, data: unnamed("ImportSnapshots", "0x8004230f") }),
      vendorEvent({ ...text, recordId: 6 }),
    ];
    const exports = { ownership: OWNERS, placement: [{ ...placement("web-01", DISK), cluster: "HVCL02" }] };
    expect(deriveFacts(clusterEvidence({ events, exports })).trials.trials.map(shown)).toEqual([
      "21:03-21:03 failed Cluster Disk 1 (HVCL02)@NB01 by PROXY01",
    ]);
  });

  test("may be one of which no owner is known: another one's volume is not taken for its own", () => {
    const sessions = [
      session({ volume: DISK, cluster: "HVCL01" }),
      session({ volume: DISK, cluster: "HVCL03", line: 3 }),
    ];
    expect(backedUp({ ownership: OWNERS.slice(0, 1), sessions })).toEqual([
      "Cluster Disk 1@HV01",
      "Cluster Disk 1 (HVCL03)@?",
    ]);
  });

  test("tells nothing where no name is one of those that owners are of", () => {
    const sessions = [session({ volume: DISK, cluster: "Backup site" })];
    expect(backedUp({ ownership: OWNERS.slice(0, 1), sessions })).toEqual(["Cluster Disk 1@HV01"]);
  });
});
