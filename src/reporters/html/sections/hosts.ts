import { type AuditedHost, auditedServers } from "../../../report/index.ts";
import { shownHosts } from "../../excerpt/index.ts";
import {
  HOST_LEGEND,
  hiddenHostWords,
  type HostColumn,
  hostColumns,
  hostNotes,
  SECTION_TITLES,
} from "../../words/index.ts";
import { badge, dataTable, definitionList, type Tone } from "../blocks.ts";
import { html, type Markup, NOTHING } from "../markup.ts";
import type { ReportSection } from "./report-section.ts";

/** What the directory says of each host's service connection point. */
export const hostsSection: ReportSection = {
  id: "hosts",
  title: SECTION_TITLES.hosts,
  content({ directory }) {
    if (directory === null) return NOTHING;
    const columns = hostColumns(directory);
    const clients = directory.hosts.filter(({ kind }) => kind === "client");
    return html`${hostTable(SECTION_TITLES.hosts, auditedServers(directory), columns)}
<p class="quiet">${HOST_LEGEND}</p>
${definitionList(hostNotes(directory))}
${clients.length === 0 ? NOTHING : html`<h3>${SECTION_TITLES.clients}</h3>${hostTable(SECTION_TITLES.clients, clients, columns)}`}`;
  },
};

const POINT_TONES: Readonly<Record<AuditedHost["connectionPoint"]["state"], Tone>> = {
  sound: "good",
  present: "quiet",
  unsound: "bad",
  missing: "bad",
  unknown: "quiet",
};
const AUDIT_TONES: Readonly<Record<AuditedHost["audit"], Tone>> = {
  sound: "good",
  suspect: "warning",
  question: "warning",
  info: "quiet",
  suppressed: "quiet",
  unknown: "quiet",
};

function hostTable(caption: string, hosts: readonly AuditedHost[], columns: readonly HostColumn[]): Markup {
  const selection = shownHosts(hosts);
  const rows = selection.shown.map((host) =>
    columns.map(({ title, parts }) => {
      const words = parts(host).join(", ");
      if (title === "SCP") return badge(words, POINT_TONES[host.connectionPoint.state]);
      return title === "Verdict" ? badge(words, AUDIT_TONES[host.audit]) : words;
    }),
  );
  return html`${dataTable(caption, columns, rows)}${hiddenHostWords(selection).map((words) => html`<p class="quiet">${words}</p>`)}`;
}
