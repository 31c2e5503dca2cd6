import { describe, expect, test } from "vitest";
import { unusedAttempts } from "../../src/diagnose/unused-attempts.ts";
import type { EvidenceRef } from "../../src/evidence/index.ts";
import type { Trial } from "../../src/facts/index.ts";
import { NIGHTS, ownershipOf, row, trial, trialsOf } from "../checks/build-trials.ts";
import { ticks } from "../evidence/build-evidence.ts";

type Owner = Trial["volumes"][0]["owner"];

function ownedBy(line: number, ...owners: readonly [Owner, ...Owner[]]): Trial {
  const one = trial({ start: "2026-09-08T21:03:00Z", line, owners: { "Cluster Disk 1": "HV01" } });
  const [first, ...rest] = owners.map((owner, at) => ({ volume: `Cluster Disk ${at}`, owner }));
  return first === undefined ? one : { ...one, volumes: [first, ...rest] };
}

const NO_CONTRADICTION = {
  names: [],
  unmapped: [],
  isContradictory: () => false,
  isOfSeveralClusters: () => false,
};

const NO_OWNERS = { volumes: [] };

test("attempts without one known owner all through are told by why, beside those that became no trials", () => {
  const moved = { kind: "moved", nodes: ["HV01", "HV06"] } as const;
  const nodes = ["HV01", "HV06"];
  const sources = [row("ownership.csv", 2, "2026-09-01T00:00:00Z")] as const;
  const interval = { from: null, to: null, node: null, certainty: "conflict", claims: nodes, sources } as const;
  const conflict = { kind: "conflict", nodes, interval } as const;
  const unknown = { kind: "unknown" } as const;
  const evidence = [row("sessions.csv", 9, "2026-09-08T21:03:00Z")] as const;
  const trials = trialsOf(
    [...NIGHTS, ownedBy(20, moved), ownedBy(21, moved), ownedBy(22, moved, conflict), ownedBy(23, conflict, unknown)],
    { leftOut: [{ code: "volume-not-told", count: 7, failed: 0, evidence }] },
  );
  expect(
    unusedAttempts(trials, NO_CONTRADICTION, NO_OWNERS).map(({ label, count, evidence: [first] }) => [
      label,
      count,
      first,
    ]),
  ).toEqual([
    ["moved-in-between", 2, row("sessions.csv", 20, "2026-09-08T21:03:00Z")],
    ["owner-unknown", 1, row("sessions.csv", 23, "2026-09-08T21:03:00Z")],
    ["ownership-in-conflict", 1, row("sessions.csv", 22, "2026-09-08T21:03:00Z")],
    ["volume-not-told", 7, evidence[0]],
  ]);
});

test("nothing is told where every attempt could be used", () => {
  expect(unusedAttempts(trialsOf(NIGHTS), NO_CONTRADICTION, NO_OWNERS)).toEqual([]);
});

test("attempts of a volume whose name inputs give to several are told as that", () => {
  const unknown = { kind: "unknown" } as const;
  const trials = trialsOf([...NIGHTS, ownedBy(20, unknown), ownedBy(21, unknown, unknown)]);
  const volumes = { ...NO_CONTRADICTION, isContradictory: (name: string) => name === "Cluster Disk 1" };
  expect(unusedAttempts(trials, volumes, NO_OWNERS).map(({ label, count }) => [label, count])).toEqual([
    ["owner-unknown", 1],
    ["volume-contradictory", 1],
  ]);
});

test("attempts of a volume that several clusters have are told as that", () => {
  const trials = trialsOf([...NIGHTS, ownedBy(20, { kind: "unknown" })]);
  const volumes = { ...NO_CONTRADICTION, isOfSeveralClusters: (name: string) => name === "Cluster Disk 0" };
  expect(unusedAttempts(trials, volumes, NO_OWNERS).map(({ label, count }) => [label, count])).toEqual([
    ["volume-of-several-clusters", 1],
  ]);
});

