import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute, element, text, writeLog } from "../../../samples/generate/evtx/index.ts";
import type { EvtxEvent, Selection, SelectionClause } from "../../../src/formats/evtx/index.ts";
import { CHUNK, event, HEADER, START } from "./seams/log-bytes.ts";
import { anyEvent, CHANNELS, COMPUTERS, forwardedEvent } from "./seams/random-events.ts";
import { readLog } from "./seams/reading.ts";

const FIXED = { seed: 1641, numRuns: 80 };

/** What a selection says, spelled out on decoded events. */
function wanted(selection: Selection, read: EvtxEvent): boolean {
  const among = (list: readonly string[] | undefined, ...names: readonly (string | null)[]): boolean =>
    list === undefined || list.some((name) => names.some((found) => found?.toLowerCase() === name.toLowerCase()));
  const host = (name: string): boolean => {
    const computer = read.computer?.toLowerCase() ?? "";
    const lower = name.toLowerCase();
    return computer === lower || (!name.includes(".") && computer.split(".")[0] === lower);
  };
  return selection.some(
    (clause) =>
      among(clause.providers, read.provider, read.eventSourceName) &&
      among(clause.channels, read.channel) &&
      (clause.computers === undefined || clause.computers.some(host)) &&
      (clause.ids === undefined ||
        clause.ids.some(({ from, to }) => read.eventId !== null && read.eventId >= from && read.eventId <= to)) &&
      (clause.levels === undefined || (read.level !== null && clause.levels.includes(read.level))) &&
      (clause.since === undefined || read.time >= clause.since) &&
      (clause.until === undefined || read.time <= clause.until),
  );
}

/** Letters in any case. */
const anyCase = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(name, name.toLowerCase(), name.toUpperCase(), name.slice(0, -1), `${name}x`);
const oneOf = (...names: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.constantFrom(...names).chain(anyCase), { maxLength: 3 });
const ranges = fc.array(
  fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 60_000 })).map(([from, more]) => ({ from, to: from + more })),
  { maxLength: 2 },
);
const moment = fc.bigInt({ min: -5n, max: 1005n }).map((ticks) => START + ticks);

const clause: fc.Arbitrary<SelectionClause> = fc.record(
  {
    providers: oneOf("VSS", "volsnap", "Microsoft-Windows-Hyper-V-VMMS", "disk"),
    ids: ranges,
    channels: oneOf(...CHANNELS),
    levels: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
    computers: oneOf(...COMPUTERS, "hv06", "PROXY01", "corp"),
    since: moment,
    until: moment,
  },
  { requiredKeys: [] },
);
const selections = fc.array(clause, { maxLength: 3 });

