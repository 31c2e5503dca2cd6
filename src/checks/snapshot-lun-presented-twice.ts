import type { DuplicateDisks } from "../facts/index.ts";
import { count, type Finding, span, type Subject } from "../report/index.ts";
import { channelsCoverage } from "./channels-coverage.ts";
import { defineCheck } from "./define-check.ts";
import { eventNames, eventProof } from "./event-proof.ts";
import { hostStormsSummary } from "./host-storms-summary.ts";
import { type HostKind, hostSubject, nodeKind } from "./host-subject.ts";
import { AUDIT_CONNECTION_POINTS, LEAVE_COPIES_OFFLINE, LOOK_AT_HOST_GROUPS } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";
import { unplacedHosts } from "./unplaced-hosts.ts";

const CHANNEL = "System";

const THRESHOLD = { count: 2, days: 7 };

const STORM = "{records:record|records} of {events}, {span}; disk {disks}";

export const snapshotLunPresentedTwice = defineCheck({
  meta: {
    id: "snapshot-lun-presented-twice",
    title: "Hyper-V hosts are shown no copy of a disk that they have",
    failureTitle: "Hyper-V hosts were shown a copy of a disk beside the disk itself",
    label: "partmgr 58/disk 158",
    subjectRole: "suspect",
    severity: "warning",
    rationale:
      "The snapshot of an off-host backup belongs on the proxy alone. A host that sees the snapshot's LUN beside the " +
      "original was shown it too. That supports the published case's message that the snapshot was already mounted to " +
      "a different server: an attempt to mount it on the Hyper-V host itself.",
    threshold:
      "2 incidents on one Hyper-V host within 7 days; records within 30 minutes are one incident. Once reached, all storms " +
      "of the host are findings, however old. A single incident, as when somebody attached a clone, is isolated and stays " +
      "information; so is all of a computer that imports snapshots. A Hyper-V host that imports too, or is no cluster node " +
      "where nodes are known, is not judged.",
    legend:
      "partmgr 58: two disks have the same signature. disk 158: a disk has the identifiers of another one. That the copy is " +
      "a backup's snapshot is inferred; the records name disk numbers only.",
    channels: [CHANNEL],
    requires: ["duplicateDisks", "snapshotImporters", "hosts", "horizon"],
    messages: {
      storm: STORM,
      "storm-on-importer": `${STORM}: this host imports snapshots too, and the copies may be those`,
      importer: `${STORM}: this computer imports snapshots, which may be all`,
      unplaced: `${STORM}: not known to be a node of the cluster`,
      "unplaced-hosts":
        "Copies of disks were shown to {hosts:host|hosts}: the logs given do not tell whether these are nodes of the cluster, " +
        "or import snapshots.",
      summary: "{records:record|records} of {events} on {hosts} in {storms:storm|storms}",
    },
    remediation: [LOOK_AT_HOST_GROUPS, AUDIT_CONNECTION_POINTS, LEAVE_COPIES_OFFLINE],
  },
  evaluate({ duplicateDisks, snapshotImporters, hosts, horizon }) {
    const known = { hosts, snapshotImporters };
    const ofKind = (storms: readonly DuplicateDisks[], kind: HostKind): readonly DuplicateDisks[] =>
      storms.filter(({ host }) => nodeKind(host, known) === kind);
    const importing = ofKind(duplicateDisks, "importer");
    const { found, isolated } = judgeByRate(
      duplicateDisks.filter((storm) => !importing.includes(storm)),
      THRESHOLD,
      { subjectOf: ({ host }) => host, timesOf: ({ starts }) => starts },
    );
    const onHosts = ofKind(found, "virtualization-host");
    const unplaced = ofKind(found, "unplaced");
    const codeOf = ({ host }: DuplicateDisks, otherwise: string): string =>
      snapshotImporters.seen.has(host) ? "storm-on-importer" : otherwise;
    const note = (storm: DuplicateDisks, code: string): Finding =>
      stormFinding(storm, "info", code, hostSubject(storm.host, known));
    return concludeFrom(
      onHosts.map((storm) => stormFinding(storm, "warning", "storm", { kind: "node", name: storm.host })),
      hostStormsSummary(onHosts),
      [
        ...isolated.map((storm) => note(storm, codeOf(storm, "storm"))),
        ...unplaced.map((storm) => note(storm, codeOf(storm, "unplaced"))),
        ...importing.map((storm) => note(storm, "importer")),
      ],
      unplacedHosts(unplaced) ?? channelsCoverage(horizon, [CHANNEL], hosts.virtualizationHosts),
    );
  },
});

function stormFinding(
  { events, disks, first, last }: DuplicateDisks,
  severity: Finding["severity"],
  code: string,
  subject: Subject,
): Finding {
  return {
    code,
    severity,
    subject,
    arguments: {
      records: count(events.length),
      events: shownValues(eventNames(events)),
      span: span(first, last),
      disks: shownValues(disks.map(String)),
    },
    ...eventProof(events[0], events.slice(1)),
  };
}
