import { SECTION_TITLES, suppressionEntries } from "../../words/index.ts";
import { definitionList } from "../blocks.ts";
import type { ReportSection } from "./report-section.ts";

/** What makes no alarm, and what no longer does. */
export const suppressedSection: ReportSection = {
  id: "suppressed",
  title: SECTION_TITLES.suppressed,
  content: (report) => definitionList(suppressionEntries(report)),
};
