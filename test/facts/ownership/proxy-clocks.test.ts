import { describe, expect, test } from "vitest";
import { type EventEvidence, isNeeded } from "../../../src/evidence/index.ts";
import { deriveFacts, needsOf } from "../../../src/facts/index.ts";
import { type ProxyClock, proxyTolerance } from "../../../src/facts/ownership/proxy-clocks.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { auditedSnapshot, setId } from "../../evidence/audited-snapshots.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { clusterEvidence, moving } from "../../evidence/build-ownership.ts";

const SECOND = 10_000_000n;
const MINUTES = 60n * SECOND;
const HOUR = 3600n * SECOND;

/** A set for each number of seconds, made every hour by HV01; so much later the proxy's clock shows that it was imported. */
function imports(...seconds: readonly number[]): readonly EventEvidence[] {
  return seconds.flatMap((by, number) => {
    const made = ticks("2026-09-10T00:00:00Z") + BigInt(number) * HOUR;
    const set = setId(number);
    return [
      auditedSnapshot({ eventId: 8222, time: filetimeToIso(made), computer: "HV01", set, recordId: number + 1 }),
      auditedSnapshot({
        recordId: number + 1,
        eventId: 8223,
        time: filetimeToIso(made + BigInt(by) * SECOND),
        computer: "PROXY01.corp.example",
        set,
        machine: "HV01",
      }),
    ];
  });
}

function clocksOf(events: readonly EventEvidence[]): readonly ProxyClock[] {
  return deriveFacts(clusterEvidence({ events })).clockSkew.proxies;
}

function bound(aheadAtMost: number, aheadAtMostEver: number, count: number): readonly ProxyClock[] {
  const ticksOf = (seconds: number): bigint => BigInt(seconds) * SECOND;
  return [{ proxy: "PROXY01", aheadAtMost: ticksOf(aheadAtMost), aheadAtMostEver: ticksOf(aheadAtMostEver), count }];
}

test.each([8222, 8223] as const)("%i is read for it", (eventId) => {
  const record = auditedSnapshot({ eventId, time: "2026-09-10T00:00:00Z", computer: "HV01", set: setId(1) });
  expect(isNeeded(needsOf(["clockSkew"]))(record)).toBe(true);
});

describe("a proxy's clock", () => {
  test("is ahead of the host's by no more than the second quickest import was late", () => {
    expect(clocksOf(imports(40, 11, 95, 12))).toEqual(bound(12, 12, 4));
  });

  test("is behind by at least as much, where imports seem to come before their snapshots", () => {
    expect(clocksOf(imports(-20, -49, 30, -45))).toEqual(bound(-45, -45, 4));
  });

  test.each([
    ["early", -86_400, 12],
    ["late", 86_400, 14],
  ])("is not judged by one odd record, as one that is a day %s", (_which, odd, expected) => {
    expect(clocksOf(imports(40, 12, odd, 14))).toEqual(bound(expected, expected, 4));
  });

  test.each([
    ["an hour ahead", 3600],
    ["a day behind", -86_400],
  ])("may be %s: sets are joined by their GUID", (_which, off) => {
    expect(clocksOf(imports(off + 9, off + 8, off + 30))).toEqual(bound(off + 9, off + 9, 3));
  });

  test("that was put right in between has another bound before than after", () => {
    const hourAhead = Array.from({ length: 10 }, () => 3610);
    const right = Array.from({ length: 10 }, () => 10);
    expect(clocksOf(imports(...hourAhead, ...right))).toEqual(bound(10, 3610, 20));
  });

  test("has no second bound for a few slow imports", () => {
    expect(clocksOf(imports(10, 12, 9, 1800, 11, 2400, 10, 12, 3000, 14))).toEqual(bound(10, 10, 10));
  });

  test("is bounded by no fewer than three sets", () => {
    expect(clocksOf(imports(10, 12))).toEqual([
      { proxy: "PROXY01", aheadAtMost: null, aheadAtMostEver: null, count: 2 },
    ]);
  });

  test("is held against the last creation of a set and its first import", () => {
    const again = [0, 1, 2].flatMap((hour) => [
      auditedSnapshot({ eventId: 8222, time: `2026-09-10T0${hour}:00:05Z`, computer: "HV01", set: setId(hour) }),
      auditedSnapshot({
        ...{ eventId: 8223, time: `2026-09-10T0${hour}:20:00Z`, computer: "PROXY01", set: setId(hour) },
        machine: "HV01",
      }),
    ]);
    expect(clocksOf([...imports(15, 15, 15), ...again])).toEqual(bound(10, 10, 3));
  });

  test("is held against hosts whose own clocks are put right", () => {
    const group = "3bbf28bd-8438-e41c-a604-f8cd93fb2bd7";
    // HV01 is four minutes ahead of the two others.
    const moves = ["01", "02", "03"].flatMap((hour) => [
      moving({ node: "HV01", time: `2026-09-09T${hour}:04:00Z` }, group, "HV01", "HV02"),
      moving({ node: "HV02", time: `2026-09-09T${hour}:00:00Z` }, group, "HV01", "HV02"),
      moving({ node: "HV03", time: `2026-09-09T${hour}:00:00Z` }, group, "HV01", "HV02"),
    ]);
    expect(clocksOf([...moves, ...imports(-230, -230, -230)])).toEqual(bound(10, 10, 3));
  });

  test("is told by nobody who imported what it made itself, nor by another's word of who made it", () => {
    const own = [0, 1, 2].flatMap((number) => [
      auditedSnapshot({ eventId: 8222, time: `2026-09-10T0${number}:00:00Z`, computer: "HV01", set: setId(number) }),
      auditedSnapshot({ eventId: 8223, time: `2026-09-10T0${number}:00:09Z`, computer: "HV01", set: setId(number) }),
      auditedSnapshot({
        ...{ eventId: 8222, time: `2026-09-10T0${number}:00:00Z`, computer: "HV02", set: setId(number + 3) },
        machine: "HV01",
      }),
      auditedSnapshot({
        ...{ eventId: 8223, time: `2026-09-10T0${number}:00:09Z`, computer: "PROXY01", set: setId(number + 3) },
        machine: "HV01",
      }),
    ]);
    expect(clocksOf(own)).toEqual([]);
  });
});

test.each([
  ["nothing", { aheadAtMost: null, aheadAtMostEver: null }, 2n * MINUTES],
  ["less than hosts may differ by", { aheadAtMost: -40n * SECOND, aheadAtMostEver: 90n * SECOND }, 2n * MINUTES],
  ["more ahead", { aheadAtMost: 3n * SECOND, aheadAtMostEver: HOUR }, HOUR],
  [
    "more behind, and by up to a minute more than is proved",
    { aheadAtMost: -HOUR, aheadAtMostEver: -HOUR },
    HOUR + MINUTES,
  ],
])("a proxy's times may differ by what its bounds allow: %s", (_what, bounds, expected) => {
  expect(proxyTolerance(bounds, 2n * MINUTES)).toBe(expected);
});
