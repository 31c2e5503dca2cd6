import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bytesSource, EvtxScan, type RecordView } from "../../../src/formats/evtx/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { CountEntries, type CountField, RecordCounts } from "../../../src/sources/event-logs/record-counts.ts";
import { GapEntries, RecordGaps } from "../../../src/sources/event-logs/record-gaps.ts";
import { RecordTimeline, TimelineEntries } from "../../../src/sources/event-logs/record-timeline.ts";
import { type PlainEvent, plainLog, TestFolder } from "./written-logs.ts";

const HOUR = 36_000_000_000n;
const breathe = () => Promise.resolve();

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function eachRecord(log: Uint8Array, visit: (record: RecordView) => void): void {
  const ignore = (): void => undefined;
  const scan = new EvtxScan(bytesSource(log), { record: visit, damage: ignore, remark: ignore });
  while (scan.next());
}

/** Each rendered as its position in the list of logs and its event id. */
async function timelineOf(logs: readonly (readonly PlainEvent[])[], unique: boolean, memoryBytes: number) {
  const timeline = new RecordTimeline({ temporaryFolder: folder.path, unique, memoryBytes });
  const entries = new TimelineEntries(unique);
  for (const [position, events] of logs.entries()) {
    eachRecord(plainLog(events), (record) => {
      const text = `${position}:${record.system().eventId ?? ""}`;
      entries.add(record, { log: position, offset: record.offset }, (out) => out.append(Buffer.from(text)));
    });
  }
  timeline.take(entries.out.written());
  await timeline.prepare(breathe);
  const rendered = Array.from(timeline.rendered(), (bytes) => Buffer.from(bytes).toString());
  timeline.close();
  return { rendered, duplicates: timeline.duplicates };
}

describe("a timeline over several logs", () => {
  const overlapping: readonly (readonly PlainEvent[])[] = [
    [
      { id: 1, time: "2025-06-03", recordId: 7n },
      { id: 2, time: "2025-06-01", recordId: 5n },
    ],
    [
      { id: 2, time: "2025-06-01", recordId: 5n },
      { id: 3, time: "2025-06-01", recordId: 5n, computer: "HV01" },
      { id: 4, time: "2025-06-01", recordId: 4n },
    ],
  ];

  it("orders by time, computer, channel, record id, then by log", async () => {
    const expected = { rendered: ["1:3", "1:4", "0:2", "1:2", "0:1"], duplicates: 0 };
    expect(await timelineOf(overlapping, false, 1 << 20)).toEqual(expected);
    expect(await timelineOf(overlapping, false, 64)).toEqual(expected);
  });

  it("leaves out what overlapping exports repeat, when asked to", async () => {
    const expected = { rendered: ["1:3", "1:4", "0:2", "0:1"], duplicates: 1 };
    expect(await timelineOf(overlapping, true, 1 << 20)).toEqual(expected);
    expect(await timelineOf(overlapping, true, 64)).toEqual(expected);
  });
});

describe("counting records", () => {
  async function countsOf(events: readonly PlainEvent[], fields: readonly CountField[]) {
    const entries = new CountEntries(fields);
    const counts = new RecordCounts(fields, { temporaryFolder: folder.path, memoryBytes: 64 });
    eachRecord(plainLog(events), (record) => entries.add(record));
    entries.flush();
    counts.take(entries.out.written());
    eachRecord(plainLog(events), (record) => entries.add(record));
    entries.out.reset();
    entries.flush();
    counts.take(entries.out.written());
    const rows: string[] = [];
    await counts.finish(breathe, ({ values, count }) => {
      rows.push(`${count} ${values.join(" ")}`);
    });
    counts.close();
    return rows;
  }

  it("sums over all parts, the most frequent first, equal ones by their values with ids as numbers", async () => {
    const events = [{ id: 12293 }, { id: 12293 }, { id: 900, provider: "disk" }, { id: 1000 }, { id: 900 }];
    expect(await countsOf(events, ["provider", "id"])).toEqual([
      "4 VSS 12293",
      "2 VSS 900",
      "2 VSS 1000",
      "2 disk 900",
    ]);
  });

  it("counts days in UTC", async () => {
    const events = [
      { time: "2025-06-08T23:59:59Z" },
      { time: "2025-06-09T00:00:00Z" },
      { time: "2025-06-09T01:00:00Z" },
    ];
    expect(await countsOf(events, ["day", "computer"])).toEqual(["4 2025-06-09 PROXY01", "2 2025-06-08 PROXY01"]);
  });
});

describe("gaps", () => {
  async function gapsOf(events: readonly PlainEvent[]) {
    const entries = new GapEntries();
    eachRecord(plainLog(events), (record) => entries.add(record));
    const gaps = new RecordGaps({ temporaryFolder: folder.path, silence: 24n * HOUR, memoryBytes: 64 });
    gaps.take(entries.out.written());
    const rows: string[] = [];
    await gaps.finish(breathe, (gap) => {
      const day = (ticks: bigint): string => filetimeToIso(ticks).slice(5, 10);
      const what = gap.kind === "time" ? "silent" : `${gap.firstMissing}-${gap.lastMissing}`;
      rows.push(`${gap.computer ?? ""} ${gap.channel ?? ""} ${what} ${day(gap.before)}..${day(gap.after)}`);
    });
    gaps.close();
    return rows;
  }

  it("shows missing ids and long silences per computer and channel, though records are in no order", async () => {
    const rows = await gapsOf([
      { recordId: 9n, time: "2025-06-03T06:00" },
      { recordId: 5n, time: "2025-06-01T18:00" },
      { recordId: 6n, time: "2025-06-02T17:59" },
      { recordId: 50n, time: "2025-06-01", channel: "System" },
      { recordId: 51n, time: "2025-06-02", channel: "System" },
    ]);
    expect(rows).toEqual(["PROXY01 Application 7-8 06-02..06-03", "PROXY01 System silent 06-01..06-02"]);
  });

  it("takes older records with higher numbers for an earlier log: an upgrade in place numbers anew", async () => {
    const rows = await gapsOf([
      { recordId: 1n, time: "2025-06-09T01:00" },
      { recordId: 2n, time: "2025-06-09T02:00" },
      { recordId: 900n, time: "2025-06-07T23:00" },
      { recordId: 903n, time: "2025-06-08T12:00" },
    ]);
    expect(rows).toEqual(["PROXY01 Application 901-902 06-07..06-08"]);
  });

  it("counts a record that two exports hold once", async () => {
    expect(await gapsOf([{ recordId: 5n }, { recordId: 5n }, { recordId: 6n }])).toEqual([]);
  });

  it("leaves out clocks that were not set", async () => {
    expect(await gapsOf([{ recordId: 1n, time: "1999-01-01" }, { recordId: 2n }])).toEqual([]);
  });
});
