import type { Report } from "../../report/index.ts";
import { readingEntries } from "../words/index.ts";
import { labelledLines } from "./labelled-lines.ts";
import type { Paint } from "./paint.ts";

const SHOWN_SOURCES = 6;

/** What was read, what could not be, and how far it reaches. */
export function readingLines(report: Report, width: number, paint: Paint): readonly string[] {
  return readingEntries(report, SHOWN_SOURCES).flatMap((entry) => {
    const lines = labelledLines(entry, width);
    return entry.isTrouble ? lines.map((line) => paint("warning", line)) : lines;
  });
}
