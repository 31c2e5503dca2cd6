import type { AccessLossStorm, EvidenceHorizon, Hosts } from "../facts/index.ts";
import { distinctVolumes, hasGaps, rowsOfChannel, volumeKey } from "../facts/index.ts";
import { count, type Finding, names, span } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { channelsCoverage } from "./channels-coverage.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { COMPARE_NODES_ACCESS, LOOK_AT_NODE_PATHS } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";

const CHANNEL = "System";

const LOST_THRESHOLD = { count: 2, days: 7 };
const OF_ONE_VOLUME_THRESHOLD = { count: 3, days: 1 };

export const clusterSharedVolumeAccessLost = defineCheck({
  meta: {
    id: "cluster-shared-volume-access-lost",
    title: "Nodes keep their access to the Cluster Shared Volumes",
    failureTitle: "Nodes lost access to Cluster Shared Volumes",
    label: "CSV access",
    subjectRole: "suspect",
    severity: "warning",
    rationale:
      "A node that loses a volume, or must wait for it, fails everything on it, backups too. When several nodes lose it " +
      "together, storage or network is at fault, so the volume is named; when one node alone does, its own paths are.",
    threshold:
      "Of one node or one volume: 2 incidents with access lost (5142) within 7 days, or 3 incidents of the same volume " +
      "within 24 hours. Once reached, all storms of that node or volume are findings, however old. Fewer stay " +
      "information: a single pause (5120) comes with backups and short network faults.",
    legend:
      "FailoverClustering 5142: the node lost access; 5120: I/O waits for the volume. Records of one volume within 5 " +
      "minutes, of all nodes, are one incident; so is all that one node alone lost within 5 minutes.",
    channels: [CHANNEL],
    requires: ["volumeAccessLosses", "hosts", "horizon"],
    messages: {
      volume: "{incidents:incident|incidents} of {events}, {span}, on {nodes:node|nodes}; {reasons}",
      node: "{incidents:incident|incidents} of {events}, {span}, on this node alone: {volumes}; {reasons}",
      "node-unwitnessed":
        "{incidents:incident|incidents} of {events}, {span}: {volumes}; {reasons}. No System log of another cluster " +
        "node covers that time: others may have lost it too",
      summary:
        "{incidents:incident|incidents} of {subjects} in {storms:storm|storms} (incidents at most 30 minutes apart)",
    },
    remediation: [COMPARE_NODES_ACCESS, LOOK_AT_NODE_PATHS],
  },
  evaluate({ volumeAccessLosses, hosts, horizon }) {
    const subjectOf = ({ subject: { kind, name } }: AccessLossStorm): string =>
      kind === "volume" ? `volume ${volumeKey(name)}` : `node ${name}`;
    const lost = judgeByRate(volumeAccessLosses, LOST_THRESHOLD, {
      subjectOf,
      timesOf: ({ losses }) => losses.flatMap(({ isLost, events: [first] }) => (isLost ? [first.time] : [])),
    });
    const ofOneVolume = judgeByRate(lost.isolated.flatMap(byVolume), OF_ONE_VOLUME_THRESHOLD, {
      subjectOf: ({ storm, volume }) => `${subjectOf(storm)}\n${volume}`,
      timesOf: ({ times }) => times,
    });
    const reported = new Set([...lost.found, ...ofOneVolume.found.map(({ storm }) => storm)].map(subjectOf));
    const found = volumeAccessLosses.filter((storm) => reported.has(subjectOf(storm)));
    const isolated = volumeAccessLosses.filter((storm) => !reported.has(subjectOf(storm)));
    const summary = {
      code: "summary",
      arguments: {
        incidents: count(found.reduce((sum, { losses }) => sum + losses.length, 0)),
        subjects: names([...new Set(found.map(({ subject }) => subject.name))]),
        storms: count(found.length),
      },
    };
    const finding = (storm: AccessLossStorm, severity: Finding["severity"]): Finding =>
      stormFinding(storm, severity, isWitnessed(storm, horizon, hosts));
    return concludeFrom(
      found.map((storm) => finding(storm, "warning")),
      summary,
      isolated.map((storm) => finding(storm, "info")),
      channelsCoverage(horizon, [CHANNEL], hosts.virtualizationHosts),
    );
  },
});

/** A node that owns several volumes may pause each of them once a night, as each is backed up. */
function byVolume(
  storm: AccessLossStorm,
): readonly { readonly storm: AccessLossStorm; readonly volume: string; readonly times: readonly bigint[] }[] {
  const timesOf = new Map<string, bigint[]>();
  for (const { volumes, events } of storm.losses) {
    for (const volume of volumes.length === 0 ? [""] : volumes.map(volumeKey)) {
      const times = timesOf.get(volume) ?? [];
      timesOf.set(volume, times);
      times.push(events[0].time);
    }
  }
  return [...timesOf].map(([volume, times]) => ({ storm, volume, times }));
}

/** Whether another cluster node would have told of the same loss. */
function isWitnessed({ subject, first, last }: AccessLossStorm, horizon: EvidenceHorizon, hosts: Hosts): boolean {
  return rowsOfChannel(horizon, CHANNEL).some((row) => {
    const { host, damaged, from, to } = row;
    if (host === subject.name || !hosts.virtualizationHosts.has(host)) return false;
    if (damaged || hasGaps(row, { since: first, until: last })) return false;
    return from !== null && to !== null && first !== null && last !== null && from <= first && to >= last;
  });
}

function stormFinding(
  { subject, losses, first, last }: AccessLossStorm,
  severity: Finding["severity"],
  witnessed: boolean,
): Finding {
  const [loss, ...others] = losses;
  const distinct = (valuesOf: (of: typeof loss) => readonly string[]): readonly string[] =>
    distinctTexts(losses.flatMap(valuesOf));
  return {
    code: subject.kind === "volume" ? "volume" : witnessed ? "node" : "node-unwitnessed",
    severity,
    subject,
    arguments: {
      incidents: count(losses.length),
      lost: count(losses.filter(({ isLost }) => isLost).length),
      events: names(distinct(({ events }) => events.flatMap(({ eventId }) => eventId?.toString() ?? []))),
      span: span(first, last),
      nodes: names(distinct(({ nodes }) => nodes)),
      volumes: shownValues(distinctVolumes(losses.flatMap(({ volumes }) => volumes))),
      reasons: shownValues(distinct(({ reasons }) => reasons)),
    },
    ...eventProof(loss.events[0], [...loss.events.slice(1), ...others.flatMap(({ events }) => events)]),
  };
}
