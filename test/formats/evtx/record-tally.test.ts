import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeLog } from "../../../samples/generate/evtx/index.ts";
import type { RecordSource, RecordTally, ScanOptions } from "../../../src/formats/evtx/index.ts";
import { CHUNK, changed, event, HEADER, logOf, place, setChunk, START } from "./seams/log-bytes.ts";
import { anyEvent, forwardedEvent } from "./seams/random-events.ts";
import { readLog } from "./seams/reading.ts";

const FIXED = { seed: 104, numRuns: 80 };

interface Told {
  readonly source: RecordSource;
  readonly id: bigint;
  readonly time: bigint;
}

/** Keeps what it is told. */
function keeping(): { readonly tally: RecordTally; readonly told: Told[] } {
  const told: Told[] = [];
  const whole = (high: number, low: number): bigint => (BigInt(high) << 32n) | BigInt(low);
  const tally: RecordTally = {
    record: (source, idHigh, idLow, timeHigh, timeLow) => {
      told.push({ source, id: whole(idHigh, idLow), time: whole(timeHigh, timeLow) });
    },
  };
  return { tally, told };
}

function toldOf(log: Uint8Array, options: ScanOptions = {}): readonly Told[] {
  const { tally, told } = keeping();
  readLog(log, { ...options, tally });
  return told;
}

const idsOf = (told: readonly Told[]): readonly bigint[] => told.map(({ id }) => id);

describe("a tally", () => {
  const logs = fc.array(fc.oneof({ weight: 3, arbitrary: anyEvent }, forwardedEvent), { minLength: 1, maxLength: 15 });

  it("is told of every record what its decoded event says, whatever the layout, selected or not", () => {
    fc.assert(
      fc.property(logs, (events) => {
        const log = writeLog(events, { recordsPerChunk: 6 });
        const expected = readLog(log).events.map(({ computer, channel, recordId, time }) => ({
          source: { computer, channel },
          id: recordId,
          time,
        }));
        for (const selection of [undefined, [], [{ ids: [{ from: 1, to: 5 }] }]]) {
          expect(toldOf(log, selection === undefined ? {} : { selection, skipByChannel: false })).toEqual(expected);
        }
      }),
      FIXED,
    );
  });

  it("changes nothing of what is handed out", () => {
    fc.assert(
      fc.property(logs, (events) => {
        const log = writeLog(events, { recordsPerChunk: 6 });
        expect(readLog(log, { tally: keeping().tally })).toEqual(readLog(log));
      }),
      FIXED,
    );
  });

  it("gets one object for one computer and channel, over chunks and layouts", () => {
    const layouts = ["manifest", "classic", "shared", "forwarded"] as const;
    const events = layouts.flatMap((layout) => [
      event({ layout }),
      event({ layout, channel: "System" }),
      event({ layout, computer: "HV01" }),
    ]);
    expect(new Set(toldOf(writeLog(events, { recordsPerChunk: 2 })).map(({ source }) => source))).toHaveLength(3);
  });

  it.each(["A", "AB", "ABC", "Microsoft-Windows-Hyper-V-VMMS-Admin"])(
    "does not take the channel %s for one that is longer, shorter or ends otherwise",
    (channel) => {
      const channels = [channel, `${channel}x`, channel, channel.slice(0, -1), `${channel.slice(0, -1)}?`, channel];
      const told = toldOf(writeLog(channels.map((name) => event({ channel: name, layout: "shared" }))));
      expect(told.map(({ source }) => source.channel)).toEqual(channels);
    },
  );

  it("is told of records that were found again behind damage, not of the damaged one", () => {
    const log = logOf(4);
    const broken = setChunk(log, (view) => view.setUint32(place(log, 1).end - 4, 7, true));
    expect(idsOf(toldOf(broken))).toEqual([1n, 3n, 4n]);
  });

  it("is not told of a record whose values leave it", () => {
    const log = writeLog([event({ layout: "forwarded" }), event({ layout: "shared" }), event({ layout: "shared" })]);
    const { start } = place(log, 2);
    // Record header 24, fragment header 4, instance 10, count 4, then the first descriptor: size (2), type (1).
    const broken = setChunk(log, (view) => view.setUint16(start + 42, 60_000, true));
    expect(idsOf(toldOf(broken))).toEqual([1n, 2n]);
    expect(idsOf(toldOf(broken, { selection: [] }))).toEqual([1n, 2n]);
  });

  it("in a chunk whose checksum fails is not told of records with another number than their header's", () => {
    const log = logOf(3, 1);
    const patchwork = changed(log, (view) => view.setBigUint64(HEADER + place(log, 1).start + 8, 777n, true));
    expect(idsOf(toldOf(patchwork))).toEqual([1n, 3n, 4n]);
  });

  it("is told of a filtered export's own numbers, in which headers and records differ", () => {
    const log = writeLog([5n, 90n, 700n].map((recordId) => event({ recordId })));
    const numbered = setChunk(log, (view) => {
      [0, 1, 2].forEach((record) => view.setBigUint64(place(log, record).start + 8, BigInt(record + 1), true));
    });
    expect(idsOf(toldOf(numbered))).toEqual([5n, 90n, 700n]);
  });

  it("is not told of what is found in slack", () => {
    const log = logOf(3);
    const { start } = place(log, 1);
    const slack = setChunk(log, (view, chunk) => {
      view.setUint32(48, start, true);
      chunk.fill(0x11, start, start + 30);
    });
    expect(readLog(slack, { carve: true }).events.map(({ recordId }) => recordId)).toEqual([1n, 3n]);
    expect(idsOf(toldOf(slack, { carve: true }))).toEqual([1n]);
  });

  it("is told nothing of a log that is skipped", () => {
    const log = writeLog(
      Array.from({ length: 20 }, (_, index) => event({ time: START + BigInt(index) })),
      {
        recordsPerChunk: 1,
      },
    );
    expect(log).toHaveLength(HEADER + 20 * CHUNK);
    expect(toldOf(log, { selection: [{ channels: ["System"] }] })).toEqual([]);
  });
});
