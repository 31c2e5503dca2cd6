import { clusterEntries, SECTION_TITLES } from "../../words/index.ts";
import { bulletList } from "../blocks.ts";
import { NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

/** Where there are several: what is said of one is not to be taken for the other's. */
export const clustersSection: ReportSection = {
  id: "clusters",
  title: SECTION_TITLES.clusters,
  content: ({ diagnosis }) =>
    diagnosis === null ? NOTHING : bulletList(clusterEntries(diagnosis).map(({ words }) => words)),
};
