import type { CandidateKind, CandidateVerdict, Correlation, Culprits, Report } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { aliasWords } from "./alias-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { probabilityWords } from "./phrase-words.ts";
import { periodWords, tallyWords } from "./tally-words.ts";

/** One node, volume or proxy: what it is held to be, and by what. */
export interface StandingRow {
  readonly kind: CandidateKind;
  readonly verdict: CandidateVerdict["verdict"];
  readonly cells: readonly string[];
}

export const STANDING_TITLES = [
  "Candidate",
  "Verdict",
  "Probability",
  "Failed",
  "Elsewhere",
  "What speaks against it",
] as const;

/** Which columns of `rows` say anything, by their place: without trials figures would be dashes in every row. */
export function saidColumns(rows: readonly StandingRow[]): readonly number[] {
  return STANDING_TITLES.flatMap((_, at) => (rows.some(({ cells }) => cells[at] !== NOT_KNOWN) ? at : []));
}

const NOT_KNOWN = "-";

const KIND_WORDS: Readonly<Record<CandidateKind, string>> = { node: "Node", volume: "Volume", proxy: "Proxy" };
const GRAVITY: readonly CandidateVerdict["verdict"][] = ["bad", "suspect", "unknown", "clear"];

/** All nodes, and the volumes and proxies that are bad or suspect, the gravest first. */
export function standingRows(report: Report): readonly StandingRow[] {
  const ofKind = (
    kind: CandidateKind,
    some: readonly CandidateVerdict[],
  ): readonly (readonly [CandidateKind, CandidateVerdict])[] => some.map((candidate) => [kind, candidate] as const);
  const isAccused = ({ verdict }: CandidateVerdict): boolean => verdict === "bad" || verdict === "suspect";
  return [
    ...ofKind("node", report.nodes),
    ...ofKind("volume", report.volumes.filter(isAccused)),
    ...ofKind("proxy", report.proxies.filter(isAccused)),
  ]
    .sort(([, a], [, b]) => GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict))
    .map(([kind, candidate]) => standingRow(kind, candidate, report));
}

function standingRow(kind: CandidateKind, candidate: CandidateVerdict, { correlation, checks }: Report): StandingRow {
  const { name, verdict, probability, trials, since, until, reasons, aliases } = candidate;
  const others = correlation?.ranking.find((ranked) => ranked.kind === kind && ranked.name === name)?.others;
  const period = periodWords(since, until);
  const labels = checks.filter(({ text }) => reasons.includes(text.id)).map(({ text }) => text.label);
  return {
    kind,
    verdict,
    cells: [
      `${KIND_WORDS[kind]} ${visibleText(name)}`,
      verdict,
      probability === null ? NOT_KNOWN : probabilityWords(probability),
      trials.total === 0 ? NOT_KNOWN : tallyWords(trials),
      trials.total === 0 || others === undefined ? NOT_KNOWN : tallyWords(others),
      [
        ...labels,
        ...(period === "" ? [] : [period]),
        ...aliases.filter(({ isOfSetUp }) => !isOfSetUp).map(aliasWords),
      ].join("; ") || NOT_KNOWN,
    ],
  };
}

/** A figure to stand large, and what it counts. */
export interface FigureWords {
  readonly figure: string;
  readonly words: string;
  readonly isBad: boolean;
}

/** What all bad ones of a kind come to, beside all others. */
export function culpritFigures({ culprits }: Correlation): readonly FigureWords[] {
  return culprits.flatMap((ofKind) => [
    { figure: tallyWords(ofKind.inside), words: `backups failed ${withWords(ofKind)}`, isBad: true },
    { figure: tallyWords(ofKind.elsewhere), words: "failed elsewhere", isBad: false },
  ]);
}

function withWords({ kind, names }: Culprits): string {
  const who = listWords(names, SHOWN_HOSTS);
  return { node: `under ${who}`, volume: `of ${who}`, proxy: `through ${who}` }[kind];
}
