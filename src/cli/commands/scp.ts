import type { Command } from "../command.ts";
import { Progress } from "../progress.ts";
import { REPORT_OPTIONS } from "../report/report-options.ts";
import { CONNECTION_OPTIONS } from "../scp/connection-options.ts";

export const scpCommand: Command = {
  name: "scp",
  summary: "Audit the service connection points of Hyper-V hosts in Active Directory",
  operands: "[PATH...]",
  examples: [
    {
      command: "badnode scp --server dc1.corp.example --user auditor@corp.example",
      shows: "which hosts of the domain lack a sound connection point, since when and why; asks for the password",
    },
    { command: "badnode scp --domain corp.example --kerberos", shows: "the same with the ticket that you have" },
    { command: "badnode scp --ldif hosts.ldif", shows: "the same from an export, without a network" },
    {
      command: "badnode scp --domain corp.example --kerberos --hosts HV01,HV02",
      shows: "these hosts only; a file will do too, with one name or DN a line, or names with commas between",
    },
    {
      command: "badnode scp --domain corp.example --kerberos --save corp.ldif",
      shows: "also what was read, as LDIF to be audited again elsewhere",
    },
    {
      command: "badnode scp --server dc1.corp.example --server dc2.corp.example --kerberos",
      shows: "what two domain controllers show differently",
    },
  ],
  options: {
    ...CONNECTION_OPTIONS,
    hosts: {
      kind: "list",
      value: "FILE|NAMES",
      describe:
        "Only these hosts: HV01,HV02 or a file with one name or DN a line, or names with commas between (# begins a comment)",
    },
    "nodes-from": {
      kind: "list",
      value: "FILE",
      describe: "Only the nodes named in an ownership or cluster export: delimited text, JSON or CLIXML",
    },
    ldif: {
      kind: "list",
      value: "FILE",
      describe: "Audit an export instead: LDIF, csvde, or Get-ADObject as CLIXML or JSON, told by content; as PATH",
    },
    save: { kind: "text", value: "FILE", describe: "Also write what was read as LDIF, if all was read" },
    ...REPORT_OPTIONS,
  },
  notes:
    "Reads only, and never over an unencrypted connection. Without --password-file, --password-stdin or --kerberos the password " +
    "is asked for; no option takes it. csv has a row for each proof. " +
    "Exit codes: 0 nothing found at or above --fail-on and all was read, 1 findings, 2 wrong usage, nothing could be read or no " +
    "Hyper-V host found, 3 nothing found but a host could not be judged, a name was not found or something was not read whole, " +
    "130 interrupted. badnode checks lists what is looked for.",
  async run(args, context) {
    // Before anything heavy is loaded, so that something is seen at once.
    const progress = new Progress(context);
    progress.start("Auditing");
    try {
      const { runScp } = await import("../scp/run-scp.ts");
      return await runScp(args, context, progress);
    } finally {
      progress.clear();
    }
  },
};
