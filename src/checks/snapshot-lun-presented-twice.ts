import type { DuplicateDisks } from "../facts/index.ts";
import { count, type Finding, names, span } from "../report/index.ts";
import { defineCheck } from "./define-check.ts";
import { eventNames, eventProof } from "./event-proof.ts";
import { logCoverage, type LogCoverage } from "./log-coverage.ts";
import { AUDIT_CONNECTION_POINTS, LEAVE_COPIES_OFFLINE, LOOK_AT_HOST_GROUPS } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";

const CHANNEL = "System";

const THRESHOLD = { count: 2, days: 7 };

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
      "2 incidents on one Hyper-V host within 7 days; records within 30 minutes are one incident. A single one, as when " +
      "somebody attached a clone, is isolated and stays information; so is all of a computer that imports snapshots.",
    legend:
      "partmgr 58: two disks have the same signature. disk 158: a disk has the identifiers of another one. That the copy is " +
      "a backup's snapshot is inferred; the records name disk numbers only.",
    channels: [CHANNEL],
    requires: ["duplicateDisks", "snapshotImporters", "hosts", "horizon"],
    messages: {
      storm: "{records:record|records} of {events}, {span}; disk {disks}",
      importer:
        "{records:record|records} of {events}, {span}; disk {disks}: this computer imports snapshots, which may be all",
      unplaced: "{records:record|records} of {events}, {span}; disk {disks}: not known to be a Hyper-V host",
      "unplaced-hosts":
        "Copies of disks were shown to {hosts:host|hosts}: no log given tells whether they are Hyper-V hosts, or import " +
        "snapshots.",
      summary: "{records:record|records} of {events} on {hosts} in {storms:storm|storms}",
    },
    remediation: [LOOK_AT_HOST_GROUPS, AUDIT_CONNECTION_POINTS, LEAVE_COPIES_OFFLINE],
  },
  evaluate({ duplicateDisks, snapshotImporters, hosts, horizon }) {
    const kindOf = ({ host }: DuplicateDisks): "importer" | "host" | "unplaced" => {
      if (snapshotImporters.has(host)) return "importer";
      return hosts.virtualizationHosts.has(host) ? "host" : "unplaced";
    };
    const judged = judgeByRate(
      duplicateDisks.filter((storm) => kindOf(storm) !== "importer"),
      THRESHOLD,
      { subjectOf: ({ host }) => host, timesOf: ({ starts }) => starts },
    );
    const found = judged.found.filter((storm) => kindOf(storm) === "host");
    const unplaced = judged.found.filter((storm) => kindOf(storm) === "unplaced");
    const records = found.flatMap(({ events }) => events);
    const summary = {
      code: "summary",
      arguments: {
        records: count(records.length),
        events: shownValues(eventNames(records)),
        hosts: names(hostsOf(found)),
        storms: count(found.length),
      },
    };
    const importing = duplicateDisks.filter((storm) => kindOf(storm) === "importer");
    return concludeFrom(
      found.map((storm) => stormFinding(storm, "warning", "storm")),
      summary,
      [
        ...judged.isolated.map((storm) => stormFinding(storm, "info", "storm")),
        ...unplaced.map((storm) => stormFinding(storm, "info", "unplaced")),
        ...importing.map((storm) => {
          const isProxy = !hosts.virtualizationHosts.has(storm.host);
          return stormFinding(storm, "info", "importer", isProxy ? "proxy" : "node");
        }),
      ],
      unplaced.length > 0 ? unplacedCoverage(unplaced) : logCoverage(horizon, CHANNEL),
    );
  },
});

function unplacedCoverage(storms: readonly DuplicateDisks[]): LogCoverage {
  return { kind: "partial", reason: { code: "unplaced-hosts", arguments: { hosts: names(hostsOf(storms)) } } };
}

function hostsOf(storms: readonly DuplicateDisks[]): readonly string[] {
  return [...new Set(storms.map(({ host }) => host))];
}

function stormFinding(
  { host, events, disks, first, last }: DuplicateDisks,
  severity: Finding["severity"],
  code: string,
  kind: Finding["subject"]["kind"] = "node",
): Finding {
  return {
    code,
    severity,
    subject: { kind, name: host },
    arguments: {
      records: count(events.length),
      events: shownValues(eventNames(events)),
      span: span(first, last),
      disks: shownValues(disks.map(String)),
    },
    ...eventProof(events[0], events.slice(1)),
  };
}
