import { describe, expect, test } from "vitest";
import { type TrialClocks, trialClocks } from "../../../src/facts/trials/trial-clocks.ts";

const MINUTE = 600_000_000n;
const HOUR = 60n * MINUTE;
/** Hosts differ by two minutes at most. */
const TOLERANCE = 2n * MINUTE;

/** With a proxy whose clock is ahead by so much at most. */
function clocksWith(aheadAtMost: bigint): TrialClocks {
  const clock = { proxy: "PROXY01", aheadAtMost, aheadAtMostEver: aheadAtMost, count: 3 };
  return trialClocks({ tolerance: TOLERANCE, proxies: [clock] });
}

describe("attempts of a proxy whose clock is off", () => {
  test("may differ by as much from owners, and so may those of others, whose list may have that clock", () => {
    const clocks = clocksWith(HOUR);
    expect([clocks.of("PROXY01"), clocks.of("PROXY02"), clocks.of(null), clocks.hosts]).toEqual([
      HOUR,
      HOUR,
      HOUR,
      TOLERANCE,
    ]);
  });

  test("by as much as time zones can lie apart, are still joined by time", () => {
    const clocks = clocksWith(26n * HOUR);
    expect([clocks.isLost("PROXY01"), clocks.of("PROXY02")]).toEqual([false, 26n * HOUR]);
  });

  test("by more are lost, and widen nothing for others", () => {
    const clocks = clocksWith(26n * HOUR + MINUTE);
    expect([clocks.isLost("PROXY01"), clocks.of("PROXY01"), clocks.of("PROXY02"), clocks.isLost("PROXY02")]).toEqual([
      true,
      26n * HOUR + MINUTE,
      TOLERANCE,
      false,
    ]);
  });
});

test.each([
  ["ahead by more than hosts differ by", HOUR, HOUR],
  ["behind by more", -HOUR, -HOUR],
  ["ahead by no more", TOLERANCE, 0n],
  ["behind by no more", -TOLERANCE, 0n],
])("a proxy leads by what its clock is %s", (_what, ahead, lead) => {
  const clocks = clocksWith(ahead);
  expect([clocks.leadOf("PROXY01"), clocks.leadOf("PROXY02"), clocks.leadOf(null)]).toEqual([lead, 0n, 0n]);
});
