import { scpAttributesMissing } from "../checks/scp-attributes-missing.ts";
import { scpHandMade } from "../checks/scp-hand-made.ts";
import { scpStaleName } from "../checks/scp-stale-name.ts";
import type { AttributeStamp, DirectoryEvidence } from "../evidence/index.ts";
import type { AccountHistory, DirectoryHost, Facts, LeftOutHost, UnseenHost } from "../facts/index.ts";
import type {
  AccountChange,
  AuditedConnectionPoint,
  AuditedDirectory,
  AuditedDomain,
  AuditedHost,
  AuditWord,
  CheckResult,
  Finding,
  LeftOutComputer,
  PointOwner,
} from "../report/index.ts";
import { speaksAgainst } from "../report/index.ts";
import { dnKey, dnsNameOf } from "../shared/distinguished-name.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import { wellKnownSidName } from "../shared/sid.ts";
import { type HostFinding, HostFindings } from "./host-findings.ts";
import { principalNamesWord } from "./principal-names-word.ts";

type DirectoryFacts = Pick<Facts, "directoryHosts" | "accountHistories" | "serverDifferences">;

/** What the audit says of each host. It follows from the findings, so that a row and a finding never contradict each other. */
export function auditedDirectory(
  directory: DirectoryEvidence,
  { directoryHosts, accountHistories, serverDifferences }: DirectoryFacts,
  results: readonly CheckResult[],
  suppressed: ReadonlySet<Finding> = new Set(),
): AuditedDirectory {
  const findings = new HostFindings(results, suppressed);
  const historyOf = new Map(accountHistories.map((history) => [history.host.name, history]));
  return {
    domains: domainsOf(directory, serverDifferences.compared),
    hosts: [
      ...directoryHosts.hosts.map((host) => auditedHost(host, historyOf.get(host.name), findings)),
      ...directoryHosts.unseen.map(unseenHost),
    ].sort((a, b) => compareText(a.name, b.name)),
    leftOut: directoryHosts.leftOut.map(leftOutComputer),
    notFound: directoryHosts.unfound.map(({ name }) => name),
  };
}

function domainsOf(
  { views }: DirectoryEvidence,
  compared: Facts["serverDifferences"]["compared"],
): readonly AuditedDomain[] {
  const contexts = new Map(views.map(({ namingContext }) => [dnKey(namingContext), namingContext]));
  const comparedKeys = new Set(compared.map(({ namingContext }) => dnKey(namingContext)));
  return [...contexts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, namingContext]) => ({
      domain: dnsNameOf(namingContext),
      namingContext,
      servers: distinctTexts(views.filter((view) => dnKey(view.namingContext) === key).map(({ server }) => server)),
      compared: comparedKeys.has(key),
    }));
}

function auditedHost(host: DirectoryHost, history: AccountHistory | undefined, all: HostFindings): AuditedHost {
  const findings = all.of(host.name);
  const connectionPoint = auditedConnectionPoint(host, findings, all);
  const reasons = checkIds(findings.filter(isGrave));
  const [account] = host.accounts;
  return {
    name: host.name,
    domain: dnsNameOf(host.namingContext),
    dn: account.object.dn,
    kind: host.kind,
    nested: host.isNested,
    clusterNode: host.isClusterNode,
    askedFor: host.isAskedFor,
    activity: host.activity,
    connectionPoint,
    owner: ownerOf(host),
    principalNames: principalNamesWord(host, all),
    changes: changesOf(history),
    audit: auditWord(host, connectionPoint, findings, all),
    reasons,
  };
}

/** It counts, and nobody can tell more of it than that its connection point stands there. */
function unseenHost({ name, namingContext, isAskedFor, dn }: UnseenHost): AuditedHost {
  return {
    name,
    domain: dnsNameOf(namingContext),
    dn,
    kind: "server",
    nested: false,
    clusterNode: false,
    askedFor: isAskedFor,
    activity: "unknown",
    connectionPoint: { state: "present", reason: "account-unseen", faults: [] },
    owner: { kind: "unknown" },
    principalNames: "unknown",
    changes: [],
    audit: "unknown",
    reasons: [],
  };
}

/** Each once, in the order of the checks. */
function checkIds(findings: readonly HostFinding[]): readonly string[] {
  return [...new Set(findings.map(({ check }) => check.text.id))];
}

function isGrave({ finding }: HostFinding): boolean {
  return finding.severity !== "info";
}

