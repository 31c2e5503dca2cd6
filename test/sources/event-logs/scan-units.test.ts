import { statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Damage, scanEventLogs } from "../../../src/event-logs.ts";
import type { FoundLog } from "../../../src/sources/event-logs/find-logs.ts";
import { planScanUnits } from "../../../src/sources/event-logs/scan-units.ts";
import { plainLog, TestFolder } from "./written-logs.ts";

function log(path: string, size: number): FoundLog {
  return { kind: "log", path, realPath: path, size, format: "evtx" };
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

describe("a range of a log that was replaced by a shorter one since it was found", () => {
  it("says so, instead of missing its records unsaid", async () => {
    const folder = new TestFolder();
    try {
      const path = folder.file("a.evtx", plainLog([{ id: 1 }]));
      const { size } = statSync(path);
      const damages: Damage[] = [];
      const [account] = await scanEventLogs(
        [{ ...log(path, size + 65_536), path, realPath: path }],
        { chunks: { from: 1, to: 2 } },
        { record: () => undefined, damage: (damage) => damages.push(damage) },
      );
      expect([account?.status, damages]).toEqual([
        "damaged",
        [
          {
            kind: "truncated-file",
            offset: size,
            expected: `${size + 65_536} bytes, as when it was found`,
            found: `${size} bytes`,
          },
        ],
      ]);
    } finally {
      folder.remove();
    }
  });
});
