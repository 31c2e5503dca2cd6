/** What `badnode events --format` takes. */
export const EVENT_FORMATS = ["jsonl", "table", "xml", "csv"] as const;

export type EventFormat = (typeof EVENT_FORMATS)[number];
