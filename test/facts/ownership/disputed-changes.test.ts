import { describe, expect, test } from "vitest";
import { joinDisputed } from "../../../src/facts/ownership/disputed-changes.ts";
import type { OwnershipChange } from "../../../src/facts/ownership/ownership-change.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { history } from "../../evidence/build-ownership.ts";

const SECOND = 10_000_000n;
const TOLERANCE = 120n * SECOND;
const NOON = ticks("2025-06-02T12:00:00Z");

/** `HV01>HV02`: from whom to whom, so many seconds after noon, by a row of that file. */
function change(
  seconds: number,
  words: string,
  more: Partial<OwnershipChange> & { file?: string } = {},
): OwnershipChange {
  const [from = "", to = ""] = words.split(">");
  const { file = "a.csv", ...others } = more;
  const time = NOON + BigInt(seconds) * SECOND;
  return {
    ...{ time, from: from === "" ? [] : from.split("/"), to: to === "" ? [] : to.split("/") },
    ...{ isConfirmed: true, isDisputed: false, holds: false, leftInLog: null, arrivedInLog: null },
    sources: [history(filetimeToIso(time), "Cluster Disk 1", to, 2, file)],
    ...others,
  };
}

/** `HV01>HV02/HV03 disputed` */
function joined(...changes: readonly OwnershipChange[]): readonly string[] {
  return joinDisputed(changes, TOLERANCE).map(
    ({ from, to, isDisputed }) => `${from.join("/")}>${to.join("/")}${isDisputed ? " disputed" : ""}`,
  );
}

const other = { file: "b.csv" };

describe("changes of one volume that cannot both be true", () => {
  test("are one that claims both, up to the tolerance apart, ends included", () => {
    expect(joined(change(0, ">HV01"), change(120, ">HV02", other))).toEqual([">HV01/HV02 disputed"]);
    expect(joined(change(0, ">HV01"), change(121, ">HV02", other))).toEqual([">HV01", ">HV02"]);
  });

  test("hold before as well, where a history has both", () => {
    const holds = { holds: true };
    expect(joined(change(0, ">HV01", holds), change(60, ">HV02", { ...holds, ...other }))).toEqual([
      "HV01/HV02>HV01/HV02 disputed",
    ]);
  });

  test("are two histories of which one goes on from the other, and no dispute where one is a move", () => {
    const holds = { holds: true };
    expect(joined(change(0, ">HV01", holds), change(60, "HV01>HV02", { ...holds, ...other }))).toEqual([
      "HV01>HV01/HV02 disputed",
    ]);
    expect(joined(change(0, ">HV01", holds), change(60, "HV01>HV02", other))).toEqual([">HV01", "HV01>HV02"]);
  });

  test("join a third that adds nothing, unless one clock has it later", () => {
    const two = [change(0, ">HV01"), change(30, ">HV02", other)];
    expect(joined(...two, change(60, ">HV02", { file: "c.csv" }))).toEqual([">HV01/HV02 disputed"]);
    expect(joined(...two, change(60, ">HV02", other))).toEqual([">HV01/HV02 disputed", ">HV02"]);
  });

  test("are confirmed if one of them is, and a history's if one of them is", () => {
    const flags = (one: Partial<OwnershipChange>, two: Partial<OwnershipChange>): readonly boolean[] =>
      joinDisputed([change(0, "HV05>HV01", one), change(30, "HV06>HV02", { ...two, ...other })], TOLERANCE).flatMap(
        ({ isConfirmed, holds }) => [isConfirmed, holds],
      );
    expect(flags({ isConfirmed: true, holds: false }, { isConfirmed: false, holds: true })).toEqual([true, true]);
    expect(flags({ isConfirmed: false, holds: true }, { isConfirmed: true, holds: false })).toEqual([true, true]);
    expect(flags({ isConfirmed: false }, { isConfirmed: false })).toEqual([false, false]);
  });

  test("keep two records of each for a proof", () => {
    const rows = (file: string) => [1, 2, 3, 4].map((line) => history("2025-06-02T12:00:00Z", "Disk", "", line, file));
    const [both] = joinDisputed(
      [change(0, ">HV01", { sources: rows("a.csv") }), change(0, ">HV02", { sources: rows("b.csv") })],
      TOLERANCE,
    );
    const files = both?.sources.map((source) => ("file" in source ? source.file : null));
    expect(files).toEqual(["a.csv", "a.csv", "b.csv", "b.csv"]);
  });
});

describe("changes that may all be true stay apart", () => {
  test.each([
    ["one clock has both in turn", change(0, ">HV01"), change(30, ">HV02")],
    ["the second says what the first says", change(0, ">HV01"), change(30, ">HV01", other)],
    ["the second goes on from the first", change(0, ">HV01"), change(30, "HV01>HV02", other)],
    [
      "it failed to go where it was announced to",
      change(0, ">HV01", { isConfirmed: false }),
      change(30, ">HV02", other),
    ],
    ["the first tells no owner", change(0, "HV03>"), change(30, "HV04>HV02", other)],
    ["the second tells no owner", change(0, "HV03>HV02"), change(30, "HV04>", other)],
  ])("where %s", (_, one, two) => {
    expect(joinDisputed([one, two], TOLERANCE)).toEqual([one, two]);
  });

  test("but not where one clock has both at one moment", () => {
    expect(joined(change(0, ">HV01"), change(0, ">HV02"))).toEqual([">HV01/HV02 disputed"]);
  });
});
