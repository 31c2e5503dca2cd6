import { describe, expect, test } from "vitest";
import { leftOut, read } from "./read.ts";

const HEAD = "time,volume,node";
const ROW = "2026-09-07T21:00:00Z,Disk 1,HV01";
const ZEROS = "\0".repeat(20);

function nodes(text: string): readonly string[] {
  return read(text).rows.ownership.map(({ node }) => node);
}

describe("zeros, as a crash leaves them in a list that was being written", () => {
  test.each([
    ["before a row", `${ZEROS}${ROW}`],
    ["within a row", "2026-09-07T21:00:00Z,Disk 1,HV0\x003"],
    ["instead of a row", ZEROS],
    ["in a cell in quotation marks", `2026-09-07T21:00:00Z,"Disk\0 1",HV03`],
    ["in a column that nobody asks for", `${ROW},${ZEROS}`],
  ])("%s cost that row alone, which is told with its line", (_, damaged) => {
    const text = `${HEAD}\n${ROW}\n${damaged}\n${ROW}\n`;
    expect(leftOut(text).map(([code, count, line]) => [code, count, line])).toEqual([["row-with-zeros", 1, 3]]);
    expect(nodes(text)).toEqual(["HV01", "HV01"]);
  });

  test("at the end of the file are a row that was never written", () => {
    const text = `${HEAD}\n${ROW}\n${ZEROS}`;
    expect(leftOut(text)).toEqual([["row-with-zeros", 1, 3, null]]);
    expect(read(text).account).toMatchObject({ status: "damaged", rows: 1 });
  });

  test("behind a quotation mark that nothing closes cost no row but their own", () => {
    const text = `${HEAD}\n2026-09-07T21:00:00Z,"\0Disk 1,HV02\n${ROW}\n${ZEROS}${ROW}\n${ROW}\n`;
    expect(nodes(text)).toEqual(["HV01", "HV01"]);
    expect(leftOut(text).map(([code, count, line]) => [code, count, line])).toEqual([
      ["row-torn", 1, 2],
      ["row-with-zeros", 1, 4],
    ]);
  });
});
