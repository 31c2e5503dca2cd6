import { ownerFailsBackups } from "../checks/owner-fails-backups.ts";
import { scpAttributesMissing } from "../checks/scp-attributes-missing.ts";
import { scpConflictDuplicate } from "../checks/scp-conflict-duplicate.ts";
import { scpDeleted } from "../checks/scp-deleted.ts";
import { scpHandMade } from "../checks/scp-hand-made.ts";
import { scpMissing } from "../checks/scp-missing.ts";
import { scpStaleName } from "../checks/scp-stale-name.ts";
import { snapshotImportFailed } from "../checks/snapshot-import-failed.ts";
import type { EarlierCandidate, EarlierFinding, EarlierReport } from "../evidence/index.ts";
import { failsTooOften, passesUntilClear } from "../facts/index.ts";
import type {
  CandidateKind,
  CandidateVerdict,
  CheckResult,
  ComparedFinding,
  ComparedNode,
  ComparedOutcome,
  ComparedSign,
  Comparison,
  ConnectionPointWord,
  CoverageRow,
  RankedCandidate,
  Report,
  Subject,
} from "../report/index.ts";
import { compareText } from "../shared/order.ts";

/** `baseline`: where the report lies, and from when on it is compared. */
export interface ComparedWith {
  readonly path: string;
  readonly report: EarlierReport;
  readonly from: bigint;
}

/**
 * What became of what the earlier report told. `since` is made from what happened behind `from` alone: records, backups and failures of before, which are
 * still in the logs, are not in it. Of a directory it has the state that was given now.
 */
export function comparisonOf({ path, report, from }: ComparedWith, since: Report): Comparison {
  const presentName = presentNames(since);
  const named = [...report.nodes, ...report.proxies].map((one) => presentName(one));
  const matches = named.some((name) => name !== null);
  const comparing: Comparing = { since, from, lastBackup: since.correlation?.horizon.attempts.to ?? null };
  const findings = matches ? comparedFindings(report, comparing, presentName) : [];
  return {
    path,
    generatedAt: report.generatedAt,
    since: { from, to: since.window.to },
    matches,
    nodes: matches ? comparedNodes(report, findings, comparing, presentName) : [],
    findings,
  };
}

interface Comparing {
  readonly since: Report;
  readonly from: bigint;
  /** null: none is known since. */
  readonly lastBackup: bigint | null;
}

type PresentName = (earlier: Pick<EarlierCandidate, "name" | "formerNames">) => string | null;

/** A host that was renamed in between is the same host. A name that two hosts gave up tells none of them. */
function presentNames({ nodes, proxies }: Report): PresentName {
  const hosts = [...nodes, ...proxies];
  const present = new Map(hosts.map(({ name }) => [keyOf(name), name]));
  const given = new Map<string, string | null>();
  for (const { name, aliases } of hosts) {
    for (const alias of aliases) {
      const key = keyOf(alias.name);
      given.set(key, given.has(key) && given.get(key) !== name ? null : name);
    }
  }
  return ({ name, formerNames }) =>
    present.get(keyOf(name)) ??
    given.get(keyOf(name)) ??
    formerNames.map((former) => present.get(keyOf(former))).find((found) => found !== undefined) ??
    null;
}

function keyOf(name: string): string {
  return name.toUpperCase();
}

