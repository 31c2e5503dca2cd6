import { describe, expect, test } from "vitest";
import { ticks } from "../../evidence/build-evidence.ts";
import { leftOut, read } from "./read.ts";

const LATEST = ticks("2026-09-29T06:00:00Z");

/** A list of sessions that ran for five minutes on these days. */
function sessionsOf(...days: readonly string[]): string {
  const rows = days.map((day) => `${day}T21:00:00Z,${day}T21:05:00Z,Disk 1,success`);
  return ["start,end,volume,result", ...rows, ""].join("\n");
}

describe("a row of a time that is yet to come", () => {
  const SESSIONS = sessionsOf("2026-09-07", "2062-09-08", "2026-09-28", "2026-09-29", "2063-01-01");

  test("is left out and counted, in any list", () => {
    expect(leftOut(SESSIONS, { latest: LATEST })).toEqual([["time-in-future", 3, 3, "2062-09-08T21:00:00Z"]]);
    const owners = "time,volume,node\n2026-09-07T21:00:00Z,Disk 1,HV01\n2062-09-07T21:00:00Z,Disk 1,HV02\n";
    expect(leftOut(owners, { latest: LATEST })).toEqual([["time-in-future", 1, 3, "2062-09-07T21:00:00Z"]]);
    const placed = "vm,volume,time\napp,Disk 1,2062-09-07T21:00:00Z\n";
    expect(leftOut(placed, { latest: LATEST })).toEqual([["time-in-future", 1, 2, "2062-09-07T21:00:00Z"]]);
  });

  test("widens no span", () => {
    expect(read(SESSIONS, { latest: LATEST }).account).toMatchObject({
      status: "damaged",
      rows: 2,
      from: ticks("2026-09-07T21:00:00Z"),
      to: ticks("2026-09-28T21:05:00Z"),
    });
  });

  test("may be the latest that clocks allow, and is not known where nobody says what time it is", () => {
    const ends = "start,end,volume,result\n2026-09-29T05:00:00Z,2026-09-29T06:00:00Z,Disk 1,success\n";
    expect(leftOut(ends, { latest: LATEST })).toEqual([]);
    expect(leftOut(SESSIONS)).toEqual([]);
  });

  test("of which a list has no other says what is wrong", () => {
    expect(read(sessionsOf("2062-09-08"), { latest: LATEST }).account.problem).toMatchObject({
      code: "no-row-used",
      nextStep: "Set this machine's clock right, or correct the times.",
    });
  });
});

describe("an attempt of a time before there were clusters with shared volumes", () => {
  test("is left out and counted", () => {
    expect(leftOut(sessionsOf("2026-09-07", "1999-09-08"))).toEqual([["time-too-early", 1, 3, "1999-09-08T21:00:00Z"]]);
  });

  test("that only ends then is no less", () => {
    const text = "start,end,volume,result\n2026-09-07T21:00:00Z,1900-01-01T00:00:00Z,Disk 1,failed\n";
    expect(leftOut(text)).toEqual([["time-too-early", 1, 2, "1900-01-01T00:00:00Z"]]);
  });

  test("is not asked of owners: a node may be said to own a volume since ever", () => {
    expect(leftOut("time,volume,node\n1970-01-01T00:00:00Z,Disk 1,HV01\n")).toEqual([]);
  });
});

describe("a lone attempt", () => {
  function warnings(...days: readonly string[]): readonly string[] {
    const { account } = read(sessionsOf(...days), { latest: LATEST });
    expect(account).toMatchObject({ status: "complete", rows: days.length });
    return account.warnings;
  }

  test("years before all others, or after them, is used and told", () => {
    expect(warnings("2026-09-07", "2016-09-08", "2026-09-09")).toEqual([
      "line 3 is of 2016-09-08, years before all other rows",
    ]);
    expect(warnings("2016-09-07", "2016-09-08", "2026-09-08")).toEqual([
      "line 4 is of 2026-09-08, years after all other rows",
    ]);
    expect(warnings("2026-09-08", "2016-09-07")).toEqual(["line 3 is of 2016-09-07, years before all other rows"]);
  });

  test("is none that is the only one, that has company, or that lies less than two years apart", () => {
    expect(warnings("2016-09-07")).toEqual([]);
    expect(warnings("2016-09-07", "2016-09-08", "2026-09-07", "2026-09-08")).toEqual([]);
    expect(warnings("2024-10-07", "2026-09-07", "2026-09-08")).toEqual([]);
  });
});
