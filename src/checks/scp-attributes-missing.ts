import type { DirectoryHost, SeenConnectionPoint } from "../facts/directory/index.ts";
import { count, type Finding, names, text } from "../report/index.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { AUDIT_AGAIN, DELETE_UNSOUND, LOOK_AT_REPLICATION } from "./directory-next-steps.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { judgeConnectionPoint, judged, open } from "./host-judgement.ts";
import { severityOn } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";

export const scpAttributesMissing = defineCheck({
  meta: {
    id: "scp-attributes-missing",
    title: "Service connection points have the attributes that their peers have",
    failureTitle: "Service connection points lack attributes that most of their peers have",
    label: "SCP attributes missing",
    subjectRole: "suspect",
    severity: "warning",
    rationale:
      "A service connection point (SCP) that has less than those of other hosts was not written whole by its host, or was made " +
      "by hand. What belongs in it is nowhere published, so it is learnt from the peers.",
    threshold:
      "One attribute that more than half of the sound connection points of like hosts have, and this one has not. With too " +
      "few peers nothing is learnt.",
    legend: "Which attributes are expected follows from the peers in this directory alone; no list is built in.",
    channels: [],
    requires: ["directoryHosts", "connectionPointPeers"],
    messages: {
      ...hostMessages("Service connection points of {hosts:hosts|hosts} with less than those of peers"),
      lacking: "lacks {attributes}, which most of {peers:peer|peers} have",
    },
    remediation: [LOOK_AT_REPLICATION, AUDIT_AGAIN, DELETE_UNSOUND],
  },
  evaluate({ directoryHosts, connectionPointPeers }) {
    return judgeHosts(directoryHosts.hosts, {
      severity: "warning",
      judge: (host) =>
        judgeConnectionPoint(host, (points) => {
          const peers = connectionPointPeers.expectedOf(host);
          if (peers === null) return open("too-few-peers");
          const lacking = peers.expected.filter((attribute) => !isSet(attribute, points));
          const [first] = lacking;
          return first === undefined ? judged() : judged(lackFinding(host, points, lacking, peers.peerCount));
        }),
    });
  },
});

/** Whether some server shows it. Where they differ, that is another check's finding. */
function isSet(attribute: string, points: readonly SeenConnectionPoint[]): boolean {
  const key = attribute.toLowerCase();
  return points.some(({ object }) => [...object.attributes.keys()].some((name) => name.toLowerCase() === key));
}

function lackFinding(
  host: DirectoryHost,
  points: readonly [SeenConnectionPoint, ...SeenConnectionPoint[]],
  lacking: readonly string[],
  peerCount: number,
): Finding {
  const refs = points.flatMap((point) => lacking.map((attribute) => attributeRef(point, attribute, "not set")));
  return {
    code: "lacking",
    severity: severityOn(host, "warning"),
    subject: { kind: "node", name: host.name },
    arguments: { attributes: names(lacking), peers: count(peerCount), domain: text(dnsNameOf(host.namingContext)) },
    ...directoryProof(refs, attributeRef(points[0], "serviceBindingInformation", "not set")),
  };
}
