import { describe, expect, it } from "vitest";
import { swimLanesOf } from "../../src/diagnose/swim-lanes.ts";
import type { OwnershipTimeline } from "../../src/facts/index.ts";
import type { Proof } from "../../src/evidence/index.ts";
import { row, trial } from "../checks/build-trials.ts";
import { ticks } from "../evidence/build-evidence.ts";

type Interval = OwnershipTimeline["volumes"][number]["intervals"][number];

const SOURCES: Proof = [row("ownership.csv", 2, "2026-09-01T00:00:00Z")];

function owned(node: string, from: string | null, to: string | null): Interval {
  return {
    from: from === null ? null : ticks(from),
    to: to === null ? null : ticks(to),
    node,
    certainty: "certain",
    claims: [node],
    sources: SOURCES,
  };
}

describe("swim lanes", () => {
  it("tell who owned a volume while it was backed up, and what came of each attempt", () => {
    const lanes = swimLanesOf(
      {
        volumes: [
          {
            volume: "Disk 1",
            intervals: [
              owned("HV01", null, "2026-09-09T12:00:00Z"),
              owned("HV06", "2026-09-09T12:00:00Z", "2026-09-20T00:00:00Z"),
              owned("HV01", "2026-09-20T00:00:00Z", null),
            ],
          },
        ],
      },
      [
        trial({ start: "2026-09-08T21:00:00Z", line: 2, owners: { "Disk 1": "HV01" } }),
        trial({ start: "2026-09-09T21:00:00Z", line: 3, owners: { "Disk 1": "HV06" }, isFailed: true }),
      ],
    );
    expect(lanes).toEqual({
      from: ticks("2026-09-08T21:00:00Z"),
      to: ticks("2026-09-09T21:30:00Z"),
      lanes: [
        {
          volume: "Disk 1",
          tally: { failed: 1, total: 2 },
          owners: [
            {
              from: ticks("2026-09-08T21:00:00Z"),
              to: ticks("2026-09-09T12:00:00Z"),
              node: "HV01",
              certainty: "certain",
            },
            {
              from: ticks("2026-09-09T12:00:00Z"),
              to: ticks("2026-09-09T21:30:00Z"),
              node: "HV06",
              certainty: "certain",
            },
          ],
          isCoarse: false,
          attempts: [
            {
              from: ticks("2026-09-08T21:00:00Z"),
              to: ticks("2026-09-08T21:30:00Z"),
              isFailed: false,
              attempts: 1,
              owner: "HV01",
            },
            {
              from: ticks("2026-09-09T21:00:00Z"),
              to: ticks("2026-09-09T21:30:00Z"),
              isFailed: true,
              attempts: 1,
              owner: "HV06",
            },
          ],
        },
      ],
      others: { volumes: 0, tally: { failed: 0, total: 0 } },
    });
  });

  it("give attempts that began close together one mark for each outcome and owner", () => {
    const lanes = swimLanesOf({ volumes: [] }, [
      ...["2026-09-08T21:00:00Z", "2026-09-08T21:01:00Z", "2026-09-08T21:02:00Z"].map((start, index) =>
        trial({ start, line: index + 2, owners: { "Disk 1": "HV01" }, isFailed: index === 1 }),
      ),
      trial({ start: "2026-10-08T21:00:00Z", line: 9, owners: { "Disk 1": "HV01" } }),
    ]);
    expect(lanes?.lanes[0]?.attempts.map(({ isFailed, attempts }) => [isFailed, attempts])).toEqual([
      [false, 2],
      [true, 1],
      [false, 1],
    ]);
  });

  it("hold the volumes with most failures, and count the others", () => {
    const lanes = swimLanesOf(
      { volumes: [] },
      Array.from({ length: 30 }, (_, index) =>
        trial({
          start: "2026-09-08T21:00:00Z",
          line: index + 2,
          owners: { [`Disk ${index}`]: "HV01" },
          isFailed: index === 29,
        }),
      ),
    );
    expect(lanes?.lanes).toHaveLength(24);
    expect(lanes?.lanes[0]?.volume).toBe("Disk 29");
    expect(lanes?.others).toEqual({ volumes: 6, tally: { failed: 0, total: 6 } });
  });

  it("of a volume that moves all the time show one owner for each part", () => {
    const hour = (index: number): string => new Date(Date.UTC(2026, 8, 1, index)).toISOString();
    const lanes = swimLanesOf(
      {
        volumes: [
          {
            volume: "Disk 1",
            intervals: Array.from({ length: 1000 }, (_, index) =>
              owned(index % 2 === 0 ? "HV01" : "HV02", hour(index), hour(index + 1)),
            ),
          },
        ],
      },
      [
        trial({ start: hour(0), line: 2, owners: { "Disk 1": "HV01" } }),
        trial({ start: hour(999), line: 3, owners: { "Disk 1": "HV02" } }),
      ],
    );
    expect(lanes?.lanes[0]?.isCoarse).toBe(true);
    expect(lanes?.lanes[0]?.owners.length).toBeLessThanOrEqual(240);
  });

  it("are none where nothing was backed up", () => {
    expect(swimLanesOf({ volumes: [{ volume: "Disk 1", intervals: [owned("HV01", null, null)] }] }, [])).toBeNull();
  });
});
