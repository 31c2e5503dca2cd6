import { describe, expect, test } from "vitest";
import { CHECKS, runChecks } from "../../src/checks/index.ts";
import { auditedDirectory } from "../../src/diagnose/audited-directory.ts";
import { causeAnalysis } from "../../src/diagnose/cause-analysis.ts";
import type { DirectoryView, EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { type CandidateAttribution, deriveFacts, type Facts } from "../../src/facts/index.ts";
import type { CauseAnalysis, TraitRow } from "../../src/report/index.ts";
import { attributionOf, candidate, trial, trialsOf } from "../checks/build-trials.ts";
import { computer, connectionPoint, directoryOf, stamp, view } from "../evidence/build-directory.ts";
import { evidenceOf, log, ticks, VMMS_ADMIN, vmms12660 } from "../evidence/build-evidence.ts";
import { kernelGeneral12 } from "../evidence/booted-hosts.ts";
import { eventLog6011 } from "../evidence/renamed-hosts.ts";

interface ClusterGiven {
  /** What trials say of each node. */
  readonly verdicts?: Readonly<Record<string, CandidateAttribution["verdict"]>>;
  readonly more?: readonly CandidateAttribution[];
  readonly events?: readonly EventEvidence[];
  readonly logs?: readonly LogEvidence[];
  readonly directory?: DirectoryView | null;
}

const VERDICTS = { HV01: "bad", HV02: "bad", HV03: "clear", HV04: "clear" } as const;
const NODES = Object.keys(VERDICTS);

/** HV01's volume fails on two nights, HV03's passes; all else is given. */
const TRIALS = trialsOf([
  trial({ start: "2025-06-02T21:00:00Z", line: 2, owners: { "Disk 1": "HV01" }, isFailed: true }),
  trial({ start: "2025-06-02T22:00:00Z", line: 3, owners: { "Disk 2": "HV02" }, isFailed: true }),
  trial({ start: "2025-06-02T23:00:00Z", line: 4, owners: { "Disk 3": "HV03" } }),
  trial({ start: "2025-06-06T21:00:00Z", line: 5, owners: { "Disk 1": "HV01" }, isFailed: true }),
]);

function causesOf({
  verdicts = VERDICTS,
  more = [],
  events = [],
  logs = [],
  directory = null,
}: ClusterGiven): CauseAnalysis | null {
  const evidence = {
    ...evidenceOf(events, logs),
    ...(directory === null ? {} : { directory: directoryOf([directory]) }),
  };
  const candidates = Object.entries(verdicts).map(([name, verdict]) => candidate("node", name, { verdict }));
  const facts: Facts = {
    ...deriveFacts(evidence),
    trials: TRIALS,
    attribution: attributionOf(TRIALS.trials, { candidates: [...candidates, ...more] }),
  };
  const results = runChecks(CHECKS, facts);
  return causeAnalysis(
    facts,
    directory === null ? null : auditedDirectory(evidence.directory, facts, results),
    results,
  );
}

/** `HV01+ HV02- HV03?`: who has a trait, who lacks it, of whom nobody knows. */
function told({ bad, good }: TraitRow): string {
  const signs = new Map<string, string>();
  for (const { has, lacks, unknown } of [bad, good]) {
    for (const name of has) signs.set(name, "+");
    for (const name of lacks) signs.set(name, "-");
    for (const name of unknown) signs.set(name, "?");
  }
  return [...signs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sign]) => `${name}${sign}`)
    .join(" ");
}

function rowsOf(causes: CauseAnalysis | null): Readonly<Record<string, string>> {
  const rows = causes === null ? [] : [...causes.separators, ...causes.near];
  return Object.fromEntries(rows.map((row) => [row.trait.id, told(row)]));
}

function logsOf(nodes: readonly string[], channels: readonly string[]): readonly LogEvidence[] {
  return nodes.flatMap((node) => channels.map((channel) => log(`${node}.corp.example`, channel)));
}

function failing12660(node: string): EventEvidence {
  return vmms12660({ time: "2025-06-03T08:00:00Z", computer: `${node}.corp.example` });
}

function renamed(host: string, time: string): EventEvidence {
  return eventLog6011({ from: `NEW${host}`, to: host, computer: `${host}.corp.example`, time, recordId: 550 });
}

/** All nodes of the domain, those named without a connection point. */
function domain(missing: readonly string[], given: Parameters<typeof computer>[1] = {}): DirectoryView {
  const computers = NODES.map((name) => computer(name, given));
  return view({
    computers,
    connectionPoints: computers.flatMap((one) => (missing.includes(one.cn ?? "") ? [] : connectionPoint(one))),
  });
}

