import { describe, expect, test } from "vitest";
import type { LogEvidence } from "../../../src/evidence/index.ts";
import type { OwnershipTimeline } from "../../../src/facts/ownership/timeline.ts";
import { countedLog, ticks } from "../../evidence/build-evidence.ts";
import {
  CLUSTERING,
  clusterEvent,
  type ClusterGiven,
  coordinates,
  day,
  diskOffline,
  diskOnline,
  history,
  logMove,
  moving,
  names,
  on,
  resourceState,
  snapshot,
} from "../../evidence/build-ownership.ts";
import { eventLog6011 } from "../../evidence/renamed-hosts.ts";
import { DISK, GROUP, ownersTold, timelineOf, TOLERANCE } from "./build-timeline.ts";

const NAMED = [names({ resource: DISK, group: GROUP, "volume-guid": "6bd7a2c1-2d4e-4f0a-9b1c-0123456789ab" })];

function named(given: ClusterGiven): OwnershipTimeline {
  return timelineOf({ ...given, exports: { volumeNames: NAMED, ...given.exports } });
}

function told(given: ClusterGiven): readonly string[] {
  return ownersTold(named(given));
}

describe("a history", () => {
  test("holds from each row to the next, and from the last on", () => {
    const ownership = [
      history(day("08:00:00"), DISK, "HV01"),
      history(day("09:00:00"), DISK, "hv02.corp.example", 3),
      history(day("10:00:00"), DISK, "HV02", 4),
    ];
    expect(told({ exports: { ownership } })).toEqual(["08:00:00 HV01 certain", "09:00:00 HV02 certain"]);
  });

  test("with two nodes at one moment is in conflict until its next row", () => {
    const ownership = [
      history(day("08:00:00"), DISK, "HV01"),
      history(day("09:00:00"), DISK, "HV02", 3),
      history(day("09:00:00"), DISK, "HV03", 4),
      history(day("10:00:00"), DISK, "HV02", 5),
    ];
    expect(told({ exports: { ownership } })).toEqual([
      "08:00:00 HV01 certain",
      "09:00:00 HV02/HV03 conflict",
      "10:00:00 HV02 certain",
    ]);
  });

  test("that comes late to a confirmed move gives way to it", () => {
    const events = [moving(on("08:40:00", "HV01"), GROUP, "HV01", "HV02"), diskOnline(on("08:40:02", "HV02"), DISK)];
    const ownership = [history(day("08:00:00"), DISK, "HV01"), history(day("09:00:00"), DISK, "HV02", 3)];
    expect(told({ events, exports: { ownership } })).toEqual(["08:00:00 HV01 certain", "08:40:00 HV02 certain"]);
  });

  test("that knows nothing of a confirmed move is in conflict with it", () => {
    const events = [moving(on("08:40:00", "HV01"), GROUP, "HV01", "HV02"), diskOnline(on("08:40:02", "HV02"), DISK)];
    const ownership = [history(day("08:00:00"), DISK, "HV01"), history(day("09:00:00"), DISK, "HV01", 3)];
    expect(told({ events, exports: { ownership } })).toEqual([
      "08:00:00 HV01 certain",
      "08:40:00 HV01/HV02 conflict",
      "09:00:00 HV01 certain",
    ]);
  });

  test("whose clock is a minute behind tells of the same move", () => {
    const events = [moving(on("08:40:00", "HV01"), GROUP, "HV01", "HV02")];
    const ownership = [history(day("08:00:00"), DISK, "HV01"), history(day("08:39:00"), DISK, "HV02", 3)];
    expect(told({ events, exports: { ownership } })).toEqual(["08:00:00 HV01 certain", "08:40:00 HV02 certain"]);
  });
});

