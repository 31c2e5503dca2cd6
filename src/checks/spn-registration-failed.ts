import { compareEvents } from "../evidence/index.ts";
import type { Hosts, SpnFailures } from "../facts/index.ts";
import { count, type Finding, names, span } from "../report/index.ts";
import { channelsCoverage } from "./channels-coverage.ts";
import { defineCheck } from "./define-check.ts";
import { eventNames, eventProof } from "./event-proof.ts";
import { AUDIT_CONNECTION_POINTS, LOOK_AT_ACCOUNT_WRITES } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";

const CHANNELS = ["Microsoft-Windows-Hyper-V-VMMS-Admin", "System"];

const THRESHOLD = { count: 2, days: 30 };

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
      "2 incidents on one host within 30 days; records within 30 minutes are one incident. A single one, as after a boot " +
      "without a domain controller, is isolated and stays information; so is all of a computer that only imports " +
      "snapshots.",
    legend:
      "VMMS 14050: the Hyper-V service could not register an SPN. NETLOGON 5788 and 5789: the host could not update its " +
      "host SPNs or its DNS name. NETLOGON 5719 within 30 minutes counts with them: no domain controller was reached.",
    channels: CHANNELS,
    requires: ["spnFailures", "snapshotImporters", "hosts", "horizon"],
    messages: {
      storm: "{records:record|records} of {events}, {span}: {values}; error {errors}",
      "storm-unreachable": "{records:record|records} of {events}, {span}, with NETLOGON 5719: {values}; error {errors}",
      summary: "{records:record|records} of {events} on {hosts} in {storms:storm|storms}",
    },
    remediation: [LOOK_AT_ACCOUNT_WRITES, AUDIT_CONNECTION_POINTS],
  },
  evaluate({ spnFailures, snapshotImporters, hosts, horizon }) {
    const isProxy = ({ host }: SpnFailures): boolean => isOnlyProxy(host, snapshotImporters, hosts);
    const { found, isolated } = judgeByRate(
      spnFailures.filter((storm) => !isProxy(storm)),
      THRESHOLD,
      { subjectOf: ({ host }) => host, timesOf: ({ starts }) => starts },
    );
    const records = found.flatMap(({ events }) => events);
    const summary = {
      code: "summary",
      arguments: {
        records: count(records.length),
        events: shownValues(eventNames(records)),
        hosts: names([...new Set(found.map(({ host }) => host))]),
        storms: count(found.length),
      },
    };
    return concludeFrom(
      found.map((storm) => stormFinding(storm, "warning", "node")),
      summary,
      [
        ...isolated.map((storm) => stormFinding(storm, "info", "node")),
        ...spnFailures.filter(isProxy).map((storm) => stormFinding(storm, "info", "proxy")),
      ],
      channelsCoverage(horizon, CHANNELS, hosts.virtualizationHosts),
    );
  },
});

function isOnlyProxy(host: string, importers: ReadonlySet<string>, { virtualizationHosts }: Hosts): boolean {
  return importers.has(host) && !virtualizationHosts.has(host);
}

function stormFinding(
  { host, events, values, errors, unreachable, first, last }: SpnFailures,
  severity: Finding["severity"],
  kind: Finding["subject"]["kind"],
): Finding {
  const records = [...events, ...unreachable].sort(compareEvents);
  return {
    code: unreachable.length > 0 ? "storm-unreachable" : "storm",
    severity,
    subject: { kind, name: host },
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
