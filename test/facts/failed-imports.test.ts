import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { compact, evidenceOf, ticks, vendorEvent, vssImportFailed, WHOLE_SPAN } from "../evidence/build-evidence.ts";

function failedImports(...events: readonly EventEvidence[]): ReturnType<typeof deriveFacts>["failedImports"] {
  return deriveFacts(evidenceOf(events)).failedImports;
}

/** Record ids: each import as its 12293 and the events beside it. */
function shape({ storms, unpaired }: ReturnType<typeof failedImports>): unknown {
  const ids = (events: readonly EventEvidence[]): readonly number[] => events.map(({ recordId }) => Number(recordId));
  return {
    storms: storms.map(({ proxy, imports }) => ({
      proxy,
      imports: imports.map(({ call, vendorEvents }) => [Number(call.recordId), ids(vendorEvents)]),
    })),
    unpaired: unpaired.map(({ host, provider, count, earliest, latest }) => [
      host,
      provider,
      ids(count === 1 ? [earliest] : [earliest, latest]),
    ]),
  };
}

interface Moment {
  readonly second: number;
  readonly isCall: boolean;
}

/** The rule, word for word: of all pairs within 120 s the nearest, then the nearest of those left. */
function greedyPairs(moments: readonly Moment[]): readonly (readonly [number, number])[] {
  const pairs = moments
    .filter(({ isCall }) => isCall)
    .flatMap(({ second: call }) =>
      moments
        .filter(({ isCall }) => !isCall)
        .map(({ second: event }) => ({ call, event, gap: Math.abs(call - event) })),
    )
    .filter(({ gap }) => gap <= 120)
    .sort((a, b) => a.gap - b.gap || Number(a.event > a.call) - Number(b.event > b.call) || a.call - b.call);
  const taken = new Set<number>();
  return pairs.flatMap(({ call, event }) => {
    if (taken.has(call) || taken.has(event)) return [];
    taken.add(call).add(event);
    return [[call, event] as const];
  });
}

describe("a vendor's event 0 and a 12293 are one failed import", () => {
  test.each([
    ["120 s before", "2025-06-02T22:00:00Z"],
    ["120 s after", "2025-06-02T22:04:00Z"],
    ["at the same time", "2025-06-02T22:02:00Z"],
  ])("when the event 0 comes %s", (_, time) => {
    const derived = failedImports(
      vendorEvent({ time, recordId: 1 }),
      vssImportFailed({ time: "2025-06-02T22:02:00Z", recordId: 2 }),
    );
    expect(shape(derived)).toEqual({ storms: [{ proxy: "PROXY01", imports: [[2, [1]]] }], unpaired: [] });
  });

  test("not when more than 120 s lie between them: then the event 0 stands alone", () => {
    const derived = failedImports(
      vendorEvent({ time: "2025-06-02T21:59:59.9999999Z", recordId: 1 }),
      vssImportFailed({ time: "2025-06-02T22:02:00Z", recordId: 2 }),
    );
    expect(shape(derived)).toEqual({
      storms: [{ proxy: "PROXY01", imports: [[2, []]] }],
      unpaired: [["PROXY01", "Example SAN VSS Provider", [1]]],
    });
  });

  test("not when they are of different computers", () => {
    const derived = failedImports(
      vendorEvent({ time: "2025-06-02T22:02:00Z", recordId: 1, computer: "PROXY02" }),
      vssImportFailed({ time: "2025-06-02T22:02:01Z", recordId: 2 }),
    );
    expect(shape(derived)).toEqual({
      storms: [{ proxy: "PROXY01", imports: [[2, []]] }],
      unpaired: [["PROXY02", "Example SAN VSS Provider", [1]]],
    });
  });

  test("each event 0 goes to the nearest 12293, and to the later of two equally near", () => {
    const derived = failedImports(
      vssImportFailed({ time: "2025-06-02T22:00:00Z", recordId: 1 }),
      vendorEvent({ time: "2025-06-02T22:00:10Z", recordId: 2 }),
      vendorEvent({ time: "2025-06-02T22:00:30Z", recordId: 3 }),
      vssImportFailed({ time: "2025-06-02T22:01:00Z", recordId: 4 }),
      vendorEvent({ time: "2025-06-02T22:01:05Z", recordId: 5 }),
    );
    expect(shape(derived)).toEqual({
      storms: [
        {
          proxy: "PROXY01",
          imports: [
            [1, [2]],
            [4, [3, 5]],
          ],
        },
      ],
      unpaired: [],
    });
  });

  test("the nearest two go together first, so that an import keeps its event 0 though that lies nearer to the one before", () => {
    const derived = failedImports(
      vendorEvent({ time: "2025-06-02T22:16:07Z", recordId: 1 }),
      vssImportFailed({ time: "2025-06-02T22:16:26Z", recordId: 2 }),
      vendorEvent({ time: "2025-06-02T22:17:04Z", recordId: 3 }),
      vssImportFailed({ time: "2025-06-02T22:17:48Z", recordId: 4 }),
    );
    expect(shape(derived)).toEqual({
      storms: [
        {
          proxy: "PROXY01",
          imports: [
            [2, [1]],
            [4, [3]],
          ],
        },
      ],
      unpaired: [],
    });
  });

  test("whatever the times, pairs are those of the rule: nearest first, each event 0 and each 12293 once", () => {
    const kinds = fc.record({ second: fc.integer({ min: 0, max: 900 }), isCall: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(kinds, { selector: ({ second }) => second, maxLength: 24 }), (given) => {
        const sorted = [...given].sort((a, b) => a.second - b.second);
        const at = (second: number): string => new Date(Date.UTC(2025, 5, 2, 22) + second * 1000).toISOString();
        const derived = failedImports(
          ...sorted.map(({ second, isCall }) =>
            (isCall ? vssImportFailed : vendorEvent)({ time: at(second), recordId: second }),
          ),
        );
        const found = derived.storms.flatMap(({ imports }) =>
          imports.map(
            ({ call, vendorEvents }) =>
              [Number(call.recordId), vendorEvents.map((one) => Number(one.recordId))] as const,
          ),
        );
        for (const [call, event] of greedyPairs(sorted)) {
          expect(found.find(([id]) => id === call)?.[1]).toContain(event);
        }
      }),
      { seed: 12293, numRuns: 300 },
    );
  });

  test("a 12293 without an event 0 is a failed import, an event 0 without a 12293 is none", () => {
    expect(shape(failedImports(vssImportFailed({ time: "2025-06-02T22:00:00Z" })))).toEqual({
      storms: [{ proxy: "PROXY01", imports: [[1, []]] }],
      unpaired: [],
    });
    expect(shape(failedImports(vendorEvent({ time: "2025-06-02T22:00:00Z" })))).toEqual({
      storms: [],
      unpaired: [["PROXY01", "Example SAN VSS Provider", [1]]],
    });
  });
});