describe("what is compared", () => {
  test("is nothing where no node is bad: a bad volume or proxy has no such traits", () => {
    const verdicts = { HV01: "clear", HV02: "clear" } as const;
    const more = [candidate("volume", "Disk 1", { verdict: "bad" }), candidate("proxy", "PROXY01", { verdict: "bad" })];
    expect(causesOf({ verdicts, more, events: [failing12660("HV01")] })).toBeNull();
  });

  test("is bad nodes with nodes that trials clear, and never with suspect or unknown ones", () => {
    const verdicts = { HV01: "bad", HV02: "suspect", HV03: "unknown", HV04: "clear" } as const;
    const causes = causesOf({ verdicts, events: [failing12660("HV01")], logs: logsOf(NODES, [VMMS_ADMIN]) });
    expect(causes?.bad).toEqual(["HV01"]);
    expect(causes?.good).toEqual(["HV04"]);
    expect(rowsOf(causes)).toEqual({ "hyper-v-storage-provider-failed": "HV01+ HV04-" });
  });
});

describe("a record of a node's own log", () => {
  const events = ["HV01", "HV02"].map(failing12660);

  test("is lacking where the log reaches over the backups without it", () => {
    const causes = causesOf({ events, logs: logsOf(NODES, [VMMS_ADMIN]) });
    expect(rowsOf(causes)).toEqual({ "hyper-v-storage-provider-failed": "HV01+ HV02+ HV03- HV04-" });
    expect(causes?.separators[0]?.chance).toBeCloseTo(1 / 6, 12);
  });

  test("is unknown of a node without logs, and of one whose log begins behind the first backup", () => {
    const late = log("HV04.corp.example", VMMS_ADMIN, { from: ticks("2025-06-05T00:00:00Z") });
    const logs = [...logsOf(["HV01", "HV02"], [VMMS_ADMIN]), late];
    expect(rowsOf(causesOf({ events, logs }))).toEqual({});
    const withOne = [...logs, ...logsOf(["HV03"], [VMMS_ADMIN])];
    expect(rowsOf(causesOf({ events, logs: withOne }))).toEqual({
      "hyper-v-storage-provider-failed": "HV01+ HV02+ HV03- HV04?",
    });
  });

  test("is known of the node that has it, however little of its log was given", () => {
    const causes = causesOf({ events, logs: logsOf(["HV03", "HV04"], [VMMS_ADMIN]) });
    expect(rowsOf(causes)).toEqual({ "hyper-v-storage-provider-failed": "HV01+ HV02+ HV03- HV04-" });
  });
});

describe("a service connection point", () => {
  test("is missing of the bad nodes: the factor comes first, its proof beside it", () => {
    const causes = causesOf({
      directory: domain(["HV01", "HV02"]),
      events: [failing12660("HV01"), failing12660("HV02")],
      logs: logsOf(NODES, [VMMS_ADMIN]),
    });
    expect(Object.entries(rowsOf(causes))).toEqual([
      ["scp-missing", "HV01+ HV02+ HV03- HV04-"],
      ["hyper-v-storage-provider-failed", "HV01+ HV02+ HV03- HV04-"],
    ]);
    expect(causes?.separators[0]?.proofs.map(({ node, evidence: [ref] }) => [node, ref])).toEqual(
      ["HV01", "HV02"].map((node) => [
        node,
        {
          kind: "directory",
          server: "dc1.corp.example",
          dn: `CN=${node},OU=Hosts,DC=corp,DC=example`,
          attribute: "CN=Microsoft Hyper-V",
          value: "not there",
        },
      ]),
    );
  });

  test("is unknown, and not there, of a node that the directory does not show", () => {
    const all = domain(["HV01", "HV02"]);
    const directory = { ...all, computers: all.computers.filter(({ cn }) => cn !== "HV02" && cn !== "HV04") };
    expect(
      rowsOf(
        causesOf({
          directory: {
            ...directory,
            connectionPoints: directory.connectionPoints.filter(({ dn }) => dn.includes("HV03")),
          },
        }),
      ),
    ).toEqual({
      "scp-missing": "HV01+ HV02? HV03- HV04?",
    });
  });

  test("that a directory shows now is none of a node that was repaired meanwhile", () => {
    const until = { after: ticks("2025-06-06T00:00:00Z"), before: ticks("2025-06-07T00:00:00Z") };
    const verdicts = { HV02: "bad", HV03: "clear", HV04: "clear" } as const;
    const more = [candidate("node", "HV01", { verdict: "bad", until })];
    expect(rowsOf(causesOf({ verdicts, more, directory: domain(["HV02"]) }))).toEqual({
      "scp-missing": "HV01? HV02+ HV03- HV04-",
    });
  });
});

