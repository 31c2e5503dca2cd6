import { describe, expect, it } from "vitest";
import { DIRECTORY_CHECKS, LOG_CHECKS, TRIAL_CHECKS } from "../../src/checks/registry.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { auditedDirectory } from "../../src/diagnose/audited-directory.ts";
import type { JudgedSince } from "../../src/diagnose/comparison/comparing.ts";
import { comparisonOf } from "../../src/diagnose/comparison.ts";
import { correlationOf, trialJudgements } from "../../src/diagnose/correlation.ts";
import {
  type DirectoryView,
  type EarlierReport,
  type EventEvidence,
  type LogEvidence,
  NO_EXPORTS,
} from "../../src/evidence/index.ts";
import { deriveFacts, type Trial } from "../../src/facts/index.ts";
import { type Alias, buildReport, type ComparedNode, type ComparedSign } from "../../src/report/index.ts";
import { trialFacts, trialsOf } from "../checks/build-trials.ts";
import { computer, connectionPoint, directoryOf, view } from "../evidence/build-directory.ts";
import { countedLog, evidenceOf, log, VMMS_ADMIN, vssImportFailed } from "../evidence/build-evidence.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { attributionOf, backups, hour } from "../facts/attribution/backups.ts";

interface Given {
  /** Hosts that gave up names: `[new, old]`. */
  readonly renamed?: readonly (readonly [string, string])[];
  /** Hosts that something else names. */
  readonly named?: readonly string[];
  readonly logs?: readonly LogEvidence[];
  readonly events?: readonly EventEvidence[];
  /** Default: no directory was given. */
  readonly domain?: DirectoryView | null;
}

/** What badnode says of these backups, hosts, logs and accounts. */
function since(
  trials: readonly Trial[],
  { renamed = [], named = [], logs = [], events = [], domain = null }: Given = {},
): JudgedSince {
  const evidence = {
    ...evidenceOf(events, logs),
    ...(domain === null ? {} : { directory: directoryOf([domain]) }),
  };
  const facts = {
    ...deriveFacts(evidence),
    ...trialFacts(trialsOf(trials), attributionOf(trials)),
  };
  const checks = [...TRIAL_CHECKS, ...LOG_CHECKS, ...(domain === null ? [] : DIRECTORY_CHECKS)];
  const results = runChecks(checks, facts);
  const alias = (name: string): Alias => ({
    ...{ name, until: hour(0), basis: "verified", isOfSetUp: false },
    evidence: [{ kind: "row", file: "System.evtx", line: 1, time: "" }],
  });
  const report = buildReport({
    tool: { name: "badnode", version: "1.2.3" },
    generatedAt: hour(1_000),
    window: { from: hour(0), to: hour(999), askedFrom: true, askedTo: false },
    sources: [],
    coverage: [],
    directory: domain === null ? null : auditedDirectory(evidence.directory, facts, results),
    correlation: correlationOf(facts, NO_EXPORTS, { window: { since: null, until: null }, timeline: false }),
    diagnosis: {
      missingProof: [],
      wanted: [],
      repairs: [],
      causes: null,
      identities: [],
      clusters: [],
      clustersNotTold: [],
      comparison: null,
    },
    judgements: trialJudgements(facts.attribution),
    nodes: named,
    proxies: [],
    aliases: new Map(renamed.map(([name, old]) => [name, [alias(old)]])),
    checks: results,
  });
  return { report, horizon: facts.horizon };
}

/** HV06 was bad by its backups; HV01 was clear. */
function earlier(given: Partial<EarlierReport> = {}): EarlierReport {
  return {
    version: "1.2.3",
    generatedAt: hour(0),
    until: hour(0),
    nodes: [
      { name: "HV01", verdict: "clear", formerNames: [] },
      { name: "HV06", verdict: "bad", formerNames: [] },
    ],
    proxies: [],
    checks: new Map([["owner-fails-backups", "fail"]]),
    findings: [{ check: "owner-fails-backups", subject: { kind: "node", name: "HV06" } }],
    connectionPoints: new Map(),
    ...given,
  };
}

function compared(report: EarlierReport, later: JudgedSince) {
  return comparisonOf({ path: "before.json", report, from: hour(0) }, later);
}

/** `HV06 bad -> clear: resolved`. */
function words({ node, formerName, then, now, outcome }: ComparedNode): string {
  return `${node}${formerName === null ? "" : ` (${formerName})`} ${then ?? "-"} -> ${now ?? "-"}: ${outcome}`;
}

const HV01_PASSES = backups({ of: "CSV1@HV01", at: 1, results: "PPPPPPPPPP" });

