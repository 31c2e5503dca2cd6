import type { Command } from "../command.ts";

export const collectCommand: Command = {
  name: "collect",
  summary: "Print a PowerShell script that collects what badnode needs, reading only",
  operands: "",
  examples: [
    {
      command: "badnode collect --proxies PROXY01 --output collect.ps1",
      shows: "writes the script; read it, then run it once on a management host, as administrator",
    },
    {
      command: "badnode collect --cluster CLUSTER1 --cluster CLUSTER2 --days 30 --zip",
      shows: "prints it for two clusters and a month, with a ZIP file as its result",
    },
    {
      command: "powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\\collect.ps1",
      shows: "runs it there, in Windows PowerShell 5.1, for the cluster of that computer",
    },
  ],
  options: {
    days: {
      kind: "text",
      value: "N",
      describe: "How many days back event logs, cluster.log and sessions go; default 14",
    },
    cluster: { kind: "list", value: "NAMES", describe: "Clusters; default: the one of the computer that runs it" },
    nodes: { kind: "list", value: "NAMES", describe: "Only these nodes; also one that was evicted" },
    proxies: { kind: "list", value: "NAMES", describe: "Backup proxies, and the backup server" },
    folder: {
      kind: "text",
      value: "FOLDER",
      describe: "On Windows, where the collection is put; default: the current folder",
    },
    zip: { kind: "flag", describe: "Make one ZIP file of the collection" },
    output: {
      kind: "text",
      alias: "o",
      value: "FILE",
      describe: "Write the script to a file, in the encoding that Windows PowerShell takes",
    },
  },
  notes:
    "These are defaults of the script's own parameters (-Days, -Cluster, -Nodes, -Proxies, -Folder, -Zip): it can be run " +
    "elsewhere with others. It is parsed by badnode's tests, and has never been run on Windows: read it before you run it. " +
    "Exit codes: 0 printed, 2 wrong usage or the file cannot be written.",
  run: async (args, context) => (await import("../collect/run-collect.ts")).runCollect(args, context),
};
