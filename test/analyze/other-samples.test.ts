import { describe, expect, test } from "vitest";
import { type ClusterOptions, clusterPlan, nodeNames } from "../../samples/generate/cluster/index.ts";
import type { SampleLog } from "../../samples/generate/sample-log.ts";
import { healthy, missingScp, type Scenario, storageFaults } from "../../samples/generate/scenarios/index.ts";
import type { CheckResult, Report } from "../../src/index.ts";
import { OTHER_LAYOUTS } from "../samples/other-layouts.ts";
import { plannedRecords, proofOf, reportOnScenario } from "./scenario-reading.ts";

const IMPORTS = "snapshot-import-failed";
const STORAGE_PROVIDER = "hyper-v-storage-provider-failed";

const FOUR_NODES: Partial<ClusterOptions> = {
  clusterName: "ROSE",
  domain: { dns: "north.invalid", netbios: "NORTH" },
  nodes: ["ALPHA", "BETA", "GAMMA", "DELTA"],
  badNodes: [{ name: "GAMMA", cause: "renamed" }],
  proxy: "MOUNTER",
  volumes: 6,
  firstDay: "2024-02-26",
  nights: 9,
  seed: 99,
};

function checkOf(report: Report, id: string): CheckResult | undefined {
  return report.checks.find(({ text }) => text.id === id);
}

function importRecords(logs: readonly SampleLog[], proxy: string): Readonly<Record<string, readonly string[]>> {
  return plannedRecords(logs, (proves) => (proves.kind === "failed-import" ? proxy : null));
}

function storageProviderRecords(logs: readonly SampleLog[]): Readonly<Record<string, readonly string[]>> {
  return plannedRecords(logs, (proves) => (proves.kind === "storage-provider" ? proves.node : null));
}

