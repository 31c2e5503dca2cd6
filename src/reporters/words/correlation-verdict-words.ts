import {
  type CandidateKind,
  type CandidateVerdict,
  type Correlation,
  type Culprits,
  failedAndLeftOut,
  isFailureAlone,
  isUnusedAttempt,
  type OnsetRow,
  type OwnershipMatrix,
  type RankedCandidate,
  type Report,
  type UnusedRow,
} from "../../report/index.ts";
import { compareText } from "../../shared/order.ts";
import { candidateReason } from "./candidate-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { inCluster, otherCauseVerdict } from "./other-cause-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { momentWords, periodWords, tallyWords } from "./tally-words.ts";

const KINDS: readonly CandidateKind[] = ["node", "volume", "proxy"];

/** What the trials come to, in clauses: who is bad with the figures, a common onset, suspects; or that there is none. */
export function correlationClauses(report: Report, correlation: Correlation): readonly string[] {
  const { culprits, onsets, otherCauses } = correlation;
  const found = [
    ...culprits.map((ofKind) => culpritWords(ofKind, correlation)),
    ...onsets.map(onsetVerdict),
    ...otherCauses.map((cause) => otherCauseVerdict(cause, culprits.length + onsets.length + otherCauses.length === 1)),
    ...suspectClauses(correlation),
  ];
  return [
    ...(found.length === 0 ? nobodyWords(report, correlation) : found),
    ...(found.length === 0 && correlation.trials.failed === 0 ? [] : laidToNobodyWords(correlation)),
    ...(correlation.trials.failed > 0 && !correlation.hasSuccesses
      ? ["a weaker claim, for no attempt that passed is known"]
      : []),
  ];
}

/** What failed besides, and became no evidence. */
function laidToNobodyWords({ leftOut }: Correlation): readonly string[] {
  const failed = failedAndLeftOut(leftOut);
  if (failed === 0) return [];
  return [`${countWords(failed)} more failed that can be laid to no owner`];
}

/** `HV03 and HV06 are bad: 41 of 42 backups failed while they owned the volume, 2 of 118 elsewhere`. */
function culpritWords(culprits: Culprits, { ranking, matrix }: Correlation): string {
  const { kind, names, inside, elsewhere } = culprits;
  const one = names.length === 1;
  const who = `${listWords(names, SHOWN_HOSTS)} ${one ? "is" : "are"} bad`;
  const changed = ranking
    .filter((candidate) => candidate.kind === kind && names.includes(candidate.name))
    .sort((a, b) => compareText(a.name, b.name));
  const when = changed.flatMap((candidate) => changeWords(candidate, one));
  const isAlways = when.length === 0;
  const then = isAlways ? "" : " in that time";
  const within = {
    node: `backups failed while ${one ? "it" : "they"} owned the volume${then}`,
    volume: `backups of ${one ? "it" : "them"} failed${then}${ownersWords(names, matrix)}`,
    proxy: `backups through ${one ? "it" : "them"} failed${then}`,
  }[kind];
  // Their own at other times are among these.
  const without = isAlways
    ? { node: "elsewhere", volume: "of other volumes", proxy: "through others" }[kind]
    : "of all others";
  const since = isAlways ? "" : ` (${when.join(", ")})`;
  return `${inCluster(culprits)}${who}${since}: ${tallyWords(inside)} ${within}, ${tallyWords(elsewhere)} ${without}`;
}

/** Where all its owners saw a volume fail, that; where some saw it pass, under whom it failed. */
function ownersWords(names: readonly string[], { rows }: OwnershipMatrix): string {
  const owners = rows.flatMap(({ node, cells }) => {
    const own = cells.filter(({ name, total }) => total > 0 && names.includes(name));
    return own.length === 0 ? [] : { node, hasFailed: own.some(({ failed }) => failed > 0) };
  });
  const failing = owners.filter(({ hasFailed }) => hasFailed).map(({ node }) => node);
  if (failing.length < owners.length) return `, under ${listWords(failing, SHOWN_HOSTS)} only`;
  return failing.length > 1 ? ` whoever owned ${names.length === 1 ? "it" : "them"}` : "";
}

function changeWords({ name, since, until }: RankedCandidate, isOnly: boolean): readonly string[] {
  const words = periodWords(since, until);
  if (words === "") return [];
  return [isOnly ? words : `${nameWords([name])} ${words}`];
}

function onsetVerdict(onset: OnsetRow): string {
  const { proxy, at, until, before, during } = onset;
  const what = proxy === null ? "everything" : `everything through ${nameWords([proxy])}`;
  const from = at === null ? "from the first attempt on" : `from a moment ${momentWords(at)} on`;
  const when = `${from}${until === null ? "" : `, until one ${momentWords(until)}`}`;
  const fails = until === null ? "fails" : "failed";
  return `${inCluster(onset)}${what} ${fails} ${when}: ${tallyWords(during)} backups failed then, ${tallyWords(before)} before; that speaks against no owner`;
}

