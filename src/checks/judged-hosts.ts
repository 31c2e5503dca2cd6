import type { DirectoryHost } from "../facts/directory/index.ts";
import { type Argument, count, type Finding, names, type Phrase, type Severity } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { compareText } from "../shared/order.ts";
import type { CheckOutcome } from "./define-check.ts";
import { type HostJudgement, OPEN_REASONS, type OpenReason } from "./host-judgement.ts";

const BUT: Readonly<Record<OpenReason, string>> = {
  "connection-point-unseen":
    "of {open:host|hosts} the connection point could not be seen: connection-points-readable says why",
  "attribute-not-shown": "of {open:host|hosts} what was given does not hold {lacks}: export that as well",
  "attribute-not-readable": "of {open:host|hosts} nothing is shown of {lacks}: not set, or not to be read",
  "values-cut": "of {open:host|hosts} not all values came: what would tell may be among the others of {lacks}",
  "deleted-not-asked": "{open:host|hosts} may have had one: deleted objects were neither asked for nor exported",
  "deleted-not-shown":
    "{open:host|hosts} may have had one: deleted objects are shown only to accounts with that right, and not one was shown",
  "too-few-peers": "there are too few other hosts with sound connection points to learn from what {open} should have",
  "too-few-accounts": "there are too few other hosts to compare the age of {open:host|hosts} with",
};

const OTHERS = "; {others:host|hosts} could not be judged for other reasons";

/** The same of those that come second. */
function nextWords(reason: OpenReason): string {
  return BUT[reason].replaceAll("{open", "{nextOpen").replaceAll("{lacks}", "{nextLacks}");
}

/** The words for the reasons that checks of hosts in a directory give. */
const REASONS: Readonly<Record<string, string>> = {
  "no-hosts": "No directory that shows a Hyper-V host on Windows Server was given.",
  "none-concerned": "Nothing to look at: {hosts:host|hosts} without a connection point.",
  "hosts-judged": "Nothing found on {judged:host|hosts}.",
  "hosts-judged-with-notes": "On {judged:host|hosts} only what is information was found.",
  ...Object.fromEntries(
    OPEN_REASONS.flatMap((reason): readonly (readonly [string, string])[] => {
      const words = `Nothing found on {judged:host|hosts}, but ${BUT[reason]}`;
      return [
        [reason, `${words}.`],
        ...OPEN_REASONS.flatMap((next): readonly (readonly [string, string])[] => [
          [`${reason}-and-${next}`, `${words}; ${nextWords(next)}.`],
          [`${reason}-and-${next}-and-others`, `${words}; ${nextWords(next)}${OTHERS}.`],
        ]),
      ];
    }),
  ),
};

/** `summary` says what all findings come to; `{hosts}` and `{findings}` are theirs. */
export function hostMessages(summary: string): Readonly<Record<string, string>> {
  return { ...REASONS, summary, "summary-partly": `${summary}; {unjudged:host|hosts} could not be judged` };
}

interface Judging {
  /** Of the check: findings below it are notes. */
  readonly severity: Severity;
  readonly judge: (host: DirectoryHost) => HostJudgement;
  /** Findings about no host. */
  readonly further?: readonly Finding[];
}

/** Clients are listed and not judged. A host that could not be judged never passes, and keeps others from passing. */
export function judgeHosts(hosts: readonly DirectoryHost[], { severity, judge, further = [] }: Judging): CheckOutcome {
  const servers = hosts.filter(({ kind }) => kind === "server");
  const judgements = servers.map((host) => ({ name: host.name, judgement: judge(host) }));
  const judged = judgements.filter(({ judgement }) => judgement.kind === "judged");
  const all = [
    ...judgements.flatMap(({ judgement }) => (judgement.kind === "not-concerned" ? [] : judgement.findings)),
    ...further,
  ];
  const isFound = (finding: Finding): boolean => severity === "info" || finding.severity !== "info";
  const found = all.filter(isFound);
  const notes = all.filter((finding) => !isFound(finding));
  const groups = openGroups(judgements);
  const [first, ...rest] = found;
  if (first !== undefined)
    return { status: "fail", reason: summaryOf(found, groups), findings: [first, ...rest], notes };
  const [group] = groups;
  if (group !== undefined) return { status: "inconclusive", reason: openPhrase(group, groups, judged.length), notes };
  if (judged.length === 0 && notes.length === 0) {
    if (servers.length === 0) return { status: "not-applicable", reason: { code: "no-hosts", arguments: {} } };
    const reason = { code: "none-concerned", arguments: { hosts: names(servers.map(({ name }) => name)) } };
    return { status: "not-applicable", reason };
  }
  const code = notes.length === 0 ? "hosts-judged" : "hosts-judged-with-notes";
  return { status: "pass", reason: { code, arguments: { judged: count(judged.length) } }, notes };
}

function summaryOf(found: readonly Finding[], groups: readonly OpenGroup[]): Phrase {
  const subjects = distinctTexts(found.map(({ subject }) => subject.name));
  const summary: Readonly<Record<string, Argument>> = { hosts: names(subjects), findings: count(found.length) };
  if (groups.length === 0) return { code: "summary", arguments: summary };
  const unjudged = names(distinctTexts(groups.flatMap(({ hosts }) => hosts)));
  return { code: "summary-partly", arguments: { ...summary, unjudged } };
}

interface OpenGroup {
  readonly reason: OpenReason;
  readonly lacks: readonly string[];
  readonly hosts: readonly string[];
}

/** Those that could not be judged for one reason together. */
function openGroups(
  judgements: readonly { readonly name: string; readonly judgement: HostJudgement }[],
): readonly OpenGroup[] {
  const groups = new Map<string, { reason: OpenReason; lacks: readonly string[]; hosts: string[] }>();
  for (const { name, judgement } of judgements) {
    if (judgement.kind !== "open") continue;
    const { reason, lacks } = judgement;
    const key = JSON.stringify([reason, lacks]);
    const group = groups.get(key) ?? { reason, lacks, hosts: [] };
    groups.set(key, group);
    group.hosts.push(name);
  }
  return [...groups.values()].sort(
    (a, b) =>
      OPEN_REASONS.indexOf(a.reason) - OPEN_REASONS.indexOf(b.reason) ||
      compareText(JSON.stringify(a.lacks), JSON.stringify(b.lacks)),
  );
}

function openPhrase({ reason, lacks, hosts }: OpenGroup, groups: readonly OpenGroup[], judged: number): Phrase {
  const first = { open: names(hosts), lacks: names(lacks), judged: count(judged) };
  const [, next, ...rest] = groups;
  if (next === undefined) return { code: reason, arguments: first };
  const given = { ...first, nextOpen: names(next.hosts), nextLacks: names(next.lacks) };
  const code = `${reason}-and-${next.reason}`;
  const others = distinctTexts(rest.flatMap((other) => other.hosts));
  return others.length === 0
    ? { code, arguments: given }
    : { code: `${code}-and-others`, arguments: { ...given, others: names(others) } };
}
