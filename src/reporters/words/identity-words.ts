import type { HostIdentity, IdentityEntry, IdentityLog, Report } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { durationWords } from "./duration.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords } from "./list-words.ts";
import { countWords } from "./phrase-words.ts";
import { spanWords, timeWords } from "./time.ts";

/** Histories told in full. */
const SHOWN = 12;

export interface ChosenIdentities {
  /** Of bad nodes, then of suspects; by name. */
  readonly shown: readonly HostIdentity[];
  readonly others: readonly HostIdentity[];
}

/** Those that an administrator asks for first: of the nodes that are bad or suspect. */
export function chosenIdentities({ diagnosis, nodes }: Report): ChosenIdentities {
  const identities = diagnosis?.identities ?? [];
  const verdictOf = new Map(nodes.map(({ name, verdict }) => [name, verdict]));
  const of = (word: "bad" | "suspect"): readonly HostIdentity[] =>
    identities.filter(({ host }) => verdictOf.get(host) === word);
  const shown = [...of("bad"), ...of("suspect")].slice(0, SHOWN);
  return { shown, others: identities.filter((identity) => !shown.includes(identity)) };
}

export function identityTitle({ host }: HostIdentity): string {
  return `History of ${visibleText(host)}`;
}

/** What happened, without its time and proof. */
export function identityChangeWords(entry: IdentityEntry): string {
  switch (entry.kind) {
    case "renamed":
      return `renamed ${visibleText(entry.from)} -> ${visibleText(entry.to)}`;
    case "joined-domain":
      return `joined ${named("the domain", entry.domain)}`;
    case "domain-join-failed":
      return `could not join ${named("the domain", entry.domain)}${entry.error === null ? "" : `: ${visibleText(entry.error)}`}`;
    case "account-reused":
      return `its join took ${named("the account that was there already", entry.dn)}`;
    case "restarted":
      return `restarted${restartWords(entry)}`;
    case "shut-down":
      return `shut down${byWords(entry.by)}, and not seen to start again`;
    case "build-changed":
      return buildWords(entry);
    case "logs-begin-with-upgrade":
      return `upgraded in place to build ${entry.build}: its logs begin with the set-up, under a name with a domain`;
    case "logs-begin-anew":
      return `upgraded in place or installed again with build ${entry.build}: its System log begins anew, and its cluster found its software updated`;
    case "feature-added":
      return `role or feature added: ${visibleText(entry.feature)}`;
    case "feature-removed":
      return `role or feature removed: ${visibleText(entry.feature)}`;
    case "added-to-cluster":
      return `added to the cluster, by ${logsOf(entry.seenBy)}`;
    case "evicted-from-cluster":
      return `evicted from the cluster, by ${logsOf(entry.seenBy)}`;
    case "joined-cluster":
      return `joined ${named("the cluster", entry.cluster)}`;
    case "left-cluster":
      return "left the cluster for good";
    case "refused-by-cluster":
      return `${named("the cluster", entry.cluster)} did not know it${entry.name === null ? "" : ` as ${visibleText(entry.name)}`}`;
    case "log-cleared":
      return `log ${visibleText(entry.channel)} cleared${byWords(entry.by)}`;
    case "clock-set":
      return `clock set from ${timeWords(entry.from)} to ${timeWords(entry.to)}`;
    case "account-created":
      return `account made in ${visibleText(entry.domain)}`;
    case "account-re-created":
      return `account made in ${visibleText(entry.domain)}, long after its peers': made anew, or of a new host`;
    case "account-renamed":
      return "account renamed";
    case "account-dns-name-changed":
      return "DNS name of the account changed";
    case "account-system-changed":
      return "another Windows on the account: upgraded in place, or installed again";
    case "connection-point-created":
      return "service connection point made";
    case "connection-point-deleted":
      return "service connection point deleted";
  }
}

function logsOf(hosts: readonly string[]): string {
  return `${hosts.length === 1 ? "the log" : "logs"} of ${listWords(hosts)}`;
}

