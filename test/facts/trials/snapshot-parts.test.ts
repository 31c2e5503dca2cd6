import { describe, expect, test } from "vitest";
import type { Attempt } from "../../../src/facts/trials/attempt.ts";
import { SnapshotParts } from "../../../src/facts/trials/snapshot-parts.ts";
import { attempt, clock } from "./build-attempts.ts";

/** `7 00:00-00:10 Disk 1`: the snapshot's number, when it was taken, and of what; `-`: no number is told. */
function attempts(...told: readonly string[]): readonly Attempt[] {
  return told.map((words) => {
    const [snapshot = "", ran = "", ...volume] = words.split(" ");
    return attempt(ran, volume.join(" "), { snapshot: snapshot === "-" ? null : snapshot });
  });
}

/** The volumes of what a snapshot's number means at that time. */
function meant(told: readonly string[], snapshot: string, time: string): readonly string[] {
  return new SnapshotParts(attempts(...told)).of(snapshot, clock(time)).flatMap(({ volumes }) => volumes);
}

describe("the parts of a snapshot", () => {
  test("are all attempts of its number, in order of time, whatever order they come in", () => {
    const told = ["7 00:05-00:10 Disk 2", "7 00:00-00:10 Disk 1", "8 00:00-00:10 Disk 3", "- 00:00-00:10 Disk 4"];
    expect(meant(told, "7", "00:03")).toEqual(["Disk 1", "Disk 2"]);
    expect(meant(told, "9", "00:03")).toEqual([]);
  });

  test("may begin up to six hours after the last of those before them has ended", () => {
    const told = ["7 00:00-08:00 Disk 1", "7 01:00-01:10 Disk 2", "7 14:00-14:10 Disk 3"];
    expect(meant(told, "7", "00:00")).toEqual(["Disk 1", "Disk 2", "Disk 3"]);
    const growing = ["7 00:00-00:10 Disk 1", "7 05:00-09:00 Disk 2", "7 15:00-15:10 Disk 3"];
    expect(meant(growing, "7", "00:00")).toEqual(["Disk 1", "Disk 2", "Disk 3"]);
    expect(meant(["7 00:00-08:00 Disk 1", "7 14:01-14:10 Disk 2"], "7", "00:00")).toEqual(["Disk 1"]);
  });
});

describe("of several snapshots with one number", () => {
  const told = ["7 20:00-20:10 Disk 2", "7 00:00-10:00 Disk 1"];

  test.each([
    ["14:00", "Disk 1"],
    ["16:00", "Disk 2"],
    ["20:05", "Disk 2"],
    ["05:00", "Disk 1"],
    ["23:00", "Disk 2"],
  ])("the one is meant whose end or beginning lies nearest: at %s %s", (time, volume) => {
    expect(meant(told, "7", time)).toEqual([volume]);
  });
});
