import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRowFile } from "../../../src/sources/row-exports/index.ts";
import { NO_ROW_OPTIONS } from "../../../src/sources/row-tables/index.ts";
import { iso, leftOut, read } from "./read.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-order-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const DAY_FIRST = "its dates are read as day.month.year, for some begin with a number above 12";

function owners(...times: readonly string[]): string {
  return ["time;volume;node", ...times.map((time) => `${time};Cluster Disk 1;HV01`), ""].join("\n");
}

/** Times of the rows used, and what is said of the file. */
function told(text: string, options: Parameters<typeof read>[1] = { timeZone: "UTC" }) {
  const { rows, account } = read(text, options);
  return { times: rows.ownership.map(({ time }) => iso(time)), warnings: account.warnings };
}

describe("dates with dots, of which one begins with a number above 12", () => {
  test("show that the day comes first, for all rows, those before it too", () => {
    expect(told(owners("03.04.2026 21:00", "25.04.2026 21:00"))).toEqual({
      times: ["2026-04-03T21:00:00Z", "2026-04-25T21:00:00Z"],
      warnings: [DAY_FIRST],
    });
  });

  test("show it wherever the file comes in pieces", async () => {
    const many = Array.from({ length: 60_000 }, () => "03.04.2026 21:00");
    const path = join(folder, "owners.csv");
    writeFileSync(path, owners(...many, "25.04.2026 21:00"));
    const { rows, account } = await readRowFile({ path, realPath: path }, { ...NO_ROW_OPTIONS, timeZone: "UTC" });
    expect([rows.ownership.length, iso(account.from), account.warnings]).toEqual([
      60_001,
      "2026-04-03T21:00:00Z",
      [DAY_FIRST],
    ]);
  });

  test.each([
    ["none begins so", ["03.04.2026 21:00", "04.05.2026 21:00"]],
    ["another has the day second", ["25.04.2026 21:00", "04.25.2026 21:00"]],
    ["another is written otherwise", ["25.04.2026 21:00", "03/04/2026 21:00"]],
    ["they have slashes", ["25/04/2026 21:00", "26/04/2026 21:00"]],
    ["the year may stand first", ["25.04.26 21:00", "26.04.26 21:00"]],
  ])("show nothing where %s", (_, times) => {
    expect(told(owners(...times))).toEqual({ times: [], warnings: [] });
  });

  test("show nothing that was said otherwise", () => {
    const options = { timeZone: "UTC", dateOrder: "mdy" } as const;
    expect(told(owners("03.04.2026 21:00", "25.04.2026 21:00"), options)).toEqual({
      times: ["2026-03-04T21:00:00Z"],
      warnings: [],
    });
  });

  test("leave only the time zone to be asked for", () => {
    const { account } = read(owners("03.04.2026 21:00", "25.04.2026 21:00"));
    expect(account.problem).toEqual({
      code: "no-row-used",
      happened: 'None of the rows of export can be used (2 left out); line 2 has a local time "03.04.2026 21:00".',
      nextStep: "Say where its times are local: --timezone Europe/Berlin, or a Windows name of a time zone.",
    });
  });
});

describe("a local time with a date that can be read in two ways", () => {
  const text = owners("03/04/2026 21:00");

  test("asks for both at once", () => {
    expect(leftOut(text)).toEqual([["time-order-and-zone-unknown", 1, 2, "03/04/2026 21:00"]]);
    expect(read(text).account.problem).toEqual({
      code: "no-row-used",
      happened:
        "None of the rows of export can be used (1 left out); line 2 has a local time, and a date that can be read in two " +
        'ways "03/04/2026 21:00".',
      nextStep:
        "Say in which order its dates are (--date-order dmy, mdy or ymd) and where its times are local (--timezone " +
        "Europe/Berlin, or a Windows name).",
    });
  });

  test("asks for what is missing alone where the other is told", () => {
    expect(leftOut(text, { timeZone: "UTC" }).map(([code]) => code)).toEqual(["time-order-unknown"]);
    expect(leftOut(text, { dateOrder: "dmy" }).map(([code]) => code)).toEqual(["time-without-zone"]);
    expect(leftOut(owners("03/04/2026 21:00 +02:00")).map(([code]) => code)).toEqual(["time-order-unknown"]);
  });
});
