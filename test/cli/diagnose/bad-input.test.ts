import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const SAMPLE = fileURLToPath(new URL("../../../samples/bad-volume", import.meta.url));
const NOW = "2026-10-12T06:00:00Z";

interface Diagnosed {
  readonly nodes: readonly { readonly node: string; readonly verdict: string }[];
  readonly volumes: readonly { readonly volume: string; readonly verdict: string; readonly trials: object }[];
  readonly sources: readonly { readonly kind: string; readonly path: string; readonly status: string }[];
  readonly correlation: { readonly otherFiles: number; readonly trials: { readonly total: number } };
  readonly verdict: { readonly sentence: string };
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-bad-input-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The sample, and these files beside it. */
function sampleWith(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = join(folder, name);
  cpSync(SAMPLE, root, { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return root;
}

async function diagnosed(
  ...args: readonly string[]
): Promise<{ readonly exitCode: number; readonly report: Diagnosed }> {
  const { exitCode, stdout } = await badnode(["diagnose", ...args, "--format", "json"], { now: NOW });
  const report = JSON.parse(stdout) as Diagnosed;
  return { exitCode, report };
}

function badVolumes({ volumes }: Diagnosed): readonly unknown[] {
  return volumes.filter(({ verdict }) => verdict === "bad").map(({ volume, trials }) => [volume, trials]);
}

const ALONE = [["Cluster Disk 4", { failed: 12, total: 12 }]];

describe("rubbish in the folder", () => {
  it("is told in one line each or counted, and the rest is analysed", async () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 167 + 13) % 256);
    const root = sampleWith("rubbish", {
      "photo.png": Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"),
      "report.docx": Buffer.from("PK\x03\x04\x14\0\0\0", "latin1"),
      "tool.exe": Buffer.from("MZ\x90\0\x03", "latin1"),
      "package.json": '{"name":"other","version":"1.0.0"}',
      "numbers.json": '[{"a":1},{"a":2}]',
      "notes.txt": "call the vendor",
      "noise.csv": noise,
      "noise.evtx": noise,
      "empty.csv": "",
      "empty.evtx": "",
    });
    const { exitCode, report } = await diagnosed(root);
    expect(exitCode).toBe(1);
    expect(badVolumes(report)).toEqual(ALONE);
    const unread = report.sources.filter(({ status }) => status === "unreadable").map(({ path }) => path);
    expect(unread).toEqual(["empty.evtx", "noise.evtx", "empty.csv"].map((name) => join(root, name)));
    const { stdout } = await badnode(["diagnose", root], { now: NOW });
    expect(stdout).toMatch(/\d+ other files are no exports/);
    expect(stdout.match(/^Unread /gm)).toHaveLength(3);
  });

  it.each([
    ["damaged", Buffer.from("PK\x03\x04 and no more", "latin1")],
    ["empty", Buffer.alloc(0)],
  ])("such as a ZIP that is %s keeps nothing else from being analysed", async (name, content) => {
    const root = sampleWith(`zip-${name}`, { "bundle.zip": content });
    const { exitCode, report } = await diagnosed(root);
    expect(exitCode).toBe(1);
    expect(badVolumes(report)).toEqual(ALONE);
    expect(report.sources.filter(({ path }) => path.endsWith("bundle.zip")).map(({ status }) => status)).toEqual([
      "unreadable",
    ]);
  });
});

describe("nothing that can be read", () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["a folder with nothing", {}, "holds neither event logs nor exports"],
    ["a folder with a broken ZIP only", { "bundle.zip": "PK\u0003\u0004broken" }, "bundle.zip is damaged"],
    ["a folder with pictures only", { "photo.png": "\u0089PNG" }, "holds neither event logs nor exports"],
  ])("in %s makes exit code 2 and one line that says why", async (name, files, why) => {
    const root = join(folder, name);
    mkdirSync(root);
    for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
    const { exitCode, stdout, stderr } = await badnode(["diagnose", root], { now: NOW });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(why);
  });
});

describe("what is there in part", () => {
  it("such as hosts without logs leaves these unknown, and the volume bad", async () => {
    const root = sampleWith("no-logs", {});
    for (const name of readdirSync(root)) if (/^LN0/.test(name)) rmSync(join(root, name), { recursive: true });
    const { report } = await diagnosed(root);
    expect(badVolumes(report)).toHaveLength(1);
    expect(report.nodes.filter(({ verdict }) => verdict === "clear")).toEqual([]);
  });

  it("such as logs without any export judges no node, and says so", async () => {
    const root = sampleWith("logs-only", {});
    for (const name of ["backup", "cluster", "directory"]) rmSync(join(root, name), { recursive: true });
    const { exitCode, report } = await diagnosed(root);
    expect(report.nodes.filter(({ verdict }) => verdict !== "unknown")).toEqual([]);
    expect(exitCode).not.toBe(0);
    expect(report.verdict.sentence).toMatch(/no node is (?:judged|cleared)/);
  });
});

describe("one file given twice", () => {
  it("by two paths counts once", async () => {
    const root = sampleWith("twice", {});
    const once = await diagnosed(root);
    const twice = await diagnosed(root, join(root, "backup", "..", "backup", "sessions.csv"), join(root, "LN01"));
    expect(twice.report.correlation.trials).toEqual(once.report.correlation.trials);
    expect(badVolumes(twice.report)).toEqual(ALONE);
    expect(twice.report.sources).toHaveLength(once.report.sources.length);
  });

  it("as a copy of another name tells the same backups again, which count once", async () => {
    const root = sampleWith("copied", {});
    cpSync(join(root, "backup", "sessions.csv"), join(root, "sessions-copy.csv"));
    const { report } = await diagnosed(root);
    expect(badVolumes(report)).toEqual(ALONE);
  });

  it("by --ownership, and found in the folder, is read once", async () => {
    const root = sampleWith("ownership", {});
    const { report } = await diagnosed(root, "--ownership", join(root, "cluster", "ownership.csv"));
    expect(report.sources.filter(({ path }) => path.endsWith("ownership.csv"))).toHaveLength(1);
    expect(badVolumes(report)).toEqual(ALONE);
  });
});
