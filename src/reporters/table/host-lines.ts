import { type AuditedDirectory, type AuditedHost, auditedServers } from "../../report/index.ts";
import { shownHosts } from "../excerpt/index.ts";
import { HOST_LEGEND, hiddenHostWords, type HostColumn, hostColumns, hostNotes } from "../words/index.ts";
import { fittedTable } from "./fitted-table.ts";
import { labelledLines } from "./labelled-lines.ts";
import type { Paint } from "./paint.ts";
import { hang, wrap } from "./wrap.ts";

const NARROWEST_COLUMN = 8;

/** One line per host, and what there is no room for beside it. Clients stand apart. */
export function hostLines(directory: AuditedDirectory, width: number, paint: Paint): readonly string[] {
  const servers = auditedServers(directory);
  const clients = directory.hosts.filter(({ kind }) => kind === "client");
  const columns = hostColumns(directory);
  const quiet = [
    ...wrap(HOST_LEGEND, width),
    ...hostNotes(directory).flatMap((note) => labelledLines(note, width)),
  ].map((line) => paint("quiet", line));
  return [
    ...tableOf(servers, columns, width, paint),
    ...(clients.length === 0
      ? []
      : ["", ...wrap("Windows clients with Hyper-V, not judged:", width), ...tableOf(clients, columns, width, paint)]),
    "",
    ...quiet,
  ];
}

function tableOf(
  hosts: readonly AuditedHost[],
  columns: readonly HostColumn[],
  width: number,
  paint: Paint,
): readonly string[] {
  const selection = shownHosts(hosts);
  const hidden = hiddenHostWords(selection).flatMap((words) => wrap(words, width));
  return [
    ...(selection.shown.length === 0 ? [] : drawHosts(selection.shown, columns, width)),
    ...hidden.map((line) => paint("quiet", line)),
  ];
}

function drawHosts(hosts: readonly AuditedHost[], columns: readonly HostColumn[], width: number): readonly string[] {
  const rows = hosts.map((host) => columns.map(({ parts }) => parts(host)));
  const titles = columns.map(({ title }) => title);
  return fittedTable(titles, rows, width, NARROWEST_COLUMN) ?? stacked(rows, columns, width);
}

function stacked(
  rows: readonly (readonly (readonly string[])[])[],
  columns: readonly HostColumn[],
  width: number,
): readonly string[] {
  return rows.flatMap(([name = [], ...cells]) => [
    ...name.flatMap((part) => wrap(part, width)),
    ...hang("  ", cells.map((cell, at) => `${columns[at + 1]?.title ?? ""} ${cell.join(" and ")}`).join(", "), width),
  ]);
}
