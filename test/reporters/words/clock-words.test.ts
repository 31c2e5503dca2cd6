import { describe, expect, test } from "vitest";
import type { ClockTolerance, ProxyClockRow } from "../../../src/report/index.ts";
import { clockWords, hasWrongClock } from "../../../src/reporters/words/clock-words.ts";

const SECOND = 10_000_000n;

function clocks(given: Partial<ClockTolerance>): ClockTolerance {
  return { tolerance: 120n * SECOND, isEstimated: false, hosts: [], proxies: [], ...given };
}

test("a tolerance that is only assumed is told as that", () => {
  expect(clockWords(clocks({}))).toBe(
    "taken to differ by up to 2 min: assumed, as nothing given tells how they differ",
  );
});

test("an estimate names the clocks that differ most, with the facts that tell it", () => {
  const hosts = [
    { host: "HV01", offset: -SECOND / 2n, spread: SECOND / 10n, facts: 40 },
    { host: "HV02", offset: 95n * SECOND, spread: 2n * SECOND, facts: 1200 },
    { host: "HV03", offset: 0n, spread: 0n, facts: 3 },
    { host: "HV04", offset: null, spread: null, facts: 1 },
    { host: "HV05", offset: (-61n * SECOND) / 2n, spread: 0n, facts: 9 },
    { host: "HV06", offset: 0n, spread: 0n, facts: 5 },
  ];
  expect(clockWords(clocks({ tolerance: 160n * SECOND, isEstimated: true, hosts }))).toBe(
    "taken to differ by up to 160 s, estimated from what several hosts log of one fact: HV02 95 s ahead " +
      "(1,200 facts, half of them within 2 s); HV05 30.5 s behind (9 facts, half of them within 0 s); 3 hosts within 1 s of the rest",
  );
});

describe("a proxy's clock", () => {
  const HOUR = 3600n * SECOND;

  function proxyClock(given: Partial<ProxyClockRow>): ClockTolerance {
    const row = { proxy: "SITE-PROXY", aheadAtMost: 0n, aheadAtMostEver: 0n, tolerance: 120n * SECOND, sets: 12 };
    return clocks({ isEstimated: true, proxies: [{ ...row, ...given }] });
  }

  test.each([
    [
      "that is behind",
      { aheadAtMost: -45n * SECOND, aheadAtMostEver: -31n * SECOND },
      "SITE-PROXY 45 s or more behind (12 snapshot sets)",
    ],
    [
      "that may be ahead",
      { aheadAtMost: 12n * SECOND, aheadAtMostEver: 20n * SECOND },
      "SITE-PROXY at most 12 s ahead (12 snapshot sets)",
    ],
    [
      "that was set",
      { aheadAtMost: -5n * SECOND, aheadAtMostEver: 25n * HOUR },
      "SITE-PROXY 5 s or more behind, at other times at most 1 d 1 h ahead (12 snapshot sets)",
    ],
  ])("%s is told as a bound", (_which, given, words) => {
    expect(clockWords(proxyClock(given))).toBe(
      `taken to differ by up to 2 min, estimated from what several hosts log of one fact: ${words}`,
    );
    expect(hasWrongClock(proxyClock(given))).toBe(false);
  });

  test("that differs by more than hosts do is named with what is allowed for", () => {
    const given = proxyClock({
      aheadAtMost: HOUR + 5n * SECOND,
      aheadAtMostEver: HOUR + 9n * SECOND,
      tolerance: HOUR + 9n * SECOND,
    });
    expect(clockWords(given)).toBe(
      "taken to differ by up to 2 min, those of SITE-PROXY and of lists that may have such a clock by up to 1 h 9 s, " +
        "estimated from what several hosts log of one fact: SITE-PROXY at most 1 h 5 s ahead (12 snapshot sets)",
    );
    expect(hasWrongClock(given)).toBe(true);
  });

  test("of which too few sets are known is not told", () => {
    const given = { ...proxyClock({ aheadAtMost: null, aheadAtMostEver: null, sets: 2 }), isEstimated: false };
    expect(clockWords(given)).toBe("taken to differ by up to 2 min: assumed, as nothing given tells how they differ");
  });
});