test("attempts of a volume whose name nothing ties to those that are known are told as that, and not as without an owner", () => {
  const trials = trialsOf([...NIGHTS, ownedBy(20, { kind: "unknown" })]);
  const codesOf = (names: readonly string[]): readonly string[] =>
    unusedAttempts(trials, { ...NO_CONTRADICTION, names }, NO_OWNERS).map(({ label }) => label);
  expect([codesOf(["Cluster Disk 7"]), codesOf(["Cluster Disk 0"]), codesOf([])]).toEqual([
    ["volume-unknown"],
    ["owner-unknown"],
    ["owner-unknown"],
  ]);
});

test("attempts before or after all that is known of their volume's owners are told as that", () => {
  const sources = [row("ownership.csv", 2, "2026-09-08T21:03:00Z")] as const;
  const labelWhere = (from: string | null, to: string | null): readonly string[] => {
    const ends = { from: from === null ? null : ticks(from), to: to === null ? null : ticks(to) };
    const interval = { ...ends, node: "HV01", certainty: "certain", claims: ["HV01"], sources } as const;
    const ownership = ownershipOf([{ volume: "Cluster Disk 0", intervals: [interval] }]);
    const trials = trialsOf([ownedBy(20, { kind: "unknown" })]);
    return unusedAttempts(trials, NO_CONTRADICTION, ownership).map(({ label }) => label);
  };
  expect(labelWhere("2026-09-09T00:00:00Z", null)).toEqual(["outside-timeline"]);
  expect(labelWhere(null, "2026-09-08T00:00:00Z")).toEqual(["outside-timeline"]);
  expect(labelWhere("2026-09-08T00:00:00Z", null)).toEqual(["owner-unknown"]);
});

describe("of a trial whose owner is not known", () => {
  const unknown = { kind: "unknown" } as const;
  const sources = [row("ownership.csv", 2, "2026-09-08T21:03:00Z")] as const;
  const interval = (from: string | null, to: string | null, node: string) =>
    ({
      ...{
        from: from === null ? null : ticks(from),
        to: to === null ? null : ticks(to),
        node,
        claims: [node],
        sources,
      },
      certainty: "certain",
    }) as const;

  test("the begin and the end count: it ran from 21:03 to 21:33", () => {
    const labels = (from: string | null, to: string | null): readonly string[] => {
      const ownership = ownershipOf([{ volume: "Cluster Disk 0", intervals: [interval(from, to, "HV01")] }]);
      return unusedAttempts(trialsOf([ownedBy(20, unknown)]), NO_CONTRADICTION, ownership).map(({ label }) => label);
    };
    expect(labels("2026-09-08T21:20:00Z", null)).toEqual(["outside-timeline"]);
    expect(labels("2026-09-08T21:03:00Z", null)).toEqual(["owner-unknown"]);
    expect(labels(null, "2026-09-08T21:20:00Z")).toEqual(["outside-timeline"]);
    expect(labels(null, "2026-09-08T21:33:00Z")).toEqual(["owner-unknown"]);
  });

  test("what is known ends with the last owner of the volume, and that of another volume is no matter", () => {
    const ends = { first: "2026-09-01T00:00:00Z", last: "2026-09-30T00:00:00Z" };
    const ownership = ownershipOf([
      {
        volume: "Cluster Disk 0",
        intervals: [interval(null, ends.first, "HV01"), interval(ends.first, ends.last, "HV02")],
      },
      { volume: "Cluster Disk 1", intervals: [interval(ends.last, null, "HV02")] },
    ]);
    const moved = { kind: "moved", nodes: ["HV01", "HV06"] } as const;
    const trials = trialsOf([ownedBy(20, unknown, moved)]);
    expect(unusedAttempts(trials, NO_CONTRADICTION, ownership).map(({ label }) => label)).toEqual(["owner-unknown"]);
  });

  test("a role that moves, and of which nothing tells the volume, is a volume that is known by another name", () => {
    const labels = (role: EvidenceRef | null): readonly string[] => {
      const unmapped = [{ name: "Cluster Disk 9", count: 1, evidence: sources, role }];
      return unusedAttempts(trialsOf([ownedBy(20, unknown)]), { ...NO_CONTRADICTION, unmapped }, NO_OWNERS).map(
        ({ label }) => label,
      );
    };
    expect([labels(sources[0]), labels(null)]).toEqual([["volume-unknown"], ["owner-unknown"]]);
  });
});
