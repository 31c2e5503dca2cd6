import { describe, expect, test } from "vitest";
import { possibleRenames } from "../../src/diagnose/possible-renames.ts";
import type { EvidenceHorizon, HorizonRow, OwnershipTimeline } from "../../src/facts/index.ts";
import { ownershipOf, row } from "../checks/build-trials.ts";
import { ticks } from "../evidence/build-evidence.ts";

function midnight(day: string): bigint | null {
  return day === "" ? null : ticks(`2026-09-${day}T00:00:00Z`);
}

/** By volume its owners: `HV06 01-03`, from one day of September to the other; `HV06 01-`: until no known moment. */
function owned(volumes: Readonly<Record<string, readonly string[]>>): OwnershipTimeline {
  return ownershipOf(
    Object.entries(volumes).map(([volume, owners]) => ({
      volume,
      intervals: owners.map((words) => {
        const [node = "", days = ""] = words.split(" ");
        const [from = "", to = ""] = days.split("-");
        const sources = [row("ownership.csv", 2, "2026-09-01T00:00:00Z")] as const;
        return { from: midnight(from), to: midnight(to), node, certainty: "certain", claims: [node], sources };
      }),
    })),
  );
}

/** `HV06 System 01-09`: a log with records of that host and time. */
function logs(...told: readonly string[]): EvidenceHorizon {
  const rows = told.map((words): HorizonRow => {
    const [host = "", channel = "", days = ""] = words.split(" ");
    const [from = "", to = ""] = days.split("-");
    return {
      ...{ host, channel, from: midnight(from), to: midnight(to), damaged: false, numbers: null },
      ...{ beginsLate: false, endsEarly: false, clearings: [], clockSteps: [], pauses: [], beginsAtClearing: null },
    };
  });
  return { window: { since: null, until: null }, rows, unknownLogs: [] };
}

/** `WIN-1 as HV06`: these may be one host, before and behind a renaming. */
function pairs(nodes: readonly string[], ownership: OwnershipTimeline, horizon = logs()): readonly string[] {
  return possibleRenames(nodes, ownership, horizon).map(({ code, from, to }) => `${code}: ${from} as ${to}`);
}

const NODES = ["HV06", "WIN-1"];
const HANDED_OVER = owned({ "Disk 1": ["WIN-1 01-03", "HV06 03-"] });

describe("two nodes may be one that was renamed", () => {
  test("where the one owned its last volume no longer when the other first owned it", () => {
    expect(possibleRenames(NODES, HANDED_OVER, logs())).toEqual([
      { code: "give-system-log", volume: null, from: "WIN-1", to: "HV06", proxy: null, command: null },
    ]);
    expect(pairs(NODES, owned({ "Disk 1": ["WIN-1 01-03", "HV06 05-"] }))).toEqual(["give-system-log: WIN-1 as HV06"]);
  });

  test("where that is so of one of several volumes, whatever other nodes owned between", () => {
    const ownership = owned({
      "Disk 1": ["WIN-1 01-03", "HV02 03-04", "HV06 04-08"],
      "Disk 2": ["WIN-1 01-02", "HV02 02-"],
      "Disk 3": ["HV02 01-06", "HV06 06-08"],
    });
    expect(pairs(NODES, ownership)).toEqual(["give-system-log: WIN-1 as HV06"]);
  });

  test("and each of them in turn, in order of their names", () => {
    const ownership = owned({ "Disk 1": ["WIN-1 01-03", "WIN-2 03-05", "HV06 05-"], "Disk 2": ["A 01-03", "B 03-"] });
    expect(pairs(["WIN-2", "WIN-1", "HV06", "B", "A"], ownership)).toEqual([
      "give-system-log: A as B",
      "give-system-log: WIN-1 as HV06",
      "give-system-log: WIN-1 as WIN-2",
      "give-system-log: WIN-2 as HV06",
    ]);
  });
});

describe("two nodes are two", () => {
  test.each([
    ["both owned something at one time", { "Disk 1": ["WIN-1 01-03", "HV06 03-"], "Disk 2": ["HV06 02-04"] }],
    ["the first came back", { "Disk 1": ["WIN-1 01-03", "HV06 03-05", "WIN-1 05-"] }],
    ["no volume went from one to the other", { "Disk 1": ["WIN-1 01-03"], "Disk 2": ["HV06 03-"] }],
    [
      "the second had others first",
      { "Disk 1": ["WIN-1 01-03", "HV02 03-06", "HV06 06-08"], "Disk 2": ["HV06 04-08"] },
    ],
    [
      "the first gave it away before it left",
      { "Disk 1": ["WIN-1 01-03", "HV02 03-06", "HV06 06-08"], "Disk 2": ["WIN-1 01-05", "HV02 05-"] },
    ],
    ["nobody knows until when the first owned it", { "Disk 1": ["WIN-1 01-"], "Disk 2": ["HV06 03-"] }],
    ["nobody knows since when the second did", { "Disk 1": ["HV06 -03", "HV02 03-"], "Disk 2": ["WIN-1 01-02"] }],
    ["one of them owned nothing", { "Disk 1": ["WIN-1 01-03", "HV02 03-"] }],
  ])("where %s", (_, volumes: Readonly<Record<string, readonly string[]>>) => {
    expect(pairs(NODES, owned(volumes))).toEqual([]);
  });

  test("where one of them is none of those that are asked about", () => {
    expect(pairs(["HV06"], HANDED_OVER)).toEqual([]);
  });

  test("where the second's System log has its name from before the hand-over until after it", () => {
    const ownership = owned({ "Disk 1": ["WIN-1 01-03", "HV06 05-"] });
    expect(pairs(NODES, ownership, logs("HV06 System 03-05"))).toEqual([]);
  });

  test.each([
    "WIN-1 System 01-09",
    "HV02 System 01-09",
    "HV06 Application 01-09",
    "HV06 System 04-09",
    "HV06 System 01-04",
    "HV06 System -",
  ])("but not for this log: %s", (log) => {
    const ownership = owned({ "Disk 1": ["WIN-1 01-03", "HV06 05-"] });
    expect(pairs(NODES, ownership, logs(log))).toEqual(["give-system-log: WIN-1 as HV06"]);
  });
});
