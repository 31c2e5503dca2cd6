import { compareEvents } from "../evidence/index.ts";
import type { SpnFailures } from "../facts/index.ts";
import { count, type Finding, span, type Subject } from "../report/index.ts";
import { channelsCoverage } from "./channels-coverage.ts";
import { defineCheck } from "./define-check.ts";
import { eventNames, eventProof } from "./event-proof.ts";
import { hostStormsSummary } from "./host-storms-summary.ts";
import { type HostKind, hostKind, hostSubject } from "./host-subject.ts";
import { AUDIT_CONNECTION_POINTS, LOOK_AT_ACCOUNT_WRITES } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";
import { unplacedHosts } from "./unplaced-hosts.ts";

const CHANNELS = ["Microsoft-Windows-Hyper-V-VMMS-Admin", "System"];

const THRESHOLD = { count: 2, days: 30 };

const STORM = "{records:record|records} of {events}, {span}";
const UNREACHABLE = ", with NETLOGON 5719";
const VALUES = ": {values}; error {errors}";
const UNPLACED = "; not known to be a Hyper-V host";

export const spnRegistrationFailed = defineCheck({
  meta: {
    id: "spn-registration-failed",
    title: "Hyper-V hosts can write their names to their computer accounts",
    failureTitle: "Hyper-V hosts could not write service principal names to their computer accounts",
    label: "SPN registration",
    subjectRole: "suspect",
    severity: "warning",
    rationale:
      "A host writes its service principal names (SPNs) and its service connection point to the same computer account. " +
      "A host that cannot do the one may be unable to do the other: inferred, no event speaks of the connection point " +
      "itself. In the published case the bad hosts lacked it.",
    threshold:
      "2 incidents on one Hyper-V host within 30 days; records within 30 minutes are one incident. Once reached, all " +
      "storms of the host are findings, however old. A single incident, as after a boot without a domain controller, is " +
      "isolated and stays information; so is all of a computer that only imports snapshots.",
    legend:
      "VMMS 14050: the Hyper-V service could not register an SPN. NETLOGON 5788 and 5789: the host could not update its " +
      "host SPNs or its DNS name. NETLOGON 5719 within 30 minutes counts with them: no domain controller was reached.",
    channels: CHANNELS,
    requires: ["spnFailures", "snapshotImporters", "hosts", "horizon"],
    messages: {
      storm: STORM + VALUES,
      "storm-unreachable": STORM + UNREACHABLE + VALUES,
      unplaced: STORM + VALUES + UNPLACED,
      "unplaced-unreachable": STORM + UNREACHABLE + VALUES + UNPLACED,
      "unplaced-hosts":
        "Names could not be written on {hosts:host|hosts}, as may be on any member of a domain: no log given tells whether " +
        "they are Hyper-V hosts.",
      summary: "{records:record|records} of {events} on {hosts} in {storms:storm|storms}",
    },
    remediation: [LOOK_AT_ACCOUNT_WRITES, AUDIT_CONNECTION_POINTS],
  },
  evaluate({ spnFailures, snapshotImporters, hosts, horizon }) {
    const known = { hosts, snapshotImporters };
    const withHyperV = new Set(spnFailures.filter(({ provesHyperV }) => provesHyperV).map(({ host }) => host));
    const kindOf = ({ host }: SpnFailures): HostKind =>
      withHyperV.has(host) ? "virtualization-host" : hostKind(host, known);
    const { found, isolated } = judgeByRate(
      spnFailures.filter((storm) => kindOf(storm) !== "importer"),
      THRESHOLD,
      { subjectOf: ({ host }) => host, timesOf: ({ starts }) => starts },
    );
    const onHosts = found.filter((storm) => kindOf(storm) === "virtualization-host");
    const unplaced = found.filter((storm) => kindOf(storm) === "unplaced");
    const note = (storm: SpnFailures): Finding =>
      stormFinding(storm, "info", hostSubject(storm.host, known), kindOf(storm) === "unplaced" ? "unplaced" : "storm");
    return concludeFrom(
      onHosts.map((storm) => stormFinding(storm, "warning", { kind: "node", name: storm.host }, "storm")),
      hostStormsSummary(onHosts),
      [...isolated, ...unplaced, ...spnFailures.filter((storm) => kindOf(storm) === "importer")].map(note),
      unplacedHosts(unplaced) ?? channelsCoverage(horizon, CHANNELS, hosts.virtualizationHosts),
    );
  },
});

function stormFinding(
  { events, values, errors, unreachable, first, last }: SpnFailures,
  severity: Finding["severity"],
  subject: Subject,
  code: "storm" | "unplaced",
): Finding {
  const records = [...events, ...unreachable].sort(compareEvents);
  return {
    code: unreachable.length > 0 ? `${code}-unreachable` : code,
    severity,
    subject,
    arguments: {
      records: count(events.length),
      events: shownValues(eventNames(events)),
      span: span(first, last),
      values: shownValues(values),
      errors: shownValues(errors),
    },
    ...eventProof(records[0] ?? events[0], records.slice(1)),
  };
}
