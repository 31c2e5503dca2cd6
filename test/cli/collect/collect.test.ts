import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COLLECTOR_DEFAULTS, collectorScript } from "../../../src/collector/index.ts";
import { badnode } from "../test-context.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode collect "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DEFAULTS = { version: "1.2.3", ...COLLECTOR_DEFAULTS };

describe("badnode collect", () => {
  it("prints the script and nothing else", async () => {
    expect(await badnode(["collect"])).toEqual({ exitCode: 0, stdout: collectorScript(DEFAULTS), stderr: "" });
  });

  it("makes defaults of what it is told", async () => {
    const { stdout } = await badnode([
      ...["collect", "--days", "30", "--cluster", "CLUSTER1", "--cluster", "CLUSTER2", "--nodes", "HV01, HV06"],
      ...["--proxies", "PROXY01;PROXY02", "--folder", "C:\\Exports", "--zip"],
    ]);
    expect(stdout).toBe(
      collectorScript({
        version: "1.2.3",
        days: 30,
        clusters: ["CLUSTER1", "CLUSTER2"],
        nodes: ["HV01", "HV06"],
        proxies: ["PROXY01", "PROXY02"],
        folder: "C:\\Exports",
        zip: true,
      }),
    );
  });

  it("writes a file as Windows PowerShell takes it: with a byte order mark and its ends of lines", async () => {
    const path = join(folder, "collect.ps1");
    const outcome = await badnode(["collect", "--cluster", "KÖLN", "--output", path]);
    expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    const script = collectorScript({ ...DEFAULTS, clusters: ["KÖLN"] });
    expect(readFileSync(path, "utf8")).toBe(`\ufeff${script.replaceAll("\n", "\r\n")}`);
    expect(readdirSync(folder)).toEqual(["collect.ps1"]);
  });

  it("has help that fits 80 columns and says that the script was never run", async () => {
    const { stdout } = await badnode(["collect", "--help"]);
    expect(stdout).toMatch(/^Print a PowerShell script .*\n\nExamples:\n {2}badnode collect /);
    expect(stdout.replace(/\s+/g, " ")).toContain("has never been run on Windows");
    const options = stdout.slice(stdout.indexOf("Options:"));
    expect(options.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([
    [["C:\\Logs"], "collect takes no path."],
    [["--days", "0"], '--days takes a whole number from 1 to 3650, and "0" is none.'],
    [["--days", "1e2"], "--days takes a whole number"],
    [["--days", "3651"], "--days takes a whole number"],
    [["--nodes", "HV01,,HV02"], "--nodes has an empty name."],
    [["--nodes", "HV*"], '--nodes cannot take "HV*" for a name.'],
    [["--cluster=-Force"], '--cluster cannot take "-Force" for a name.'],
    [["--proxies", "PROXY01\nStop-Computer"], "--proxies cannot take"],
    [["--folder", ""], '--folder cannot be "".'],
    [["--folder", 'C:\\a" -Zip "'], "--folder cannot be"],
    [["--folder", "C:\\a\u2028b"], "--folder cannot be"],
    [["--output", join(tmpdir(), "badnode no such folder", "collect.ps1")], "badnode no such folder"],
  ])("refuses %j in one line", async (args, expected) => {
    const { exitCode, stdout, stderr } = await badnode(["collect", ...args]);
    expect({ exitCode, stdout, lines: stderr.split("\n").length }).toEqual({ exitCode: 2, stdout: "", lines: 2 });
    expect(stderr).toContain(expected);
  });

  it("lets no quotation mark of a name end the constant that it stands in", async () => {
    for (const quote of ["'", "\u2018", "\u2019", "\u201a", "\u201b"]) {
      const { stdout } = await badnode(["collect", "--cluster", `x${quote}) | Stop-Computer -WhatIf:(${quote}`]);
      expect(stdout).toContain(`$Cluster = @('x${quote}${quote}) | Stop-Computer -WhatIf:(${quote}${quote}'),`);
    }
  });
});
