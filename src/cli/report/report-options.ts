import type { OptionSpec } from "../command.ts";
import { REPORT_FORMAT_NAMES } from "./format-names.ts";

/** Options of every command that ends in a report. */
export const REPORT_OPTIONS: Readonly<Record<"format" | "output" | "fail-on" | "redact", OptionSpec>> = {
  format: {
    kind: "text",
    alias: "f",
    value: "FORMAT",
    choices: REPORT_FORMAT_NAMES,
    describe:
      "table (default), json, markdown (for a ticket or a mail), html (a page with charts) or csv (a row for each proof)",
  },
  output: { kind: "text", alias: "o", value: "FILE", describe: "Write to this file, which appears when it is whole" },
  "fail-on": {
    kind: "text",
    value: "SEVERITY",
    choices: ["critical", "warning", "info", "never"],
    describe: "Exit with 1 from this gravity on: critical, warning (default), info, or never",
  },
  redact: {
    kind: "flag",
    describe: "Replace names of hosts, domains, users, machines, volumes and jobs, and addresses, by pseudonyms",
  },
};
