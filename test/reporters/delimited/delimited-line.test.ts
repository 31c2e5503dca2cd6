import { describe, expect, it } from "vitest";
import { delimitedLine } from "../../../src/reporters/delimited/delimited-line.ts";

describe("a delimited line", () => {
  it("quotes as RFC 4180 says", () => {
    expect(delimitedLine(["plain", 'a "word"', "a,b", "two\r\nlines", null, 7n])).toBe(
      'plain,"a ""word""","a,b","two\r\nlines",,7\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠A"])(
    "lets no spreadsheet compute %j",
    (text) => {
      expect(delimitedLine([text])).toMatch(/^"?'/);
    },
  );
});
