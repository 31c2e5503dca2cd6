import { describe, expect, test } from "vitest";
import type { EvidenceRef, GroupMoveRow, OwnershipRow } from "../../../src/evidence/index.ts";
import type { OwnershipTimeline } from "../../../src/facts/ownership/timeline.ts";
import { countedLog } from "../../evidence/build-evidence.ts";
import {
  CLUSTERING,
  type ClusterGiven,
  day,
  diskOffline,
  diskOnline,
  history,
  logMove,
  moving,
  names,
  on,
  snapshot,
} from "../../evidence/build-ownership.ts";
import { DISK, GROUP, ownersTold, timelineOf } from "./build-timeline.ts";

interface Given extends Pick<ClusterGiven, "events" | "logs"> {
  readonly ownership?: readonly OwnershipRow[];
  readonly groupMoves?: readonly GroupMoveRow[];
}

function timelineWith({ events = [], logs = [], ownership = [], groupMoves = [] }: Given): OwnershipTimeline {
  const volumeNames = [names({ resource: DISK, group: GROUP })];
  return timelineOf({ events, logs, exports: { volumeNames, ownership, groupMoves } });
}

function told(given: Given): readonly string[] {
  return ownersTold(timelineWith(given));
}

function files(given: Given): readonly (readonly string[])[] {
  const fileOf = (ref: EvidenceRef): string => ("file" in ref ? ref.file : "");
  return timelineWith(given).volumes.flatMap(({ intervals }) => intervals.map(({ sources }) => sources.map(fileOf)));
}

/** Whatever file comes first. */
const bothWays = <T>(first: T, second: T): readonly (readonly [string, readonly [T, T]])[] => [
  ["in this order", [first, second]],
  ["in the other order", [second, first]],
];

describe("two exports of one moment with two owners", () => {
  const [one, other] = [
    snapshot(day("09:00:00"), DISK, "HV02", "a.txt"),
    snapshot(day("09:00:00"), DISK, "HV01", "b.txt"),
  ];

  test.each(bothWays(one, other))("are in conflict on both sides, and both are named: %s", (_order, ownership) => {
    expect(told({ ownership })).toEqual(["always HV01/HV02 conflict"]);
    expect(files({ ownership }).map((said) => said.toSorted())).toEqual([["a.txt", "b.txt"]]);
  });

  test("are so within what clocks may differ by, whichever clock is ahead", () => {
    const late = [one, snapshot(day("09:01:30"), DISK, "HV01", "b.txt")];
    const early = [one, snapshot(day("08:58:30"), DISK, "HV01", "b.txt")];
    expect(told({ ownership: late })).toEqual(["always HV01/HV02 conflict"]);
    expect(told({ ownership: early })).toEqual(["always HV01/HV02 conflict"]);
  });

  test("stay so beside a third that agrees with one of them", () => {
    const ownership = [one, other, snapshot(day("09:00:20"), DISK, "HV02", "c.txt")];
    expect(told({ ownership })).toEqual(["always HV01/HV02 conflict"]);
  });

  test("are so in one file too", () => {
    const ownership = [one, { ...other, file: one.file, line: 3 }];
    expect(told({ ownership })).toEqual(["always HV01/HV02 conflict"]);
  });

  test("leave nobody between them and the next that is known", () => {
    const ownership = [
      snapshot(day("07:00:00"), DISK, "HV01", "before.txt"),
      one,
      other,
      snapshot(day("12:00:00"), DISK, "HV02", "after.txt"),
    ];
    expect(told({ ownership })).toEqual([
      "always HV01 assumed",
      "07:00:00 HV01/HV02 conflict",
      "12:00:00 HV02 assumed",
    ]);
  });

  test("are no conflict where a move then tells both", () => {
    const events = [moving(on("09:00:30", "HV02"), GROUP, "HV02", "HV01")];
    expect(told({ events, ownership: [one, other] })).toEqual(["always HV02 assumed", "09:00:30 HV01 assumed"]);
  });

  test("are none where the second node's log has the disk come then", () => {
    const events = [diskOnline(on("09:00:30", "HV01"), DISK)];
    expect(told({ events, ownership: [one, other] })).toEqual(["always HV02 assumed", "09:00:30 HV01 assumed"]);
  });

  test("are a move where they are hours apart: who owned it between them nobody knows", () => {
    const ownership = [one, snapshot(day("12:00:00"), DISK, "HV01", "b.txt")];
    expect(told({ ownership })).toEqual([
      "always HV02 assumed",
      "09:00:00 HV01/HV02 conflict",
      "12:00:00 HV01 assumed",
    ]);
  });
});