describe("a node that was bad", () => {
  it.each([
    ["PPPPPPPP", "HV06 bad -> clear: resolved", 0],
    ["PPPPPPPFP", "HV06 bad -> clear: resolved", 0],
    ["PPPPPPP", "HV06 bad -> unknown: too-early", 1],
    ["P", "HV06 bad -> unknown: too-early", 7],
    ["FFFFFFFF", "HV06 bad -> bad: persisting", 0],
  ])("by %s since", (results, told, needed) => {
    const { nodes } = compared(earlier(), since([...HV01_PASSES, ...backups({ of: "CSV1@HV06", at: 20, results })]));
    expect(nodes.map(words)).toEqual([told]);
    expect(nodes[0]?.signs).toMatchObject([{ code: "backups", trials: { total: results.length }, needed }]);
  });

  it("and of which no backup is known since needs eight of them", () => {
    const { nodes } = compared(earlier(), since(HV01_PASSES, { named: ["HV06"] }));
    expect(nodes.map(words)).toEqual(["HV06 bad -> unknown: too-early"]);
    expect(nodes[0]?.signs).toMatchObject([{ code: "backups", trials: { failed: 0, total: 0 }, needed: 8 }]);
  });

  it("and fails by another fault than its own is neither resolved nor persisting", () => {
    const later = since([
      ...["HV01", "HV02", "HV06"].flatMap((node, index) => [
        ...backups({ of: `CSV9@${node}`, at: 1 + index * 20, results: "FFFF" }),
        ...backups({
          of: `CSV${index}@${node}`,
          at: 10 + index * 20,
          results: node === "HV06" ? "PPPP" : "PPPPPPPPPP",
        }),
      ]),
    ]);
    const { nodes } = compared(earlier(), later);
    expect(nodes.map(words)).toEqual(["HV06 bad -> unknown: unknown"]);
  });

  it("until it was repaired behind the report persists, with the moment from which on it passes", () => {
    const later = since([
      ...backups({ of: "CSV3@HV01", at: 1, results: "P".repeat(30) }),
      ...["CSV1", "CSV2"].flatMap((volume) => [
        ...backups({ of: `${volume}@HV06`, at: 1, results: "FFFFFF" }),
        ...backups({ of: `${volume}@HV01`, at: 8, results: "PPPPPPPP" }),
        ...backups({ of: `${volume}@HV06`, at: 20, results: "PPPPPPPPPPPPPP" }),
      ]),
    ]);
    const { nodes } = compared(earlier(), later);
    expect(nodes.map(words)).toEqual(["HV06 bad -> bad: persisting"]);
    expect(nodes[0]?.signs).toMatchObject([{ code: "backups", until: { after: hour(6), before: hour(20) } }]);
  });

  it("and is named by nothing now is not known", () => {
    expect(compared(earlier(), since(HV01_PASSES)).nodes).toEqual([
      { node: "HV06", formerName: null, then: "bad", now: null, outcome: "unknown", signs: [] },
    ]);
  });

  it("is the same host under the name that it was given in between", () => {
    const later = since([...HV01_PASSES, ...backups({ of: "CSV1@HV16", at: 20, results: "PPPPPPPP" })], {
      renamed: [["HV16", "HV06"]],
    });
    const { nodes, findings } = compared(earlier(), later);
    expect(nodes.map(words)).toEqual(["HV16 (HV06) bad -> clear: resolved"]);
    expect(findings).toEqual([
      {
        check: "owner-fails-backups",
        label: "backups fail under it",
        subject: { kind: "node", name: "HV16" },
        outcome: "resolved",
      },
    ]);
  });

  it("is no host that can be told where two hosts gave up its name", () => {
    const later = since(
      [
        ...backups({ of: "CSV1@HV16", at: 1, results: "PPPPPPPP" }),
        ...backups({ of: "CSV1@HV17", at: 20, results: "PPPPPPPP" }),
      ],
      {
        renamed: [
          ["HV16", "HV06"],
          ["HV17", "HV06"],
        ],
      },
    );
    expect(compared(earlier(), later).matches).toBe(false);
  });
});

describe("a node that was not bad", () => {
  it("and is since is new, as are its findings", () => {
    const later = since([
      ...backups({ of: "CSV1@HV06", at: 1, results: "PPPPPPPP" }),
      ...backups({ of: "CSV1@HV01", at: 20, results: "FFFFF" }),
      ...backups({ of: "CSV1@HV06", at: 30, results: "PPPPPPPP" }),
    ]);
    const { nodes, findings } = compared(earlier(), later);
    expect(nodes.map(words)).toEqual(["HV01 clear -> bad: new", "HV06 bad -> clear: resolved"]);
    expect(findings.map(({ subject, outcome }) => `${subject.name}: ${outcome}`)).toEqual([
      "HV01: new",
      "HV06: resolved",
    ]);
  });

  it("and was not named at all is new too", () => {
    const later = since([
      ...backups({ of: "CSV1@HV06", at: 1, results: "PPPPPPPP" }),
      ...backups({ of: "CSV1@HV09", at: 20, results: "FFFFF" }),
    ]);
    expect(compared(earlier(), later).nodes.map(words)).toEqual(["HV06 bad -> clear: resolved", "HV09 - -> bad: new"]);
  });

  it("is not told of while it stays so", () => {
    const report = earlier({ nodes: [{ name: "HV01", verdict: "clear", formerNames: [] }], findings: [] });
    expect(compared(report, since(HV01_PASSES))).toMatchObject({ matches: true, nodes: [], findings: [] });
  });
});

