import { describe, expect, test } from "vitest";
import { usualPauses } from "../../../src/facts/trials/usual-pauses.ts";
import type { Attempt } from "../../../src/facts/trials/attempt.ts";
import { attempt, clock } from "./build-attempts.ts";

/** One of the job at each of these hours; `!`: it failed. */
function nightly(hours: string, more: Partial<Attempt> = {}): readonly Attempt[] {
  return hours.split(" ").map((words) => {
    const hour = words.replace("!", "");
    return attempt(`${hour}:00-${hour}:05`, "Disk 1", { job: "Nightly", isFailed: words.endsWith("!"), ...more });
  });
}

function hoursBetween(attempts: readonly Attempt[], job = "Nightly"): number | null {
  const pause = usualPauses([...attempts].sort((a, b) => Number(a.start - b.start)))(job);
  return pause === null ? null : Number(pause / clock("1:00"));
}

describe("a job's usual pause", () => {
  test("is the median of its pauses, whatever order they come in", () => {
    expect(hoursBetween(nightly("0 1 10 12"))).toBe(2);
    expect(hoursBetween(nightly("0 9 10 12"))).toBe(2);
    expect(hoursBetween(nightly("0 2 5 12 20 21"))).toBe(3);
  });

  test("is told by three pauses, and by no fewer", () => {
    expect(hoursBetween(nightly("0 4 8 12"))).toBe(4);
    expect(hoursBetween(nightly("0 4 8"))).toBeNull();
  });

  test("is not told by what follows on a failure, which may be a retry", () => {
    expect(hoursBetween(nightly("0 4! 5! 6! 8 12 16"))).toBe(4);
  });

  test("is that of one volume or machine, and not of all that the job backs up in turn", () => {
    const other = nightly("1 5 9 13").map((one) => ({ ...one, volumes: ["Disk 2"] }));
    const machine = nightly("2 6 10 14", { vms: ["app"] });
    expect(hoursBetween([...nightly("0 4 8 12"), ...other, ...machine])).toBe(4);
  });

  test("is not another job's", () => {
    expect(hoursBetween([...nightly("0 4 8 12"), ...nightly("1 2 3 4", { job: "Hourly" })])).toBe(4);
    expect(hoursBetween(nightly("0 4 8 12"), "Weekly")).toBeNull();
  });
});
