import { compareEvents } from "../evidence/index.ts";
import type { ImportStorm, UnpairedVendorEvents } from "../facts/index.ts";
import { count, type Finding, names, type Severity, span, text } from "../report/index.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { logCoverage } from "./log-coverage.ts";
import { concludeFrom } from "./outcome.ts";

const CHANNEL = "Application";

const THRESHOLD = 3;
const THRESHOLD_TICKS = 7n * 24n * 3600n * 10_000_000n;

export const snapshotImportFailed = defineCheck({
  meta: {
    id: "snapshot-import-failed",
    title: "Backup proxies import the snapshots they are given",
    failureTitle: "Snapshot imports failed on a backup proxy",
    severity: "critical",
    rationale:
      "An off-host backup imports a transportable hardware snapshot on the proxy. In the published case the imports " +
      "failed for those volumes that certain cluster nodes owned at the time, and for no others.",
    threshold: "3 failed imports within 7 days on one computer. Fewer are isolated and stay information.",
    legend:
      "A failed import is one VSS 12293. A vendor's event 0 within 120 s on the same computer counts with it: that they " +
      "belong together is inferred. Imports with at most 30 minutes between them are one storm.",
    channels: [CHANNEL],
    requires: ["failedImports", "horizon"],
    messages: {
      paired: "{imports:failed import|failed imports} {span}, {paired} with event 0 of {providers}; hr {codes}",
      bare: "{imports:failed import|failed imports} {span}, none with a vendor's event 0; hr {codes}",
      unpaired:
        "{events:record|records} of event 0 of {provider} {span}, with no VSS 12293 within 120 s: no failed import, and " +
        "perhaps not a storage vendor's",
      summary: "{imports:failed snapshot import|failed snapshot imports} in {storms:storm|storms} on {proxies}",
    },
    remediation: [
      "Find out which node owned each volume when its import failed on {proxies}. Failures that follow the owner point " +
        "at a node; failures that follow the volume point at storage.",
      "Move one failing volume to a node whose volumes back up (Move-ClusterSharedVolume) and run its backup again: " +
        "that tells the node from the volume.",
      "Audit the service connection point CN=Microsoft Hyper-V under the computer account of every cluster node: in the " +
        "published case it was missing on all nodes whose volumes failed. Do not create one by hand.",
    ],
  },
  evaluate({ failedImports: { storms, unpaired }, horizon }) {
    const proxies = [...new Set(storms.map((storm) => storm.proxy))];
    const reported = new Set(proxies.filter((proxy) => isFrequent(storms.filter((storm) => storm.proxy === proxy))));
    const found = storms.filter((storm) => reported.has(storm.proxy));
    const isolated = storms.filter((storm) => !reported.has(storm.proxy));
    const summary = {
      code: "summary",
      arguments: {
        imports: count(found.reduce((sum, storm) => sum + storm.imports.length, 0)),
        storms: count(found.length),
        proxies: names([...reported]),
      },
    };
    return concludeFrom(
      found.map((storm) => stormFinding(storm, "critical")),
      summary,
      [
        ...isolated.map((storm) => stormFinding(storm, "info")),
        ...unpaired.map((events) => unpairedFinding(events, proxies)),
      ],
      logCoverage(horizon, CHANNEL),
    );
  },
});

function isFrequent(storms: readonly ImportStorm[]): boolean {
  const times = storms.flatMap((storm) => storm.imports.map(({ call }) => call.time));
  return times.some((start, index) => {
    const last = times[index + THRESHOLD - 1];
    return last !== undefined && last - start <= THRESHOLD_TICKS;
  });
}

function stormFinding({ proxy, imports, first, last }: ImportStorm, severity: Severity): Finding {
  const vendorEvents = imports.flatMap((failed) => failed.vendorEvents);
  const records = [...imports.map(({ call }) => call), ...vendorEvents].sort(compareEvents);
  const codes = distinct(imports.flatMap(({ hresult }) => hresult ?? []));
  const paired = imports.filter((failed) => failed.vendorEvents.length > 0).length;
  return {
    code: paired > 0 ? "paired" : "bare",
    severity,
    subject: { kind: "proxy", name: proxy },
    arguments: {
      imports: count(imports.length),
      span: span(first, last),
      paired: count(paired),
      providers: names(distinct(vendorEvents.map((event) => event.provider ?? "(no provider name)"))),
      codes: codes.length === 0 ? text("not shown") : names(codes),
    },
    ...eventProof(records[0] ?? imports[0].call, records.slice(1)),
  };
}

function unpairedFinding(
  { host, provider, events, first, last }: UnpairedVendorEvents,
  proxies: readonly string[],
): Finding {
  const latest = events.at(-1);
  return {
    code: "unpaired",
    severity: "info",
    subject: { kind: proxies.includes(host) ? "proxy" : "node", name: host },
    arguments: {
      events: count(events.length),
      provider: text(provider ?? "(no provider name)"),
      span: span(first, last),
    },
    ...eventProof(events[0], latest === undefined || latest === events[0] ? [] : [latest]),
  };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