/** Of the findings of failed imports, notes left out. */
function countedImports(report: Report): number {
  const counts = (checkOf(report, IMPORTS)?.findings ?? [])
    .filter(({ severity }) => severity !== "info")
    .map(({ arguments: { imports } }) => (imports?.kind === "count" ? imports.value : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The result codes of the failed imports, each once. */
function codesOf(report: Report): readonly unknown[] {
  const findings = (checkOf(report, IMPORTS)?.findings ?? []).filter(({ severity }) => severity !== "info");
  const codes = new Set(findings.map(({ arguments: given }) => JSON.stringify(given["codes"])));
  return [...codes].map((code): unknown => JSON.parse(code));
}

function plannedImports({ plan }: Scenario): number {
  return plan.jobs.flatMap(({ attempts }) => attempts).filter(({ failedAt }) => failedAt !== null).length;
}

describe("the findings follow the logs, whatever the cluster", () => {
  const clusters: readonly (readonly [string, Partial<ClusterOptions>])[] = [
    ["four nodes of other names in another domain, two years before", FOUR_NODES],
    [
      "the first and the last node bad",
      {
        ...FOUR_NODES,
        badNodes: [
          { name: "ALPHA", cause: "upgraded" },
          { name: "DELTA", cause: "renamed" },
        ],
      },
    ],
    [
      "every node bad",
      {
        ...FOUR_NODES,
        nodes: ["ALPHA", "BETA"],
        badNodes: [
          { name: "ALPHA", cause: "renamed" },
          { name: "BETA", cause: "renamed" },
        ],
      },
    ],
    [
      "five of seven nodes bad, in a year to come",
      {
        nodes: nodeNames("NODE-", 7),
        badNodes: nodeNames("NODE-", 5).map((name) => ({ name, cause: "renamed" as const })),
        firstDay: "2033-12-20",
        nights: 8,
        volumes: 9,
      },
    ],
  ];

  test.each(clusters)("%s", async (_, options) => {
    const scenario = missingScp({ plan: clusterPlan(options) });
    const { plan, logs } = scenario;
    const report = await reportOnScenario(scenario);
    const bad = plan.nodes.filter(({ isBad }) => isBad).map(({ name }) => name);

    expect(proofOf(report, IMPORTS)).toEqual(importRecords(logs, plan.proxy.name));
    expect(countedImports(report)).toBe(plannedImports(scenario));
    expect(proofOf(report, STORAGE_PROVIDER)).toEqual(storageProviderRecords(logs));
    expect(report.nodes.filter(({ verdict }) => verdict !== "unknown").map(({ name }) => name)).toEqual(bad.toSorted());
    expect(report.proxies.map(({ name }) => name)).toEqual([plan.proxy.name]);
  });

  test("no node bad: nothing is found", async () => {
    const plan = clusterPlan({ ...FOUR_NODES, badNodes: [] });
    const report = await reportOnScenario(missingScp({ plan }));
    expect([checkOf(report, IMPORTS)?.status, checkOf(report, STORAGE_PROVIDER)?.status]).toEqual(["pass", "pass"]);
    expect([proofOf(report, IMPORTS), proofOf(report, STORAGE_PROVIDER)]).toEqual([{}, {}]);
    expect(new Set(report.nodes.map(({ verdict }) => verdict))).toEqual(new Set(["unknown"]));
  });
});

describe("the findings follow the logs, whatever the layout of events that nobody has published", () => {
  const plan = clusterPlan(FOUR_NODES);

  test.each(OTHER_LAYOUTS.map((other) => [other.name, other] as const))(
    "%s: every failed import and every 12660 is found",
    async (_, { layouts, isReadable }) => {
      const scenario = missingScp({ plan, layouts });
      const report = await reportOnScenario(scenario);

      expect(proofOf(report, IMPORTS)).toEqual(importRecords(scenario.logs, "MOUNTER"));
      expect(countedImports(report)).toBe(plannedImports(scenario));
      expect(proofOf(report, STORAGE_PROVIDER)).toEqual(storageProviderRecords(scenario.logs));
      expect(Object.keys(proofOf(report, STORAGE_PROVIDER))).toEqual(["GAMMA"]);
      expect(codesOf(report)).toEqual(
        isReadable
          ? [{ kind: "names", values: ["0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR"] }]
          : [{ kind: "text", value: "not shown" }],
      );
    },
  );

  test("no data at all: what could not be read is said", async () => {
    const layouts = OTHER_LAYOUTS.find(({ isReadable }) => !isReadable)?.layouts ?? {};
    const scenario = missingScp({ plan, layouts });
    const notes = (checkOf(await reportOnScenario(scenario), IMPORTS)?.findings ?? [])
      .filter(({ code }) => code === "routine-unread")
      .map(({ arguments: given }) => given);
    expect(notes).toEqual([{ imports: { kind: "count", value: plannedImports(scenario) } }]);
  });
});

describe("what else the samples hold", () => {
  test("missing-scp: every copy of a disk that a bad node was shown, and none on another node", async () => {
    const scenario = missingScp();
    const shownLuns = plannedRecords(scenario.logs, ({ kind }) => (kind === "shown-lun" ? "any" : null));
    const found = proofOf(await reportOnScenario(scenario), "snapshot-lun-presented-twice");
    expect(Object.keys(found)).toEqual(["HV03", "HV06", "HV08"]);
    const byNumber = (a: string, b: string): number => Number(a) - Number(b);
    expect(Object.values(found).flat().toSorted(byNumber)).toEqual(shownLuns["any"]);
  });

  test("storage-faults: each machine's own fault, with every record that the generator wrote for it", async () => {
    const scenario = storageFaults();
    const report = await reportOnScenario(scenario);
    const planned = plannedRecords(scenario.logs, (proves) => (proves.kind === "fault" ? proves.host : null));
    const { FS01, FS02, FS03, FSPROXY } = planned;
    expect(proofOf(report, "cluster-shared-volume-access-lost")).toEqual({ FS01 });
    expect(proofOf(report, "resource-host-crashes")).toEqual({ FS02 });
    expect(proofOf(report, "spn-registration-failed")).toEqual({ FS03 });
    expect(proofOf(report, "snapshot-lun-not-arrived")).toEqual({ FSPROXY });
    expect(proofOf(report, "snapshot-lun-presented-twice")).toEqual({});
    expect(report.nodes.map(({ name, verdict }) => [name, verdict])).toEqual(
      ["FS01", "FS02", "FS03"].map((name) => [name, "suspect"]),
    );
  });

  test("storage-faults: the volume that paused on all nodes at once is the volume's note, and no node's", async () => {
    const check = checkOf(await reportOnScenario(storageFaults()), "cluster-shared-volume-access-lost");
    const notes = check?.findings.filter(({ severity }) => severity === "info") ?? [];
    expect(notes.map(({ code, subject, arguments: { nodes } }) => [code, subject.kind, nodes])).toEqual([
      ["volume", "volume", { kind: "names", values: ["FS01", "FS02", "FS03"] }],
    ]);
  });
});

describe("the samples that nobody's volumes fail in", () => {
  test("healthy: one failed import and one 12660 stay notes, nobody is blamed", async () => {
    const report = await reportOnScenario(healthy());
    expect(report.checks.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(report.nodes.map(({ name, verdict }) => [name, verdict])).toEqual(
      nodeNames("HV", 9).map((name) => [name, "unknown"]),
    );
    expect(checkOf(report, IMPORTS)?.findings.map(({ subject }) => subject)).toEqual([
      { kind: "proxy", name: "PROXY01" },
    ]);
    expect(checkOf(report, STORAGE_PROVIDER)?.findings.map(({ subject }) => subject)).toEqual([
      { kind: "node", name: "HV05" },
    ]);
  });

  test("storage-faults: no import failed with 12293, nobody logged 12660", async () => {
    const report = await reportOnScenario(storageFaults());
    expect([checkOf(report, IMPORTS)?.findings, checkOf(report, STORAGE_PROVIDER)?.findings]).toEqual([[], []]);
  });
});
