import { expect, test } from "vitest";
import { ownershipConflicts } from "../../src/diagnose/ownership-conflicts.ts";
import type { Trial } from "../../src/facts/index.ts";
import { NIGHTS, row, trial } from "../checks/build-trials.ts";
import { ticks } from "../evidence/build-evidence.ts";

type Conflict = Extract<Trial["volumes"][0]["owner"], { readonly kind: "conflict" }>["interval"];

const SOURCES = [row("a.txt", 4, "2026-09-01T00:00:00Z"), row("b.txt", 4, "2026-09-01T00:00:00Z")] as const;
const CLAIMS = ["HV01", "HV02"];
const UNDATED = { node: null, certainty: "conflict", claims: CLAIMS, sources: SOURCES } as const;
const EARLY: Conflict = { ...UNDATED, from: null, to: ticks("2026-09-05T00:00:00Z") };
const LATE: Conflict = { ...UNDATED, from: ticks("2026-09-09T00:00:00Z"), to: null };

function disputed(volume: string, interval: Conflict): Trial {
  const one = trial({ start: "2026-09-08T21:03:00Z", line: 20, owners: { [volume]: "HV01" } });
  return { ...one, volumes: [{ volume, owner: { kind: "conflict", nodes: CLAIMS, interval } }] };
}

test("each time of which owners are in conflict is told once, with the attempts in it and both its sources", () => {
  const trials = [LATE, EARLY, LATE].map((interval) => disputed("Cluster Disk 1", interval));
  expect(ownershipConflicts([...NIGHTS, ...trials])).toEqual([
    { volume: "Cluster Disk 1", nodes: CLAIMS, from: null, to: EARLY.to, attempts: 1, evidence: SOURCES },
    { volume: "Cluster Disk 1", nodes: CLAIMS, from: LATE.from, to: null, attempts: 2, evidence: SOURCES },
  ]);
});
