import { type Check, DIRECTORY_CHECKS, LOG_CHECKS, runChecks, TRIAL_CHECKS } from "./checks/index.ts";
import { auditedDirectory } from "./diagnose/audited-directory.ts";
import { baselineSources, comparedSince } from "./diagnose/baseline.ts";
import { correlationOf, trialJudgements } from "./diagnose/correlation.ts";
import { diagnosisOf } from "./diagnose/diagnosis.ts";
import { exportSources } from "./diagnose/export-sources.ts";
import { withoutUncovered } from "./diagnose/uncovered-nodes.ts";
import { suppressedResults } from "./diagnose/suppressed.ts";
import { needsWithin } from "./diagnose/joined-needs.ts";
import { swimLanesOf } from "./diagnose/swim-lanes.ts";
import {
  type AskedWindow,
  CompactEvents,
  type DirectoryEvidence,
  type EarlierReportReading,
  type EventNeed,
  type Evidence,
  type ExportEvidence,
  gatherEvidence,
  type NamedHosts,
  NO_DIRECTORY,
  NO_EXPORTS,
  type ParcelEvidence,
} from "./evidence/index.ts";
import { coversWindow, deriveFacts, type EvidenceHorizon, type Facts, hasGaps } from "./facts/index.ts";
import {
  type Alias,
  type AuditCommand,
  auditedServers,
  buildReport,
  type CheckResult,
  type CoverageRow,
  type Report,
  type ReportedSource,
  type ReportedWindow,
  type Suppression,
  type TrialJudgement,
} from "./report/index.ts";
import { distinctTexts } from "./shared/distinct-texts.ts";
import { isoToFiletime } from "./shared/filetime.ts";
import { compareText } from "./shared/order.ts";
import { latestPlausibleTime, plausibleSpan } from "./shared/plausible-time.ts";
import type { LogReading } from "./sources/log-evidence/index.ts";

/**
 * Reads the events that match any need, and an account of every log. `latest`: FILETIME ticks; a record that claims a
 * later time says nothing about how far its log reaches.
 */
export type ReadEvidence = (needs: readonly EventNeed[], bounds: { readonly latest: bigint }) => Promise<LogReading>;

/** Where the evidence comes from. A topic that is absent was not given: its checks do not run. */
export interface EvidenceInputs {
  readonly logs?: ReadEvidence;
  /** Reads what an audit needs of directory servers or exports. */
  readonly directory?: () => Promise<DirectoryEvidence>;
  /** Reads exports of clusters and of backup products: with them, backups are joined with the owners of their volumes. */
  readonly exports?: () => Promise<ExportEvidence>;
  /** What other inputs came in. */
  readonly parcels?: readonly ParcelEvidence[];
  /** Where all that was given is joined: an earlier report to compare with. */
  readonly baseline?: () => Promise<EarlierReportReading>;
}

export interface DiagnoseOptions {
  readonly tool: Report["tool"];
  /** The time of the report. */
  readonly clock: () => Date;
  /** Of logs. Both ends null: all that they hold. */
  readonly window: AskedWindow;
  /** How the directory was asked for, for the steps that a report advises. */
  readonly auditCommand?: AuditCommand;
  /** Default: all checks of the topics that are given. */
  readonly checks?: readonly Check[];
  /** With exports: tell who owned every volume when. */
  readonly timeline?: boolean;
  /** With exports: tell who owned the volumes while they were backed up, as much as a chart holds. */
  readonly lanes?: boolean;
  /** With exports: join all that was given. A node is cleared only by logs that reach over its backups then. */
  readonly joinsAll?: boolean;
  /** Which hosts are nodes and which are proxies, beyond what the evidence tells. */
  readonly named?: NamedHosts;
  /** Findings that make no alarm. Default: none. */
  readonly suppressions?: readonly Suppression[];
}