function restartWords({ how, by, downSince, time }: Extract<IdentityEntry, { kind: "restarted" }>): string {
  // A clock that was set back meanwhile tells no duration.
  const down = downSince === null || downSince > time ? "" : `, down for ${durationWords(time - downSince)}`;
  switch (how) {
    case "requested":
      return `${byWords(by)}${down}`;
    case "in-order":
      return down;
    case "unexpected":
      return " after it went down unexpectedly";
    case "not-shown":
      return "; what came before is not shown";
  }
}

function buildWords({ from, to, isUpgrade }: Extract<IdentityEntry, { kind: "build-changed" }>): string {
  if (isUpgrade && to > from) return `upgraded in place from build ${from} to ${to}`;
  const how = to > from ? "upgraded or installed again" : "an upgrade taken back, or an older Windows installed";
  return `build ${from} became ${to}: ${how}`;
}

function byWords(who: string | null): string {
  return who === null ? "" : ` by ${visibleText(who)}`;
}

function named(what: string, name: string | null): string {
  return name === null ? what : `${what} ${visibleText(name)}`;
}

/** `EventLog 6011, record 21879`: enough to find it in the host's own log; the file stands in the full proof. */
export function identityProofWords({ event, evidence, basis }: IdentityEntry): string {
  const [first, ...others] = evidence;
  const records = evidence.flatMap((ref) => (ref.kind === "event" ? ref.recordId : []));
  const told =
    first.kind === "event"
      ? event === null
        ? [`records ${listWords(records)}`]
        : [event, `record ${first.recordId}`]
      : first.kind === "directory"
        ? ["directory", first.attribute]
        : [];
  const more = event === null || others.length === 0 ? [] : [`${countWords(others.length)} more`];
  return [...told.map(visibleText), ...more, ...(basis === "inferred" ? ["inferred"] : [])].join(", ");
}

const KINDS: Readonly<Record<IdentityEntry["kind"], readonly [one: string, many: string]>> = {
  renamed: ["rename", "renames"],
  "joined-domain": ["join of a domain", "joins of a domain"],
  "domain-join-failed": ["failed join", "failed joins"],
  "account-reused": ["account taken again", "accounts taken again"],
  restarted: ["restart", "restarts"],
  "shut-down": ["shutdown", "shutdowns"],
  "build-changed": ["change of builds", "changes of builds"],
  "logs-begin-with-upgrade": ["upgrade", "upgrades"],
  "logs-begin-anew": ["new log", "new logs"],
  "feature-added": ["feature added", "features added"],
  "feature-removed": ["feature removed", "features removed"],
  "added-to-cluster": ["addition to the cluster", "additions to the cluster"],
  "evicted-from-cluster": ["eviction", "evictions"],
  "joined-cluster": ["join of the cluster", "joins of the cluster"],
  "left-cluster": ["departure from the cluster", "departures from the cluster"],
  "refused-by-cluster": ["refusal by the cluster", "refusals by the cluster"],
  "log-cleared": ["cleared log", "cleared logs"],
  "clock-set": ["setting of the clock", "settings of the clock"],
  "account-created": ["account made", "accounts made"],
  "account-re-created": ["account made anew", "accounts made anew"],
  "account-renamed": ["rename of the account", "renames of the account"],
  "account-dns-name-changed": ["change of the DNS name", "changes of the DNS name"],
  "account-system-changed": ["change of Windows", "changes of Windows"],
  "connection-point-created": ["connection point made", "connection points made"],
  "connection-point-deleted": ["connection point deleted", "connection points deleted"],
};

/**
 * What stands below a history: what is left out, the connection point, and how far each log reaches; logs in one sentence, or
 * each by itself.
 */
