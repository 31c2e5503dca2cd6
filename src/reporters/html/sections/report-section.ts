import type { Report } from "../../../report/index.ts";
import type { Markup } from "../markup.ts";

/** One part of the page under a heading. */
export interface ReportSection {
  /** What links point at. */
  readonly id: string;
  readonly title: string;
  /** Empty: there is nothing to say, and the section does not stand there. */
  readonly content: (report: Report) => Markup;
}