describe("snapshots", () => {
  test("that agree are certain between them and assumed beyond", () => {
    const ownership = [snapshot(day("08:00:00"), DISK, "HV01"), snapshot(day("09:00:00"), DISK, "HV01", "later.csv")];
    expect(told({ exports: { ownership } })).toEqual([
      "always HV01 assumed",
      "08:00:00 HV01 certain",
      "09:00:00 HV01 assumed",
    ]);
  });

  test("that disagree leave open who owned it between them", () => {
    const ownership = [snapshot(day("08:00:00"), DISK, "HV01"), snapshot(day("09:00:00"), DISK, "HV02", "later.csv")];
    expect(told({ exports: { ownership } })).toEqual([
      "always HV01 assumed",
      "08:00:00 HV01/HV02 conflict",
      "09:00:00 HV02 assumed",
    ]);
  });

  test("within a move's tolerance contradict nothing", () => {
    const ownership = [
      history(day("08:00:00"), DISK, "HV01"),
      history(day("08:40:00"), DISK, "HV02", 3),
      snapshot(day("08:39:10"), DISK, "HV02"),
    ];
    expect(told({ exports: { ownership } })).toEqual(["08:00:00 HV01 certain", "08:40:00 HV02 certain"]);
  });

  test("of an unknown time tell no owner", () => {
    expect(told({ exports: { ownership: [snapshot(null, DISK, "HV01")] } })).toEqual([]);
  });
});

