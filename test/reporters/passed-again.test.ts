import { expect, test } from "vitest";
import type { Report } from "../../src/report/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { reportToMarkdown } from "../../src/reporters/markdown/index.ts";
import { reportToTable } from "../../src/reporters/table/index.ts";
import { NIGHTS, NIGHTS_ATTRIBUTION, trialFacts, trialsOf } from "../checks/build-trials.ts";
import { reportOfTrials } from "./build-correlation-report.ts";

/** Of the six failures, so many passed when tried again; one more did whose owner is not known. */
function reportOf(count: number): Report {
  let left = count;
  const trials = NIGHTS.map((trial) => (trial.isFailed && left-- > 0 ? { ...trial, passedAgain: true } : trial));
  const [first] = trials;
  if (first === undefined) throw new Error("no trial");
  const partial = { volume: "Cluster Disk 9", owner: { kind: "unknown" } } as const;
  trials.push({ ...first, volumes: [partial], isFailed: true, passedAgain: true });
  return reportOfTrials({ facts: trialFacts(trialsOf(trials), NIGHTS_ATTRIBUTION) });
}

const SAYS = "failures passed when tried again under the same owner";

test("failures that passed when tried again are counted, once in each format", () => {
  const report = reportOf(2);
  const table = reportToTable(report, { width: 300, colour: false });
  const markdown = reportToMarkdown(report);
  for (const text of [table, markdown]) {
    expect(text.split(SAYS)).toHaveLength(2);
    expect(text).toContain(`6 of 12 full trials failed; 2 of these ${SAYS}`);
  }
  expect(JSON.parse(reportToJson(report))).toMatchObject({ correlation: { passedAgain: 2 } });
});

test("where none did, nothing is said, and JSON has the number", () => {
  const report = reportOf(0);
  expect(reportToMarkdown(report)).not.toContain(SAYS);
  expect(JSON.parse(reportToJson(report))).toMatchObject({ correlation: { passedAgain: 0 } });
});
