import { ownerFailsBackups } from "../../checks/owner-fails-backups.ts";
import { snapshotImportFailed } from "../../checks/snapshot-import-failed.ts";
import type { EarlierCandidate, EarlierReport } from "../../evidence/index.ts";
import type {
  CandidateVerdict,
  ComparedFinding,
  ComparedNode,
  ComparedOutcome,
  ComparedSign,
  ConnectionPointWord,
  Report,
} from "../../report/index.ts";
import { compareText } from "../../shared/order.ts";
import { type BackupsSign, backupsOf } from "./backups-since.ts";
import type { Comparing } from "./comparing.ts";
import { isKnownPoint, POINT_CHECKS, pointThen, wasLookedAt } from "./looked-at-then.ts";
import { isSameName, type PresentName } from "./present-names.ts";

/** What it finds is told by the backups' own sign. */
const OWNERS = ownerFailsBackups.meta.id;

/** Nodes that were bad or suspect then, or are since. */
export function comparedNodes(
  report: EarlierReport,
  findings: readonly ComparedFinding[],
  comparing: Comparing,
  presentName: PresentName,
): readonly ComparedNode[] {
  const earlier = report.nodes.map((node) => ({ node, present: presentName(node) }));
  const named = new Set(earlier.flatMap(({ present }) => present ?? []));
  const present = new Map(comparing.report.nodes.map((node) => [node.name, node]));
  const then = earlier
    .filter(({ node, present: name }) => isAccused(node) || isAccused(present.get(name ?? "")))
    .map(({ node, present: name }): ComparedNode => {
      const now = name === null ? undefined : present.get(name);
      return comparedNode(node, name, now, { report, findings, comparing });
    });
  const later = comparing.report.nodes
    .filter((node) => !named.has(node.name) && isAccused(node))
    .map((node) => newNode(node, null, null, { report, findings, comparing }));
  return [...then, ...later].toSorted((a, b) => compareText(a.node, b.node));
}

function isAccused(one: Pick<CandidateVerdict, "verdict"> | undefined): boolean {
  return one?.verdict === "bad" || one?.verdict === "suspect";
}

interface NodeContext {
  readonly report: EarlierReport;
  readonly findings: readonly ComparedFinding[];
  readonly comparing: Comparing;
}

function comparedNode(
  earlier: EarlierCandidate,
  name: string | null,
  now: CandidateVerdict | undefined,
  { report, findings, comparing }: NodeContext,
): ComparedNode {
  const formerName = name === null || isSameName(name, earlier.name) ? null : earlier.name;
  if (now !== undefined && !isAccused(earlier)) {
    return newNode(now, formerName, earlier.verdict, { report, findings, comparing });
  }
  const node = name ?? earlier.name;
  if (now === undefined) {
    return { node, formerName, then: earlier.verdict, now: null, outcome: "unknown", signs: [] };
  }
  const backups = backupsOf(comparing.report.correlation, "node", node);
  const signs: readonly ComparedSign[] = [
    backups,
    ...importSigns(backups, report, findings),
    ...pointSigns(pointThen(report, earlier.name), node, comparing.report),
    ...findingSigns(node, findings),
  ];
  return { node, formerName, then: earlier.verdict, now: now.verdict, outcome: nodeOutcome(signs, now), signs };
}

/** There now, whatever was known of it then. */
const FAULTS_SINCE: readonly ComparedOutcome[] = ["persisting", "new", "not-known-then"];

/** Only what is proven gone makes a node resolved: its logs too have to reach over the time since, as for a clear verdict. */
function nodeOutcome(signs: readonly ComparedSign[], { verdict }: CandidateVerdict): ComparedOutcome {
  const outcomes = new Set(signs.map(({ outcome }) => outcome));
  if (FAULTS_SINCE.some((outcome) => outcomes.has(outcome))) return "persisting";
  if (outcomes.has("too-early")) return "too-early";
  return outcomes.has("unknown") || verdict !== "clear" ? "unknown" : "resolved";
}

function newNode(
  { name, verdict }: CandidateVerdict,
  formerName: string | null,
  then: ComparedNode["then"],
  { report, findings, comparing }: NodeContext,
): ComparedNode {
  const backups = backupsOf(comparing.report.correlation, "node", name);
  const ofBackups = wasLookedAt(report, OWNERS, { kind: "node", name }) ? "new" : "not-known-then";
  const signs: readonly ComparedSign[] = [
    ...(backups.outcome === "persisting" ? [{ ...backups, outcome: ofBackups } as const] : []),
    ...findingSigns(name, findings, "every"),
  ];
  const isOfOld = signs.length > 0 && signs.every(({ outcome }) => outcome !== "new");
  const outcome = isOfOld ? "not-known-then" : "new";
  return { node: name, formerName, then, now: verdict, outcome, signs };
}

/**
 * Failed imports stand in the proxy's log. They are laid to a node where backups failed while it owned the volume; while too few ran under it, there was
 * hardly anything that could fail.
 */
function importSigns(
  backups: BackupsSign,
  report: EarlierReport,
  findings: readonly ComparedFinding[],
): readonly ComparedSign[] {
  const { id } = snapshotImportFailed.meta;
  if (!report.findings.some(({ check }) => check === id)) return [];
  const outcomes = new Set(findings.filter(({ check }) => check === id).map(({ outcome }) => outcome));
  return [{ code: "imports", outcome: importOutcome(outcomes, backups) }];
}

function importOutcome(ofProxies: ReadonlySet<ComparedOutcome>, backups: BackupsSign): ComparedOutcome {
  const areThere = FAULTS_SINCE.some((outcome) => ofProxies.has(outcome));
  if (areThere && backups.trials.failed > 0) return "persisting";
  if (ofProxies.has("unknown")) return "unknown";
  if (ofProxies.has("too-early") || backups.outcome === "too-early") return "too-early";
  // Some failed, and what failed under the node nobody knows.
  return areThere && backups.outcome === "unknown" ? "unknown" : "resolved";
}

function pointSigns(
  then: ConnectionPointWord | null,
  node: string,
  { directory }: Pick<Report, "directory">,
): readonly ComparedSign[] {
  const host = directory?.hosts.find(({ name }) => isSameName(name, node));
  const now = host?.connectionPoint.state ?? null;
  const wasFaulty = then === "missing" || then === "unsound";
  const isFaulty = now === "missing" || now === "unsound";
  const sign = (outcome: ComparedOutcome): readonly ComparedSign[] => [
    { code: "connection-point", outcome, then, now },
  ];
  if (!wasFaulty && isFaulty) return sign(isKnownPoint(then) ? "new" : "not-known-then");
  if (!wasFaulty) return [];
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
    if (subject.kind !== "node" || !isSameName(subject.name, node) || check === OWNERS) return [];
    if (which === "others" && POINT_CHECKS.has(check)) return [];
    return [{ code: "finding", outcome, check, label }];
  });
}