function auditedConnectionPoint(
  { connectionPoint, activity }: DirectoryHost,
  findings: readonly HostFinding[],
  all: HostFindings,
): AuditedConnectionPoint {
  const faults = checkIds(findings.filter(isGrave).filter(concernsPoint));
  switch (connectionPoint.kind) {
    case "missing":
      return { state: "missing", reason: null, faults };
    case "unknown":
      return { state: "unknown", reason: connectionPoint.reason, faults };
    case "present": {
      // What is wrong with a host that is off is information, and wrong all the same.
      const isInactive = activity === "disabled" || activity === "stale";
      const isUnsound = faults.length > 0 || (isInactive && findings.some(concernsPoint));
      if (isUnsound) return { state: "unsound", reason: null, faults };
      if (all.someCheckFailed) return { state: "present", reason: "check-failed", faults };
      const isReadable = connectionPoint.points.some(({ object }) => object.isReadable);
      if (!isReadable) return { state: "present", reason: "unreadable", faults };
      const isShown = connectionPoint.points.some(({ object }) => object.access !== null);
      return isShown ? { state: "sound", reason: null, faults } : { state: "present", reason: "owner-unknown", faults };
    }
  }
}

/** A duplicate beside it or a server that lags behind say nothing against the connection point itself, though their proof may be its DN. */
const CHECKS_OF_SOUNDNESS: ReadonlySet<string> = new Set(
  [scpStaleName, scpHandMade, scpAttributesMissing].map(({ meta }) => meta.id),
);

function concernsPoint({ check }: HostFinding): boolean {
  return CHECKS_OF_SOUNDNESS.has(check.text.id);
}

function ownerOf({ connectionPoint, accounts }: DirectoryHost): PointOwner {
  if (connectionPoint.kind !== "present") return { kind: connectionPoint.kind === "missing" ? "none" : "unknown" };
  const seen = connectionPoint.points.find(({ object }) => object.access !== null);
  const sid = seen?.object.access?.owner ?? null;
  if (seen === undefined || sid === null) return { kind: "unknown" };
  if (accounts.some(({ object }) => object.sid === sid)) return { kind: "self" };
  return { kind: "other", sid, name: seen.view.principals.get(sid) ?? wellKnownSidName(sid) };
}

function changesOf(history: AccountHistory | undefined): readonly AccountChange[] {
  if (history === undefined) return [];
  const { renamed, rename, systemChanged, reCreated } = history;
  return [
    ...latest(rename === "dns-name-only" ? "dns-name-changed" : "renamed", renamed),
    ...latest("system-changed", systemChanged),
    ...(reCreated === null ? [] : [{ kind: "re-created", time: reCreated.whenCreated } as const]),
  ].sort((a, b) => compareBigint(a.time, b.time) || compareText(a.kind, b.kind));
}

/** Attributes that changed together are one change. */
function latest(kind: AccountChange["kind"], stamps: readonly AttributeStamp[]): readonly AccountChange[] {
  const stamp = stamps.at(-1);
  return stamp === undefined ? [] : [{ kind, time: stamp.time }];
}

function auditWord(
  { name, activity }: DirectoryHost,
  { state, reason }: AuditedConnectionPoint,
  findings: readonly HostFinding[],
  all: HostFindings,
): AuditWord {
  const accusing = findings.filter(({ finding, check }) => speaksAgainst(finding, check.text));
  if (accusing.length > 0) return accusing.every((one) => all.isSuppressed(one)) ? "suppressed" : "suspect";
  // Nothing is known of it, but what is to be asked is.
  if (reason === "access-not-shown" && findings.some(({ finding }) => finding.isQuestion === true)) return "question";
  if (state === "unknown" || state === "present" || all.isUnjudged(name)) return "unknown";
  const isInactive = activity === "disabled" || activity === "stale";
  const notes = findings.filter(({ check }) => check.text.severity !== "info");
  if (state === "sound" && notes.length === 0) return "sound";
  if (isInactive && !notes.some(isGrave)) return "info";
  // A check that threw found nothing; its host is not sound for that.
  return notes.length > 0 ? "question" : "unknown";
}

function leftOutComputer({ name, reason, account, attribute, value }: LeftOutHost): LeftOutComputer {
  const { view, object } = account;
  return {
    name,
    domain: dnsNameOf(view.namingContext),
    reason,
    evidence: { kind: "directory", server: view.server, dn: object.dn, attribute, value },
  };
}
