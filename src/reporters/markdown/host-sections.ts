import { type AuditedDirectory, type AuditedHost, auditedServers } from "../../report/index.ts";
import { shownHosts } from "../excerpt/index.ts";
import {
  HOST_LEGEND,
  hiddenHostWords,
  type HostColumn,
  hostColumns,
  hostNotes,
  SECTION_TITLES,
} from "../words/index.ts";
import { labelledItem, markdownTable } from "./markdown-blocks.ts";
import { markdownText } from "./markdown-text.ts";

/** One row per host, and what there is no room for beside it. Clients stand apart. */
export function hostBlocks(directory: AuditedDirectory): readonly (readonly string[])[] {
  const servers = auditedServers(directory);
  const clients = directory.hosts.filter(({ kind }) => kind === "client");
  const columns = hostColumns(directory);
  return [
    [`## ${SECTION_TITLES.hosts}`],
    ...tableBlocks(servers, columns),
    [markdownText(HOST_LEGEND)],
    hostNotes(directory).map(labelledItem),
    ...(clients.length === 0 ? [] : [[`### ${SECTION_TITLES.clients}`], ...tableBlocks(clients, columns)]),
  ];
}

function cellText(cell: string): string {
  return cell === "-" ? cell : markdownText(cell);
}

function tableBlocks(hosts: readonly AuditedHost[], columns: readonly HostColumn[]): readonly (readonly string[])[] {
  const selection = shownHosts(hosts);
  const rows = selection.shown.map((host) => columns.map(({ parts }) => cellText(parts(host).join(", "))));
  return [rows.length === 0 ? [] : markdownTable(columns, rows), hiddenHostWords(selection).map(markdownText)];
}
