import { describe, expect, it } from "vitest";
import { culpritFigures, saidColumns, standingRows, STANDING_TITLES } from "../../../src/reporters/words/index.ts";
import { reportOfTrials } from "../build-correlation-report.ts";
import { checkResult, finding, reportOfChecks } from "../build-report.ts";

const report = reportOfTrials();

describe("who is bad", () => {
  it("comes first, with the figures that say so", () => {
    expect(standingRows(report).map(({ cells }) => cells)).toEqual([
      ["Node HV06", "bad", "0.997", "6 of 6", "0 of 6", "backups fail under it"],
      ["Node HV09", "unknown", "-", "-", "-", "-"],
      ["Node HV01", "clear", "under 0.001", "0 of 6", "6 of 6", "-"],
    ]);
  });

  it.each([
    ["with trials", report, [...STANDING_TITLES]],
    [
      "without trials, which alone give figures",
      reportOfChecks([checkResult({ findings: [finding()] })]),
      ["Candidate", "Verdict", "What speaks against it"],
    ],
    ["where nothing speaks against anybody", reportOfChecks([]), ["Candidate", "Verdict"]],
  ])("has only columns that say something: %s", (_, of, titles) => {
    expect(saidColumns(standingRows(of)).map((at) => STANDING_TITLES[at])).toEqual(titles);
  });

  it("comes to two figures: theirs, and all others'", () => {
    expect(report.correlation === null ? [] : culpritFigures(report.correlation)).toEqual([
      { figure: "6 of 6", words: "backups failed under HV06", isBad: true },
      { figure: "0 of 6", words: "failed elsewhere", isBad: false },
    ]);
  });
});
