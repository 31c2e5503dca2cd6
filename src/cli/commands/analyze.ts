import type { Command } from "../command.ts";
import { Progress } from "../progress.ts";
import { REPORT_OPTIONS } from "../report/report-options.ts";

export const analyzeCommand: Command = {
  name: "analyze",
  summary: "Find the failures that matter in event logs, with the records that prove them",
  operands: "PATH...",
  examples: [
    { command: "badnode analyze C:\\Logs", shows: "what failed on which host, and the proof" },
    { command: "badnode analyze C:\\Logs --since 7d --format json", shows: "the last week, for another program" },
    { command: "badnode analyze C:\\Logs --format markdown -o report.md", shows: "the whole report, for a ticket" },
    {
      command: "badnode analyze C:\\Logs --format csv -o proofs.csv",
      shows: "every proof in a row, for a spreadsheet",
    },
  ],
  options: {
    ...REPORT_OPTIONS,
    since: {
      kind: "text",
      value: "TIME",
      describe: "Not before: 2025-06-08T07:15Z, or 7d, 12h, 30m ago. Without an offset a time is UTC",
    },
    until: { kind: "text", value: "TIME", describe: "Not after; a date alone is its first moment" },
  },
  notes:
    "csv shows control characters as symbols, and puts an apostrophe before a cell that a spreadsheet would take for a formula. " +
    "Reads files, folders and globs. Exit codes: 0 nothing found at or above --fail-on and all was read, 1 findings, " +
    "2 wrong usage or nothing could be read, 3 nothing found but something given is damaged, unreadable, was cleared, misses " +
    "records or does not cover a window that was asked for, or failures were seen on computers of unknown kind, 130 interrupted. " +
    "badnode checks lists what is looked for.",
  async run(args, context) {
    // Before anything heavy is loaded, so that something is seen at once.
    const progress = new Progress(context);
    progress.start("Looking for logs");
    try {
      const { runAnalyze } = await import("../analyze/run-analyze.ts");
      return await runAnalyze(args, context, progress);
    } finally {
      progress.clear();
    }
  },
};
