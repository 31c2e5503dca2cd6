import type { OptionSpec } from "../command.ts";
import { DATE_ORDERS } from "./date-orders.ts";

/** What lists are, where their content does not tell, and how their times are meant. */
export const EXPORT_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  ownership: {
    kind: "list",
    value: "FILE",
    describe: "Who owned which volume: time,volume,node, or what Get-ClusterSharedVolume gave (text, JSON, CLIXML)",
  },
  sessions: {
    kind: "list",
    value: "FILE",
    describe: "Backup sessions: start,end,volume or vm,result, or an export of Get-VBRTaskSession",
  },
  placement: { kind: "list", value: "FILE", describe: "On which volume each machine lies: vm,volume[,time]" },
  timezone: {
    kind: "text",
    value: "ZONE",
    describe: "Of times without an offset: Europe/Berlin, W. Europe Standard Time, +02:00",
  },
  "date-order": {
    kind: "text",
    value: "ORDER",
    choices: DATE_ORDERS,
    describe: "How 03/04/2026 is meant: dmy, mdy or ymd",
  },
  "ownership-time": {
    kind: "text",
    value: "TIME",
    describe: "When lists of owners without a time column were made, all of them",
  },
  since: {
    kind: "text",
    value: "TIME",
    describe: "Backups not before: 2025-06-08T07:15Z, or 7d, 12h, 30m ago. Without an offset a time is UTC",
  },
  until: { kind: "text", value: "TIME", describe: "Backups not after; a date alone is its first moment" },
};