describe("a selection", () => {
  it("hands out what filtering all decoded events would, whatever the layout of the records", () => {
    const logs = fc.array(fc.oneof({ weight: 3, arbitrary: anyEvent }, forwardedEvent), {
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(logs, selections, (events, selection) => {
        const log = writeLog(events, { recordsPerChunk: 6 });
        const all = readLog(log);
        const selected = readLog(log, { selection });
        expect(selected.events).toEqual(all.events.filter((read) => wanted(selection, read)));
        expect(selected.progress).toMatchObject({ records: events.length, selected: selected.events.length });
        expect(selected.damages).toEqual([]);
      }),
      FIXED,
    );
  });

  it("of no clause wants nothing, of an empty clause everything", () => {
    const log = writeLog([event(), event()]);
    expect(readLog(log, { selection: [] }).events).toEqual([]);
    expect(readLog(log, { selection: [{}] }).events).toHaveLength(2);
    expect(readLog(log, { selection: [{ ids: [] }] }).events).toEqual([]);
  });

  it("finds a provider by its event source's name too", () => {
    const provider = { name: "Microsoft-Windows-Eventlog", eventSourceName: "EventLog" };
    const log = writeLog([event({ provider }), event()]);
    for (const name of ["eventlog", "microsoft-windows-EVENTLOG"]) {
      const { events } = readLog(log, { selection: [{ providers: [name] }] });
      expect(events.map(({ recordId }) => recordId)).toEqual([1n]);
    }
  });

  it("has both ends of times and ids inside", () => {
    const log = writeLog([1n, 2n, 3n, 4n].map((ticks) => event({ time: START + ticks, eventId: Number(ticks) })));
    const ids = (selection: Selection): readonly (number | null)[] =>
      readLog(log, { selection }).events.map(({ eventId }) => eventId);
    expect(ids([{ since: START + 2n, until: START + 3n }])).toEqual([2, 3]);
    expect(ids([{ ids: [{ from: 2, to: 3 }] }])).toEqual([2, 3]);
    expect(ids([{ since: START + 5n }])).toEqual([]);
    expect(ids([{ since: 0n, until: 2n ** 64n - 1n }])).toEqual([1, 2, 3, 4]);
  });

  it("goes by TimeCreated, not by the time in the record's header", () => {
    const system = element(
      "System",
      [],
      [element("TimeCreated", [attribute("SystemTime", "2026-09-07T12:00:00Z")], [])],
    );
    const root = element("Event", [], [system]);
    const log = writeLog([{ time: START + 99_999_999_999n, body: { kind: "document", root } }]);
    const { events } = readLog(log);
    const time = events[0]?.time ?? 0n;
    expect(readLog(log, { selection: [{ since: time, until: time }] }).events).toHaveLength(1);
  });

  it("does not take the start of a name for the name", () => {
    const names = ["VSS", "VSSx", "VS", "VSS\0", "VSS\0x"];
    const log = writeLog(names.map((name) => event({ provider: { name }, layout: "shared" })));
    const { events } = readLog(log, { selection: [{ providers: ["vss"] }] });
    expect(events.map(({ recordId }) => recordId)).toEqual([1n, 4n]);
  });

  it("takes a host's first label for the host, and a full name for itself only", () => {
    const computers = ["HV06", "hv06.corp.example", "HV06.other.example", "HV061.corp.example", "HV0", "corp"];
    const log = writeLog(
      computers.flatMap((computer) => [event({ computer }), event({ computer, layout: "forwarded" })]),
    );
    const found = (name: string): readonly (string | null)[] => [
      ...new Set(readLog(log, { selection: [{ computers: [name] }] }).events.map(({ computer }) => computer)),
    ];
    expect(found("Hv06")).toEqual(["HV06", "hv06.corp.example", "HV06.other.example"]);
    expect(found("HV06.CORP.EXAMPLE")).toEqual(["hv06.corp.example"]);
    expect(found("")).toEqual([]);
  });

  it("compares letters outside ASCII without case as well", () => {
    const log = writeLog([
      event({ provider: { name: "Größenwächter" }, layout: "shared" }),
      event({ provider: { name: "Größenwächter" } }),
    ]);
    expect(readLog(log, { selection: [{ providers: ["GRÖßENWÄCHTER"] }] }).events).toHaveLength(2);
  });

  it("reads numbers that stand as text", () => {
    const system = element(
      "System",
      [],
      [element("EventID", [], [text("0x2006")]), element("Level", [], [text(" 2 ")])],
    );
    const log = writeLog([{ time: 1n, body: { kind: "document", root: element("Event", [], [system]) } }]);
    expect(readLog(log, { selection: [{ ids: [{ from: 8198, to: 8198 }], levels: [2] }] }).events).toHaveLength(1);
  });
});

describe("a log of one channel that nobody wants", () => {
  const log = (channelOf: (index: number) => string, chunks: number): Uint8Array =>
    writeLog(
      Array.from({ length: chunks }, (_, index) => event({ channel: channelOf(index) })),
      { recordsPerChunk: 1 },
    );
  const ONE = log(() => "Application", 20);
  const SYSTEM: Selection = [{ channels: ["system"] }];

  it("is left after a few chunks", () => {
    const { events, damages, remarks, progress } = readLog(ONE, { selection: SYSTEM });
    expect(progress).toMatchObject({ skippedChannel: "Application", records: 0, bytesRead: 0 });
    expect([events, damages, remarks]).toEqual([[], [], []]);
  });

  it("is left when a clause wants its channel only where it is read anyway; a short one is", () => {
    const selection: Selection = [{ channels: ["System"] }, { channels: ["Application"], incidental: true }];
    expect(readLog(ONE, { selection }).progress.skippedChannel).toBe("Application");
    const short = log(() => "Application", 7);
    expect(readLog(short, { selection }).events).toHaveLength(7);
  });

  it("is left when nothing at all is wanted", () => {
    expect(readLog(ONE, { selection: [] }).progress.skippedChannel).toBe("Application");
  });

  it.each<[why: string, selection: Selection | undefined]>([
    ["no selection is given", undefined],
    ["a clause wants its channel", [{ channels: ["System"] }, { channels: ["APPLICATION"] }]],
    ["a clause wants any channel", [{ channels: ["System"] }, { ids: [{ from: 1, to: 1 }] }]],
  ])("is read when %s", (_, selection) => {
    const { progress } = readLog(ONE, selection === undefined ? {} : { selection });
    expect(progress).toMatchObject({ skippedChannel: null, records: 20 });
  });

  it("is read when that was asked for", () => {
    const { progress } = readLog(ONE, { selection: SYSTEM, skipByChannel: false });
    expect(progress).toMatchObject({ skippedChannel: null, records: 20, selected: 0 });
  });

  it("is read when it is short", () => {
    const { progress } = readLog(
      log(() => "Application", 7),
      { selection: SYSTEM },
    );
    expect(progress).toMatchObject({ skippedChannel: null, records: 7 });
  });

  it("is not one that mixes channels, in samples far apart or inside one chunk", () => {
    const sorted = log((index) => (index < 10 ? "Application" : "System"), 20);
    expect(readLog(sorted, { selection: SYSTEM }).events).toHaveLength(10);
    const mixed = writeLog(
      Array.from({ length: 200 }, (_, index) => event({ channel: index % 10 === 9 ? "System" : "Application" })),
      { recordsPerChunk: 20 },
    );
    expect(readLog(mixed, { selection: SYSTEM }).events).toHaveLength(20);
  });

  it("is not one with a chunk of another log between the samples: its numbers do not continue", () => {
    const joined = Uint8Array.from(ONE);
    const wanted = log(() => "System", 1).subarray(HEADER);
    joined.set(wanted, HEADER + 3 * CHUNK);
    expect(readLog(joined, { selection: SYSTEM }).events.map(({ channel }) => channel)).toEqual(["System"]);
  });

  it("is not one in which another channel's records stand between: EventRecordIDs fall out of step", () => {
    const records = Array.from({ length: 20 }, (_, index) => {
      const other = index === 3;
      return event({
        channel: other ? "System" : "Application",
        recordId: BigInt(other ? 700 : index + (index > 3 ? 100 : 101)),
      });
    });
    const reading = readLog(writeLog(records, { recordsPerChunk: 1 }), { selection: SYSTEM });
    expect(reading.events.map(({ recordId }) => recordId)).toEqual([700n]);
  });

  it("is left also when it was written round and round, and when space is allocated behind it", () => {
    const turned = new Uint8Array(ONE.length + 3 * CHUNK);
    turned.set(ONE);
    turned.copyWithin(HEADER, HEADER + 7 * CHUNK, ONE.length);
    turned.set(ONE.subarray(HEADER, HEADER + 7 * CHUNK), ONE.length - 7 * CHUNK);
    expect(readLog(turned, { selection: SYSTEM }).progress.skippedChannel).toBe("Application");
  });

  it("is not one with records that name no channel", () => {
    const root = element("Event", [], [element("System", [], [])]);
    const nameless = { time: 1n, body: { kind: "document", root } } as const;
    const records = [...Array.from({ length: 19 }, () => event()), nameless];
    const { progress } = readLog(writeLog(records, { recordsPerChunk: 1 }), { selection: SYSTEM });
    expect(progress).toMatchObject({ skippedChannel: null, records: 20 });
  });
});
