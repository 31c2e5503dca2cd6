import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { backupJobs } from "../../samples/generate/missing-scp/backups.ts";
import { expectedJson, missingScpLogs } from "../../samples/generate/missing-scp/index.ts";
import { sampleLogBytes } from "../../samples/generate/sample-log.ts";
import { SeededRandom } from "../../samples/generate/seeded-random.ts";

const folder = fileURLToPath(new URL("../../samples/missing-scp/", import.meta.url));
const logs = missingScpLogs();

describe("the sample missing-scp", () => {
  it.each(logs.map((log) => [log.path, log] as const))(
    "%s is what the generator writes, byte for byte",
    (path, log) => {
      expect(Buffer.compare(readFileSync(`${folder}${path}`), sampleLogBytes(log))).toBe(0);
    },
  );

  it("holds no other logs", () => {
    const present = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".evtx"));
    expect(present.toSorted()).toEqual(logs.map(({ path }) => path).toSorted());
  });

  it("says in expected.json what a reader should find", () => {
    expect(readFileSync(`${folder}expected.json`, "utf8")).toBe(expectedJson(logs));
  });

  it("stays below six million bytes", () => {
    expect(logs.reduce((sum, log) => sum + sampleLogBytes(log).length, 0)).toBeLessThan(6_000_000);
  });

  it("has every log in time order", () => {
    for (const { events } of logs) {
      const times = events.map(({ time }) => time);
      expect(times.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))).toEqual(times);
    }
  });

  it("logs 12660 on the three bad hosts only, in working hours", () => {
    const seen = logs.flatMap(({ events }) => events).filter(({ eventId }) => eventId === 12660);
    expect([...new Set(seen.map(({ computer }) => computer))].toSorted()).toEqual([
      "HV03.corp.example",
      "HV06.corp.example",
      "HV08.corp.example",
    ]);
    // FILETIME ticks since midnight UTC: FILETIME's epoch is a midnight, too.
    const hours = seen.map(({ time }) => Number((time / 36_000_000_000n) % 24n));
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...hours)).toBeLessThan(16);
  });
});

describe("the scenario's backups", () => {
  const jobs = backupJobs(new SeededRandom(1));
  const failed = jobs.filter(({ attempts }) => attempts.some(({ failedAfterSeconds }) => failedAfterSeconds !== null));

  it("fail exactly where a bad host owns the volume", () => {
    expect(jobs).toHaveLength(7 * 18);
    expect([...new Set(failed.map(({ owner }) => owner))].toSorted()).toEqual(["HV03", "HV06", "HV08"]);
    const passed = jobs.filter((job) => !failed.includes(job));
    expect(passed.map(({ owner }) => owner)).not.toContain("HV06");
  });

  it("fail and pass for the same volume under different owners", () => {
    const volume = jobs.filter((job) => job.volume.name === "Cluster Disk 6");
    expect(volume.map((job) => `${job.owner} ${failed.includes(job) ? "failed" : "passed"}`)).toEqual([
      "HV06 failed",
      "HV01 passed",
      "HV01 passed",
      "HV06 failed",
      "HV06 failed",
      "HV06 failed",
      "HV06 failed",
    ]);
  });

  it("contain one storm: six attempts within a minute", () => {
    const storms = failed.filter(({ attempts }) => attempts.length === 6);
    expect(storms.map(({ owner, volume }) => `${owner} ${volume.name}`)).toEqual(["HV08 Cluster Disk 8"]);
  });
});
