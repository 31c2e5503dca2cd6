import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badnode } from "../test-context.ts";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));

interface Diagnosed {
  readonly nodes: readonly { readonly node: string; readonly verdict: string }[];
  readonly diagnosis: {
    readonly missingProof: readonly { readonly node: string; readonly code: string; readonly channel: string | null }[];
    readonly wanted: readonly {
      readonly code: string;
      readonly names: readonly string[];
      readonly command: string | null;
    }[];
  };
  readonly verdict: { readonly badNodes: readonly string[]; readonly sentence: string };
}

async function diagnosed(folder: string): Promise<{ readonly exitCode: number; readonly report: Diagnosed }> {
  const { exitCode, stdout } = await badnode(["diagnose", folder, "--format", "json"], { now: "2026-10-12T06:00:00Z" });
  const report = JSON.parse(stdout) as Diagnosed;
  return { exitCode, report };
}

const CHUNK = 0x10000;

/** Makes zeros of the last chunk that holds records. */
function tearOffEnd(folder: string, name: string): void {
  const path = join(folder, readdirSync(folder).find((file) => file.includes(name)) ?? "");
  const bytes = readFileSync(path);
  bytes.fill(0, bytes.lastIndexOf("ElfChnk\0"), bytes.length);
  expect(bytes.length % CHUNK).toBe(0x1000);
  writeFileSync(path, bytes);
}

describe("badnode diagnose", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-diagnose-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("names the bad nodes of a folder with everything, and misses no proof", async () => {
    const { exitCode, report } = await diagnosed(join(SAMPLES, "missing-scp"));
    expect(exitCode).toBe(1);
    expect(report.verdict.badNodes).toEqual(["HV03", "HV06", "HV08"]);
    expect(report.nodes.filter(({ verdict }) => verdict === "clear").map(({ node }) => node)).toEqual([
      ...["HV01", "HV02", "HV04", "HV05", "HV07", "HV09"],
    ]);
    // HV08's log of VMMS begins with its upgrade, before the first backup.
    expect(report.diagnosis.missingProof).toEqual([]);
    expect(report.diagnosis.wanted).toEqual([]);
  });

  it("finds nothing in a healthy cluster", async () => {
    const { exitCode, report } = await diagnosed(join(SAMPLES, "healthy"));
    expect(exitCode).toBe(0);
    expect(new Set(report.nodes.map(({ verdict }) => verdict))).toEqual(new Set(["clear"]));
  });

  it("turns a good node whose logs are missing to unknown, and leaves a bad one bad with the missing proof named", async () => {
    const without = join(folder, "without");
    cpSync(join(SAMPLES, "missing-scp"), without, { recursive: true });
    for (const node of ["HV03", "HV05"]) rmSync(join(without, node), { recursive: true });
    const { exitCode, report } = await diagnosed(without);
    expect(exitCode).toBe(1);
    expect(report.verdict.badNodes).toEqual(["HV03", "HV06", "HV08"]);
    expect(report.nodes.filter(({ verdict }) => verdict === "unknown").map(({ node }) => node)).toEqual(["HV05"]);
    expect(report.diagnosis.missingProof).toEqual([
      { node: "HV03", code: "no-logs", channel: null },
      { node: "HV05", code: "no-logs", channel: null },
    ]);
    expect(report.verdict.sentence).toContain("proof is missing of HV03: no log was given");
    expect(report.verdict.sentence).toContain("HV05 passes and is not cleared: no log was given");
    expect(report.diagnosis.wanted.map(({ code, names, command }) => [code, names, command])).toEqual([
      [
        "node-logs",
        ["HV03", "HV05"],
        "wevtutil epl Microsoft-Windows-Hyper-V-VMMS-Admin HV03-Microsoft-Windows-Hyper-V-VMMS-Admin.evtx",
      ],
      ["node-logs", ["HV03", "HV05"], "wevtutil epl System HV03-System.evtx"],
    ]);
  });

  it("clears no node whose log lost its last days to damage, though its other logs go on", async () => {
    const torn = join(folder, "torn");
    cpSync(join(SAMPLES, "missing-scp"), torn, { recursive: true });
    tearOffEnd(join(torn, "HV01"), "VMMS-Admin");
    const { report } = await diagnosed(torn);
    expect(report.nodes.filter(({ verdict }) => verdict === "unknown").map(({ node }) => node)).toEqual(["HV01"]);
    expect(report.diagnosis.missingProof).toEqual([
      { node: "HV01", code: "channel-short", channel: "Microsoft-Windows-Hyper-V-VMMS-Admin" },
    ]);
    expect(report.diagnosis.wanted.map(({ code, names }) => [code, names])).toEqual([["node-logs", ["HV01"]]]);
  });

  it("calls them bad without a directory too, and asks for one", async () => {
    const without = join(folder, "no-directory");
    cpSync(join(SAMPLES, "missing-scp"), without, { recursive: true });
    rmSync(join(without, "directory"), { recursive: true });
    const { report } = await diagnosed(without);
    expect(report.verdict.badNodes).toEqual(["HV03", "HV06", "HV08"]);
    expect(report.diagnosis.wanted.map(({ code }) => code)).toEqual(["directory"]);
  });

  it("needs a path", async () => {
    const { exitCode, stderr } = await badnode(["diagnose"], { now: "2026-10-12T06:00:00Z" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("diagnose needs the folder with what was exported");
  });
});