/** Collects, derives, checks and reports. Rejects only when an input does. */
export async function diagnose(inputs: EvidenceInputs, options: DiagnoseOptions): Promise<Report> {
  const { report } = await judged(inputs, options);
  const { correlation, diagnosis } = report;
  if (correlation === null || diagnosis === null) return report;
  return { ...report, correlation: withoutUncovered(correlation, diagnosis) };
}

/** The report, and how far the logs reach that it was made from. */
async function judged(
  { logs, directory, exports, parcels = [], baseline }: EvidenceInputs,
  options: DiagnoseOptions,
): Promise<{ readonly report: Report; readonly horizon: EvidenceHorizon }> {
  const { tool, clock, window, timeline = false, lanes = false, joinsAll = false } = options;
  const checks = options.checks ?? [
    ...(exports === undefined ? [] : TRIAL_CHECKS),
    ...(logs === undefined ? [] : LOG_CHECKS),
    ...(directory === undefined ? [] : DIRECTORY_CHECKS),
  ];
  const now = clock();
  const generatedAt = isoToFiletime(now.toISOString()) ?? 0n;
  const latest = latestPlausibleTime(now);
  const reading = logs === undefined ? NO_LOGS : await logs(needsWithin(checks, { joinsAll, window }), { latest });
  const evidence = gatherEvidence({
    ...reading,
    window,
    latest,
    directory: directory === undefined ? NO_DIRECTORY : await directory(),
    exports: exports === undefined ? NO_EXPORTS : await exports(),
    ...(options.named === undefined ? {} : { named: options.named }),
  });
  const facts = deriveFacts(evidence);
  const results = runChecks(checks, facts);
  const suppressed = suppressedResults(results, options.suppressions ?? [], { hosts: facts.hosts, now: generatedAt });
  const audited =
    directory === undefined
      ? null
      : auditedDirectory(evidence.directory, facts, results.filter(isOfDirectory), suppressed.findings);
  const earlier = baseline === undefined ? null : await baseline();
  const comparison =
    earlier === null
      ? null
      : await comparedSince(earlier, evidence, (inputs, since) =>
          // Whether a fault is gone does not depend on who was told to keep silent about it.
          judged(inputs, { ...options, checks, window: since, suppressions: [] }),
        );
  const judgements = exports === undefined ? [] : trialJudgements(facts.attribution);
  const correlation = exports === undefined ? null : correlationOf(facts, evidence.exports, { window, timeline });
  const diagnosis = joinsAll ? diagnosisOf(facts, audited, evidence, results, comparison) : null;
  const report = buildReport({
    tool,
    generatedAt,
    window: reportedWindow(evidence),
    sources: [
      ...parcels,
      ...logSources(evidence),
      ...directorySources(evidence),
      ...exportSources(evidence.exports),
      ...baselineSources(earlier),
    ],
    coverage: coverage(facts, checks),
    directory: audited,
    auditCommand: options.auditCommand ?? null,
    correlation,
    lanes: lanes && exports !== undefined ? swimLanesOf(facts.ownership, facts.trials.trials) : null,
    diagnosis,
    judgements,
    ...candidates(
      facts,
      evidence,
      results,
      judgements,
      audited === null ? [] : auditedServers(audited).map(({ name }) => name),
    ),
    aliases: aliasesOf(facts),
    checks: suppressed.checks,
    suppressions: suppressed.rows,
  });
  return { report, horizon: facts.horizon };
}

const DIRECTORY_CHECK_IDS: ReadonlySet<string> = new Set(DIRECTORY_CHECKS.map(({ meta }) => meta.id));

/** What logs and trials show of a host is no matter of its account. */
function isOfDirectory({ text }: CheckResult): boolean {
  return DIRECTORY_CHECK_IDS.has(text.id);
}

const NO_LOGS: LogReading = { events: [], compactEvents: new CompactEvents(), logs: [] };

