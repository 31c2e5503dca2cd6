/** What `--format` of a report takes; the first is the default. */
export const REPORT_FORMAT_NAMES = ["table", "json", "markdown", "html", "csv"] as const;

export type ReportFormatName = (typeof REPORT_FORMAT_NAMES)[number];