function comparedFindings(
  report: EarlierReport,
  comparing: Comparing,
  presentName: PresentName,
): readonly ComparedFinding[] {
  const { checks } = comparing.since;
  const hosts = new Map([...report.nodes, ...report.proxies].map((one) => [keyOf(one.name), one]));
  const subjectOf = ({ subject }: EarlierFinding): Subject => {
    if (subject.kind !== "node" && subject.kind !== "proxy") return subject;
    const host = hosts.get(keyOf(subject.name)) ?? { name: subject.name, formerNames: [] };
    return { kind: subject.kind, name: presentName(host) ?? subject.name };
  };
  const then = report.findings.map((finding) => ({ id: finding.check, subject: subjectOf(finding) }));
  const known = new Set(then.map(({ id, subject }) => pairKey(id, subject)));
  const later = checks.flatMap(({ text, findings }) =>
    findings.flatMap(({ subject, severity }) => {
      const key = pairKey(text.id, subject);
      if (severity === "info" || known.has(key)) return [];
      known.add(key);
      return { id: text.id, subject };
    }),
  );
  const resultOf = new Map(checks.map((check) => [check.text.id, check]));
  const labelOf = (id: string): string => resultOf.get(id)?.text.label ?? id;
  return [
    ...then.map(({ id, subject }): ComparedFinding => {
      const outcome = outcomeOf(resultOf.get(id), subject, comparing);
      return { check: id, label: labelOf(id), subject, outcome };
    }),
    ...later.map(({ id, subject }): ComparedFinding => ({ check: id, label: labelOf(id), subject, outcome: "new" })),
  ].toSorted((a, b) => compareText(a.check, b.check) || compareText(a.subject.name, b.subject.name));
}

function pairKey(check: string, { kind, name }: Subject): string {
  return JSON.stringify([check, kind, keyOf(name)]);
}

/** What became of what a check found then. */
function outcomeOf(check: CheckResult | undefined, subject: Subject, comparing: Comparing): ComparedOutcome {
  if (check === undefined || check.status === "error") return "unknown";
  const looksAtTrials = check.text.places !== undefined;
  if (looksAtTrials) return trialOutcome(check, subject, comparing.since);
  const looksInLogs = check.text.channels.length > 0;
  // Of a log one record is enough: that it is below the check's threshold does not make it gone.
  const isThere = check.findings.some(
    (finding) => isSame(finding.subject, subject) && (looksInLogs || finding.severity !== "info"),
  );
  if (isThere) return "persisting";
  if (looksInLogs && !isCoveredSince(subject, check.text.channels, comparing)) return "unknown";
  if (looksInLogs) return subject.kind === "proxy" && isIdle(comparing.since) ? "too-early" : "resolved";
  return isAudited(check, subject, comparing.since) ? "resolved" : "unknown";
}

function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && keyOf(a.name) === keyOf(b.name);
}

function trialOutcome(check: CheckResult, subject: Subject, { correlation }: Report): ComparedOutcome {
  if (subject.kind === "node" || subject.kind === "volume" || subject.kind === "proxy") {
    return backupsOf(rankedOf(correlation, subject.kind, subject.name)).outcome;
  }
  if (check.status === "fail") return "persisting";
  if (isIdle({ correlation })) return "too-early";
  return check.status === "pass" ? "resolved" : "unknown";
}

/** So little was backed up that a proxy had nothing to fail at. */
function isIdle({ correlation }: Pick<Report, "correlation">): boolean {
  return passesUntilClear({ failed: 0, total: correlation?.trials.total ?? 0 }) > 0;
}

function rankedOf(correlation: Report["correlation"], kind: CandidateKind, name: string): RankedCandidate | undefined {
  return correlation?.ranking.find((one) => one.kind === kind && keyOf(one.name) === keyOf(name));
}

type BackupsSign = Extract<ComparedSign, { code: "backups" }>;

/** Failures of which something else is the cause, so that nobody knows what the node itself would do. */
const LAID_ELSEWHERE: ReadonlySet<string> = new Set(["explained", "fails-with-others"]);

/** Resolved needs as much as a clear verdict does. */
function backupsOf(ranked: RankedCandidate | undefined): BackupsSign {
  const trials = ranked?.trials ?? { failed: 0, total: 0 };
  const needed = passesUntilClear(trials);
  const sign = (outcome: ComparedOutcome): BackupsSign => {
    const missing = outcome === "too-early" ? needed : 0;
    return { code: "backups", outcome, trials, needed: missing, until: ranked?.until ?? null };
  };
  if (ranked?.verdict === "bad") return sign("persisting");
  if (ranked?.verdict === "clear") return sign("resolved");
  if (failsTooOften(trials)) return sign(LAID_ELSEWHERE.has(ranked?.reason.code ?? "") ? "unknown" : "persisting");
  return sign(needed > 0 ? "too-early" : "unknown");
}

