import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EventToWrite, writeLog } from "../../samples/generate/evtx/index.ts";
import { diagnose } from "../../src/diagnose.ts";
import { exitCodeOf, type Report } from "../../src/report/index.ts";
import { coverageNotes } from "../../src/reporters/words/coverage-words.ts";
import { readLogEvidence } from "../../src/sources/log-evidence/index.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { TWO_CHECKS } from "./cluster.ts";

const START = ticks("2025-06-01T00:00:00Z");
const HOUR = 3600n * 10_000_000n;
const CHUNK = 65_536;
const HEADER = 4096;

/** An ordinary event of HV01's Application log, so many hours after the start, numbered by its hour. */
function hourly(hour: number, change: Partial<EventToWrite> = {}): EventToWrite {
  return {
    provider: { name: "VSS" },
    eventId: 8224,
    level: 4,
    task: 0,
    time: START + BigInt(hour) * HOUR,
    recordId: BigInt(hour),
    channel: "Application",
    computer: "HV01.corp.example",
    payload: { kind: "strings", strings: ["idle"] },
    ...change,
  };
}

function hours(from: number, to: number, change: (hour: number) => Partial<EventToWrite> = () => ({})): EventToWrite[] {
  return Array.from({ length: to - from + 1 }, (_, index) => hourly(from + index, change(from + index)));
}

