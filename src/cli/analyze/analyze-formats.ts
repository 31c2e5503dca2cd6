/** What `badnode analyze --format` takes; the first is the default. */
export const ANALYZE_FORMATS = ["table", "json", "markdown", "csv"] as const;

export type AnalyzeFormat = (typeof ANALYZE_FORMATS)[number];
