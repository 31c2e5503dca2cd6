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

test("what cannot be told apart asks for one change at a time", () => {
  const job = { kind: "job", name: "Nightly 3" } as const;
  const row = { ...ROW, code: "tell-apart" } as const;
  expect(nextTestWords({ ...row, keep: { kind: "volume", name: "Cluster Disk 4" }, change: [job] })).toBe(
    "Back up Cluster Disk 4 by another job than Nightly 3: if it passes then, what was changed explains the failures; " +
      "if it fails, what stayed the same does.",
  );
  const change = [job, { kind: "hour", name: "21" }, { kind: "vm-host", name: "HV02" }] as const;
  expect(nextTestWords({ ...row, keep: { kind: "vm", name: "app-08" }, change })).toBe(
    "Back up VM app-08 by another job than Nightly 3, at another hour than 21:00 UTC or with its machines on another " +
      "host than HV02, changing one thing at a time: if it passes then, what was changed explains the failures; if it " +
      "fails, what stayed the same does.",
  );
  const machine = { kind: "vm", name: "app-08" } as const;
  const proxy = { kind: "proxy", name: "PROXY01" } as const;
  expect(nextTestWords({ ...row, keep: { kind: "node", name: "HV06" }, change: [machine, proxy] })).toMatch(
    /^Back up what HV06 owns with another machine than app-08 or through another proxy than PROXY01, /,
  );
});

test("a volume that is to try a node says why that node", () => {
  expect(nextTestWords({ ...ROW, code: "back-up-under", volume: "Cluster Disk 2", to: "HV06" })).toBe(
    "Let HV06 own Cluster Disk 2 and run its backup: what was backed up under HV06 so far, if anything, does not tell " +
      "whether it is at fault.",
  );
});
