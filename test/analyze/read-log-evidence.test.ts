import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EventToWrite, writeLog } from "../../samples/generate/evtx/index.ts";
import type { EventEvidence, EventNeed } from "../../src/evidence/index.ts";
import { bytesSource, EvtxWorkspace } from "../../src/formats/evtx/index.ts";
import type { LogFile } from "../../src/sources/event-logs/index.ts";
import { readLogEvidence } from "../../src/sources/log-evidence/index.ts";
import { surveyLog } from "../../src/sources/log-evidence/survey-log.ts";
import { ticks } from "../evidence/build-evidence.ts";

const HOUR_TICKS = 3600n * 10_000_000n;
const START = ticks("2025-06-01T00:00:00Z");

/** One record an hour; every one a VSS 12293 of PROXY01 unless changed. */
function records(count: number, change: (index: number) => Partial<EventToWrite> = () => ({})): EventToWrite[] {
  return Array.from({ length: count }, (_, index) => ({
    layout: "classic" as const,
    provider: { name: "VSS" },
    eventId: 12293,
    level: 2,
    time: START + BigInt(index) * HOUR_TICKS,
    channel: "Application",
    computer: "PROXY01",
    payload: { kind: "strings" as const, strings: ["x"] },
    ...change(index),
  }));
}

/** What a survey says of the records of these ids. */
function between(first: number, last: number): object {
  const place = (id: number) => ({ recordId: BigInt(id), time: START + BigInt(id - 1) * HOUR_TICKS });
  const ends = { first: place(first), last: place(last) };
  return { from: ends.first.time, to: ends.last.time, ends };
}

const survey = (latest = "2025-07-01"): { readonly workspace: EvtxWorkspace; readonly latest: bigint } => ({
  workspace: new EvtxWorkspace(),
  latest: ticks(latest),
});

describe("surveying a log", () => {
  test("finds every computer and channel of a small log, with its first and last time and record", () => {
    const renamed = writeLog(records(10, (index) => (index < 4 ? { computer: "OLDNAME" } : {})));
    expect(surveyLog(bytesSource(renamed), survey())).toEqual([
      { computer: "OLDNAME", channel: "Application", ...between(1, 4) },
      { computer: "PROXY01", channel: "Application", ...between(5, 10) },
    ]);
  });

  test("tells the record ids' ends from the times' ends", () => {
    const times = [START + HOUR_TICKS, START, START + 2n * HOUR_TICKS, START + HOUR_TICKS];
    const source = bytesSource(writeLog(records(4, (index) => ({ time: times[index] ?? START }))));
    expect(surveyLog(source, survey())).toEqual([
      {
        computer: "PROXY01",
        channel: "Application",
        from: START,
        to: START + 2n * HOUR_TICKS,
        ends: {
          first: { recordId: 1n, time: START + HOUR_TICKS },
          last: { recordId: 4n, time: START + HOUR_TICKS },
        },
      },
    ]);
  });

  test("of a large log reads a few chunks, the first and the last among them", () => {
    const bytes = writeLog(records(100), { recordsPerChunk: 1 });
    let read = 0;
    const source = bytesSource(bytes);
    const counted = {
      size: source.size,
      read(target: Uint8Array, position: number): number {
        const got = source.read(target, position);
        read += got;
        return got;
      },
    };
    expect(surveyLog(counted, survey())).toEqual([{ computer: "PROXY01", channel: "Application", ...between(1, 100) }]);
    expect(read).toBeLessThan(bytes.length / 2);
  });

  test("leaves out times that no log can hold, and those of damaged records", () => {
    const times = [ticks("1601-01-01"), START, START + HOUR_TICKS, ticks("9998-12-31")];
    const source = bytesSource(writeLog(records(4, (index) => ({ time: times[index] ?? START }))));
    expect(surveyLog(source, survey())).toEqual([
      {
        computer: "PROXY01",
        channel: "Application",
        from: START,
        to: START + HOUR_TICKS,
        ends: { first: { recordId: 2n, time: START }, last: { recordId: 3n, time: START + HOUR_TICKS } },
      },
    ]);
  });

  test("finds nothing in bytes that are no log, and in a log without records", () => {
    expect(surveyLog(bytesSource(new Uint8Array(100_000)), survey())).toEqual([]);
    expect(surveyLog(bytesSource(writeLog([])), survey())).toEqual([]);
  });
});

