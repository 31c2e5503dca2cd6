import { gravestFirst, isFailure } from "../../../report/index.ts";
import { nextSteps, SECTION_TITLES } from "../../words/index.ts";
import { stepList } from "../blocks.ts";
import type { ReportSection } from "./report-section.ts";

/** What to do, with commands to copy. */
export const stepsSection: ReportSection = {
  id: "steps",
  title: SECTION_TITLES.steps,
  content(report) {
    const failures = gravestFirst(report.checks.filter((check) => check.status === "fail" && isFailure(check)));
    const others = report.checks.filter(({ status }) => status !== "fail");
    return stepList(nextSteps([...failures, ...others], report));
  },
};