describe("storms", () => {
  test("imports with at most 30 minutes between them are one storm, whatever its length", () => {
    const times = ["22:00:00", "22:30:00", "23:00:00", "23:30:01"];
    const derived = failedImports(...times.map((time) => vssImportFailed({ time: `2025-06-02T${time}Z` })));
    expect(derived.storms.map(({ imports, first, last }) => [imports.length, first, last])).toEqual([
      [3, ticks("2025-06-02T22:00:00Z"), ticks("2025-06-02T23:00:00Z")],
      [1, ticks("2025-06-02T23:30:01Z"), ticks("2025-06-02T23:30:01Z")],
    ]);
  });

  test("reach from the first record of their imports to the last, the vendor's among them", () => {
    const derived = failedImports(
      vendorEvent({ time: "2025-06-02T21:59:10Z" }),
      vssImportFailed({ time: "2025-06-02T22:00:00Z" }),
      vssImportFailed({ time: "2025-06-02T22:10:00Z" }),
      vendorEvent({ time: "2025-06-02T22:10:40Z" }),
    );
    expect(derived.storms.map(({ first, last }) => [first, last])).toEqual([
      [ticks("2025-06-02T21:59:10Z"), ticks("2025-06-02T22:10:40Z")],
    ]);
  });

  test("of two proxies stay apart, though they happen at the same time", () => {
    const time = "2025-06-02T22:00:00Z";
    const derived = failedImports(vssImportFailed({ time, computer: "P2" }), vssImportFailed({ time, computer: "P1" }));
    expect(derived.storms.map(({ proxy }) => proxy)).toEqual(["P1", "P2"]);
  });

  test("times before 2007 stay out of first and last", () => {
    const derived = failedImports(vssImportFailed({ time: "1999-12-31T23:59:59Z" }));
    expect(derived.storms.map(({ imports, first, last }) => [imports.length, first, last])).toEqual([[1, null, null]]);
  });

  test("times after the report stay out of first and last", () => {
    const derived = failedImports(vssImportFailed({ time: "9998-12-31T23:59:59Z" }));
    expect(derived.storms.map(({ imports, first, last }) => [imports.length, first, last])).toEqual([[1, null, null]]);
  });
});

