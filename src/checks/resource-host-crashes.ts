import type { ResourceHostCrashes } from "../facts/index.ts";
import { count, type Finding, names, span } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { channelsCoverage } from "./channels-coverage.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { LOOK_AT_RESOURCE_HOST, PART_ONE_RESOURCE } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";

const CHANNEL = "System";

const THRESHOLD = { count: 2, days: 7 };

export const resourceHostCrashes = defineCheck({
  meta: {
    id: "resource-host-crashes",
    title: "The cluster's resource hosts run without crashing",
    failureTitle: "The cluster's resource host crashed or hung",
    label: "RHS crashes",
    subjectRole: "suspect",
    severity: "warning",
    rationale:
      "The cluster runs its resources in a process of its own, rhs.exe, and ends it when a resource does not answer in " +
      "time. What hangs is usually below the resource: storage, the Hyper-V service or WMI of that node.",
    threshold:
      "2 crashes within 7 days on one node. Once reached, all storms of the node are findings, however old. A single crash " +
      "is isolated and stays information.",
    legend:
      "FailoverClustering 1230 (a resource did not answer in time), 1146 (rhs.exe was ended) and Application Error 1000 of " +
      "rhs.exe within 5 minutes are one crash. 1146 names no resource: it is that of the 1230, else that of the last 1069 " +
      "before it (inferred).",
    channels: [CHANNEL, "Application"],
    requires: ["resourceHostCrashes", "hosts", "horizon"],
    messages: {
      storm: "{crashes:crash|crashes}, {span}; resource {resources}",
      summary:
        "{crashes:crash|crashes} of rhs.exe on {hosts} in {storms:storm|storms} (crashes at most 30 minutes apart)",
    },
    remediation: [LOOK_AT_RESOURCE_HOST, PART_ONE_RESOURCE],
  },
  evaluate({ resourceHostCrashes: storms, hosts, horizon }) {
    const { found, isolated } = judgeByRate(storms, THRESHOLD, {
      subjectOf: ({ host }) => host,
      timesOf: ({ crashes }) => crashes.map(({ events: [first] }) => first.time),
    });
    const summary = {
      code: "summary",
      arguments: {
        crashes: count(found.reduce((sum, { crashes }) => sum + crashes.length, 0)),
        hosts: names([...new Set(found.map(({ host }) => host))]),
        storms: count(found.length),
      },
    };
    return concludeFrom(
      found.map((storm) => stormFinding(storm, "warning")),
      summary,
      isolated.map((storm) => stormFinding(storm, "info")),
      channelsCoverage(horizon, [CHANNEL], hosts.virtualizationHosts),
    );
  },
});

function stormFinding({ host, crashes, first, last }: ResourceHostCrashes, severity: Finding["severity"]): Finding {
  const [crash, ...others] = crashes;
  return {
    code: "storm",
    severity,
    subject: { kind: "node", name: host },
    arguments: {
      crashes: count(crashes.length),
      span: span(first, last),
      resources: shownValues(distinctTexts(crashes.flatMap(({ resources }) => resources))),
    },
    ...eventProof(crash.events[0], [...crash.events.slice(1), ...others.flatMap(({ events }) => events)]),
  };
}
