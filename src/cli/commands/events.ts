import type { Command } from "../command.ts";
import { EVENT_FORMATS } from "../events/event-formats.ts";
import { Progress } from "../progress.ts";

export const eventsCommand: Command = {
  name: "events",
  summary: "Print, filter, merge and count the records of event logs",
  operands: "PATH...",
  examples: [
    { command: "badnode events C:\\Logs --id VSS:12293 --since 7d", shows: "failed snapshot imports of the last week" },
    { command: "badnode events C:\\Logs --merge --format csv --output all.csv", shows: "one timeline of all logs" },
    { command: "badnode events C:\\Logs --count-by provider,id", shows: "what the logs are full of" },
    { command: "badnode events C:\\Logs --gaps", shows: "missing records and silent hours" },
  ],
  options: {
    format: {
      kind: "text",
      alias: "f",
      value: "FORMAT",
      choices: EVENT_FORMATS,
      describe: "jsonl, table, xml or csv; table on a terminal, else jsonl",
    },
    output: { kind: "text", alias: "o", value: "FILE", describe: "Write to this file, which appears when it is whole" },
    id: {
      kind: "list",
      value: "IDS",
      describe: "Event ids: 4624, 4000-4010, lists with commas; PROVIDER:ID for the ids of one provider",
    },
    provider: { kind: "list", value: "NAME", describe: "Only these providers" },
    channel: { kind: "list", value: "NAME", describe: "Only these channels" },
    level: {
      kind: "list",
      value: "LEVEL",
      describe: "Only these levels: critical, error, warning, information, verbose, or numbers",
    },
    computer: { kind: "list", value: "NAME", describe: "Only these computers; a name without a dot is a host name" },
    since: {
      kind: "text",
      value: "TIME",
      describe: "Not before: 2025-06-08T07:15Z, or 7d, 12h, 30m ago. Without an offset a time is UTC",
    },
    until: { kind: "text", value: "TIME", describe: "Not after; a date alone is its first moment" },
    "exclude-id": { kind: "list", value: "IDS", describe: "Leave these out, written as for --id" },
    "exclude-provider": { kind: "list", value: "NAME", describe: "Leave these providers out" },
    messages: {
      kind: "flag",
      describe: "Add the messages, in English, of events that badnode knows and whose record holds none",
    },
    merge: { kind: "flag", describe: "One timeline over all files: time, computer, channel, record id" },
    unique: { kind: "flag", describe: "Leave out records that overlapping exports repeat; implies --merge" },
    limit: { kind: "text", alias: "n", value: "N", describe: "Stop after this many records or rows" },
    "count-by": {
      kind: "list",
      value: "FIELDS",
      describe: "Count instead of printing, by provider, id, computer, channel, day (UTC)",
    },
    gaps: { kind: "flag", describe: "Show missing record ids and silent times per computer and channel instead" },
    silence: { kind: "text", value: "TIME", describe: "From what length on --gaps shows a silent time; default 24h" },
    carve: { kind: "flag", describe: "Also look for deleted records in slack space; they come as recovered" },
    "ansi-code-page": {
      kind: "text",
      value: "NAME",
      describe: "Code page of ANSI strings, and of XML that names none; default windows-1252",
    },
    threads: {
      kind: "text",
      value: "N",
      describe: "Read with this many threads, which take 45 MB of memory each; default 1",
    },
    verbose: { kind: "flag", describe: "List every damage and every remark, not only the first" },
    "damage-report": {
      kind: "text",
      value: "FILE",
      describe: "Write every damage to this file, one JSON object a line",
    },
  },
  notes:
    "csv flattens all data into one cell, and puts an apostrophe before a cell that a spreadsheet would take for a formula. " +
    "Exit codes: 0 all was read whole, 2 wrong usage or nothing could be read, 3 records came but something was damaged or unreadable, 130 interrupted.",
  async run(args, context) {
    // Before anything heavy is loaded, so that something is seen at once.
    const progress = new Progress(context);
    progress.start("Looking for logs");
    const { runEvents } = await import("../events/run-events.ts");
    return runEvents(args, context, progress);
  },
};