export function identityNotes(
  identity: HostIdentity,
  logsAs: "sentence" | "lines" = "sentence",
): readonly LabelledWords[] {
  const { notShown, logs } = identity;
  return [
    ...(notShown.length === 0 ? [] : [{ label: "Besides", words: `${countedKinds(notShown)}, not shown` }]),
    { label: "SCP", words: pointWords(identity) },
    ...reachWords(logs, logsAs).map((words, at) => ({ label: at === 0 ? "Logs" : "", words })),
    ...(logs.length > 0 && !hasSystem(identity) ? [{ label: "", words: WITHOUT_SYSTEM }] : []),
  ];
}

function reachWords(logs: HostIdentity["logs"], logsAs: "sentence" | "lines"): readonly string[] {
  if (logs.length === 0) return [WITHOUT_LOGS];
  return logsAs === "lines" ? logs.map(logWords) : [logs.map(logWords).join("; ")];
}

const WITHOUT_LOGS = "none was given: what happened to it is not known but for what others say";
const WITHOUT_SYSTEM = "no System log was given: its names, restarts and builds are not known from its own records";

function hasSystem({ logs }: HostIdentity): boolean {
  return logs.some(({ channel }) => channel.toLowerCase() === "system");
}

function countedKinds(counts: HostIdentity["notShown"]): string {
  return counts.map(({ kind, count }) => `${countWords(count)} ${KINDS[kind][count === 1 ? 0 : 1]}`).join(", ");
}

function pointWords({ account }: HostIdentity): string {
  if (account === null) return "not known: no directory shows the host";
  const where = `below ${visibleText(account.dn)}`;
  switch (account.connectionPoint) {
    case "missing":
      return `none ${where}`;
    case "present":
      return `there, ${where}`;
    case "unknown":
      return `not known whether there is one ${where}`;
  }
}

const FAMILY = /^Microsoft-Windows-/i;

/** Without what nearly all channels begin with. */
export function shortChannel(channel: string): string {
  return channel.replace(FAMILY, "");
}

function logWords({
  channel,
  from,
  to,
  damaged,
  hasGaps,
  missing,
  cleared,
  beginsAtClearing,
  isNew,
}: IdentityLog): string {
  const gaps =
    missing === null
      ? "records not counted"
      : `${countWords(missing.records)} records missing in ${countWords(missing.gaps)} ${missing.gaps === 1 ? "gap" : "gaps"}`;
  return [
    `${visibleText(shortChannel(channel))} ${spanWords(from, to)}`,
    ...(damaged ? ["damaged"] : []),
    ...(hasGaps ? [gaps] : []),
    ...(beginsAtClearing ? ["begins where it was cleared"] : cleared > 0 ? [`cleared ${timesWords(cleared)}`] : []),
    ...(isNew ? ["begins with record 1: a new log"] : []),
  ].join(", ");
}

function timesWords(count: number): string {
  return count === 1 ? "once" : `${countWords(count)} times`;
}

/** A history in one line: how far it was looked for, and what happened by that. */
export function briefIdentityWords(identity: HostIdentity): string {
  const { entries, notShown, logs, account } = identity;
  const counts = new Map<IdentityEntry["kind"], number>(notShown.map(({ kind, count }) => [kind, count]));
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, count]) => ({ kind, count }));
  const system = logs.find(({ channel }) => channel.toLowerCase() === "system");
  return [
    logs.length === 0 ? "no log of it was given" : system === undefined ? "no System log was given" : logWords(system),
    account === null ? "no directory shows it" : `SCP ${account.connectionPoint}`,
    // Of a host that was not looked at, nothing would sound like a clean record.
    ...(kinds.length > 0 ? [countedKinds(kinds)] : system === undefined ? [] : ["no change seen"]),
  ].join("; ");
}

/** Whose histories are told elsewhere. */
export function otherIdentitiesWords({ shown, others }: ChosenIdentities): string | null {
  if (others.length === 0) return null;
  const whose = shown.length === 0 ? "Histories" : "Other histories";
  return `${whose} of ${listWords(others.map(({ host }) => host))}: with --format json, in brief with --format markdown.`;
}
