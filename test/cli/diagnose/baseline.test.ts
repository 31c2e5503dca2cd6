import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterOptions, clusterPlan } from "../../../samples/generate/cluster/index.ts";
import { healthy, missingScp } from "../../../samples/generate/scenarios/index.ts";
import { badnode } from "../test-context.ts";
import { writeExports } from "./clusters.ts";

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../schema/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

const MISSING_SCP = fileURLToPath(new URL("../../../samples/missing-scp", import.meta.url));
const THEN = "2026-09-28T06:00:00Z";
const NOW = "2026-10-20T06:00:00Z";

interface Compared {
  readonly diagnosis: {
    readonly comparison: {
      readonly since: { readonly from: string; readonly to: string | null };
      readonly matches: boolean;
      readonly nodes: readonly {
        readonly node: string;
        readonly then: string | null;
        readonly now: string | null;
        readonly outcome: string;
        readonly signs: readonly {
          readonly code: string;
          readonly outcome: string;
          readonly check?: string;
          readonly needed?: number;
        }[];
      }[];
      readonly findings: readonly { readonly check: string; readonly proxy?: string; readonly outcome: string }[];
    } | null;
  };
  readonly sources: readonly { readonly kind: string; readonly status: string; readonly warnings: readonly string[] }[];
  readonly verdict: { readonly sentence: string };
}

let folder = "";
/** The report on samples/missing-scp, before anything was repaired. */
let before = "";

async function saved(paths: readonly string[], name: string): Promise<string> {
  const report = join(folder, name);
  await badnode(["diagnose", ...paths, "--format", "json", "-o", report], { now: THEN });
  return report;
}

async function compared(paths: readonly string[], baseline: string, ...options: readonly string[]) {
  const args = ["diagnose", ...paths, "--baseline", baseline, "--format", "json", ...options];
  const { exitCode, stdout } = await badnode(args, { now: NOW });
  const report = JSON.parse(stdout) as Compared;
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  const { diagnosis, sources, verdict } = report;
  return { exitCode, comparison: diagnosis.comparison, sources, verdict };
}

type Nodes = NonNullable<Compared["diagnosis"]["comparison"]>["nodes"];

/** `HV03 bad -> clear: resolved`. */
function lines(nodes: Nodes | undefined): readonly string[] {
  return (nodes ?? []).map(({ node, then, now, outcome }) => `${node} ${then ?? "-"} -> ${now ?? "-"}: ${outcome}`);
}

/** `backups: resolved`; a finding by its check. */
function signsOf(nodes: Nodes | undefined, name: string): readonly string[] {
  const signs = nodes?.find(({ node }) => node === name)?.signs ?? [];
  return signs.map(({ code, outcome, check }) => `${check ?? code}: ${outcome}`);
}