/** `backups: resolved`; a finding by its check. */
function signWord(sign: ComparedSign): string {
  return `${sign.code === "finding" ? sign.check : sign.code}: ${sign.outcome}`;
}

function iso(count: number): string {
  return filetimeToIso(hour(count));
}

describe("a record that was found then", () => {
  const STORAGE = "hyper-v-storage-provider-failed";
  const before = earlier({ findings: [{ check: STORAGE, subject: { kind: "node", name: "HV06" } }] });
  const trials = [...HV01_PASSES, ...backups({ of: "CSV1@HV06", at: 300, results: "P".repeat(10) })];
  const system = log("HV06", "System", { from: hour(-500), to: hour(320) });
  const vmms = (until: number): LogEvidence =>
    countedLog("HV06", VMMS_ADMIN, [{ ids: [1, 100], from: iso(-500), to: iso(until) }]);

  it.each([
    ["is gone where the log goes on without it", [system, vmms(305)], "resolved"],
    [
      "is not known where its log is older than the earlier report, though System goes on",
      [system, vmms(-48)],
      "unknown",
    ],
    ["is not known where its log ends days before the last backup", [system, vmms(100)], "unknown"],
    ["is not known where its log is damaged", [system, { ...vmms(305), status: "damaged" } as const], "unknown"],
    ["is not known without its log", [system], "unknown"],
  ])("%s", (_, logs, outcome) => {
    const { nodes, findings } = compared(before, since(trials, { logs }));
    expect(findings.map((one) => `${one.check}: ${one.outcome}`)).toEqual([`${STORAGE}: ${outcome}`]);
    expect(nodes.map(words)).toEqual([`HV06 bad -> clear: ${outcome}`]);
  });
});

describe("failed imports of a proxy", () => {
  const before = earlier({
    proxies: [{ name: "PROXY01", verdict: "unknown", formerNames: [] }],
    findings: [{ check: "snapshot-import-failed", subject: { kind: "proxy", name: "PROXY01" } }],
  });
  const events = [vssImportFailed({ time: iso(5) })];
  const logs = [log("PROXY01.corp.example", "Application", { from: hour(-500), to: hour(320) })];

  it.each([
    ["", "too-early"],
    ["PP", "too-early"],
    ["PPPPPPPP", "resolved"],
    ["FFFFFFFF", "persisting"],
  ])("that go on are laid to a node by its own backups since: %j is %s", (results, outcome) => {
    const trials = [...HV01_PASSES, ...backups({ of: "CSV1@HV06", at: 20, results })];
    const { nodes, findings } = compared(before, since(trials, { events, logs, named: ["HV06"] }));
    expect(findings.find(({ check }) => check === "snapshot-import-failed")).toMatchObject({ outcome: "persisting" });
    expect(nodes.find(({ node }) => node === "HV06")?.signs.map(signWord)).toEqual([
      `backups: ${outcome}`,
      `imports: ${outcome}`,
    ]);
  });
});

describe("what the earlier report did not look for", () => {
  const hosts = ["HV01", "HV06"].map((name) => computer(name));
  const domain = view({
    computers: hosts,
    connectionPoints: hosts.flatMap((one) => (one.cn === "HV06" ? [] : connectionPoint(one))),
  });
  const clear = earlier({
    nodes: ["HV01", "HV06"].map((name) => ({ name, verdict: "clear", formerNames: [] })),
    findings: [],
  });
  const later = since([...HV01_PASSES, ...backups({ of: "CSV1@HV06", at: 20, results: "PPPPPPPP" })], { domain });

  it.each(["not-applicable", "inconclusive", "error", null] as const)("is not new where its check was %s", (status) => {
    const checks = new Map(status === null ? [] : [["scp-missing", status] as const]);
    const { nodes, findings } = compared({ ...clear, checks }, later);
    expect(findings.map(({ check, outcome }) => `${check}: ${outcome}`)).toEqual(["scp-missing: not-known-then"]);
    expect(nodes.map(words)).toEqual(["HV06 clear -> suspect: not-known-then"]);
    expect(nodes[0]?.signs.map(signWord)).toEqual(["scp-missing: not-known-then"]);
  });

  it("is not new where the check passed, and could not tell of this host", () => {
    const checks = new Map([["scp-missing", "pass"] as const]);
    const report = { ...clear, checks, connectionPoints: new Map([["HV06", "unknown"] as const]) };
    expect(compared(report, later).nodes.map(words)).toEqual(["HV06 clear -> suspect: not-known-then"]);
  });

  it("is new where it was sound then", () => {
    const checks = new Map([["scp-missing", "pass"] as const]);
    const report = { ...clear, checks, connectionPoints: new Map([["HV06", "sound"] as const]) };
    expect(compared(report, later).nodes.map(words)).toEqual(["HV06 clear -> suspect: new"]);
  });

  it("keeps a node that was bad from being resolved, and is not called new", () => {
    const { nodes } = compared(earlier(), later);
    expect(nodes.map(words)).toEqual(["HV06 bad -> suspect: persisting"]);
    expect(nodes[0]?.signs.map(signWord)).toEqual(["backups: resolved", "connection-point: not-known-then"]);
  });
});
