import { describe, expect, it } from "vitest";
import type { LaneAttempts, LaneOwner, SwimLanes } from "../../../src/report/index.ts";
import {
  laneAttemptsWords,
  laneNotes,
  laneOwnerWords,
  laneRows,
  lanesSummary,
} from "../../../src/reporters/words/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const FROM = ticks("2026-09-08T21:00:00Z");
const TO = ticks("2026-09-09T21:30:00Z");
const OWNER: LaneOwner = { from: FROM, to: TO, node: "HV06", certainty: "certain" };
const FAILED: LaneAttempts = {
  from: FROM,
  to: ticks("2026-09-08T21:30:00Z"),
  isFailed: true,
  attempts: 2,
  owner: "HV06",
};
const LANES: SwimLanes = {
  from: FROM,
  to: TO,
  lanes: [{ volume: "Disk 1", tally: { failed: 2, total: 2 }, owners: [OWNER], isCoarse: false, attempts: [FAILED] }],
  others: { volumes: 0, tally: { failed: 0, total: 0 } },
};

describe("a volume over time, in words", () => {
  it("tells its owner and what came of its backups", () => {
    expect(laneOwnerWords(OWNER)).toBe("HV06, certain, 2026-09-08 21:00:00Z to 2026-09-09 21:30:00Z");
    expect(laneOwnerWords({ ...OWNER, node: null, certainty: "conflict" })).toBe(
      "in conflict, 2026-09-08 21:00:00Z to 2026-09-09 21:30:00Z",
    );
    expect(laneAttemptsWords(FAILED)).toBe("2 attempts failed under HV06, 2026-09-08 21:00:00Z to 21:30:00Z");
    expect(laneAttemptsWords({ ...FAILED, attempts: 1, isFailed: false, owner: null })).toBe(
      "passed, for no one owner, 2026-09-08 21:00:00Z to 21:30:00Z",
    );
  });

  it("has a row for each owner", () => {
    expect(laneRows(LANES)).toEqual({
      rows: [
        {
          volume: "Disk 1",
          owner: "HV06, certain",
          span: "2026-09-08 21:00:00Z to 2026-09-09 21:30:00Z",
          failed: "2 of 2",
        },
      ],
      left: 0,
    });
    expect(lanesSummary(LANES)).toContain("A lane for each of 1 volume, 2026-09-08 21:00:00Z to");
  });

  it("says what is summed or left out, and nothing where nothing is", () => {
    const [lane] = LANES.lanes;
    if (lane === undefined) throw new Error("there is one");
    expect(
      laneNotes({
        ...LANES,
        lanes: [{ ...lane, isCoarse: true }],
        others: { volumes: 3, tally: { failed: 1, total: 9 } },
      }),
    ).toEqual([
      "Without a lane: 3 volumes with fewer failures, 1 of 9 attempts failed.",
      "Attempts that began close together under one owner share a mark.",
      "Moved too often to show each move, so that short stays are missing: Disk 1.",
    ]);
    expect(laneNotes({ ...LANES, lanes: [{ ...lane, attempts: [{ ...FAILED, attempts: 1 }] }] })).toEqual([]);
  });
});
