import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { readBaselineReport } from "../../../src/sources/baseline-report/index.ts";

const REPORT = {
  schemaVersion: 1,
  tool: { name: "badnode", version: "0.1.0" },
  generatedAt: "2026-09-28T06:00:00.0000000Z",
  window: { from: "2026-08-31T00:00:00.0000000Z", to: "2026-09-27T23:59:00.0000000Z" },
  directory: { hosts: [{ node: "HV06", connectionPoint: { state: "missing" } }] },
  nodes: [
    { node: "HV06", verdict: "bad", aliases: [{ name: "HVNEW06" }] },
    { node: "HV01", verdict: "clear", aliases: [] },
  ],
  proxies: [{ proxy: "PROXY01", verdict: "unknown", aliases: [] }],
  checks: [
    { id: "scp-missing", status: "fail", findings: [{ node: "HV06", severity: "critical" }] },
    {
      id: "snapshot-import-failed",
      status: "fail",
      findings: [
        { proxy: "PROXY01", severity: "critical" },
        { proxy: "PROXY01", severity: "critical" },
      ],
    },
    { id: "volume-fails-backups", status: "inconclusive", findings: [{ volume: "CSV1", severity: "info" }] },
  ],
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-report-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(content: string | Uint8Array): string {
  const path = join(folder, "report.json");
  writeFileSync(path, content);
  return path;
}

async function problemOf(report: unknown) {
  const { report: read, problem } = await readBaselineReport(write(JSON.stringify(report)));
  expect(read).toBeNull();
  return { code: problem?.code, happened: problem?.happened.replace(join(folder, "report.json"), "PATH") };
}

describe("an earlier report", () => {
  it("tells who was bad, what each check found, each subject once, and where its evidence ends", async () => {
    const { report, problem } = await readBaselineReport(write(JSON.stringify(REPORT)));
    expect(problem).toBeNull();
    expect(report).toEqual({
      version: "0.1.0",
      generatedAt: isoToFiletime("2026-09-28T06:00Z"),
      until: isoToFiletime("2026-09-27T23:59Z"),
      nodes: [
        { name: "HV06", verdict: "bad", formerNames: ["HVNEW06"] },
        { name: "HV01", verdict: "clear", formerNames: [] },
      ],
      proxies: [{ name: "PROXY01", verdict: "unknown", formerNames: [] }],
      checks: new Map([
        ["scp-missing", "fail"],
        ["snapshot-import-failed", "fail"],
        ["volume-fails-backups", "inconclusive"],
      ]),
      findings: [
        { check: "scp-missing", subject: { kind: "node", name: "HV06" } },
        { check: "snapshot-import-failed", subject: { kind: "proxy", name: "PROXY01" } },
      ],
      connectionPoints: new Map([["HV06", "missing"]]),
    });
  });

  it.each([
    ["was asked for beyond its own time", "2027-01-01T00:00:00Z"],
    ["is not known", null],
  ])("ends when it was made where its window %s", async (_, to) => {
    const { report } = await readBaselineReport(write(JSON.stringify({ ...REPORT, window: { from: null, to } })));
    expect(report?.until).toBe(isoToFiletime("2026-09-28T06:00Z"));
  });

  it.each(["utf16le", "utf8"] as const)(
    "is read with a mark of its encoding, as PowerShell writes it: %s",
    async (encoding) => {
      const { report } = await readBaselineReport(write(Buffer.from(`\uFEFF${JSON.stringify(REPORT)}`, encoding)));
      expect(report?.nodes.map(({ name }) => name)).toEqual(["HV06", "HV01"]);
    },
  );

  it("without a directory has no connection points", async () => {
    const { report } = await readBaselineReport(write(JSON.stringify({ ...REPORT, directory: null })));
    expect(report?.connectionPoints).toEqual(new Map());
  });
});

describe("what cannot be compared with is told with what to do", () => {
  it("a file that is not there, a folder, and an empty file", async () => {
    mkdirSync(join(folder, "sub"));
    const read = await Promise.all([join(folder, "none.json"), join(folder, "sub"), write("")].map(readBaselineReport));
    expect(read.map(({ problem }) => problem?.code)).toEqual(["path-not-found", "not-a-file", "empty-file"]);
  });

  it("a file that is larger than any report", async () => {
    const path = write("{}");
    truncateSync(path, 32 * 1024 * 1024 + 1);
    const { problem } = await readBaselineReport(path);
    expect(problem).toMatchObject({
      code: "report-too-large",
      happened: `${path} is larger than 32 MiB, up to which an earlier report is read.`,
    });
  });

  it.each([
    ["a report for people", "badnode 0.1.0, 2026-09-28 06:00:00Z\nWindow ..."],
    ["one that is cut off", JSON.stringify(REPORT).slice(0, 300)],
    ["bytes", Uint8Array.of(0xff, 0xff, 0x00, 0x80)],
    ["brackets without end", "[".repeat(1_000_000)],
  ])("%s is no JSON", async (_, content) => {
    const { problem } = await readBaselineReport(write(content));
    expect(problem?.code).toBe("not-json");
    expect(problem?.nextStep).toBe(
      "Give --baseline what this wrote: badnode diagnose FOLDER --format json -o REPORT.json",
    );
  });

  it.each([[null], [[]], ["text"], [7], [{}], [{ tool: { name: "other" } }]])("%j is no report", async (json) => {
    expect(await problemOf(json)).toEqual({ code: "not-a-report", happened: "PATH is JSON and no report of badnode." });
  });

  it.each([
    [2, "PATH has schema version 2, and this badnode compares with 1."],
    [0, "PATH has schema version 0, and this badnode compares with 1."],
    ["1", "PATH names no schema version: it cannot be compared with."],
    [undefined, "PATH names no schema version: it cannot be compared with."],
  ])("schema version %j", async (schemaVersion, happened) => {
    expect(await problemOf({ ...REPORT, schemaVersion })).toEqual({ code: "report-version", happened });
  });

  it("a redacted report, whose names are other names", async () => {
    expect(await problemOf({ ...REPORT, redacted: true })).toEqual({
      code: "report-redacted",
      happened: "PATH is redacted: its names stand for others, and cannot be compared with.",
    });
  });

  it.each([
    ["generatedAt", { generatedAt: "yesterday" }],
    ["window", { window: [] }],
    ["window.to", { window: { from: null, to: 5 } }],
    ["nodes", { nodes: {} }],
    ["nodes", { nodes: [null] }],
    ["nodes", { nodes: Array.from({ length: 100_001 }, () => 0) }],
    ["nodes.node", { nodes: [{ node: "", verdict: "bad", aliases: [] }] }],
    ["nodes.node", { nodes: [{ node: "x".repeat(2_049), verdict: "bad", aliases: [] }] }],
    ["nodes.verdict", { nodes: [{ node: "HV06", verdict: "good", aliases: [] }] }],
    ["nodes.aliases", { nodes: [{ node: "HV06", verdict: "bad" }] }],
    ["proxies", { proxies: undefined }],
    ["checks.id", { checks: [{ id: "<script>", findings: [] }] }],
    ["checks.status", { checks: [{ id: "scp-missing", findings: [] }] }],
    ["checks.status", { checks: [{ id: "scp-missing", status: "good", findings: [] }] }],
    ["checks.suppressed", { checks: [{ id: "scp-missing", status: "fail", findings: [], suppressed: [1] }] }],
    ["checks.findings", { checks: [{ id: "scp-missing", status: "fail", findings: [{ severity: "critical" }] }] }],
    [
      "checks.findings.severity",
      { checks: [{ id: "scp-missing", status: "fail", findings: [{ node: "HV06", severity: 1 }] }] },
    ],
    ["directory.hosts", { directory: {} }],
    [
      "directory.hosts.connectionPoint.state",
      { directory: { hosts: [{ node: "HV06", connectionPoint: { state: "well" } }] } },
    ],
  ])("one whose %s is not as badnode writes it", async (field, changed) => {
    expect(await problemOf({ ...REPORT, ...changed })).toEqual({
      code: "report-unsound",
      happened: `PATH is a report of badnode whose "${field}" is not as badnode writes it: it is not compared with.`,
    });
  });
});
