import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventEvidence, worthFor } from "../../src/evidence/index.ts";
import { deriveFacts, type Facts, needsOf } from "../../src/facts/index.ts";
import { evidenceOf } from "../evidence/build-evidence.ts";
import {
  applicationCrashed,
  netlogon5719,
  resourceHostTerminated,
  sameSignature,
  snapshotLunMissing,
  unnamed,
  vmms14050,
  volumeLost,
} from "../evidence/known-failures.ts";

const NAMES = ["spnFailures", "resourceHostCrashes", "volumeAccessLosses", "missingLuns", "duplicateDisks"] as const;

/** The events that make the fact, each as often as it counts. */
const eventsOf: Readonly<Record<(typeof NAMES)[number], (facts: Facts) => readonly EventEvidence[]>> = {
  spnFailures: ({ spnFailures }) => spnFailures.flatMap(({ events }) => events),
  resourceHostCrashes: ({ resourceHostCrashes }) =>
    resourceHostCrashes.flatMap(({ crashes }) => crashes.flatMap(({ events }) => events)),
  volumeAccessLosses: ({ volumeAccessLosses }) =>
    volumeAccessLosses.flatMap(({ losses }) => losses.flatMap(({ events }) => events)),
  missingLuns: ({ missingLuns }) => missingLuns.flatMap(({ events }) => events),
  duplicateDisks: ({ duplicateDisks }) => duplicateDisks.flatMap(({ events }) => events),
};

const MAKERS = {
  spnFailures: vmms14050,
  resourceHostCrashes: resourceHostTerminated,
  volumeAccessLosses: volumeLost,
  missingLuns: snapshotLunMissing,
  duplicateDisks: sameSignature,
};

const moments = fc.uniqueArray(
  fc.record({
    minute: fc.integer({ min: 0, max: 200 }),
    host: fc.integer({ min: 1, max: 3 }),
    disk: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ minute }) => minute, maxLength: 40 },
);

describe.each(NAMES)("%s", (name) => {
  test("hold every record exactly once, whatever the times, hosts and volumes, in whatever order they came", () => {
    fc.assert(
      fc.property(moments, (given) => {
        const events = given.map(({ minute, host, disk }) =>
          MAKERS[name]({
            time: new Date(Date.UTC(2025, 5, 2, 22, minute)).toISOString(),
            computer: `HV0${host}`,
            recordId: minute,
            ...(name === "volumeAccessLosses" ? { data: unnamed(`V${disk}`, `Disk ${disk}`, "(5)") } : {}),
          }),
        );
        const kept = eventsOf[name](deriveFacts(evidenceOf(events)));
        expect(kept.map(({ recordId }) => Number(recordId)).sort((a, b) => a - b)).toEqual(
          given.map(({ minute }) => minute).sort((a, b) => a - b),
        );
        const backward = eventsOf[name](deriveFacts(evidenceOf([...events].reverse())));
        expect(backward).toEqual(kept);
      }),
    );
  });

  test("hold 12,000 records of one storm without end", () => {
    const events = Array.from({ length: 12_000 }, (_, index) =>
      MAKERS[name]({ time: new Date(Date.UTC(2025, 5, 2) + index * 1000).toISOString(), recordId: index }),
    );
    expect(eventsOf[name](deriveFacts(evidenceOf(events)))).toHaveLength(12_000);
  });

  test("hold 12,000 storms", () => {
    const events = Array.from({ length: 12_000 }, (_, index) =>
      MAKERS[name]({ time: new Date(Date.UTC(2010, 0, 1) + index * 3_600_000).toISOString(), recordId: index }),
    );
    expect(eventsOf[name](deriveFacts(evidenceOf(events)))).toHaveLength(12_000);
  });

  test("ask for events by channel, provider and id alone: what nobody asks for is not decoded", () => {
    const needs = needsOf([name]);
    expect(needs.length).toBeGreaterThan(0);
    for (const { channels = [], providers = [], ids = [] } of needs) {
      expect([channels.length > 0, providers.length, ids.length]).toEqual([true, 1, 1]);
    }
  });
});

test("of programs that crashed, only the cluster's resource host is kept", () => {
  const isWorth = worthFor(needsOf(["resourceHostCrashes"]));
  const time = "2025-06-02T03:00:00Z";
  expect(isWorth(applicationCrashed({ time }))).toBe(true);
  expect(isWorth(applicationCrashed({ time, data: unnamed("C:\\Windows\\Cluster\\RHS.exe", "10.0") }))).toBe(true);
  expect(isWorth(applicationCrashed({ time, data: unnamed("outlook.exe", "16.0") }))).toBe(false);
  expect(isWorth(applicationCrashed({ time, data: [] }))).toBe(false);
});

test("many 5719 beside many failures are found in the time of a search, not of a comparison of all", () => {
  const events = Array.from({ length: 5_000 }, (_, index) => {
    const time = new Date(Date.UTC(2010, 0, 1) + index * 3_600_000).toISOString();
    return [vmms14050({ time, recordId: index }), netlogon5719({ time, recordId: index })];
  }).flat();
  const { spnFailures } = deriveFacts(evidenceOf(events));
  expect(spnFailures).toHaveLength(5_000);
  expect(spnFailures.every(({ unreachable }) => unreachable.length === 1)).toBe(true);
});
