import { expect, test } from "vitest";
import type { ClockTolerance } from "../../../src/report/index.ts";
import { clockWords } from "../../../src/reporters/words/clock-words.ts";

const SECOND = 10_000_000n;

function clocks(given: Partial<ClockTolerance>): ClockTolerance {
  return { tolerance: 120n * SECOND, isEstimated: false, hosts: [], ...given };
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