describe("two histories", () => {
  test("that go on with two owners are in conflict all through, whichever clock is ahead", () => {
    const ofHv01 = [
      history(day("08:00:00"), DISK, "HV01", 2, "a.csv"),
      history(day("09:00:00"), DISK, "HV01", 3, "a.csv"),
    ];
    const ofHv02 = [
      history(day("08:00:30"), DISK, "HV02", 2, "b.csv"),
      history(day("09:00:30"), DISK, "HV02", 3, "b.csv"),
    ];
    expect(told({ ownership: [...ofHv01, ...ofHv02] })).toEqual(["always HV01/HV02 conflict"]);
    const swapped = [
      ...ofHv01.map((row) => ({ ...row, node: "HV02" })),
      ...ofHv02.map((row) => ({ ...row, node: "HV01" })),
    ];
    expect(told({ ownership: swapped })).toEqual(["always HV01/HV02 conflict"]);
  });

  test("that tell of the same two moves within a minute are in none", () => {
    const rows = (file: string): readonly OwnershipRow[] => [
      history(day("08:00:00"), DISK, "HV01", 2, file),
      history(day("08:00:40"), DISK, "HV02", 3, file),
    ];
    expect(told({ ownership: [...rows("a.csv"), ...rows("b.csv")] })).toEqual([
      "08:00:00 HV01 certain",
      "08:00:40 HV02 certain",
    ]);
  });

  test("and an export that contradicts one of its rows leave nobody", () => {
    const ownership = [
      history(day("08:00:00"), DISK, "HV01"),
      history(day("09:00:00"), DISK, "HV02", 3),
      snapshot(day("09:00:10"), DISK, "HV03"),
    ];
    expect(told({ ownership })).toEqual(["08:00:00 HV01/HV02/HV03 conflict", "09:00:00 HV02/HV03 conflict"]);
  });
});

describe("logs that have a disk go to two nodes at one moment", () => {
  const cases = bothWays(
    moving(on("09:00:00", "HV01"), GROUP, "HV01", "HV02"),
    moving(on("09:00:00", "HV04"), GROUP, "HV01", "HV03"),
  );

  test.each(cases)("agree whence it came and leave open who has it: %s", (_order, events) => {
    expect(told({ events })).toEqual(["always HV01 assumed", "09:00:00 HV02/HV03 conflict"]);
  });

  test("may be an event log and a cluster.log", () => {
    const events = [moving(on("09:00:00", "HV01"), GROUP, "HV01", "HV02")];
    const groupMoves = [logMove(day("09:00:20"), GROUP, "HV01", "HV03")];
    expect(told({ events, groupMoves })).toEqual(["always HV01 assumed", "09:00:00 HV02/HV03 conflict"]);
  });

  test("may be those of the nodes that both brought it online", () => {
    const events = [diskOnline(on("09:00:00", "HV03"), DISK), diskOnline(on("09:00:00", "HV02"), DISK)];
    expect(told({ events })).toEqual(["09:00:00 HV02/HV03 conflict"]);
  });

  test("are none where it goes on from the first to the second, or one clock has both in turn", () => {
    const goesOn = [
      moving(on("09:00:00", "HV01"), GROUP, "HV01", "HV02"),
      moving(on("09:00:40", "HV02"), GROUP, "HV02", "HV03"),
    ];
    expect(told({ events: goesOn }).at(-1)).toBe("09:00:40 HV03 assumed");
    const again = [
      moving(on("09:00:00", "HV01"), GROUP, "HV01", "HV02"),
      moving(on("09:00:40", "HV01"), GROUP, "HV01", "HV03"),
    ];
    expect(told({ events: again }).at(-1)).toBe("09:00:40 HV03 assumed");
  });
});

describe("an export against the log of a node whose silence says that it still had the disk", () => {
  const logs = [
    countedLog("HV01.corp.example", `${CLUSTERING}/Operational`, [
      { ids: [1, 900], from: day("06:00:00"), to: day("20:00:00") },
    ]),
  ];
  const arrived = diskOnline(on("08:00:00", "HV01"), DISK);
  const left = diskOffline(on("19:00:00", "HV01"), DISK);

  test("is in conflict with it as far as the log reaches", () => {
    const ownership = [snapshot(day("12:00:00"), DISK, "HV02")];
    expect(told({ events: [arrived], logs, ownership })).toEqual([
      "08:00:00 HV01/HV02 conflict",
      "20:00:00 HV02 assumed",
    ]);
    expect(told({ events: [left], logs, ownership })).toEqual([
      "always HV02 assumed",
      "06:00:00 HV01/HV02 conflict",
      "19:00:00 nobody",
    ]);
  });

  test("takes nothing from it where they agree", () => {
    const ownership = [snapshot(day("12:00:00"), DISK, "HV01")];
    expect(told({ events: [arrived], logs, ownership })).toEqual(["08:00:00 HV01 certain", "20:00:00 HV01 assumed"]);
    expect(told({ events: [left], logs, ownership })).toEqual([
      "always HV01 assumed",
      "06:00:00 HV01 certain",
      "19:00:00 nobody",
    ]);
  });

  test("is a history's row as well", () => {
    const ownership = [history(day("12:00:00"), DISK, "HV02")];
    expect(told({ events: [arrived], logs, ownership })).toEqual([
      "08:00:00 HV01 certain",
      "12:00:00 HV01/HV02 conflict",
      "20:00:00 HV02 certain",
    ]);
  });
});
