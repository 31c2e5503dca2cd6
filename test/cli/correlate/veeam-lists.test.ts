import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { badnode } from "../test-context.ts";

const NIGHTS = ["08", "09", "10", "11", "12", "13", "14", "15"].map((day) => `2026-09-${day}`);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-veeam-"));
  write("ownership.csv", "time,volume,node", ["2026-09-01T00:00:00Z,Disk 1,HV01"]);
  write("placement.csv", "vm,volume", ["app,Disk 1"]);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, header: string, rows: readonly string[]): void {
  writeFileSync(join(folder, name), `${[header, ...rows].join("\n")}\n`);
}

/** What Get-VBRBackupSession shows: a run of the job for each night. */
function writeJobs(result: string): void {
  const rows = NIGHTS.map((night) => `Nightly,${night}T21:00:00Z,${night}T21:30:00Z,${result}`);
  write("jobs.csv", "JobName,CreationTime,EndTime,Result", rows);
}

/** What Get-VBRTaskSession shows: the machine in each of them. */
function writeTasks(): void {
  const rows = NIGHTS.map((night) => `app,Nightly,Success,${night}T21:00:05Z,${night}T21:29:59Z`);
  write("tasks.csv", "Name,JobName,Status,StartTimeUtc,StopTimeUtc", rows);
}

/** The exit code, what is said of how far the report reaches, and its last sentence. */
async function correlated(): Promise<{
  readonly exitCode: number;
  readonly left: readonly string[];
  readonly verdict: string;
}> {
  const { exitCode, stdout } = await badnode(["correlate", folder], { columns: 200, now: "2026-10-12T06:00:00Z" });
  const lines = stdout.replaceAll(folder, "").replaceAll(sep, "/").trimEnd().split("\n");
  const left = lines.filter((line) => /^(?:Jobs|Left out)/.test(line)).map((line) => line.replace(/ +/g, " "));
  return { exitCode, left, verdict: lines.at(-1) ?? "" };
}

describe("Veeam's lists of jobs and of tasks", () => {
  test("given together leave nothing open: every run is told by its tasks", async () => {
    writeJobs("Success");
    writeTasks();
    expect(await correlated()).toEqual({
      exitCode: 0,
      left: [
        "Jobs 8 runs of jobs are told by tasks, which are counted instead; first /jobs.csv, line 2, 2026-09-08 21:00:00Z",
      ],
      verdict: "Verdict: no backup failed: 8 of 8 passed; 1 node is clear",
    });
  });

  test("disagree where jobs failed of which all tasks passed: those failures are laid to nobody", async () => {
    writeJobs("Failed");
    writeTasks();
    expect(await correlated()).toEqual({
      exitCode: 3,
      left: [
        "Left out 8 attempts, all of which failed: the job failed, and all tasks of it that are given passed; first /jobs.csv, line 2, 2026-09-08 21:00:00Z",
      ],
      verdict:
        "Verdict: all 8 backups under one known owner passed, and 8 failed that can be laid to no owner; 1 node is clear; the evidence is incomplete",
    });
  });

  test("without that of tasks tell of no volume", async () => {
    writeJobs("Success");
    expect(await correlated()).toMatchObject({
      exitCode: 3,
      verdict:
        "Verdict: none of 8 backup attempts could be laid to one known owner; no node is judged; the evidence is incomplete",
    });
  });
});