describe("the routine decides what a 12293 is", () => {
  const call = (minute: number, routine: string | null): EventEvidence =>
    vssImportFailed({
      time: `2025-06-02T22:0${minute}:00Z`,
      recordId: minute,
      data: routine === null ? [] : [{ value: "{0}" }, { value: routine }, { value: "0x8004230f" }],
    });

  test("an import's is a failed import; another one is a call of its own, with the event 0 beside it", () => {
    const derived = failedImports(
      call(0, "LocateLuns(1)"),
      call(4, "PostCommitSnapshots({0})"),
      vendorEvent({ time: "2025-06-02T22:04:30Z", recordId: 40 }),
      call(8, "PostCommitSnapshots({0})"),
    );
    expect(shape(derived)).toEqual({ storms: [{ proxy: "PROXY01", imports: [[0, []]] }], unpaired: [] });
    expect(
      derived.otherCalls.map(({ host, routine, calls, first, last }) => ({
        host,
        routine,
        calls: calls.map((one) => [
          Number(one.call.recordId),
          one.vendorEvents.map(({ recordId }) => Number(recordId)),
        ]),
        first,
        last,
      })),
    ).toEqual([
      {
        host: "PROXY01",
        routine: "PostCommitSnapshots",
        calls: [
          [4, [40]],
          [8, []],
        ],
        first: ticks("2025-06-02T22:04:00Z"),
        last: ticks("2025-06-02T22:08:00Z"),
      },
    ]);
  });

  test("one that cannot be read may have been an import's: it counts, and says so", () => {
    const { storms, otherCalls } = failedImports(call(0, "LocateLuns(1)"), call(1, null), call(2, "Fehler"));
    expect(storms.flatMap(({ imports }) => imports.map(({ routine }) => routine))).toEqual(["LocateLuns", null, null]);
    expect(otherCalls).toEqual([]);
  });

  test("one that cannot be read was none where it names the provider of Windows itself, which imports nothing", () => {
    const toWindows = vssImportFailed({
      time: "2025-06-02T22:00:00Z",
      data: [{ value: "{B5946137-7B9F-4925-AF80-51ABD60B20D5}" }, { value: "Fehler" }, { value: "0x80042308" }],
    });
    const { storms, otherCalls } = failedImports(toWindows);
    expect([storms, otherCalls.map(({ routine, calls }) => [routine, calls.length])]).toEqual([[], [[null, 1]]]);
  });
});

describe("events 0 that are kept compactly", () => {
  const kept = (events: readonly EventEvidence[], ...calls: readonly EventEvidence[]) =>
    deriveFacts(evidenceOf(calls, [], WHOLE_SPAN, compact(events))).failedImports;
  const minute = (at: number): string => new Date(Date.UTC(2025, 5, 2, 22, at)).toISOString();

  test("give the same as those that are kept whole, whatever their order", () => {
    const events = [9, 1, 30, 12, 11, 50, 3].map((at) => vendorEvent({ time: minute(at), recordId: at }));
    const others = [4, 31].map((at) =>
      vendorEvent({ time: minute(at), recordId: at, provider: "Other", computer: "HV01" }),
    );
    const calls = [2, 10, 52].map((at) => vssImportFailed({ time: minute(at), recordId: 100 + at }));
    const whole = failedImports(...events, ...others, ...calls);
    const compactly = kept([...events, ...others], ...calls);
    expect(shape(compactly)).toEqual(shape(whole));
    expect(shape(compactly)).toEqual({
      storms: [
        {
          proxy: "PROXY01",
          imports: [
            [102, [1, 3]],
            [110, [9, 11, 12]],
          ],
        },
        { proxy: "PROXY01", imports: [[152, [50]]] },
      ],
      unpaired: [
        ["HV01", "Other", [4, 31]],
        ["PROXY01", "Example SAN VSS Provider", [30]],
      ],
    });
  });

  test("count once when overlapping exports hold them", () => {
    const events = [30, 40].map((at) => vendorEvent({ time: minute(at), recordId: at }));
    const copies = events.map((event) => ({ ...event, ref: { ...event.ref, file: "A/copy.evtx" } }));
    const { unpaired } = kept([...events, ...copies]);
    expect(unpaired.map(({ count, earliest }) => [count, earliest.ref.file])).toEqual([[2, "A/copy.evtx"]]);
  });

  test("of a computer's short and full name are one host's, and their host is known by them alone", () => {
    const events = ["PROXY01", "proxy01.corp.example"].map((computer, at) =>
      vendorEvent({ time: minute(at * 10), recordId: at, computer }),
    );
    const facts = deriveFacts(evidenceOf([], [], WHOLE_SPAN, compact(events)));
    expect(facts.hosts.names).toEqual(["PROXY01"]);
    expect(facts.failedImports.unpaired.map(({ host, count, first, last }) => [host, count, first, last])).toEqual([
      ["PROXY01", 2, ticks(minute(0)), ticks(minute(10))],
    ]);
  });
});