const root = mkdtempSync(join(tmpdir(), "badnode-coverage-"));
let folder = "";
let count = 0;
beforeEach(() => {
  folder = join(root, `${count++}`);
  mkdirSync(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

function write(
  name: string,
  events: readonly EventToWrite[],
  options: { readonly recordsPerChunk?: number } = {},
): Uint8Array {
  const bytes = writeLog(events, options);
  writeFileSync(join(folder, name), bytes);
  return bytes;
}

function analyze(): Promise<Report> {
  return diagnose(
    { logs: (needs, { latest }) => readLogEvidence([folder], { needs, latest }) },
    {
      tool: { name: "badnode", version: "1.2.3" },
      clock: () => new Date("2025-07-01T00:00:00Z"),
      window: { since: null, until: null },
      checks: TWO_CHECKS,
    },
  );
}

const notes = ({ coverage }: Report): readonly string[] =>
  coverageNotes(coverage).map(({ kind, words }) => `${kind}: ${words}`);
const numbers = ({ coverage }: Report): unknown =>
  coverage.map(({ host, channel, numbers: counted }) => [host, channel, counted?.present, counted?.missing]);

describe("what real files cover", () => {
  test("a log that was written round and round misses nothing", async () => {
    const bytes = write("a.evtx", hours(100, 139), { recordsPerChunk: 10 });
    const turned = Buffer.from(bytes);
    turned.set(bytes.subarray(HEADER + 2 * CHUNK), HEADER);
    turned.set(bytes.subarray(HEADER, HEADER + 2 * CHUNK), HEADER + 2 * CHUNK);
    writeFileSync(join(folder, "a.evtx"), turned);
    const report = await analyze();
    expect(numbers(report)).toEqual([["HV01", "Application", 40n, 0n]]);
    expect(notes(report)).toEqual(["covered: Application of HV01, 2025-06-05 04:00:00Z to 2025-06-06 19:00:00Z"]);
    expect([report.verdict.basis, exitCodeOf(report, "warning")]).toEqual(["nothing-found", 0]);
  });

  test("two exports with a hole between them are no clean bill", async () => {
    write("a.evtx", hours(100, 120));
    write("b.evtx", hours(130, 140));
    const report = await analyze();
    expect(notes(report)).toEqual([
      "covered: Application of HV01, 2025-06-05 04:00:00Z to 2025-06-06 20:00:00Z",
      "missing: Application of HV01: 9 records between 2025-06-06 00:00:00Z and 2025-06-06 10:00:00Z",
    ]);
    expect(report.checks[0]).toMatchObject({ status: "inconclusive", reason: { code: "records-missing" } });
    expect([report.verdict.basis, exitCodeOf(report, "warning")]).toEqual(["incomplete", 3]);
  });

  test("a hole where the writer's name changed hands is no clean bill either", async () => {
    const renamed: Partial<EventToWrite> = {
      provider: { name: "EventLog" },
      eventId: 6011,
      channel: "System",
      payload: { kind: "strings", strings: ["HV99", "HV01"] },
    };
    write("a.evtx", [...hours(1, 20), ...hours(5000, 5020, (hour) => ({ time: START + BigInt(hour - 4400) * HOUR }))]);
    write("System.evtx", [hourly(500, renamed)]);
    const report = await analyze();
    expect(numbers(report)).toContainEqual(["HV01", "Application", undefined, undefined]);
    expect(report.checks[0]).toMatchObject({ status: "inconclusive", reason: { code: "uncounted-logs" } });
    expect([report.verdict.basis, exitCodeOf(report, "warning")]).toEqual(["incomplete", 3]);
  });

  test("overlapping exports, and one of them twice, join", async () => {
    write("a.evtx", hours(100, 120));
    write("b.evtx", hours(110, 140));
    write("c.evtx", hours(110, 140));
    expect(numbers(await analyze())).toEqual([["HV01", "Application", 41n, 0n]]);
  });

  test("a filtered export is called one, whatever numbers its headers have", async () => {
    write(
      "a.evtx",
      hours(1, 900).filter((_, index) => index % 90 === 0),
    );
    const report = await analyze();
    expect(notes(report).at(-1)).toBe("missing: Application of HV01: a filtered export, 10 of 811 records");
    expect(report.checks[0]).toMatchObject({ status: "inconclusive", reason: { code: "filtered-logs" } });
  });

  test("a cleared log begins late and is no clean bill, and its host's System tells who did it", async () => {
    write("HV01.evtx", hours(100, 140));
    write(
      "HV02.evtx",
      hours(10, 140, () => ({ computer: "HV02.corp.example" })),
    );
    const cleared: Partial<EventToWrite> = {
      provider: { name: "Microsoft-Windows-Eventlog", guid: "{fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}" },
      eventId: 104,
      channel: "System",
      payload: {
        kind: "user-data",
        root: "LogFileCleared",
        xmlns: "http://manifests.microsoft.com/win/2004/08/windows/eventlog",
        fields: [
          { name: "SubjectUserName", value: "admin" },
          { name: "SubjectDomainName", value: "CORP" },
          { name: "Channel", value: "Application" },
          { name: "BackupPath", value: "" },
        ],
      },
    };
    write(
      "System.evtx",
      hours(1, 140, (hour) => (hour === 99 ? cleared : { channel: "System" })),
    );
    const report = await analyze();
    expect(notes(report)).toEqual([
      "covered: Application of HV02, 2025-06-01 10:00:00Z to 2025-06-06 20:00:00Z",
      "short: Application of HV01, 2025-06-05 04:00:00Z to 2025-06-06 20:00:00Z: begins late, cleared 2025-06-05 03:00:00Z by CORP\\admin (System record 99)",
      "unused: System of HV01: no check for failures looks there",
    ]);
    expect(report.checks[0]).toMatchObject({ status: "inconclusive", reason: { code: "log-cleared" } });
    expect([report.verdict.basis, exitCodeOf(report, "warning")]).toEqual(["incomplete", 3]);
  });

  test("a cleared Security log is told of, though no check reads it", async () => {
    const cleared: Partial<EventToWrite> = {
      provider: { name: "Microsoft-Windows-Eventlog", guid: "{fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}" },
      eventId: 1102,
      payload: {
        kind: "user-data",
        root: "LogFileCleared",
        fields: [
          { name: "SubjectUserSid", value: { type: "sid", value: "S-1-5-21-1-2-3-500" } },
          { name: "SubjectUserName", value: "admin" },
          { name: "SubjectDomainName", value: "CORP" },
          { name: "SubjectLogonId", value: { type: "hex64", value: 0xf861cn } },
        ],
      },
    };
    write(
      "Security.evtx",
      hours(1, 100, (hour) => ({ channel: "Security", ...(hour === 1 ? cleared : {}) })),
      { recordsPerChunk: 5 },
    );
    const report = await analyze();
    expect(report.sources).toMatchObject([{ records: 0 }]);
    expect(notes(report)).toEqual([
      "cleared: Security of HV01: 2025-06-01 01:00:00Z by CORP\\admin (Security record 1)",
      "unused: Security of HV01: no check for failures looks there",
    ]);
  });

  test("a log of forwarded records of two hosts is taken apart: each host has its own numbers", async () => {
    const forwarded = (computer: string, from: number): EventToWrite[] =>
      hours(1, 30, (hour) => ({ computer, layout: "forwarded", recordId: BigInt(from + hour) }));
    const [first, second] = [forwarded("HV01.corp.example", 0), forwarded("HV02.corp.example", 7000)];
    const inTurns = first.flatMap((event, index) => [event, ...second.slice(index, index + 1)]);
    write("ForwardedEvents.evtx", inTurns);
    expect(numbers(await analyze())).toEqual([
      ["HV01", "Application", 30n, 0n],
      ["HV02", "Application", 30n, 0n],
    ]);
  });

  test("a damaged record is missing too", async () => {
    const bytes = Buffer.from(write("a.evtx", hours(100, 103)));
    const second = HEADER + 512 + bytes.readUInt32LE(HEADER + 512 + 4);
    bytes.writeUInt32LE(7, second + bytes.readUInt32LE(second + 4) - 4);
    writeFileSync(join(folder, "a.evtx"), bytes);
    const report = await analyze();
    expect(numbers(report)).toEqual([["HV01", "Application", 3n, 1n]]);
    expect(report.checks[0]).toMatchObject({ status: "inconclusive", reason: { code: "damaged-logs" } });
  });

  test("an upgraded host's new log stands beside the old one, without a gap", async () => {
    write(
      "old.evtx",
      hours(500, 540, (hour) => ({ time: START + BigInt(hour - 500) * HOUR })),
    );
    write(
      "new.evtx",
      hours(1, 30, (hour) => ({ time: START + BigInt(41 + hour) * HOUR })),
    );
    const report = await analyze();
    expect(report.coverage[0]?.numbers?.spans.map(({ firstId, lastId }) => [firstId, lastId])).toEqual([
      [500n, 540n],
      [1n, 30n],
    ]);
    expect(notes(report)).toEqual(["covered: Application of HV01, 2025-06-01 00:00:00Z to 2025-06-03 23:00:00Z"]);
  });

  test("a clock that was set forward by years, and back, widens no span past the present", async () => {
    write(
      "a.evtx",
      hours(1, 30, (hour) => (hour === 15 ? { time: ticks("2035-01-01T00:00:00Z") } : {})),
    );
    const report = await analyze();
    expect(numbers(report)).toEqual([["HV01", "Application", 30n, 0n]]);
    expect(notes(report)).toEqual(["covered: Application of HV01, 2025-06-01 01:00:00Z to 2025-06-02 06:00:00Z"]);
  });
});
