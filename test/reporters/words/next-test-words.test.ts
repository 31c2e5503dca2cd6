import { expect, test } from "vitest";
import type { NextTestRow } from "../../../src/report/index.ts";
import { nextTestWords } from "../../../src/reporters/words/index.ts";

const ROW: NextTestRow = { code: "move-volume", volume: null, from: null, to: null, proxy: null, command: null };

test("the move of a volume says what either outcome would tell", () => {
  expect(nextTestWords({ ...ROW, volume: "Cluster Disk 1", from: "HV06", to: "HV01" })).toBe(
    "Move Cluster Disk 1 from HV06 to HV01 and run its backup again: if it passes there, HV06 explains its failures; " +
      "if it fails there too, the volume does, or what else stays the same.",
  );
});

test("a volume that is to try a node says why that node", () => {
  expect(nextTestWords({ ...ROW, code: "back-up-under", volume: "Cluster Disk 2", to: "HV06" })).toBe(
    "Let HV06 own Cluster Disk 2 and run its backup: what was backed up under HV06 so far, if anything, does not tell " +
      "whether it is at fault.",
  );
});