const TICKS_PER_DAY = 24n * 3600n * 10_000_000n;

/** Whether silence since means that nothing was written since: a log that begins later, has gaps or was not given says nothing. */
function isCoveredSince({ kind, name }: Subject, channels: readonly string[], comparing: Comparing): boolean {
  const { coverage } = comparing.since;
  const wanted = new Set(channels.map(keyOf));
  const ofChannels = coverage.filter(({ channel }) => wanted.has(keyOf(channel)));
  if (kind !== "node" && kind !== "proxy") {
    return ofChannels.length > 0 && ofChannels.every((row) => reachesOver(row, comparing));
  }
  const own = ofChannels.filter(({ host }) => keyOf(host) === keyOf(name));
  const covered = new Set(own.map(({ channel }) => keyOf(channel)));
  return covered.size === wanted.size && own.every((row) => reachesOver(row, comparing));
}

/**
 * A quiet channel's last record says nothing of how far it reaches: its host's logs were exported together. A day without any record is quiet at its
 * beginning, too, and at the last backup.
 */
function reachesOver(row: CoverageRow, { since, from, lastBackup }: Comparing): boolean {
  if (row.from === null || row.hasGaps || row.beginsAtClearing || row.from > from + TICKS_PER_DAY) return false;
  const ends = since.coverage.flatMap(({ host, to }) => (host === row.host ? (to ?? []) : []));
  const last = ends.reduce((most, to) => (to > most ? to : most), 0n);
  return last > from && (lastBackup === null || last >= lastBackup - TICKS_PER_DAY);
}

const OWNERS = ownerFailsBackups.meta.id;

const POINT_CHECKS: ReadonlySet<string> = new Set(
  [scpMissing, scpDeleted, scpStaleName, scpHandMade, scpAttributesMissing, scpConflictDuplicate].map(
    ({ meta }) => meta.id,
  ),
);

/** Whether a directory that was given now would show the fault. */
function isAudited(check: CheckResult, { kind, name }: Subject, { directory }: Report): boolean {
  if (directory === null) return false;
  if (kind !== "node") return check.status === "pass" || check.status === "fail";
  const host = directory.hosts.find((one) => keyOf(one.name) === keyOf(name));
  if (host === undefined) return false;
  if (POINT_CHECKS.has(check.text.id) && host.connectionPoint.state === "sound") return true;
  if (check.unjudged?.some((unjudged) => keyOf(unjudged) === keyOf(name)) === true) return false;
  return (check.status === "pass" || check.status === "fail") && host.connectionPoint.state !== "unknown";
}

function comparedNodes(
  report: EarlierReport,
  findings: readonly ComparedFinding[],
  comparing: Comparing,
  presentName: PresentName,
): readonly ComparedNode[] {
  const earlier = report.nodes.map((node) => ({ node, present: presentName(node) }));
  const named = new Set(earlier.flatMap(({ present }) => present ?? []));
  const present = new Map(comparing.since.nodes.map((node) => [node.name, node]));
  const then = earlier
    .filter(({ node, present: name }) => isAccused(node) || isAccused(present.get(name ?? "")))
    .map(({ node, present: name }): ComparedNode => {
      const now = name === null ? undefined : present.get(name);
      return comparedNode(node, name, now, { report, findings, comparing });
    });
  const later = comparing.since.nodes
    .filter((node) => !named.has(node.name) && isAccused(node))
    .map((node) => newNode(node, null, null, { findings, comparing }));
  return [...then, ...later].toSorted((a, b) => compareText(a.node, b.node));
}

function isAccused(one: Pick<CandidateVerdict, "verdict"> | undefined): boolean {
  return one?.verdict === "bad" || one?.verdict === "suspect";
}

interface NodeContext {
  readonly findings: readonly ComparedFinding[];
  readonly comparing: Comparing;
}