/** Those with the same reason together, what cannot be told apart in one clause. */
function suspectClauses({ ranking }: Correlation): readonly string[] {
  const groups = new Map<string, string[]>();
  const suspects = new Set(ranking.flatMap(({ verdict, name }) => (verdict === "suspect" ? name : [])));
  for (const candidate of ranking) {
    if (candidate.verdict !== "suspect") continue;
    const [key, names] = suspectGroup(candidate, suspects);
    const known = groups.get(key) ?? [];
    groups.set(key, known);
    known.push(...names.filter((name) => !known.includes(name)));
  }
  const words = [...groups].map(
    ([key, names]) => `${listWords(byKindAndName(names, ranking), SHOWN_HOSTS)} (${key.split("\n")[0] ?? ""})`,
  );
  return words.length === 0 ? [] : [`suspect: ${words.join(", ")}`];
}

function byKindAndName(names: readonly string[], ranking: readonly RankedCandidate[]): readonly string[] {
  const kinds = new Map(ranking.map(({ kind, name }) => [name, KINDS.indexOf(kind)]));
  const kindOf = (name: string): number => kinds.get(name) ?? KINDS.length;
  return names.toSorted((a, b) => kindOf(a) - kindOf(b) || compareText(a, b));
}

/** Only with those who are suspects too: what else it was never seen without is told of it. */
function suspectGroup(
  candidate: RankedCandidate,
  suspects: ReadonlySet<string>,
): readonly [key: string, names: readonly string[]] {
  const others = candidate.reason.arguments["others"];
  const isAliased = candidate.reason.code === "aliased" && others?.kind === "names";
  if (!isAliased || !others.values.every((name) => suspects.has(name))) {
    return [candidateReason(candidate), [candidate.name]];
  }
  const names = [candidate.name, ...others.values];
  return [
    `cannot be told from each other, as neither was seen without the other\n${[...names].sort(compareText).join("\n")}`,
    names,
  ];
}

function nobodyWords({ verdict, nodes }: Report, correlation: Correlation): readonly string[] {
  const { trials, partial, leftOut, ranking } = correlation;
  const cleared = clearedWords(nodes);
  const incomplete = verdict.basis === "incomplete" ? ["the evidence is incomplete"] : [];
  if (trials.total === 0) {
    const unused = unusedCount(leftOut, isUnusedAttempt);
    const failures = unusedCount(leftOut, isFailureAlone);
    const fitNone = failures === 0 ? "" : `, only ${countWords(failures)} ${failures === 1 ? "failure" : "failures"}`;
    const what =
      unused === 0
        ? `no backup attempt is known${fitNone}`
        : `none of ${attempts(unused)} could be laid to one known owner`;
    return [`${what}; no node is judged`, ...incomplete];
  }
  if (trials.failed === 0) {
    const laidToNobody = failedAndLeftOut(leftOut);
    const failures = unusedCount(leftOut, isFailureAlone);
    if (laidToNobody === 0 && failures > 0) {
      return [
        `${countWords(trials.total)} of ${countWords(trials.total)} backups passed, and ` +
          `${countWords(failures)} ${failures === 1 ? "failure" : "failures"} in logs of proxies can be laid to none`,
        cleared,
        ...incomplete,
      ];
    }
    return [
      laidToNobody === 0
        ? `no backup failed: ${countWords(trials.total)} of ${countWords(trials.total)} passed`
        : `all ${countWords(trials.total)} backups under one known owner passed, and ` +
          `${countWords(laidToNobody)} failed that can be laid to no owner`,
      cleared,
      ...incomplete,
    ];
  }
  const isOpen = ranking.some(
    ({ verdict: word, trials: { failed }, reason }) => word === "unknown" && failed > 0 && reason.code !== "explained",
  );
  const figures = `${tallyWords(trials)} backups${partial.total === 0 ? "" : " under one known owner"} failed`;
  return [
    isOpen
      ? `${figures}, too few or too mixed to blame a node, a volume or a proxy`
      : `${figures}, and no node, volume or proxy stands out`,
    cleared,
    ...incomplete,
  ];
}

function unusedCount(leftOut: readonly UnusedRow[], counts: (code: string) => boolean): number {
  return leftOut.reduce((sum, { label, count }) => sum + (counts(label) ? count : 0), 0);
}

function attempts(count: number): string {
  return `${countWords(count)} backup ${count === 1 ? "attempt" : "attempts"}`;
}

function clearedWords(nodes: readonly CandidateVerdict[]): string {
  const clear = nodes.filter(({ verdict }) => verdict === "clear").length;
  const unknown = nodes.filter(({ verdict }) => verdict === "unknown").length;
  if (clear === 0) return "no node is cleared";
  return `${countWords(clear)} ${clear === 1 ? "node is" : "nodes are"} clear${unknown === 0 ? "" : `, ${countWords(unknown)} unknown`}`;
}
