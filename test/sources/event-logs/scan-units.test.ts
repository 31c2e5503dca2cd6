import { describe, expect, it } from "vitest";
import type { FoundLog } from "../../../src/sources/event-logs/find-logs.ts";
import { planScanUnits } from "../../../src/sources/event-logs/scan-units.ts";

function log(path: string, size: number): FoundLog {
  return { kind: "log", path, realPath: path, size };
}

describe("splitting logs between threads", () => {
  it("keeps small logs whole and cuts large ones into ranges that leave nothing out", () => {
    const problem = {
      kind: "problem",
      path: "b",
      problem: { code: "no-logs", happened: "b holds no log.", nextStep: "" },
    } as const;
    const units = planScanUnits([log("a", 4096 + 65_536), problem, log("c", 4096 + 5 * 65_536)], 2);
    expect(
      units.map((unit) => (unit.kind === "unit" ? [unit.log.path, unit.chunks, unit.isLastOfLog] : unit.path)),
    ).toEqual([
      ["a", undefined, true],
      "b",
      ["c", { from: 0, to: 2 }, false],
      ["c", { from: 2, to: 4 }, false],
      ["c", { from: 4, to: Number.MAX_SAFE_INTEGER }, true],
    ]);
  });
});
