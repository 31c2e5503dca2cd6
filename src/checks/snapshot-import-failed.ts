import { compareEvents, type EventEvidence } from "../evidence/index.ts";
import type {
  FailedCall,
  FailedImport,
  ImportStorm,
  OtherProviderCalls,
  UnpairedVendorEvents,
} from "../facts/index.ts";
import { type Argument, count, type Finding, names, type Phrase, span, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { logCoverage } from "./log-coverage.ts";
import { AUDIT_CONNECTION_POINTS, FIND_OWNERS, MOVE_ONE_VOLUME, REPAIR_CONNECTION_POINT } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";
import { judgeByRate } from "./rate.ts";

const CHANNEL = "Application";

const THRESHOLD = { count: 3, days: 7 };

const SUMMARY =
  "{imports:failed snapshot import|failed snapshot imports} on {proxies} in {storms:storm|storms} (imports at most 30 " +
  "minutes apart)";

export const snapshotImportFailed = defineCheck({
  meta: {
    id: "snapshot-import-failed",
    title: "Backup proxies import the snapshots they are given",
    failureTitle: "Snapshot imports failed on a backup proxy",
    label: "VSS 12293",
    subjectRole: "witness",
    severity: "critical",
    rationale:
      "An off-host backup imports a transportable hardware snapshot on the proxy. In the published case the imports " +
      "failed for those volumes that certain cluster nodes owned at the time, and for no others.",
    threshold:
      "3 failed imports within 7 days on one computer. Once reached, all storms of the computer are findings, however old. " +
      "Fewer are isolated and stay information.",
    legend:
      "A failed import is one VSS 12293 whose routine belongs to an import, or cannot be read; an event 0 within 120 s " +
      "on the same computer counts with it, the nearest first. That the two belong together is inferred.",
    channels: [CHANNEL],
    requires: ["failedImports", "horizon"],
    messages: {
      storm: "{imports:import|imports}, {span}",
      "storm-partly-paired": "{imports:import|imports}, {span}, {paired} with event 0",
      paired: "{imports:import|imports}, {span}, {paired} with event 0 of {providers}; hr {codes}",
      bare: "{imports:import|imports}, {span}, none with a vendor's event 0; hr {codes}",
      "routine-unread":
        "{imports:failed import shows|failed imports show} no readable routine: counted, though another call of the " +
        "provider may have failed",
      "other-call":
        "{calls:record|records} of VSS 12293, {span}: the provider's routine {routine} failed, which is no import's; hr {codes}",
      "call-to-windows":
        "{calls:record|records} of VSS 12293, {span}: a routine that cannot be read failed in the provider of Windows " +
        "itself, which imports nothing; hr {codes}",
      unpaired:
        "{events:record|records} of event 0 of {provider}, {span}, with no VSS 12293 within 120 s: no failed import, and " +
        "perhaps not a storage vendor's",
      "summary-paired": `${SUMMARY}, all with event 0 of {providers}; hr {codes}`,
      "summary-partly-paired": `${SUMMARY}, {paired} with event 0 of {providers}; hr {codes}`,
      "summary-bare": `${SUMMARY}, none with a vendor's event 0; hr {codes}`,
      "summary-mixed": SUMMARY,
    },
    remediation: [FIND_OWNERS, AUDIT_CONNECTION_POINTS, MOVE_ONE_VOLUME, REPAIR_CONNECTION_POINT],
  },
  evaluate({ failedImports: { storms, otherCalls, unpaired }, horizon }) {
    const proxies = [...new Set(storms.map((storm) => storm.proxy))];
    const { found, isolated } = judgeByRate(storms, THRESHOLD, {
      subjectOf: ({ proxy }) => proxy,
      timesOf: ({ imports }) => imports.map(({ call }) => call.time),
    });
    const summary = summaryOf(found, distinctTexts(found.map(({ proxy }) => proxy)));
    return concludeFrom(
      found.map((storm) => stormFinding(storm, summary)),
      summary,
      [
        ...isolated.map((storm) => stormFinding(storm, null)),
        ...unreadFindings(storms),
        ...otherCalls.map((calls) => otherCallFinding(calls, proxies)),
        ...unpaired.map((events) => unpairedFinding(events, proxies)),
      ],
      logCoverage(horizon, CHANNEL),
    );
  },
});

/** What a storm's records say beyond their times; `key` is equal for storms that say the same. */
interface StormTraits {
  /** Of the vendor's events. */
  readonly providers: readonly string[];
  /** Every import has a vendor's event. */
  readonly isWhole: boolean;
  readonly arguments: Record<"imports" | "paired" | "providers" | "codes", Argument>;
  readonly key: string;
}

function traitsOf(imports: readonly FailedImport[]): StormTraits {
  const vendorEvents = imports.flatMap((failed) => failed.vendorEvents);
  const providers = distinctTexts(vendorEvents.map((event) => event.provider ?? "(no provider name)"));
  const codes = codesOf(imports);
  const paired = imports.filter((failed) => failed.vendorEvents.length > 0).length;
  return {
    providers,
    isWhole: paired === imports.length,
    arguments: {
      imports: count(imports.length),
      paired: count(paired),
      providers: names(providers),
      codes,
    },
    key: JSON.stringify([providers, codes]),
  };
}

/** Says once what all storms share; their findings then need not repeat it. */
function summaryOf(storms: readonly ImportStorm[], proxies: readonly string[]): Phrase {
  const all = traitsOf(storms.flatMap(({ imports }) => imports));
  const alike = storms.every(({ imports }) => traitsOf(imports).key === all.key);
  return {
    code: alike ? summaryCode(all) : "summary-mixed",
    arguments: { ...all.arguments, storms: count(storms.length), proxies: names(proxies) },
  };
}

function summaryCode({ providers, isWhole }: StormTraits): string {
  if (providers.length === 0) return "summary-bare";
  return isWhole ? "summary-paired" : "summary-partly-paired";
}

/** `summary`: what is said of all storms together; null when nothing is. */
function stormFinding({ proxy, imports, first, last }: ImportStorm, summary: Phrase | null): Finding {
  const traits = traitsOf(imports);
  const records = imports.flatMap(({ call, vendorEvents }) => [call, ...vendorEvents]).sort(compareEvents);
  return {
    code: stormCode(summary, traits),
    severity: summary === null ? "info" : "critical",
    subject: { kind: "proxy", name: proxy },
    arguments: { ...traits.arguments, span: span(first, last) },
    ...eventProof(records[0] ?? imports[0].call, records.slice(1)),
  };
}

function stormCode(summary: Phrase | null, { providers, isWhole }: StormTraits): string {
  const isPaired = providers.length > 0;
  if (summary === null || summary.code === "summary-mixed") return isPaired ? "paired" : "bare";
  return isPaired && !isWhole ? "storm-partly-paired" : "storm";
}

/** One for each proxy. */
function unreadFindings(storms: readonly ImportStorm[]): readonly Finding[] {
  return [...new Set(storms.map(({ proxy }) => proxy))].flatMap((proxy) => {
    const unread = storms
      .filter((storm) => storm.proxy === proxy)
      .flatMap(({ imports }) => imports.filter(({ routine }) => routine === null));
    const [first] = unread;
    if (first === undefined) return [];
    return {
      code: "routine-unread",
      severity: "info",
      subject: { kind: "proxy", name: proxy },
      arguments: { imports: count(unread.length) },
      ...endsProof(unread.length, first.call, unread.at(-1)?.call),
    };
  });
}

function otherCallFinding(
  { host, routine, calls, first, last }: OtherProviderCalls,
  proxies: readonly string[],
): Finding {
  return {
    code: routine === null ? "call-to-windows" : "other-call",
    severity: "info",
    subject: { kind: proxies.includes(host) ? "proxy" : "node", name: host },
    arguments: {
      calls: count(calls.length),
      ...(routine === null ? {} : { routine: text(routine) }),
      codes: codesOf(calls),
      span: span(first, last),
    },
    ...endsProof(calls.length, calls[0].call, calls.at(-1)?.call),
  };
}

function unpairedFinding(
  { host, provider, count: events, earliest, latest, first, last }: UnpairedVendorEvents,
  proxies: readonly string[],
): Finding {
  return {
    code: "unpaired",
    severity: "info",
    subject: { kind: proxies.includes(host) ? "proxy" : "node", name: host },
    arguments: {
      events: count(events),
      provider: text(provider ?? "(no provider name)"),
      span: span(first, last),
    },
    ...endsProof(events, earliest, latest),
  };
}

/** The first and the last of so many records stand for all. */
function endsProof(
  records: number,
  first: EventEvidence,
  last: EventEvidence | undefined,
): ReturnType<typeof eventProof> {
  return eventProof(first, records > 1 && last !== undefined ? [last] : []);
}

function codesOf(calls: readonly FailedCall[]): Argument {
  const codes = distinctTexts(calls.flatMap(({ hresult }) => hresult ?? []));
  return codes.length === 0 ? text("not shown") : names(codes);
}
