import { describe, expect, test } from "vitest";
import { deriveVolumes } from "../../../src/facts/ownership/volumes.ts";
import { NO_EXPORTS } from "../../../src/evidence/index.ts";
import { placement, type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const OWNERS = { V0: [["00:00", "HV01"]], V1: [["00:00", "HV02"]] } as const;

function shownTrials(rows: readonly SessionGiven[], more: Parameters<typeof trialsOf>[0] = {}): readonly string[] {
  return trialsOf({ owners: OWNERS, exports: { sessions: sessions(...rows) }, ...more }).trials.map(shown);
}

describe("several volumes in one cell", () => {
  test.each(["V0;V1", "V1 | V0", "V0;V1;", ";V0;;V1", "V0;V1;V0"])("%s are one attempt on them", (volume) => {
    expect(shownTrials([{ ran: "21:00-21:05", volume, result: "failed" }])).toEqual([
      "21:00-21:05 failed V0@HV01+V1@HV02 by PROXY01",
    ]);
  });

  test("may be a machine's, and of the rows of a snapshot", () => {
    const vm: SessionGiven = { ran: "21:00-21:05", volume: null, vm: "app" };
    const exports = { sessions: sessions(vm), placement: [placement("app", "V0|V1")] };
    expect(trialsOf({ owners: OWNERS, exports }).trials.map(shown)).toEqual([
      "21:00-21:05 passed V0@HV01+V1@HV02 by PROXY01",
    ]);
    const row: SessionGiven = { ran: "21:00-21:05", vm: "app", volume: "V0;V1", snapshot: "s" };
    expect(shownTrials([row, { ...row, vm: "sql", volume: "V1" }])).toEqual([
      "21:00-21:05 passed V0@HV01+V1@HV02 by PROXY01",
    ]);
  });

  test("are those of a retry that names them in another order", () => {
    const rows: readonly SessionGiven[] = [
      { ran: "21:00-21:05", volume: "V0;V1", result: "failed" },
      { ran: "21:15-21:20", volume: "V1|V0", isRetry: true },
    ];
    expect(shownTrials(rows)).toEqual(["21:00-21:05 failed V0@HV01+V1@HV02 by PROXY01 in 2 attempts"]);
  });

  test("are one volume where the whole cell is its name", () => {
    const owners = { ...OWNERS, "V0;V1": [["00:00", "HV03"]] } as const;
    expect(shownTrials([{ ran: "21:00-21:05", volume: "V0;V1" }], { owners })).toEqual([
      "21:00-21:05 passed V0;V1@HV03 by PROXY01",
    ]);
  });

  test("are listed each by itself where nothing maps them", () => {
    const rows = sessions({ ran: "21:00-21:05", volume: "V0;V9" }, { ran: "22:00-22:05", volume: "V9" });
    const ownership = [
      { file: "owners.csv", line: 2, form: "history", time: null, volume: "V0", node: "HV01" } as const,
    ];
    const { unmapped } = deriveVolumes({
      events: [],
      exports: { ...NO_EXPORTS, ownership, sessions: rows, placement: [placement("app", "V8|V0")] },
    });
    expect(unmapped.map(({ name, count }) => [name, count])).toEqual([
      ["V8", 1],
      ["V9", 2],
    ]);
  });
});
