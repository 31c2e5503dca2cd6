import type { MissingLuns } from "../facts/index.ts";
import { type Argument, count, type Finding, names, span } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { logCoverage } from "./log-coverage.ts";
import { FIND_OWNERS, LOOK_AT_PRESENTATION } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";
import { shownValues } from "./shown-values.ts";

const CHANNEL = "Application";

const THRESHOLD = { count: 3, days: 7 };

export const snapshotLunNotArrived = defineCheck({
  meta: {
    id: "snapshot-lun-not-arrived",
    title: "The LUNs of snapshots arrive on the backup proxies",
    failureTitle: "LUNs of snapshots did not arrive on a backup proxy",
    label: "VSS 12362-12364",
    subjectRole: "witness",
    severity: "warning",
    rationale:
      "An off-host backup waits on the proxy for the LUNs of the snapshot. One that does not arrive was not presented to " +
      "the proxy, or the proxy did not see it; with one LUN missing the whole snapshot set fails.",
    threshold:
      "3 missing LUNs within 7 days on one computer. A LUN counts once in 30 minutes, and all records of that time that " +
      "show no serial number count as one. Once reached, all storms of the computer are findings, however old. Fewer are " +
      "isolated and stay information.",
    legend:
      "VSS 12362: a snapshot's LUN did not arrive. 12363 and 12364: nor did a hidden volume or a volume on it. All three " +
      "name the LUN; its serial number leads to the volume on the array.",
    channels: [CHANNEL],
    requires: ["missingLuns", "horizon"],
    messages: {
      storm: "{luns:LUN|LUNs} in {records:record|records}, {span}: serial {serials}; {models}",
      "storm-partly-read":
        "{luns:LUN|LUNs} in {records:record|records}, {span}: serial {serials}; {models}; {unread:record|records} without " +
        "a readable serial number",
      "storm-unread": "{records:record|records}, {span}, without a readable serial number",
      summary:
        "{misses:time|times} a LUN did not arrive on {proxies}: {luns:LUN|LUNs} of {models}, in {storms:storm|storms}",
      "summary-unread": "LUNs without a readable serial number did not arrive on {proxies}, in {storms:storm|storms}",
    },
    remediation: [LOOK_AT_PRESENTATION, FIND_OWNERS],
  },
  evaluate({ missingLuns, horizon }) {
    const { found, isolated } = judgeByRate(missingLuns, THRESHOLD, {
      subjectOf: ({ proxy }) => proxy,
      timesOf: ({ times }) => times,
    });
    const luns = new Set(found.flatMap((storm) => storm.luns.map(({ serial }) => serial)));
    const summary = {
      code: luns.size === 0 ? "summary-unread" : "summary",
      arguments: {
        misses: count(found.reduce((sum, { luns: missed }) => sum + missed.length, 0)),
        luns: count(luns.size),
        models: modelsOf(found),
        proxies: names([...new Set(found.map(({ proxy }) => proxy))]),
        storms: count(found.length),
      },
    };
    return concludeFrom(
      found.map((storm) => stormFinding(storm, "warning")),
      summary,
      isolated.map((storm) => stormFinding(storm, "info")),
      logCoverage(horizon, CHANNEL),
    );
  },
});

function modelsOf(storms: readonly MissingLuns[]): Argument {
  return shownValues(distinctTexts(storms.flatMap(({ luns }) => luns.flatMap(({ model }) => model ?? []))));
}

function stormFinding(storm: MissingLuns, severity: Finding["severity"]): Finding {
  const { proxy, events, luns, unread, first, last } = storm;
  return {
    code: luns.length === 0 ? "storm-unread" : unread === 0 ? "storm" : "storm-partly-read",
    severity,
    subject: { kind: "proxy", name: proxy },
    arguments: {
      luns: count(luns.length),
      records: count(events.length),
      span: span(first, last),
      serials: shownValues(luns.map(({ serial }) => serial)),
      models: modelsOf([storm]),
      unread: count(unread),
    },
    ...eventProof(events[0], events.slice(1)),
  };
}
