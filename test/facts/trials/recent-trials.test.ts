import { describe, expect, test } from "vitest";
import { RecentTrials } from "../../../src/facts/trials/recent-trials.ts";

const DAY = 24n * 36_000_000_000n;

/** What is still known under "a", set on day 0, when asked on each of these days in turn. */
function knownOn(...days: readonly bigint[]): readonly (string | undefined)[] {
  const trials = new RecentTrials<string>();
  trials.pass(0n);
  trials.set("a", "first");
  return days.map((day) => {
    trials.pass(day * DAY);
    return trials.get("a");
  });
}

describe("trials of the last days", () => {
  test("are known for a week at least", () => {
    expect(knownOn(7n)).toEqual(["first"]);
    expect(knownOn(8n)).toEqual(["first"]);
  });

  test("are forgotten after two that nothing asks for them, or in which nothing ran", () => {
    expect(knownOn(15n)).toEqual([undefined]);
    const trials = new RecentTrials<string>();
    trials.pass(0n);
    trials.set("a", "first");
    for (const day of [8n, 16n]) trials.pass(day * DAY);
    expect(trials.get("a")).toBeUndefined();
  });

  test("are kept as long as they are asked for every week", () => {
    expect(knownOn(8n, 16n, 24n)).toEqual(["first", "first", "first"]);
  });

  test("are told as they were set last", () => {
    const trials = new RecentTrials<string>();
    trials.pass(0n);
    trials.set("a", "first");
    trials.pass(8n * DAY);
    trials.set("a", "second");
    expect(trials.get("a")).toBe("second");
  });
});
