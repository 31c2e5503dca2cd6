import type { CandidateKind, Correlation, RankedCandidate } from "../../report/index.ts";
import { compareText } from "../../shared/order.ts";
import { visibleText } from "../records/visible-text.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { isOtherCauseKind, otherCauseName } from "./other-cause-words.ts";
import { countWords, fillTemplate, nameWords, probabilityWords } from "./phrase-words.ts";
import { periodWords, tallyWords } from "./tally-words.ts";

/** One column of the table of candidates. */
export interface CandidateColumn {
  readonly title: string;
  /** Only where there is room; JSON has it all. */
  readonly isExtra: boolean;
  readonly cell: (candidate: RankedCandidate) => string;
}

export const CANDIDATE_COLUMNS: readonly CandidateColumn[] = [
  { title: "Candidate", isExtra: false, cell: ({ kind, name }) => `${KIND_WORDS[kind]} ${visibleText(name)}` },
  { title: "Verdict", isExtra: false, cell: ({ verdict }) => verdict },
  {
    title: "Prob.",
    isExtra: false,
    cell: ({ probability }) => (probability === null ? "-" : probabilityWords(probability)),
  },
  { title: "Failed", isExtra: false, cell: ({ trials }) => tallyWords(trials) },
  { title: "Elsewhere", isExtra: false, cell: ({ others }) => tallyWords(others) },
  {
    title: "95 %",
    isExtra: true,
    cell: ({ rate }) => (rate === null ? "-" : `${percent(rate.low)}-${percent(rate.high)} %`),
  },
  { title: "Fisher", isExtra: true, cell: ({ fisher }) => (fisher === null ? "-" : chanceWords(fisher.adjusted)) },
  { title: "Odds", isExtra: true, cell: ({ oddsRatio }) => (oddsRatio === null ? "-" : oddsWords(oddsRatio.ratio)) },
  { title: "Why", isExtra: false, cell: whyWords },
];

export const CANDIDATE_LEGEND =
  "Prob.: that it is a cause, by the model of docs/attribution.md (inferred). What explains failures need not be their root cause.";

export const EXTRA_LEGEND =
  "95 %: interval of the share that failed. Fisher: chance of so many failures by accident, one-sided, by Holm. Odds: " +
  "Mantel-Haenszel's ratio, each volume compared with itself (of volumes each owner).";

const KIND_WORDS: Readonly<Record<CandidateKind, string>> = { node: "Node", volume: "Volume", proxy: "Proxy" };

const KINDS_WORDS: Readonly<Record<CandidateKind, string>> = { node: "nodes", volume: "volumes", proxy: "proxies" };

function percent(share: number): string {
  return (share * 100).toFixed(0);
}

function chanceWords(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

function oddsWords(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(1) : "inf";
}

/** Codes of reasons are shown as they are where no words are known. */
const REASONS: Readonly<Record<string, string>> = {
  "no-trials": "no full trial",
  "failed-too-few": "fewer than {needed:failure|failures}",
  "fails-widely": "fails on three volumes or more, others pass",
  crossovers: "passes without it",
  "same-owner-passes": "other volumes pass under the same owner",
  "only-failures-known": "only failures are known",
  aliased: "never seen without {others}",
  "hardly-told-apart": "too few backups tell it from {others}",
  "fails-with-others": "fails only in one moment with others: one snapshot?",
  "failures-unlaid": "failures are known that fit no backup",
  "only-proxy": "no other proxy to compare it with",
  explained: "its failures are explained by {others}",
  "ownership-assumed": "for most of its backups the owner is assumed",
  passes: "passes",
  "logs-missing": "passes, but its logs are missing",
  "too-few-trials": "{needed:trial|trials} too few",
  "not-likely-enough": "not likely enough to be called bad",
  "nothing-passed-meanwhile": "hardly anything else passed in that time",
  mixed: "passes and fails",
};

export function candidateReason({ kind: of, reason }: Pick<RankedCandidate, "kind" | "reason">): string {
  const { by, others } = reason.arguments;
  if (reason.code === "fails-widely" && of === "volume") return "fails under three owners or more, others pass";
  if (reason.code === "explained" && by?.kind === "text") {
    const kind = by.value;
    if (kind === "onset") return "its failures are explained by a common onset";
    if (isOtherCauseKind(kind) && others?.kind === "names") {
      const causes = nameWords(others.values.map((name) => otherCauseName(kind, name)));
      const orElse = reason.arguments["aliased"] === undefined ? "" : ", or what cannot be told from it";
      return `its failures are explained by ${causes}${orElse}`;
    }
  }
  return fillTemplate(REASONS[reason.code] ?? visibleText(reason.code), reason.arguments);
}

function whyWords(candidate: RankedCandidate): string {
  const { since, until } = candidate;
  const period = periodWords(since, until);
  return [candidateReason(candidate), ...(period === "" ? [] : [period])].join("; ");
}

const MOST = 20;
/** So many rows are filled up with those that came closest without being suspect. */
const FEW = 8;

/** Those to show in a row of their own, the gravest first: who may explain failures, then, in few rows, who came closest. */
export function shownCandidates({ ranking }: Correlation): readonly RankedCandidate[] {
  const open = ranking.filter(mayExplain).slice(0, MOST);
  const closest = ranking.filter((candidate) => candidate.trials.failed > 0 && !mayExplain(candidate));
  return [...open, ...closest.slice(0, Math.max(0, FEW - open.length))];
}

function mayExplain({ verdict, trials }: RankedCandidate): boolean {
  return verdict === "bad" || verdict === "suspect" || (verdict === "unknown" && trials.failed > 0);
}

/** All others, by what is to be said of them; nodes and proxies by name, volumes as well while they are few. */
export function otherCandidates(correlation: Correlation): readonly LabelledWords[] {
  const shown = new Set(shownCandidates(correlation));
  const groups = new Map<string, { readonly first: RankedCandidate; readonly names: string[] }>();
  for (const candidate of correlation.ranking) {
    if (shown.has(candidate)) continue;
    const key = `${candidate.verdict} ${candidate.kind} ${candidateReason(candidate)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: candidate, names: [candidate.name] });
    else group.names.push(candidate.name);
  }
  return [...groups.values()].map(({ first, names }) => ({
    label: first.verdict.charAt(0).toUpperCase() + first.verdict.slice(1),
    words: `${namedWords(first.kind, names.sort(compareText))} (${candidateReason(first)})`,
  }));
}

function namedWords(kind: CandidateKind, names: readonly string[]): string {
  const few = kind === "volume" ? 8 : SHOWN_HOSTS;
  if (names.length > few) return `${countWords(names.length)} ${KINDS_WORDS[kind]}`;
  return `${names.length === 1 ? KIND_WORDS[kind].toLowerCase() : KINDS_WORDS[kind]} ${listWords(names, few)}`;
}
