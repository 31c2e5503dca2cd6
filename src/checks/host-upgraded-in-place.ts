import type { EventEvidence } from "../evidence/index.ts";
import type { BegunByUpgrade, BuildChange, RejoinedAnew } from "../facts/index.ts";
import { count, type Finding, names, span, type Subject, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { hostSubject } from "./host-subject.ts";
import { logCoverage } from "./log-coverage.ts";
import { AUDIT_CONNECTION_POINTS } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";

const CHANNEL = "System";

const BETWEEN = "between last boot on build {from} and first boot on build {to}, {span}";

export const hostUpgradedInPlace = defineCheck({
  meta: {
    id: "host-upgraded-in-place",
    title: "Hosts run the Windows that they were installed with",
    failureTitle: "Hosts were upgraded in place or reinstalled",
    label: "upgraded or reinstalled",
    labels: { upgraded: "upgraded in place", begun: "upgraded in place" },
    subjectRole: "witness",
    severity: "info",
    rationale:
      "In the published case the bad nodes had been renamed while joined to the domain, or upgraded in place, before " +
      "their service connection points were missing: a probable cause, not proof. Most upgraded hosts are in order.",
    threshold:
      "One boot of another build than before, or a log that begins with the set-up of Windows on a host that had a domain " +
      "already, or a new log followed within a week by FailoverClustering 1549 of that node. A monthly update raises only " +
      "the revision of a build, and is none.",
    legend:
      "Builds are those of EventLog 6009 and Kernel-General 12. An upgrade in place is told from a reinstallation by a " +
      "restart between the two boots with reason code 0x80020003 (User32 1074), never by its words; FailoverClustering " +
      "1548 and 1549 stand beside it as the cluster's view.",
    channels: [CHANNEL],
    requires: ["operatingSystems", "hosts", "snapshotImporters", "horizon"],
    messages: {
      upgraded: `upgraded in place ${BETWEEN}`,
      "upgraded-or-reinstalled": `in-place upgrade or reinstall ${BETWEEN}`,
      "went-back": `reinstalled, or an upgrade taken back, ${BETWEEN}`,
      begun:
        "in-place upgrade, inferred: the log begins with the set-up of build {to}, {span}, when the host had a domain " +
        "already; what it ran before is not in these logs",
      "rejoined-anew":
        "in-place upgrade or reinstall, inferred: a new log begins with build {to}, and the cluster then found the node's " +
        "software updated, {span}; what it ran before is not in these logs",
      summary: "Another build on {hosts:hosts|hosts}",
    },
    remediation: [AUDIT_CONNECTION_POINTS],
  },
  evaluate({ operatingSystems: { changes, begun, rejoined }, hosts, snapshotImporters, horizon }) {
    const subjectOf = (host: string): Subject => hostSubject(host, { hosts, snapshotImporters });
    const changed = distinctTexts([...changes, ...begun, ...rejoined].map(({ host }) => host));
    return concludeFrom(
      [
        ...changes.map((change) => changeFinding(change, subjectOf(change.host))),
        ...begun.map((begin) => begunFinding(begin, subjectOf(begin.host))),
        ...rejoined.map((rejoin) => rejoinedFinding(rejoin, subjectOf(rejoin.host))),
      ],
      {
        code: "summary",
        arguments: { hosts: names(changed), changes: count(changes.length + begun.length + rejoined.length) },
      },
      [],
      logCoverage(horizon, CHANNEL),
    );
  },
});

function changeFinding(change: BuildChange, subject: Subject): Finding {
  const { from, to, lastBefore, firstAfter, restart, clusterEvents } = change;
  return {
    code: to < from ? "went-back" : restart === null ? "upgraded-or-reinstalled" : "upgraded",
    severity: "info",
    subject,
    arguments: {
      from: text(from.toString()),
      to: text(to.toString()),
      span: span(lastBefore.time, firstAfter.time),
    },
    ...eventProof(lastBefore, [...present(restart), firstAfter, ...clusterEvents]),
  };
}

function begunFinding({ build, firstBoot, restart, clusterEvents }: BegunByUpgrade, subject: Subject): Finding {
  return {
    code: "begun",
    severity: "info",
    subject,
    arguments: { to: text(build.toString()), span: span(firstBoot.time, restart.time) },
    ...eventProof(firstBoot, [restart, ...clusterEvents]),
  };
}

function rejoinedFinding({ build, firstBoot, updated, clusterEvents }: RejoinedAnew, subject: Subject): Finding {
  return {
    code: "rejoined-anew",
    severity: "info",
    subject,
    arguments: { to: text(build.toString()), span: span(firstBoot.time, updated.time) },
    ...eventProof(firstBoot, clusterEvents),
  };
}

function present(event: EventEvidence | null): readonly EventEvidence[] {
  return event === null ? [] : [event];
}