function comparedNode(
  earlier: EarlierCandidate,
  name: string | null,
  now: CandidateVerdict | undefined,
  { report, findings, comparing }: NodeContext & { readonly report: EarlierReport },
): ComparedNode {
  const formerName = name === null || keyOf(name) === keyOf(earlier.name) ? null : earlier.name;
  if (now !== undefined && !isAccused(earlier)) {
    return newNode(now, formerName, earlier.verdict, { findings, comparing });
  }
  const node = name ?? earlier.name;
  if (now === undefined) {
    return { node, formerName, then: earlier.verdict, now: null, outcome: "unknown", signs: [] };
  }
  const backups = backupsOf(rankedOf(comparing.since.correlation, "node", node));
  const signs: readonly ComparedSign[] = [
    backups,
    ...importSigns(backups, report, findings),
    ...pointSigns(report.connectionPoints.get(earlier.name) ?? null, node, comparing.since),
    ...findingSigns(node, findings),
  ];
  return { node, formerName, then: earlier.verdict, now: now.verdict, outcome: nodeOutcome(signs, now), signs };
}

/** Only what is proven gone makes a node resolved: its logs too have to reach over the time since, as for a clear verdict. */
function nodeOutcome(signs: readonly ComparedSign[], { verdict }: CandidateVerdict): ComparedOutcome {
  const outcomes = new Set(signs.map(({ outcome }) => outcome));
  if (outcomes.has("persisting") || outcomes.has("new")) return "persisting";
  if (outcomes.has("too-early")) return "too-early";
  return outcomes.has("unknown") || verdict !== "clear" ? "unknown" : "resolved";
}

function newNode(
  { name, verdict }: CandidateVerdict,
  formerName: string | null,
  then: ComparedNode["then"],
  { findings, comparing }: NodeContext,
): ComparedNode {
  const backups = backupsOf(rankedOf(comparing.since.correlation, "node", name));
  const signs: readonly ComparedSign[] = [
    ...(backups.outcome === "persisting" ? [{ ...backups, outcome: "new" } as const] : []),
    ...findingSigns(name, findings, "every"),
  ];
  return { node: name, formerName, then, now: verdict, outcome: "new", signs };
}

/** Failed imports stand in the proxy's log. They are laid to a node where backups failed while it owned the volume. */
function importSigns(
  { trials }: BackupsSign,
  report: EarlierReport,
  findings: readonly ComparedFinding[],
): readonly ComparedSign[] {
  const { id } = snapshotImportFailed.meta;
  if (!report.findings.some(({ check }) => check === id)) return [];
  const outcomes = new Set(findings.filter(({ check }) => check === id).map(({ outcome }) => outcome));
  const isLaidToIt = trials.failed > 0;
  if (isLaidToIt && (outcomes.has("persisting") || outcomes.has("new"))) {
    return [{ code: "imports", outcome: "persisting" }];
  }
  const outcome = outcomes.has("unknown") ? "unknown" : outcomes.has("too-early") ? "too-early" : "resolved";
  return [{ code: "imports", outcome }];
}

function pointSigns(then: ConnectionPointWord | null, node: string, { directory }: Report): readonly ComparedSign[] {
  const host = directory?.hosts.find(({ name }) => keyOf(name) === keyOf(node));
  const now = host?.connectionPoint.state ?? null;
  const wasFaulty = then === "missing" || then === "unsound";
  const isFaulty = now === "missing" || now === "unsound";
  const sign = (outcome: ComparedOutcome): readonly ComparedSign[] => [
    { code: "connection-point", outcome, then, now },
  ];
  if (!wasFaulty) return isFaulty ? sign("new") : [];
  if (isFaulty) return sign("persisting");
  return sign(now === "sound" ? "resolved" : "unknown");
}

/** What other signs of the node say is not said again; where it is new, there are no others. */
function findingSigns(
  node: string,
  findings: readonly ComparedFinding[],
  which: "every" | "others" = "others",
): readonly ComparedSign[] {
  return findings.flatMap(({ check, label, subject, outcome }): readonly ComparedSign[] => {
    if (subject.kind !== "node" || keyOf(subject.name) !== keyOf(node) || check === OWNERS) return [];
    if (which === "others" && POINT_CHECKS.has(check)) return [];
    return [{ code: "finding", outcome, check, label }];
  });
}