describe("reading evidence", () => {
  let folder = "";
  const path = (name: string): string => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-evidence-"));
    writeFileSync(path("Application.evtx"), writeLog(records(5, (index) => (index === 3 ? {} : { eventId: 8224 }))));
    writeFileSync(
      path("Security.evtx"),
      writeLog(
        records(20, () => ({ channel: "Security" })),
        { recordsPerChunk: 1 },
      ),
    );
    writeFileSync(path("broken.evtx"), "no log");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const needs = [{ channels: ["Application"], providers: ["VSS"], ids: [{ from: 12293, to: 12293 }] }];

  test("gives the events that were needed, each with its file, and an account of every log", async () => {
    const { events, logs } = await readLogEvidence([folder], { needs });
    expect(events.map(({ eventId, computer, ref }) => [eventId, computer, ref])).toEqual([
      [
        12293,
        "PROXY01",
        {
          kind: "event",
          file: path("Application.evtx"),
          channel: "Application",
          recordId: "4",
          time: "2025-06-01T03:00:00.0000000Z",
        },
      ],
    ]);
    expect(logs.map((log) => [log.path, log.status, log.from, log.to, log.origins.length])).toEqual([
      [path("Application.evtx"), "complete", START, START + 4n * HOUR_TICKS, 1],
      [path("Security.evtx"), "complete", START, START + 19n * HOUR_TICKS, 1],
      [path("broken.evtx"), "unreadable", null, null, 0],
    ]);
  });

  test("says of a log that was left early which channel it holds", async () => {
    const { logs } = await readLogEvidence([path("Security.evtx")], { needs });
    expect(logs[0]?.warnings).toContain("not read to its end: no check looks in channel Security");
    expect(logs[0]?.origins).toMatchObject([{ computer: "PROXY01", channel: "Security" }]);
  });

  test("keeps of compact needs no data and no objects, of others what they ask for", async () => {
    const application = { channels: ["Application"], providers: ["VSS"] };
    const { events, compactEvents } = await readLogEvidence([path("Application.evtx")], {
      needs: [
        { ...application, ids: [{ from: 8224, to: 8224 }], keep: "compact" },
        { ...application, ids: [{ from: 12293, to: 12293 }], keep: "without-data" },
      ],
    });
    expect(events.map(({ eventId, data }) => [eventId, data])).toEqual([[12293, []]]);
    expect([...compactEvents.inOrder()].map((position) => compactEvents.event(position).recordId)).toEqual([
      1n,
      2n,
      3n,
      5n,
    ]);
    expect(compactEvents.kinds).toHaveLength(1);
  });

  test("keeps of compact needs those whole that are worth it by their data, while there is room", async () => {
    const texts = ["nothing to name", "LUN 6000EX51A9 is mounted", "nothing again", "x".repeat(20_000)];
    const log = join(folder, "Vendor.evtx");
    const strings = (index: number): readonly string[] => [texts[index % texts.length] ?? ""];
    writeFileSync(
      log,
      writeLog(
        records(8, (index) => ({
          provider: { name: "Example SAN" },
          eventId: 0,
          payload: { kind: "strings", strings: [...strings(index)] },
        })),
      ),
    );
    const need = { channels: ["Application"], ids: [{ from: 0, to: 0 }], keep: "compact" } as const;
    const worth: EventNeed = { ...need, wholeIf: ({ data }) => data.some(({ value }) => value.includes("LUN")) };
    const { events, compactEvents } = await readLogEvidence([log], { needs: [need, worth] });
    expect(events.map(({ recordId, data }) => [recordId, data[0]?.value])).toEqual([
      [2n, texts[1]],
      [6n, texts[1]],
    ]);
    expect(compactEvents.length).toBe(6);
    const plain = await readLogEvidence([log], { needs: [need] });
    expect([plain.events.length, plain.compactEvents.length]).toEqual([0, 8]);
  });

  test("does not hold a read that fails in the survey of a skipped log against it", async () => {
    const bytes = readFileSync(path("Security.evtx"));
    const opened: string[] = [];
    const open = (path: string): LogFile => {
      opened.push(path);
      const isSurvey = opened.length === 2;
      let failure: unknown = null;
      return {
        size: bytes.length,
        get failure() {
          return failure;
        },
        read(target, position) {
          if (!isSurvey) return bytesSource(bytes).read(target, position);
          failure = new Error("the network went away");
          throw failure;
        },
        close: () => undefined,
      };
    };
    const { logs } = await readLogEvidence([path("Security.evtx")], { needs, open });
    expect(opened).toHaveLength(2);
    expect(logs).toMatchObject([{ status: "complete", problem: null, origins: [] }]);
  });

  test("counts the records of every computer and channel that a log holds, needed or not", async () => {
    const { logs } = await readLogEvidence([path("Application.evtx")], { needs: [] });
    const stretch = { firstId: 1n, lastId: 5n, records: 5n, firstTime: START, lastTime: START + 4n * HOUR_TICKS };
    expect(logs[0]?.origins).toEqual([
      { computer: "PROXY01", channel: "Application", from: START, to: START + 4n * HOUR_TICKS, stretches: [stretch] },
    ]);
  });

  test("does not count the records of a log that was skipped", async () => {
    const { logs } = await readLogEvidence([path("Security.evtx")], { needs });
    expect(logs[0]?.origins.map((origin) => "stretches" in origin)).toEqual([false]);
    expect(logs[0]?.skippedChannel).toBe("Security");
  });

  test("finds an incidental event in the first records of a skipped log, and only there", async () => {
    const cleared = { channels: ["Security"], ids: [{ from: 1102, to: 1102 }], incidental: true };
    const id = (index: number): number => (index === 0 || index === 50 ? 1102 : 4624);
    const security = records(100, (index) => ({ channel: "Security", eventId: id(index) }));
    writeFileSync(path("cleared.evtx"), writeLog(security, { recordsPerChunk: 1 }));
    const { events, logs } = await readLogEvidence([path("cleared.evtx")], { needs: [...needs, cleared] });
    expect(events.map(({ recordId, data }) => [recordId, data])).toEqual([[1n, [{ value: "x" }]]]);
    expect(logs[0]?.warnings).toEqual(["not read to its end: no check looks in channel Security"]);
    const windowed = [...needs, { ...cleared, since: START + HOUR_TICKS }];
    expect((await readLogEvidence([path("cleared.evtx")], { needs: windowed })).events).toEqual([]);
  });

  test("keeps of a need only what is worth it by its data, but for another need all", async () => {
    const vss = { channels: ["Application"], providers: ["VSS"] };
    const picky = { ...vss, keepIf: ({ data }: Pick<EventEvidence, "data">) => data[0]?.value === "y" };
    const open = { ...vss, ids: [{ from: 12293, to: 12293 }] };
    const ids = async (needs: readonly EventNeed[]): Promise<readonly (number | null)[]> =>
      (await readLogEvidence([path("Application.evtx")], { needs })).events.map(({ eventId }) => eventId);
    expect(await ids([picky])).toEqual([]);
    expect(await ids([picky, open])).toEqual([12293]);
  });

  test("ends when it is told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(readLogEvidence([folder], { needs, signal })).rejects.toThrow("enough");
  });
});
