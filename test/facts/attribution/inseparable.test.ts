import { describe, expect, it } from "vitest";
import type { Attribution, NextTest } from "../../../src/facts/attribution/attribution.ts";
import { attributionOf, backups, candidate, verdictsOf } from "./backups.ts";

const NIGHTS = Array.from({ length: 14 }, (_, night) => night * 24);
const VM = { kind: "vm", name: "app-9" } as const;
const JOB = { kind: "job", name: "Job B" } as const;
const HOUR = { kind: "hour", name: "07" } as const;

function tellApart({ nextTests }: Attribution): readonly NextTest[] {
  return nextTests.filter(({ code }) => code === "tell-apart");
}

describe("a machine, a job and an hour that are never seen apart", () => {
  /** Each night three machines pass; later app-9 fails, of a volume that moves and has another machine that passes. */
  function nightly(hours: number): Attribution {
    return attributionOf(
      NIGHTS.flatMap((at, night) => {
        const owner = night < 7 ? "HV01" : "HV02";
        return [
          ...backups({ of: `CSV1@${owner}`, at, results: "P", vm: "app-1", job: "Job A" }),
          ...backups({ of: "CSV2@HV02", at, results: "P", vm: "app-2", job: "Job A" }),
          ...backups({ of: "CSV3@HV03", at, results: "P", vm: "app-3", job: "Job A" }),
          ...backups({ of: `CSV1@${owner}`, at: at + hours, results: "F", vm: VM.name, job: JOB.name }),
        ];
      }),
    );
  }
  const tallies = { inside: { failed: 14, total: 14 }, outside: { failed: 0, total: 42 } };

  it("are one cause with three names", () => {
    const attribution = nightly(3);
    expect(attribution.otherCauses).toMatchObject([{ ...JOB, aliases: [VM, HOUR], ...tallies }]);
    expect(attribution.otherCauses[0]?.probability).toBeGreaterThan(0.99);
    expect(tellApart(attribution)).toEqual([{ code: "tell-apart", keep: VM, change: [JOB, HOUR] }]);
    expect(candidate(attribution, "CSV1").reason).toEqual({
      ...{ code: "explained", by: "job", names: [JOB.name], isAliased: true },
    });
  });

  it("are one cause with the two names that are left where the hour is that of all", () => {
    const attribution = nightly(0);
    expect(attribution.otherCauses).toMatchObject([{ ...JOB, aliases: [VM], ...tallies }]);
    expect(attribution.otherCauses[0]?.probability).toBeGreaterThan(0.99);
    expect(attribution.rejected.filter(({ kind }) => kind === "job" || kind === "vm")).toMatchObject([
      { name: "Job A", code: "passes-inside" },
      { kind: "vm", name: "app-1", code: "passes-inside" },
    ]);
  });

  it("are not two names of one cause where a single night tells them apart", () => {
    const attribution = attributionOf(
      NIGHTS.flatMap((at, night) => [
        ...backups({ of: "CSV1@HV01", at, results: "PP", vm: "app-1", job: "Job A" }),
        ...backups({ of: "CSV2@HV02", at, results: "PP", vm: "app-2", job: "Job A" }),
        ...backups({ of: "CSV1@HV01", at, results: "F", vm: VM.name, job: night === 0 ? "Job A" : JOB.name }),
      ]),
    );
    const [cause] = attribution.otherCauses;
    expect([cause?.kind, cause?.name, cause?.aliases]).toEqual(["vm", VM.name, undefined]);
  });
});

describe("a job that backs up a bad volume and nothing else", () => {
  const attribution = attributionOf(
    ["HV01", "HV02", "HV03"].flatMap((node, index) => [
      ...backups({ of: `CSV9@${node}`, at: index * 24, results: "FFF", job: "Nightly 9" }),
      ...backups({ of: `CSV${index + 1}@${node}`, at: index * 24, results: "PPPPPPPP", job: "Nightly 1" }),
    ]),
  );
  const VOLUME = { kind: "volume", name: "CSV9" } as const;
  const NIGHTLY = { kind: "job", name: "Nightly 9" } as const;

  it("is not rejected: it cannot be told from the volume", () => {
    expect(verdictsOf(attribution, "volume").at(-1)).toBe("CSV9 bad");
    expect(attribution.rejected.find(({ kind }) => kind === "job")).toEqual({
      ...NIGHTLY,
      ...{ inside: { failed: 9, total: 9 }, outside: { failed: 0, total: 24 }, code: "inseparable", from: [VOLUME] },
    });
  });

  it("is told with the volume, and what would tell them apart", () => {
    expect(candidate(attribution, "CSV9").inseparable).toEqual([NIGHTLY]);
    expect(tellApart(attribution)).toEqual([{ code: "tell-apart", keep: VOLUME, change: [NIGHTLY] }]);
  });

  it("is the same where some of its attempts moved with the volume, and another one where they are of another volume", () => {
    const full = ["HV01", "HV02", "HV03"].flatMap((node, index) => [
      ...backups({ of: `CSV9@${node}`, at: index * 24, results: "FFF", job: "Nightly 9" }),
      ...backups({ of: `CSV${index + 1}@${node}`, at: index * 24, results: "PPPPPPPP", job: "Nightly 1" }),
    ]);
    const besides = (of: string): Attribution =>
      attributionOf([...full, ...backups({ of, at: 100, results: "F", job: "Nightly 9" })]);
    expect(candidate(besides("CSV9@HV03>HV01"), "CSV9").inseparable).toEqual([NIGHTLY]);
    expect(candidate(besides("CSV8@"), "CSV9").inseparable).toBeUndefined();
  });
});