/** The same cluster behind the nights of the sample, with its connection points where nobody is bad. */
function laterPlan(options: Partial<ClusterOptions>) {
  return clusterPlan({ badNodes: [], firstDay: "2026-09-28", daysBefore: 1, nights: 14, stormNight: null, ...options });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "badnode-baseline-"));
  before = await saved([MISSING_SCP], "before.json");
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("badnode diagnose --baseline", () => {
  it("says resolved once the connection points are restored and two weeks of nights are clean", async () => {
    const later = writeExports(join(folder, "clean"), healthy({ plan: laterPlan({}) }));
    const { exitCode, comparison, verdict } = await compared([later], before);
    expect(exitCode).toBe(0);
    expect(verdict.sentence).toMatch(
      /^Since the earlier report: HV03, HV06 and HV08 resolved; in all that was given: /,
    );
    expect(lines(comparison?.nodes)).toEqual([
      "HV03 bad -> clear: resolved",
      "HV06 bad -> clear: resolved",
      "HV08 bad -> clear: resolved",
    ]);
    expect(signsOf(comparison?.nodes, "HV06")).toEqual([
      "backups: resolved",
      "imports: resolved",
      "connection-point: resolved",
      "hyper-v-storage-provider-failed: resolved",
      "snapshot-lun-presented-twice: resolved",
    ]);
    expect(comparison?.findings.filter(({ proxy }) => proxy !== undefined)).toEqual([
      { check: "snapshot-import-failed", proxy: "PROXY01", outcome: "resolved" },
    ]);
  }, 60_000);

  it("lets old records that are still in the logs count for nothing", async () => {
    const later = writeExports(join(folder, "clean-again"), healthy({ plan: laterPlan({}) }));
    const old = ["HV03", "HV06", "PROXY01", "backup", "cluster"].map((name) => join(MISSING_SCP, name));
    const { exitCode, comparison, verdict } = await compared([...old, later], before);
    // The failures of before are findings still.
    expect(exitCode).toBe(1);
    expect(verdict.sentence).toMatch(
      /^Since the earlier report: HV03, HV06 and HV08 resolved; in all that was given: /,
    );
    expect(lines(comparison?.nodes)).toEqual([
      "HV03 bad -> clear: resolved",
      "HV06 bad -> clear: resolved",
      "HV08 bad -> clear: resolved",
    ]);
  }, 60_000);

  it("tells which node still fails, and what of it is not gone", async () => {
    const plan = laterPlan({ daysBefore: 7, badNodes: [{ name: "HV06", cause: "upgraded" }] });
    const later = writeExports(join(folder, "one-fails"), missingScp({ plan }));
    const { exitCode, comparison, verdict } = await compared([later], before);
    expect(exitCode).toBe(1);
    expect(verdict.sentence).toMatch(/^Since the earlier report: HV06 persists, HV03 and HV08 resolved; /);
    expect(lines(comparison?.nodes)).toEqual([
      "HV03 bad -> clear: resolved",
      "HV06 bad -> bad: persisting",
      "HV08 bad -> clear: resolved",
    ]);
    expect(signsOf(comparison?.nodes, "HV06")).toEqual([
      "backups: persisting",
      "imports: persisting",
      "connection-point: persisting",
      "hyper-v-storage-provider-failed: persisting",
      "snapshot-lun-presented-twice: persisting",
    ]);
    expect(signsOf(comparison?.nodes, "HV03")).toContain("imports: resolved");
  }, 60_000);

  it("says how many backups are missing where too few ran to tell", async () => {
    const later = writeExports(join(folder, "two-nights"), healthy({ plan: laterPlan({ nights: 2 }) }));
    const { comparison, verdict } = await compared([later], before);
    expect(new Set(comparison?.nodes.map(({ outcome }) => outcome))).toEqual(new Set(["too-early"]));
    const needed = (comparison?.nodes ?? []).map(({ node, signs }) => `${node} ${signs[0]?.needed ?? "-"}`);
    expect(verdict.sentence).toContain(
      `too early to tell of HV03, HV06 and HV08 (more backups that have to pass: ${needed.join(", ")})`,
    );
    expect(needed.every((words) => /^HV0[368] [1-8]$/.test(words))).toBe(true);
  }, 60_000);

  it("calls the imports of a proxy gone only once something was backed up through it", async () => {
    const later = writeExports(join(folder, "idle"), healthy({ plan: laterPlan({ nights: 3 }) }));
    const logs = ["HV03", "HV06", "HV08", "PROXY01"].map((name) => join(later, name));
    const { comparison } = await compared(logs, before);
    expect(comparison?.findings.filter(({ proxy }) => proxy !== undefined)).toEqual([
      { check: "snapshot-import-failed", proxy: "PROXY01", outcome: "too-early" },
    ]);
    expect(signsOf(comparison?.nodes, "HV03")).toEqual([
      "backups: too-early",
      "imports: too-early",
      "connection-point: unknown",
      "hyper-v-storage-provider-failed: resolved",
      "snapshot-lun-presented-twice: resolved",
    ]);
  }, 60_000);

  it("takes a node for no sound one under which a single 12660 was written since, though all backups pass", async () => {
    const bad = clusterPlan({ badNodes: [{ name: "HV05", cause: "upgraded" }] });
    const report = await saved([writeExports(join(folder, "hv05"), missingScp({ plan: bad }))], "hv05.json");
    // The healthy cluster has one 12660 on its fifth node.
    const later = writeExports(join(folder, "once"), healthy({ plan: laterPlan({}) }));
    const { comparison } = await compared([later], report);
    expect(lines(comparison?.nodes)).toEqual(["HV05 bad -> clear: persisting"]);
    expect(signsOf(comparison?.nodes, "HV05")).toEqual([
      "backups: resolved",
      "imports: resolved",
      "connection-point: resolved",
      "hyper-v-storage-provider-failed: persisting",
      "snapshot-lun-presented-twice: resolved",
    ]);
  }, 60_000);

  it("calls nothing gone of which no log and no directory tells", async () => {
    const later = writeExports(join(folder, "lists"), healthy({ plan: laterPlan({}) }));
    const { comparison } = await compared([join(later, "backup"), join(later, "cluster")], before);
    expect(lines(comparison?.nodes)).toEqual([
      "HV03 bad -> unknown: unknown",
      "HV06 bad -> unknown: unknown",
      "HV08 bad -> unknown: unknown",
    ]);
    expect(signsOf(comparison?.nodes, "HV03")).toEqual([
      "backups: resolved",
      "imports: unknown",
      "connection-point: unknown",
      "hyper-v-storage-provider-failed: unknown",
      "snapshot-lun-presented-twice: unknown",
    ]);
  }, 60_000);

  it("calls no 12660 gone by a log of VMMS that was exported before the earlier report, beside a fresh one of System", async () => {
    const later = writeExports(join(folder, "stale"), healthy({ plan: laterPlan({}) }));
    const vmms = join("HV03", "Microsoft-Windows-Hyper-V-VMMS-Admin.evtx");
    cpSync(join(MISSING_SCP, vmms), join(later, vmms));
    const { comparison } = await compared([later], before);
    expect(lines(comparison?.nodes)).toEqual([
      "HV03 bad -> unknown: unknown",
      "HV06 bad -> clear: resolved",
      "HV08 bad -> clear: resolved",
    ]);
    expect(signsOf(comparison?.nodes, "HV03")).toContain("hyper-v-storage-provider-failed: unknown");
  }, 60_000);

  it("calls nothing new that an earlier report without a directory did not look for", async () => {
    const parts = ["HV03", "HV06", "HV08", "PROXY01", "backup", "cluster"];
    const report = await saved(
      parts.map((name) => join(MISSING_SCP, name)),
      "no-directory.json",
    );
    const { comparison } = await compared([MISSING_SCP], report);
    expect(signsOf(comparison?.nodes, "HV03")).toContain("connection-point: not-known-then");
    expect(comparison?.findings.filter(({ check }) => check === "scp-missing").map(({ outcome }) => outcome)).toEqual([
      "not-known-then",
      "not-known-then",
      "not-known-then",
    ]);
    expect(comparison?.findings.filter(({ outcome }) => outcome === "new")).toEqual([]);
  }, 60_000);

  it("compares only what came behind --since, where the repair was later than the report", async () => {
    const later = writeExports(join(folder, "since"), healthy({ plan: laterPlan({}) }));
    const { comparison } = await compared([later], before, "--since", "2026-10-05T00:00:00Z");
    expect(comparison?.since.from).toBe("2026-10-05T00:00:00.0000000Z");
  }, 60_000);

  it("compares nothing with a report of other hosts", async () => {
    const plan = clusterPlan({ nodes: ["NODE1", "NODE2"], proxy: "BACKUP7", badNodes: [] });
    const report = await saved([writeExports(join(folder, "others"), healthy({ plan }))], "others.json");
    const { comparison, verdict } = await compared([MISSING_SCP], report);
    expect(comparison).toMatchObject({ matches: false, nodes: [], findings: [] });
    expect(verdict.sentence).toContain("earlier report names none of these hosts, so that nothing is compared");
  }, 60_000);

  it("says that nothing is later than the earlier report, where the same exports are given again", async () => {
    const { stdout } = await badnode(["diagnose", MISSING_SCP, "--baseline", before], { now: NOW });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "nothing that was given is later than what it was made from (2026-09-27 23:59:00Z)",
    );
  }, 60_000);

  it("analyses the rest where the earlier report cannot be used, and says so in one line", async () => {
    const report = join(folder, "redacted.json");
    writeFileSync(
      report,
      JSON.stringify({ schemaVersion: 1, tool: { name: "badnode", version: "1" }, redacted: true }),
    );
    const healthySample = join(MISSING_SCP, "..", "healthy");
    const { exitCode, comparison, sources, verdict } = await compared([healthySample], report);
    expect(exitCode).toBe(3);
    expect(comparison).toBeNull();
    expect(sources.filter(({ kind }) => kind === "baseline")).toMatchObject([
      { status: "unreadable", warnings: [expect.stringContaining("is redacted: its names stand for others")] },
    ]);
    expect(verdict.sentence).toMatch(/^Nothing is compared, as the earlier report cannot be used; /);
  }, 60_000);

  it("reads nothing where nothing but the earlier report could be read", async () => {
    const { exitCode } = await badnode(["diagnose", join(folder, "not-there"), "--baseline", before], { now: NOW });
    expect(exitCode).toBe(2);
  });

  it("does not overwrite the earlier report", async () => {
    const { exitCode, stderr } = await badnode(["diagnose", MISSING_SCP, "--baseline", before, "-o", before]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("would be overwritten");
  });

  it("shows the comparison in a ticket too", async () => {
    const later = writeExports(join(folder, "ticket"), healthy({ plan: laterPlan({}) }));
    const { stdout } = await badnode(["diagnose", later, "--baseline", before, "--format", "markdown"], { now: NOW });
    expect(stdout).toContain("## Since the earlier report\n");
    expect(stdout).toMatch(/^- Resolved: HV03, bad then, clear since: 0 of \d+ backups failed/m);
  }, 60_000);

  it("needs a file's name", async () => {
    const { exitCode, stderr } = await badnode(["diagnose", MISSING_SCP, "--baseline", " "]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("--baseline is empty.");
  });
});
