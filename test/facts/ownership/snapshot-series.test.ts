import { describe, expect, test } from "vitest";
import type { OwnershipRow } from "../../../src/evidence/index.ts";
import { timelineOf } from "./build-timeline.ts";
import { compareText } from "../../../src/shared/order.ts";
import { history } from "../../evidence/build-ownership.ts";

/** A list with a row of each volume a day, `.`: none then. */
function list(owners: Readonly<Record<string, string>>, hours: readonly number[] = []): readonly OwnershipRow[] {
  return Object.entries(owners).flatMap(([volume, nodes], column) =>
    nodes.split(" ").flatMap((node, day) => {
      const time = `2025-06-${String(2 + day).padStart(2, "0")}T${String(hours[day] ?? 6).padStart(2, "0")}:00:00Z`;
      return node === "." ? [] : [history(time, volume, node, 2 + day * 10 + column, "owners.csv")];
    }),
  );
}

/** `HV01 certain until 06-05`, of the first volume. */
function told(rows: readonly OwnershipRow[]): readonly string[] {
  const [first] = timelineOf({ exports: { ownership: rows } }, 0n).volumes;
  return (first?.intervals ?? []).map(({ claims, certainty }) => `${claims.join("/")} ${certainty}`);
}

const STAYED = "HV02 HV02 HV02 HV02 HV02 HV02";

describe("a list in which a schedule looked who owns every volume", () => {
  test("tells nothing of the time between two looks that differ", () => {
    expect(told(list({ "Disk 1": "HV01 HV01 HV01 HV02 HV02 HV02", "Disk 2": STAYED }))).toEqual([
      "HV01 assumed",
      "HV01 certain",
      "HV01/HV02 conflict",
      "HV02 certain",
      "HV02 assumed",
    ]);
  });

  test("may miss some, and come a few hours early or late", () => {
    const rows = list({ "Disk 1": "HV01 HV01 . HV01 HV02 HV02", "Disk 2": STAYED }, [6, 8, 6, 4, 6, 6]);
    expect(told(rows)).toContain("HV01/HV02 conflict");
  });
});

describe("a list is of such looks, and no list of moves", () => {
  const CONFLICT = "HV01/HV02 conflict";
  const moved = "HV01 HV01 HV01 HV02 HV02 HV02";

  test("from five looks on", () => {
    expect(told(list({ "Disk 1": "HV01 HV01 HV01 HV02 HV02", "Disk 2": "HV02 HV02 HV02 HV02 HV02" }))).toContain(
      CONFLICT,
    );
  });

  test("where four rows of five are there that could be", () => {
    expect(told(list({ "Disk 1": moved, "Disk 2": "HV02 . HV02 . HV02 HV02" }))).toContain(CONFLICT);
    expect(told(list({ "Disk 1": moved, "Disk 2": "HV02 . HV02 . HV02 ." }))).not.toContain(CONFLICT);
  });

  test("where more than half of the rows repeat the owner before", () => {
    expect(told(list({ "Disk 1": moved, "Disk 2": "HV02 HV03 HV02 HV02 HV02 HV02" }))).toContain(CONFLICT);
    expect(told(list({ "Disk 1": moved, "Disk 2": "HV02 HV03 HV02 HV03 HV03 HV02" }))).not.toContain(CONFLICT);
  });

  test("where one look was missed by all, and not where every other was", () => {
    const once = { "Disk 1": "HV01 HV01 HV01 . HV02 HV02 HV02", "Disk 2": "HV02 HV02 HV02 . HV02 HV02 HV02" };
    expect(told(list(once))).toContain(CONFLICT);
    const twice = { "Disk 1": "HV01 HV01 . HV01 . HV02 HV02 HV02", "Disk 2": "HV02 HV02 . HV02 . HV02 HV02 HV02" };
    expect(told(list(twice))).not.toContain(CONFLICT);
  });

  test("by the times of its rows, and not by the order in which they stand", () => {
    const moves = list({ "Disk 1": moved, "Disk 2": "HV01 HV02 HV01 HV02 HV01 HV02" });
    expect(told(moves.toSorted((a, b) => compareText(a.node, b.node)))).not.toContain(CONFLICT);
    const looks = list({ "Disk 1": moved, "Disk 2": STAYED });
    expect(told(looks.toReversed())).toEqual(told(looks));
  });
});

describe("rows of one look", () => {
  const STAY = "HV03 HV03 HV03 HV03 HV03 HV03";
  const rows = list({ "Disk 1": "HV01 HV01 HV01 HV02 HV02 HV02", "Disk 2": STAYED, "Disk 3": STAY });
  const apart = (seconds: bigint): readonly OwnershipRow[] =>
    rows.map((row) => {
      const place = BigInt(["Disk 1", "Disk 2", "Disk 3"].indexOf(row.volume));
      return { ...row, time: (row.time ?? 0n) + place * seconds * 10_000_000n };
    });

  test("may each have their own time, within two minutes", () => {
    expect(told(apart(7n))).toContain("HV01/HV02 conflict");
    expect(told(apart(60n))).toContain("HV01/HV02 conflict");
  });

  test("are of several that far apart: no look has all volumes", () => {
    expect(told(apart(600n))).toEqual(["HV01 certain", "HV02 certain"]);
  });

  test("count once for each volume: two of one do not stand for another", () => {
    const twice = list({ "Disk 1": "HV01 HV01 HV01 HV02 HV02 HV02" });
    const again = twice.map((row) => ({ ...row, time: (row.time ?? 0n) + 10_000_000n }));
    const once = list({ "Disk 2": "HV02 . . . . ." });
    expect(told([...twice, ...again, ...once])).toEqual(["HV01 certain", "HV02 certain"]);
  });
});

describe("a row holds until the next one of its volume in a list", () => {
  const MOVED = ["HV01 certain", "HV02 certain"];

  test("of moves", () => {
    expect(told(list({ "Disk 1": "HV01 . . HV02 . .", "Disk 2": "HV02 . HV01 . HV02 ." }))).toEqual(MOVED);
  });

  test("of few moments", () => {
    expect(told(list({ "Disk 1": "HV01 HV01 HV01 HV02", "Disk 2": "HV02 HV02 HV02 HV02" }))).toEqual(MOVED);
  });

  test("of moments without a rule", () => {
    const hours = [0, 20, 1, 23, 2, 22];
    expect(told(list({ "Disk 1": "HV01 HV01 HV01 HV02 HV02 HV02", "Disk 2": STAYED }, hours))).toEqual(MOVED);
  });

  test("in which most rows tell another owner than the one before", () => {
    const rows = list({ "Disk 1": "HV01 HV01 HV01 HV02 HV02 HV02", "Disk 2": "HV01 HV02 HV01 HV02 HV01 HV02" });
    expect(told(rows)).toEqual(MOVED);
  });
});
