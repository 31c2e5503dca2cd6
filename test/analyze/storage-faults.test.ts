import { beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/report/index.ts";
import { displayWidth } from "../../src/reporters/records/display-width.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { reportToTable } from "../../src/reporters/table/index.ts";
import { stepWords, verdictSentence } from "../../src/reporters/words/index.ts";
import { log } from "../evidence/build-evidence.ts";
import { reportOn } from "./cluster.ts";
import { STORAGE_FAULT_LOGS, STORAGE_FAULTS } from "./storage-faults.ts";

describe("a cluster with faults of storage and accounts", () => {
  let report: Report;
  beforeAll(async () => {
    report = await reportOn({ events: STORAGE_FAULTS, logs: STORAGE_FAULT_LOGS });
  });

  test("has suspect nodes for their own faults, and a proxy that only reports", () => {
    expect(report.nodes.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["FS01", "suspect", ["snapshot-lun-presented-twice", "spn-registration-failed"]],
      ["FS02", "suspect", ["resource-host-crashes"]],
      ["FS03", "suspect", ["cluster-shared-volume-access-lost"]],
    ]);
    expect(report.proxies.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["FSPROXY", "unknown", ["snapshot-lun-not-arrived"]],
    ]);
    expect(report.volumes).toEqual([]);
  });

  test("names the volume that several nodes lost, though volumes are not judged", () => {
    expect(verdictSentence(report)).toBe(
      "No node is proven bad; suspect: FS01 (partmgr 58/disk 158, SPN registration), FS02 (RHS crashes), FS03 (CSV " +
        "access); FSPROXY reports the failures (VSS 12362-12364); volumes with failures: Cluster Disk 7 (CSV access). " +
        "Volumes were not judged: badnode correlate does that, where it is known which node owned them when.",
    );
  });

  test("gives each step once, those that only look first, with the names that the checks behind it found", () => {
    const steps = stepWords(report.checks);
    expect(steps).toHaveLength(new Set(steps).size);
    expect(steps.filter((step) => step.includes("{"))).toEqual([]);
    expect(steps.map((step) => step.split(" ").slice(0, 4).join(" "))).toEqual([
      "On the array, look",
      "Find out which node",
      "On the array, see",
      "Audit Active Directory: does",
      "On FS01, see what",
      "Compare the nodes: Get-ClusterSharedVolumeState",
      "On FS03, look at",
      "Read the cluster log",
      "Leave copies of disks",
      "If one resource stands",
    ]);
  });

  test.each([40, 80, 132])(
    "is shown within %i columns but for commands to paste, every subject with its records",
    (width) => {
      const shown = reportToTable(report, { width, colour: false });
      const lines = shown.split("\n").filter((line) => !line.startsWith("  badnode events --id "));
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      for (const subject of ["FS01", "FS02", "FS03", "FSPROXY", "Cluster Disk 7"]) {
        expect(shown).toMatch(new RegExp(`^${subject}(?: |$)`, "m"));
      }
    },
  );

  test("is the same object for events and logs in any order", async () => {
    const backward = await reportOn({
      events: [...STORAGE_FAULTS].reverse(),
      logs: [...STORAGE_FAULT_LOGS].reverse(),
    });
    expect(reportToJson(backward)).toBe(reportToJson(report));
  });

  test("blames nobody for one night of it", async () => {
    const oneNight = STORAGE_FAULTS.filter(({ ref }) => ref.time.startsWith("2025-06-02"));
    const { nodes, proxies, verdict } = await reportOn({ events: oneNight, logs: STORAGE_FAULT_LOGS });
    expect([...nodes, ...proxies].flatMap(({ reasons }) => reasons)).toEqual([]);
    expect(verdict).toEqual({ badNodes: [], basis: "nothing-found" });
  });
});

test("a volume alone makes no node suspect, and is not left unsaid", async () => {
  const events = STORAGE_FAULTS.filter(({ recordId }) => recordId % 10n === 5n);
  const report = await reportOn({ events, logs: STORAGE_FAULT_LOGS });
  expect(report.nodes.filter(({ verdict }) => verdict === "suspect")).toEqual([]);
  expect(verdictSentence(report)).toContain(
    "No node is proven bad; volumes with failures: Cluster Disk 7 (CSV access).",
  );
});

test("a host on which LUNs do not arrive is a node and a proxy when it is a Hyper-V host too", async () => {
  const events = STORAGE_FAULTS.filter(({ computer }) => computer === "FSPROXY").map((event) => ({
    ...event,
    computer: "FS01",
  }));
  const report = await reportOn({ events, logs: [...STORAGE_FAULT_LOGS, log("FS01", "Application")] });
  expect(report.proxies.map(({ name }) => name)).toEqual(["FS01"]);
  expect(report.nodes.map(({ name }) => name)).toContain("FS01");
});