describe("a rename", () => {
  const events = ["HV01", "HV02"].map((host) => renamed(host, "2025-06-01T12:00:00Z"));

  test("is lacking where a log reaches back to the first of the others, and unknown where it does not", () => {
    const late = log("HV04.corp.example", "System", { from: ticks("2025-06-02T00:00:00Z") });
    const logs = [...logsOf(["HV01", "HV02", "HV03"], ["System"]), late];
    const causes = causesOf({ events, logs });
    expect(rowsOf(causes)).toEqual({ "renamed-while-joined": "HV01+ HV02+ HV03- HV04?" });
    expect(causes?.separators[0]?.trait.note).toBe(
      "renamed while joined: of some nodes without it that is known since 2025-06-01 only, by their logs",
    );
  });

  test("is lacking, however long ago, where the account's metadata show none", () => {
    const directory = domain([], { stamps: [stamp("samaccountname", 1, "2021-03-01T08:00:00Z")] });
    const causes = causesOf({ events, directory });
    expect(rowsOf(causes)).toEqual({ "renamed-while-joined": "HV01+ HV02+ HV03- HV04-" });
    expect(causes?.separators[0]?.trait.note).toBeNull();
  });
});

test("builds of Windows count where nodes differ in them, behind what has a mechanism", () => {
  const boot = (host: string, build: string): EventEvidence =>
    kernelGeneral12({ build, computer: `${host}.corp.example`, time: "2025-06-01T08:00:00Z" });
  const events = [boot("HV01", "17763"), boot("HV02", "17763"), boot("HV03", "14393")];
  expect(Object.entries(rowsOf(causesOf({ events, directory: domain(["HV01", "HV02"]) })))).toEqual([
    ["scp-missing", "HV01+ HV02+ HV03- HV04-"],
    ["windows-build:17763", "HV01+ HV02+ HV03- HV04?"],
  ]);
  expect(rowsOf(causesOf({ events: [boot("HV01", "14393"), boot("HV03", "14393")] }))).toEqual({});
});

describe("the chain of a bad node", () => {
  test("goes from the failure to its owner, to what that node has, to what happened before the failure", () => {
    const events = [renamed("HV01", "2025-06-01T12:00:00Z"), renamed("HV02", "2025-06-05T12:00:00Z")];
    const chains = causesOf({ events, logs: logsOf(NODES, ["System"]), directory: domain(["HV01", "HV02"]) })?.chains;
    const shown = chains?.map(({ node, failure, owner, factor, traits, causes }) => ({
      node,
      failure: [failure.volume, failure.proxy, failure.evidence.map(({ kind }) => kind)],
      owner: owner.evidence.map(({ kind }) => kind),
      factor: factor.state,
      traits: traits.map(({ trait }) => trait.id),
      causes: causes.map(({ trait, time }) => [trait.id, time]),
    }));
    expect(shown).toEqual([
      {
        node: "HV01",
        failure: ["Disk 1", "PROXY01", ["row"]],
        owner: ["row"],
        factor: "has",
        traits: ["scp-missing"],
        causes: [["renamed-while-joined", ticks("2025-06-01T12:00:00Z")]],
      },
      {
        node: "HV02",
        failure: ["Disk 2", "PROXY01", ["row"]],
        owner: ["row"],
        factor: "has",
        traits: ["scp-missing"],
        // It was renamed after it had failed: that is no cause of it.
        causes: [],
      },
    ]);
  });

  test("has no cause in what passing nodes went through as well", () => {
    const events = NODES.map((host) => renamed(host, "2025-06-01T12:00:00Z"));
    const causes = causesOf({ events, logs: logsOf(NODES, ["System"]), directory: domain(["HV01", "HV02"]) });
    expect(causes?.chains.map((chain) => chain.causes)).toEqual([[], []]);
  });

  test("says that nobody knows of the factor without a directory, and tells marks instead", () => {
    const [chain] = causesOf({ events: [failing12660("HV01")], logs: logsOf(NODES, [VMMS_ADMIN]) })?.chains ?? [];
    expect(chain?.factor).toMatchObject({ state: "unknown", trait: { id: "scp-missing" } });
    expect(chain?.traits.map(({ trait }) => trait.id)).toEqual(["hyper-v-storage-provider-failed"]);
  });
});
