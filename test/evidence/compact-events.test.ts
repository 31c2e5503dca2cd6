import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompactEvents, type EventEvidence, keepFor } from "../../src/evidence/index.ts";
import { compact, event, evidenceOf } from "./build-evidence.ts";

const given = fc
  .record({
    second: fc.integer({ min: 0, max: 5 }),
    recordId: fc.integer({ min: 1, max: 4 }),
    computer: fc.constantFrom("A", "a", "B", null),
    channel: fc.constantFrom("Application", "APPLICATION", null),
    provider: fc.constantFrom("X", "Y", null),
    eventId: fc.constantFrom(0, 1, null),
    file: fc.constantFrom("one.evtx", "two.evtx"),
  })
  .map(({ second, ...fields }) => event({ ...fields, time: `2025-06-02T22:00:0${second}Z` }));

function inOrder(events: CompactEvents): readonly EventEvidence[] {
  return [...events.inOrder()].map((position) => events.event(position));
}

describe("compact events", () => {
  test("come back as they were, without their data, in the order of whole ones and each record once", () => {
    fc.assert(
      fc.property(fc.array(given, { maxLength: 40 }), (events) => {
        expect(inOrder(compact(events))).toEqual(evidenceOf(events).events);
      }),
      { seed: 20, numRuns: 200 },
    );
  });

  test("may be more than there is room for at first", () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      event({ time: "2025-06-02T22:00:00Z", recordId: 3000 - index }),
    );
    expect(inOrder(compact(many)).map(({ recordId }) => Number(recordId))).toEqual(many.map((_, index) => index + 1));
  });

  test("have none where none was added", () => {
    expect(new CompactEvents().inOrder()).toHaveLength(0);
    expect(() => new CompactEvents().event(0)).toThrow(RangeError);
  });
});

describe("how much of an event is kept", () => {
  const one = event({ time: "2025-06-02T22:00:00Z", provider: "Vendor", eventId: 0 });
  const application = { channels: ["APPLICATION"], ids: [{ from: 0, to: 0 }] };
  test.each([
    ["what its only need asks for", [{ ...application, keep: "compact" }], "compact"],
    ["all of it, where a need does not say", [application], "whole"],
    [
      "the most that any need asks for",
      [{ ...application, keep: "compact" }, { keep: "without-data" }],
      "without-data",
    ],
    ["all of it, when it matches none", [{ providers: ["Other"], keep: "compact" }], "whole"],
    ["all of it, when its level is another", [{ levels: [3], keep: "compact" }], "whole"],
  ] as const)("%s", (_, needs, keep) => {
    expect(keepFor(needs)(one)).toBe(keep);
  });
});
