import type { Command } from "../command.ts";
import { EXPORT_OPTIONS } from "../correlate/export-options.ts";
import { Progress } from "../progress.ts";
import { REPORT_OPTIONS } from "../report/report-options.ts";

export const correlateCommand: Command = {
  name: "correlate",
  summary: "Join backups with the owners of volumes, and say which nodes explain failures",
  operands: "[PATH...]",
  examples: [
    {
      command: "badnode correlate C:\\Exports",
      shows: "what logs and exports tell: who owned the volume when its backup failed",
    },
    {
      command: "badnode correlate --ownership owners.csv --sessions s.csv --placement vms.csv",
      shows: "the same from lists: time,volume,node; start,end,vm,result; vm,volume",
    },
    {
      command: "badnode correlate C:\\Exports --timezone Europe/Berlin --date-order dmy",
      shows: "exports with local times such as 09.03.2026 21:00",
    },
    { command: "badnode correlate C:\\Exports --timeline", shows: "also who owned each volume from when to when" },
    {
      command: "badnode correlate C:\\Exports --since 14d --format json",
      shows: "the last two weeks, for another program",
    },
  ],
  options: {
    ...EXPORT_OPTIONS,
    timeline: { kind: "flag", describe: "Tell who owned each volume from when to when, and what says so; not in csv" },
    ...REPORT_OPTIONS,
  },
  notes:
    "Reads files and folders; what a file under PATH is, its content tells. A node is called bad on three failed backups or " +
    "more, and clear on eight that passed; what explains the failures need not be their root cause. csv has a row for each proof. " +
    "Exit codes: 0 nothing found at or above --fail-on and all was read and used, 1 findings, 2 wrong usage or nothing could be " +
    "read, 3 nothing found but something given could not be read or used, does not cover the window, or holds only failures, " +
    "130 interrupted. badnode checks lists what is looked for.",
  async run(args, context) {
    // Before anything heavy is loaded, so that something is seen at once.
    const progress = new Progress(context);
    progress.start("Looking for exports");
    try {
      const { runCorrelate } = await import("../correlate/run-correlate.ts");
      return await runCorrelate(args, context, progress);
    } finally {
      progress.clear();
    }
  },
};