describe("an announced move", () => {
  const announced = moving(on("08:00:00", "HV01"), GROUP, "HV01", "HV02");

  test.each([
    ["1666", diskOnline(on("08:00:02", "HV02"), DISK)],
    ["1201", clusterEvent(1201, on("08:00:02", "HV02"), GROUP)],
    ["1637", resourceState(on("08:00:02", "HV02"), DISK, GROUP, "Online")],
    ["8704", coordinates(on("08:00:02", "HV02"), "{6bd7a2c1-2d4e-4f0a-9b1c-0123456789ab}", "target")],
  ])("is certain once the target confirms it with %s and still has it when it leaves", (_id, confirmation) => {
    const events = [announced, confirmation, moving(on("09:00:00", "HV02"), GROUP, "HV02", "HV03")];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV02 certain", "09:00:00 HV03 assumed"]);
  });

  test.each([
    ["in any case", "hv01", "Hv02"],
    ["in full", "HV01.corp.example", "hv02.corp.example"],
  ])("may name its nodes %s", (_how, from, to) => {
    const events = [moving(on("08:00:00", "HV01"), GROUP, from, to), diskOnline(on("08:00:02", "HV02"), DISK)];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed"]);
  });

  test.each([
    ["fails over", 1153],
    ["fails back", 1154],
  ])("is one where the role %s, too", (_what, id) => {
    const events = [clusterEvent(id, on("08:00:00", "HV01"), GROUP, "HV01", "HV02")];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed"]);
  });

  test("that nothing confirms is assumed", () => {
    expect(told({ events: [announced] })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed"]);
  });

  test("that the next fact contradicts is in conflict", () => {
    const events = [announced, moving(on("09:00:00", "HV01"), GROUP, "HV01", "HV03")];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV01/HV02 conflict", "09:00:00 HV03 assumed"]);
  });

  test("whose disk fails to come online is not confirmed", () => {
    const events = [announced, diskOnline(on("08:00:02", "HV02"), DISK, "5"), diskOnline(on("08:00:09", "HV03"), DISK)];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed", "08:00:09 HV03 assumed"]);
  });

  test("is one move on all nodes that tell of it, whatever their clocks", () => {
    const events = [
      diskOnline(on("07:59:10", "HV02"), DISK),
      announced,
      diskOffline(on("08:00:01", "HV01"), DISK),
      moving(on("08:00:30", "HV03"), GROUP, "HV01", "HV02"),
    ];
    const exports = { groupMoves: [logMove(day("08:00:05"), GROUP, "hv01", "hv02")] };
    expect(told({ events, exports })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed"]);
  });

  test("stands in a cluster.log as well", () => {
    const exports = {
      groupMoves: [logMove(day("08:00:00"), GROUP, "HV01", "HV02"), logMove(day("09:00:00"), GROUP, "HV02", "HV01")],
    };
    expect(told({ exports })).toEqual(["always HV01 assumed", "08:00:00 HV02 certain", "09:00:00 HV01 assumed"]);
  });

  test("of the resource into another group moves the volume", () => {
    const events = [clusterEvent(1673, on("08:00:00", "HV01"), DISK, "Available Storage", "HV01", GROUP, "HV02")];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed"]);
  });
});

describe("a node's own word without any announcement", () => {
  test.each([
    ["1666", diskOnline(on("08:00:02", "HV02"), DISK)],
    ["1201", clusterEvent(1201, on("08:00:02", "HV02"), GROUP)],
    ["1637", resourceState(on("08:00:02", "HV02"), DISK, GROUP, "Online")],
    ["8704", coordinates(on("08:00:02", "HV02"), "{6bd7a2c1-2d4e-4f0a-9b1c-0123456789ab}", "target")],
  ])("makes it the owner from then on: %s", (_id, arrival) => {
    expect(told({ events: [arrival] })).toEqual(["08:00:02 HV02 assumed"]);
  });

  test.each([
    ["1668", diskOffline(on("08:00:02", "HV02"), DISK)],
    ["1204", clusterEvent(1204, on("08:00:02", "HV02"), GROUP)],
    ["1637", resourceState(on("08:00:02", "HV02"), DISK, GROUP, "Offline")],
  ])("makes it the owner until then: %s", (_id, departure) => {
    expect(told({ events: [departure] })).toEqual(["always HV02 assumed", "08:00:02 nobody"]);
  });
});

test("a renamed role that an export ties to the volume tells its owner as a GUID's does", () => {
  const events = [
    clusterEvent(1201, on("08:00:02", "HV02"), "SQL data"),
    clusterEvent(1204, on("09:00:00", "HV02"), "SQL data"),
  ];
  const volumeNames = [names({ resource: DISK, group: "SQL data" })];
  expect(told({ events, exports: { volumeNames } })).toEqual(["08:00:02 HV02 certain", "09:00:00 nobody"]);
});

describe("a gap", () => {
  test("before a disk that comes online elsewhere leaves its last owner assumed", () => {
    const events = [diskOnline(on("08:00:00", "HV01"), DISK), diskOnline(on("09:00:00", "HV02"), DISK)];
    expect(told({ events })).toEqual(["08:00:00 HV01 assumed", "09:00:00 HV02 assumed"]);
  });

  test("behind a disk that left leaves the owner assumed that the next fact names", () => {
    const events = [diskOffline(on("08:00:00", "HV01"), DISK), moving(on("09:00:00", "HV02"), GROUP, "HV02", "HV01")];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV02 assumed", "09:00:00 HV01 assumed"]);
  });

  test("between a disk that left and one that came, much later, is nobody's for sure", () => {
    const events = [diskOffline(on("08:00:00", "HV01"), DISK), diskOnline(on("09:00:00", "HV02"), DISK)];
    expect(told({ events })).toEqual(["always HV01 assumed", "08:00:00 HV01/HV02 conflict", "09:00:00 HV02 assumed"]);
  });

  test("without a move is no change: a disk that was restarted where it was stays its owner's", () => {
    const events = [
      diskOnline(on("07:00:00", "HV01"), DISK),
      diskOffline(on("08:00:00", "HV01"), DISK),
      diskOnline(on("08:00:40", "HV01"), DISK),
    ];
    expect(told({ events })).toEqual(["07:00:00 HV01 certain", "08:00:00 HV01 assumed"]);
  });
});

describe("the owner's own log", () => {
  const arrived = diskOnline(on("08:00:00", "HV01"), DISK);
  const whole = (ids: readonly [number, number], from: string, to: string): LogEvidence =>
    countedLog("HV01.corp.example", `${CLUSTERING}/Operational`, [{ ids, from: day(from), to: day(to) }]);

  test("that goes on without a word of a move makes the owner certain as far as it reaches", () => {
    const logs = [whole([1, 900], "06:00:00", "20:00:00")];
    expect(told({ events: [arrived], logs })).toEqual(["08:00:00 HV01 certain", "20:00:00 HV01 assumed"]);
    const left = diskOffline(on("08:00:00", "HV01"), DISK);
    expect(told({ events: [left], logs })).toEqual(["always HV01 assumed", "06:00:00 HV01 certain", "08:00:00 nobody"]);
  });

  test("proves nothing behind a gap, or where the node joined its cluster again", () => {
    const gap = countedLog("HV01.corp.example", `${CLUSTERING}/Operational`, [
      { ids: [1, 100], from: day("06:00:00"), to: day("09:00:00") },
      { ids: [150, 900], from: day("10:00:00"), to: day("20:00:00") },
    ]);
    expect(told({ events: [arrived], logs: [gap] })).toEqual(["08:00:00 HV01 certain", "09:00:00 HV01 assumed"]);
    const joined = clusterEvent(1062, on("12:00:00", "HV01"), "HVCL01");
    const logs = [whole([1, 900], "06:00:00", "20:00:00")];
    expect(told({ events: [arrived, joined], logs }).at(-1)).toBe("11:59:59.9999999 HV01 assumed");
  });
});

test("a node before and after its rename is one owner", () => {
  const renamed = eventLog6011({
    time: day("09:00:00"),
    recordId: 9,
    computer: "HV03.corp.example",
    from: "HVNEW03",
    to: "HV03",
  });
  const ownership = [history(day("08:00:00"), DISK, "HVNEW03"), history(day("10:00:00"), DISK, "HV03", 3)];
  const timeline = named({ events: [renamed], exports: { ownership } });
  expect(timeline.nodes).toEqual(["HV03"]);
  expect(told({ events: [renamed], exports: { ownership } })).toEqual(["08:00:00 HV03 certain"]);
});

test("an interval shows what it stands on, from both its ends", () => {
  const announced = moving(on("08:00:00", "HV01"), GROUP, "HV01", "HV02");
  const ownership = [history(day("09:00:00"), DISK, "HV02", 4), history(day("10:00:00"), DISK, "HV01", 5)];
  const { volumes } = named({ events: [announced], exports: { ownership } });
  expect(volumes[0]?.intervals.map(({ sources }) => sources)).toEqual([
    [announced.ref],
    [announced.ref, { kind: "row", file: "ownership.csv", line: 5, time: "2025-06-02T10:00:00.0000000Z" }],
    [{ kind: "row", file: "ownership.csv", line: 5, time: "2025-06-02T10:00:00.0000000Z" }],
  ]);
});

describe("the owner during a span", () => {
  const ownership = [
    history(day("08:00:00"), DISK, "HV01"),
    history(day("09:00:00"), DISK, "HV02", 3),
    history(day("09:30:00"), DISK, "HV03", 4),
    history(day("12:00:00"), DISK, "HV01", 5),
    history(day("12:00:00"), DISK, "HV02", 6),
    history(day("13:00:00"), DISK, "HV02", 7),
  ];
  const timeline = named({ exports: { ownership } });
  const during = (from: string, to: string): unknown => {
    const owner = timeline.ownerDuring(DISK, ticks(day(from)), ticks(day(to)), TOLERANCE);
    if (owner.kind === "conflict") return { kind: owner.kind, nodes: owner.nodes, from: owner.interval.from };
    return owner.kind === "owned" ? { kind: owner.kind, node: owner.node, certainty: owner.certainty } : owner;
  };

  test("is the one that had it all through", () => {
    expect(during("08:10:00", "08:20:00")).toEqual({ kind: "owned", node: "HV01", certainty: "certain" });
    expect(during("18:10:00", "18:10:00")).toEqual({ kind: "owned", node: "HV02", certainty: "certain" });
  });

  test("are all in turn where it moved, also so close to an end that clocks may hide it", () => {
    expect(during("08:10:00", "09:40:00")).toEqual({ kind: "moved", nodes: ["HV01", "HV02", "HV03"] });
    expect(during("08:10:00", "08:58:30")).toEqual({ kind: "moved", nodes: ["HV01", "HV02"] });
    expect(during("08:10:00", "08:57:30")).toEqual({ kind: "owned", node: "HV01", certainty: "certain" });
  });

  test("is in conflict where facts are", () => {
    const conflict = { kind: "conflict", nodes: ["HV01", "HV02"], from: ticks(day("12:00:00")) };
    expect(during("11:00:00", "12:30:00")).toEqual(conflict);
  });

  test("is unknown before anything is known, and of an unknown volume", () => {
    expect(during("07:59:00", "08:30:00")).toEqual({ kind: "unknown" });
    expect(timeline.ownerDuring("Cluster Disk 9", 0n, 1n, TOLERANCE)).toEqual({ kind: "unknown" });
  });

  test("is assumed where a part of it is", () => {
    const seen = [snapshot(day("08:00:00"), DISK, "HV01"), snapshot(day("09:00:00"), DISK, "HV01", "later.csv")];
    const { ownerDuring } = named({ exports: { ownership: seen } });
    const owner = ownerDuring(DISK, ticks(day("08:30:00")), ticks(day("10:00:00")), TOLERANCE);
    expect(owner).toMatchObject({ kind: "owned", node: "HV01", certainty: "assumed" });
  });
});
