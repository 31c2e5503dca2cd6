import type { Command, OptionSpec } from "../command.ts";
import { CONFIG_OPTIONS } from "../config/config-options.ts";
import { EXPORT_OPTIONS } from "../correlate/export-options.ts";
import { Progress } from "../progress.ts";
import { REPORT_OPTIONS } from "../report/report-options.ts";
import { CONNECTION_OPTIONS } from "../scp/connection-options.ts";

const BASELINE_OPTION: Readonly<Record<string, OptionSpec>> = {
  baseline: {
    kind: "text",
    value: "REPORT.json",
    describe: "An earlier report, by --format json: what of it is resolved, persists or is new since",
  },
};

export const diagnoseCommand: Command = {
  name: "diagnose",
  summary: "Name the bad nodes from all that was exported, with cause, proof and repair",
  operands: "PATH...",
  examples: [
    {
      command: "badnode diagnose C:\\Exports",
      shows: "which nodes are bad and why, from logs, ownership, backup sessions and a directory's export",
    },
    {
      command: "badnode diagnose C:\\Exports --domain corp.example --kerberos",
      shows: "the same with what the directory says now",
    },
    {
      command: "badnode diagnose C:\\Exports --format html -o report.html",
      shows: "a page with charts, to look at and to print",
    },
    { command: "badnode diagnose C:\\Exports --format markdown -o report.md", shows: "the whole report, for a ticket" },
    {
      command: "badnode diagnose C:\\Exports --timezone Europe/Berlin --date-order dmy",
      shows: "exports with local times such as 09.03.2026 21:00",
    },
    {
      command: "badnode diagnose C:\\Later --baseline before.json",
      shows: "after a repair: what of the report before is resolved, persists or is new",
    },
  ],
  options: { ...EXPORT_OPTIONS, ...CONNECTION_OPTIONS, ...BASELINE_OPTION, ...CONFIG_OPTIONS, ...REPORT_OPTIONS },
  notes:
    "Reads files and folders; what a file under PATH is, its content tells. Prints what was recognised, what could not be used, " +
    "and what is missing. A node is bad on three failed backups or more; clear on eight that passed and logs that reach over them. " +
    "A badnode.config.json in the current folder is used, and what is typed wins over it: docs/config.md. " +
    "Exit codes: 0 nothing found at or above --fail-on and the evidence is whole, 1 findings, 2 wrong usage or nothing could be " +
    "read, 3 nothing found but something is damaged, missing or cannot be judged, 130 interrupted.",
  async run(args, context) {
    // Before anything heavy is loaded, so that something is seen at once.
    const progress = new Progress(context);
    progress.start("Looking for logs and exports");
    try {
      const { runDiagnose } = await import("../diagnose/run-diagnose.ts");
      return await runDiagnose(args, context, progress);
    } finally {
      progress.clear();
    }
  },
};