function logSources({ logs }: Evidence): readonly ReportedSource[] {
  return logs.map((log) => {
    const { path, status, records, selected, damaged, damages, from, to, warnings, problem, skippedChannel } = log;
    const read = { path, status, records, selected, damaged, damages, from, to, warnings, problem, skippedChannel };
    return { kind: "event-log", ...read };
  });
}

function directorySources({ directory }: Evidence): readonly ReportedSource[] {
  return directory.sources
    .map((source) => ({ kind: "directory", ...source }) as const)
    .sort((a, b) => compareText(a.path, b.path));
}

function reportedWindow({ window, latest, logs, exports }: Evidence): ReportedWindow {
  // Ownership may be told of years; what backups are told of is what is looked at.
  const sessions = exports.files.filter(({ kind }) => kind === "sessions");
  const { first, last } = plausibleSpan(
    [...logs, ...sessions].flatMap(({ from, to }) => [from, to]),
    latest,
  );
  const { since, until } = window;
  // Where nothing read lies within what was asked for, the other end is not known.
  return {
    from: since ?? (until !== null && first !== null && first > until ? null : first),
    to: until ?? (since !== null && last !== null && last < since ? null : last),
    askedFrom: since !== null,
    askedTo: until !== null,
  };
}

/** All that was given; what no check for failures looks in stands there unexamined. */
function coverage({ horizon }: Facts, checks: readonly Check[]): readonly CoverageRow[] {
  const forFailures = checks.filter(({ meta }) => meta.severity !== "info");
  const looked = new Set(forFailures.flatMap(({ meta }) => meta.channels.map((channel) => channel.toLowerCase())));
  return horizon.rows.map(({ clearings, beginsAtClearing, clockSteps, ...row }) => ({
    ...row,
    examined: looked.has(row.channel.toLowerCase()),
    coversWindow: coversWindow(row, horizon.window),
    hasGaps: hasGaps(row, horizon.window),
    cleared: clearings.map(({ by, event }) => ({ by, time: event.time, evidence: event.ref })),
    beginsAtClearing: beginsAtClearing !== null,
    clockSteps: clockSteps.map(({ from, to, event }) => ({ from, to, evidence: event.ref })),
  }));
}

/** A host that only ever appears as importing snapshots is a proxy; every other one may be a node. */
function candidates(
  { hosts }: Facts,
  { named }: Evidence,
  results: readonly CheckResult[],
  judgements: readonly TrialJudgement[],
  audited: readonly string[],
): Record<"nodes" | "proxies", readonly string[]> {
  const subjects = [...results.flatMap(({ findings }) => findings.map(({ subject }) => subject)), ...judgements];
  const said = (named?.proxies ?? []).map((name) => hosts.nameOf(name, null));
  const proxies = new Set([...said, ...subjects.filter(({ kind }) => kind === "proxy").map(({ name }) => name)]);
  const isNode = (name: string): boolean =>
    !said.includes(name) && (!proxies.has(name) || hosts.virtualizationHosts.has(name));
  return {
    nodes: distinctTexts([...hosts.names.filter(isNode), ...audited.filter((name) => !said.includes(name))]),
    proxies: [...proxies],
  };
}

/** Of a name that a host gave up several times, the last time counts; its present name is none of them. */
function aliasesOf({ hosts }: Facts): ReadonlyMap<string, readonly Alias[]> {
  const aliases = new Map<string, Map<string, Alias>>();
  for (const { host, from, until, proof, before } of hosts.renames) {
    if (from === host) continue;
    const ofHost = aliases.get(host) ?? new Map<string, Alias>();
    aliases.set(host, ofHost);
    ofHost.delete(from);
    ofHost.set(from, {
      name: from,
      until,
      basis: proof.basis,
      isOfSetUp: before === "set-up",
      evidence: proof.basis === "verified" ? [proof.event.ref] : [proof.lastBefore, proof.firstAfter],
    });
  }
  return new Map([...aliases].map(([host, ofHost]) => [host, [...ofHost.values()]]));
}
