import type { Report } from "../../index.ts";
import type { ReportFormatName } from "./format-names.ts";

/** What the text is for. */
export interface Place {
  /** Terminal cells per line. */
  readonly width: number;
  readonly colour: boolean;
}

export interface ReportFormat {
  /** false: the text may be for a program, or for somebody else; whoever typed the command reads problems on stderr. */
  readonly tellsProblems: boolean;
  /** It shows who owned the volumes over time: more than the report holds by itself. */
  readonly showsLanes?: true;
  /** Loads only the reporter that is asked for. */
  readonly text: (report: Report, place: Place) => Promise<string>;
}

export const REPORT_FORMATS: Readonly<Record<ReportFormatName, ReportFormat>> = {
  table: {
    tellsProblems: true,
    text: async (report, place) => (await import("../../reporters/table/index.ts")).reportToTable(report, place),
  },
  json: {
    tellsProblems: false,
    text: async (report) => (await import("../../reporters/json/index.ts")).reportToJson(report),
  },
  markdown: {
    tellsProblems: false,
    text: async (report) => (await import("../../reporters/markdown/index.ts")).reportToMarkdown(report),
  },
  html: {
    tellsProblems: false,
    showsLanes: true,
    text: async (report) => (await import("../../reporters/html/index.ts")).reportToHtml(report),
  },
  csv: {
    tellsProblems: false,
    text: async (report) => (await import("../../reporters/delimited/index.ts")).reportToDelimited(report),
  },
};
