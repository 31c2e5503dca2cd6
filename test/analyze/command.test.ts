import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHECKS } from "../../src/checks/index.ts";
import { run } from "../../src/cli/run.ts";
import { Interrupted } from "../../src/cli/terminal.ts";
import { NO_INPUT } from "../cli/test-context.ts";
import { plainLog } from "../sources/event-logs/written-logs.ts";

const SAMPLE = fileURLToPath(new URL("../../samples/missing-scp", import.meta.url));
const HEALTHY_HOST = join(SAMPLE, "HV01");

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function badnode(args: readonly string[], signal = new AbortController().signal): Promise<Outcome> {
  const out: string[] = [];
  let stderr = "";
  const taken = (part: Uint8Array | string): void => {
    out.push(typeof part === "string" ? part : new TextDecoder().decode(part));
  };
  const exitCode = await run(args, {
    stdout: {
      isTerminal: false,
      columns: 80,
      write: (part) => {
        taken(part);
        return Promise.resolve();
      },
      writeNow: taken,
    },
    stderr: { isTerminal: false, columns: 80, write: (text) => (stderr += text) },
    stdin: NO_INPUT,
    env: {},
    now: () => Date.UTC(2026, 8, 28, 6),
    signal,
    temporaryFolder: tmpdir(),
    currentFolder: "",
    version: "1.2.3",
  });
  return { exitCode, stdout: out.join(""), stderr };
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-analyze-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("badnode analyze", () => {
  test("findings: a table on stdout, nothing on stderr, exit code 1", async () => {
    const { exitCode, stdout, stderr } = await badnode(["analyze", SAMPLE]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toMatch(
      /\nVerdict: no node is proven bad; suspect: HV03, HV06 and HV08 \(VMMS 12660,\n {9}partmgr 58\/disk 158\); PROXY01 reports the failures \(VSS 12293\)\n$/,
    );
  });

  test("logs without any known event: said, and exit code 0", async () => {
    const quiet = { id: 8224, time: "2026-09-20T00:00:00Z" };
    writeFileSync(join(folder, "Application.evtx"), plainLog([quiet, { ...quiet, time: "2026-09-21T00:00:00Z" }]));
    const { exitCode, stdout } = await badnode(["analyze", folder]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("\nRead     1 log, 2 records read, none of the kinds looked for\n");
    expect(stdout).toMatch(/\nVerdict: no known failure found; no node is cleared, as no trials are known\n$/);
  });

  test("--format json: one object and nothing else, the same for files in another order", async () => {
    const files = ["HV03", "HV06", "PROXY01"].map((host) => join(SAMPLE, host));
    const forward = await badnode(["analyze", ...files, "--format", "json"]);
    const backward = await badnode(["analyze", ...files.reverse(), "--format=json"]);
    expect(JSON.parse(forward.stdout)).toMatchObject({ schemaVersion: 1, generatedAt: "2026-09-28T06:00:00.0000000Z" });
    expect(backward).toEqual(forward);
  });

  test.each([
    ["markdown", "# badnode report\n\n**Verdict:** no node is proven bad; suspect: HV03, HV06 and HV08 "],
    ["csv", "check,severity,status,finding,subjectKind,subject,"],
  ])("--format %s: the report on stdout, nothing on stderr, exit code 1", async (format, start) => {
    const files = ["HV03", "HV06", "HV08", "PROXY01"].map((host) => join(SAMPLE, host));
    const forward = await badnode(["analyze", ...files, "--format", format]);
    expect(forward).toMatchObject({ exitCode: 1, stderr: "" });
    expect(forward.stdout.slice(0, start.length)).toBe(start);
    expect(forward.stdout).not.toContain("\u001b");
    expect(await badnode(["analyze", ...files.reverse(), "--format", format])).toEqual(forward);
    const file = join(folder, "report");
    expect(await badnode(["analyze", ...files.reverse(), "-f", format, "-o", file])).toMatchObject({ stdout: "" });
    expect(readFileSync(file, "utf8")).toBe(forward.stdout);
  });

  test.each([
    ["never", 0],
    ["critical", 1],
  ])("--fail-on %s: exit code %i", async (failOn, expected) => {
    expect((await badnode(["analyze", SAMPLE, "--fail-on", failOn])).exitCode).toBe(expected);
  });

  test("a window without failures: exit code 0", async () => {
    const { exitCode, stdout } = await badnode([
      "analyze",
      HEALTHY_HOST,
      join(SAMPLE, "PROXY01"),
      "--since",
      "2026-09-08T00:00Z",
      "--until",
      "2026-09-08T06:00Z",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Window   2026-09-08 00:00:00Z to 06:00:00Z, as asked for\n");
    expect(stdout).toMatch(/\nPASS {5}Backup proxies import .*\n/);
  });

  test("a window that the logs do not cover: exit code 3", async () => {
    const { exitCode, stdout } = await badnode(["analyze", HEALTHY_HOST, "--since", "2026-08-01"]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("UNCLEAR  Hyper-V hosts can open their storage provider");
  });

  test("a log beside the others that cannot be read: the rest is analysed, exit code 3", async () => {
    const broken = join(folder, "broken.evtx");
    writeFileSync(broken, "this is no event log".repeat(500));
    const { exitCode, stdout, stderr } = await badnode(["analyze", HEALTHY_HOST, broken]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: "" });
    expect(stdout).toContain("4 logs");
    expect(stdout.replace(/\n */g, "")).toContain("broken.evtx");
    for (const format of ["json", "markdown", "csv"]) {
      const other = await badnode(["analyze", HEALTHY_HOST, broken, "-f", format]);
      expect(other.exitCode).toBe(3);
      expect(other.stderr).toContain(broken);
    }
  });

  test("nothing readable: one line on stderr, nothing on stdout, exit code 2", async () => {
    const missing = join(folder, "missing.evtx");
    const { exitCode, stdout, stderr } = await badnode(["analyze", missing]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr.split("\n")).toHaveLength(2);
    expect(stderr).toContain(missing);
  });

  test.each([
    [["analyze"], "analyze needs the path"],
    [["analyze", SAMPLE, "--since", "yesterday"], "--since cannot be read"],
    [["analyze", SAMPLE, "--since", "2026-09-09", "--until", "2026-09-08"], "lies after --until"],
    [["analyze", SAMPLE, "--fail-on", "warnin"], "Did you mean warning?"],
    [["analyze", SAMPLE, "--format", "markdwon"], "Did you mean markdown? It takes table, json, markdown, html, csv."],
    [["checks", "--format", "jsn"], "Did you mean json? It takes text, json."],
  ])("wrong usage %j: one line, exit code 2", async (args, said) => {
    const { exitCode, stdout, stderr } = await badnode(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(said);
  });

  test("--output writes the file and leaves stdout empty", async () => {
    const file = join(folder, "report.txt");
    const { exitCode, stdout } = await badnode(["analyze", SAMPLE, "--output", file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(readFileSync(file, "utf8")).toContain(
      "\nVerdict: no node is proven bad; suspect: HV03, HV06 and HV08 (VMMS 12660, partmgr",
    );
  });

  test("interrupted: exit code 130, no report and no file", async () => {
    const interruption = new AbortController();
    interruption.abort(new Interrupted());
    const file = join(folder, "report.txt");
    const { exitCode, stdout } = await badnode(["analyze", SAMPLE, "-o", file], interruption.signal);
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });
});

describe("badnode checks and explain", () => {
  test("checks lists every check with its severity", async () => {
    expect(await badnode(["checks"])).toEqual({
      exitCode: 0,
      stderr: "",
      stdout: `critical  snapshot-import-failed
          Backup proxies import the snapshots they are given.
warning   snapshot-lun-not-arrived
          The LUNs of snapshots arrive on the backup proxies.
warning   hyper-v-storage-provider-failed
          Hyper-V hosts can open their storage provider.
warning   snapshot-lun-presented-twice
          Hyper-V hosts are shown no copy of a disk that they have.
warning   spn-registration-failed
          Hyper-V hosts can write their names to their computer accounts.
warning   cluster-shared-volume-access-lost
          Nodes keep their access to the Cluster Shared Volumes.
warning   resource-host-crashes
          The cluster's resource hosts run without crashing.
info      host-renamed
          Hosts kept their names.
info      host-upgraded-in-place
          Hosts run the Windows that they were installed with.
critical  scp-missing
          Every Hyper-V host has its service connection point.
critical  scp-deleted
          No Hyper-V host lost its service connection point by deletion.
critical  scp-stale-name
          Service connection points name the host that they belong to.
critical  scp-hand-made
          Service connection points were made by their hosts.
warning   scp-attributes-missing
          Service connection points have the attributes that their peers have.
warning   scp-conflict-duplicate
          No connection point or host account was made twice at the same time.
warning   scp-orphan
          Every connection point of Hyper-V stands below a computer account.
warning   connection-points-readable
          The connection points of all Hyper-V hosts could be seen.
critical  host-spns
          Hyper-V hosts have their service principal names.
critical  account-names-disagree
          The names of each host's account agree.
warning   domain-controllers-disagree
          Domain controllers show the same of every Hyper-V host.
info      account-renamed
          The accounts of Hyper-V hosts kept their names.
info      account-re-created
          The accounts of Hyper-V hosts are as old as those of their peers.
info      account-system-changed
          Hyper-V hosts run the Windows that their accounts began with.
info      host-inactive
          The accounts of Hyper-V hosts are in use.
critical  owner-fails-backups
          No owner of a volume explains failed backups.
critical  volume-fails-backups
          No volume by itself explains failed backups.
critical  proxy-fails-backups
          No proxy by itself explains failed backups.
critical  backups-fail-from-one-moment
          Backups do not begin to fail everywhere at one moment.
warning   backups-fail-by-other-cause
          No job, machine, host of machines or hour explains failures better
          than an owner does.

badnode explain ID says more.
`,
    });
  });

  test("explain says why, from when on, where and what to do", async () => {
    const { exitCode, stdout } = await badnode(["explain", "hyper-v-storage-provider-failed"]);
    expect(exitCode).toBe(0);
    for (const part of [
      "Why\n",
      "Threshold\n",
      "Looks in\n",
      "When it fails\n",
      "docs/checks/hyper-v-storage-provider-failed.md",
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test("explain says of a check of a directory that it looks there", async () => {
    const { stdout } = await badnode(["explain", "scp-missing"]);
    expect(stdout).toContain("Looks in\n  Active Directory, asked or exported (badnode scp)\n");
  });

  test("--format json gives other programs the list, and one check as the same object", async () => {
    const list = await badnode(["checks", "--format", "json"]);
    const one = await badnode(["explain", "hyper-v-storage-provider-failed", "--format", "json"]);
    expect([list.exitCode, list.stderr, one.exitCode, one.stderr]).toEqual([0, "", 0, ""]);
    const check: unknown = JSON.parse(one.stdout);
    expect(check).toMatchObject({ id: "hyper-v-storage-provider-failed", severity: "warning" });
    const all: unknown = JSON.parse(list.stdout);
    expect(all).toMatchObject({ checks: expect.arrayContaining([check]) as unknown });
    expect(all).toMatchObject({ checks: CHECKS.map(({ meta }) => ({ id: meta.id })) });
  });

  test("explain suggests the nearest id", async () => {
    const { exitCode, stderr } = await badnode(["explain", "snapshot-import-fail"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Did you mean badnode explain snapshot-import-failed?");
  });
});
