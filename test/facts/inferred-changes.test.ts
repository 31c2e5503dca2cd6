import { describe, expect, test } from "vitest";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf } from "../evidence/build-evidence.ts";
import { logOfNames, type Stretch } from "../evidence/renamed-hosts.ts";

const ADMIN = "Microsoft-Windows-Hyper-V-VMMS-Admin";

function namesOf(...logs: readonly (readonly [path: string, ...stretches: Stretch[]])[]): readonly string[] {
  const evidence = logs.map(([path, ...stretches]) => logOfNames(path, ADMIN, ...stretches));
  return deriveFacts(evidenceOf([], evidence)).hosts.names;
}

describe("two names in one log of one channel, one after the other", () => {
  const old: Stretch = ["HV03.corp.example", "2025-06-01", "2025-06-02", 4301, 4302];
  const next: Stretch = ["HV06.corp.example", "2025-06-03", "2025-06-04", 4303, 4310];

  test("are one machine's where the numbers go on without a hole", () => {
    expect(namesOf(["a.evtx", old, next])).toEqual(["HV06"]);
  });

  test("are two machines' where a number is missing between them, as in an export of what several logged", () => {
    expect(namesOf(["a.evtx", old, ["HV06.corp.example", "2025-06-03", "2025-06-04", 4714, 4720]])).toEqual([
      "HV03",
      "HV06",
    ]);
  });

  test("are two machines' where one of them wrote a single record, whose number may adjoin by chance", () => {
    expect(namesOf(["a.evtx", ["HV03.corp.example", "2025-06-01", "2025-06-01", 4302, 4302], next])).toEqual([
      "HV03",
      "HV06",
    ]);
  });

  test("are two machines' where another log goes on under the former name, or had the new one before", () => {
    expect(namesOf(["a.evtx", old, next], ["b.evtx", ["HV03", "2025-06-03T12:00:00Z", "2025-06-05", 1, 9]])).toEqual([
      "HV03",
      "HV06",
    ]);
    expect(namesOf(["a.evtx", old, next], ["b.evtx", ["HV06", "2025-05-20", "2025-05-30", 1, 9]])).toEqual([
      "HV03",
      "HV06",
    ]);
  });

  test("are two machines' where they stand in two domains; a machine may join one", () => {
    expect(namesOf(["a.evtx", old, ["SQL06.other.example", "2025-06-03", "2025-06-04", 4303, 4310]])).toEqual([
      "HV03",
      "SQL06",
    ]);
    expect(namesOf(["a.evtx", ["WIN-1", "2025-06-01", "2025-06-02", 4301, 4302], next])).toEqual(["HV06"]);
  });
});
