import type { Proof } from "../../evidence/index.ts";
import {
  type CauseAnalysis,
  type CauseChain,
  causesByCluster,
  type Report,
  type TraitProof,
  type TraitRow,
} from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { evidenceWords } from "./evidence-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { inCluster } from "./other-cause-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { timeWords } from "./time.ts";

/** The clear nodes are those that trials clear; without their logs `diagnose` clears them of nothing. */
export const CAUSE_TITLE = "What the bad nodes share, and nodes that pass lack";
export const CHAIN_TITLE = "How it comes about, from the failure back";

/** A title of what is told of one cluster, where there are several. */
export function titleIn(title: string, cluster: string | null): string {
  return cluster === null ? title : `${title}, in ${visibleText(cluster)}`;
}

export const CAUSE_COLUMNS = ["Trait", "Bad", "Passing", "By chance", "Counter-examples"] as const;

/** Separators first, then those that nearly are. */
export function causeRows({ separators, near }: CauseAnalysis): readonly (readonly string[])[] {
  return [...separators, ...near].map((row) => {
    const { trait, bad, good, chance } = row;
    return [
      visibleText(trait.label),
      shareWords(bad),
      shareWords(good),
      chanceWords(chance),
      [...counterExamples(row), ...unknownOf(row)].join("; ") || "-",
    ];
  });
}

function shareWords({ has, lacks }: TraitRow["bad"]): string {
  return `${countWords(has.length)} of ${countWords(has.length + lacks.length)}`;
}

function counterExamples({ bad, good }: TraitRow): readonly string[] {
  return [
    ...(bad.lacks.length === 0 ? [] : [`${hostsWords(bad.lacks)} (bad) without it`]),
    ...(good.has.length === 0 ? [] : [`${hostsWords(good.has)} (passing) with it`]),
  ];
}

function unknownOf({ bad, good }: TraitRow): readonly string[] {
  const unknown = [...bad.unknown, ...good.unknown];
  return unknown.length === 0 ? [] : [`not known of ${hostsWords(unknown)}`];
}

/** In a cell: a few tell as much as all, which stand in the JSON. */
const CELL_NAMES = 6;

function hostsWords(names: readonly string[]): string {
  return listWords(names, CELL_NAMES);
}

/** `1 in 84`; `56 %` of what is more likely than not. */
function chanceWords(chance: number): string {
  return chance > 0.5 ? `${Math.round(chance * 100)} %` : `1 in ${countWords(Math.round(1 / chance))}`;
}

/** What must be known to read the rows rightly. */
export function causeNotes({ separators, near, good, compared }: CauseAnalysis): readonly string[] {
  const rows = [...separators, ...near];
  const [best] = [...separators].sort((a, b) => a.chance - b.chance);
  if (good.length === 0) return ["No node passes, so that nothing can be compared."];
  if (compared === 0)
    return ["Nothing that was given tells anything of both sides, so that nothing could be compared."];
  if (rows.length === 0) {
    return [`Of ${countWords(compared)} traits compared, none tells the bad nodes from those that pass.`];
  }
  const holm =
    best === undefined || compared < 2
      ? ""
      : ` ${countWords(compared)} traits were compared; allowing for that, ${chanceWords(best.adjusted)} for the best (Holm).`;
  const notes = new Set(rows.flatMap(({ trait }) => trait.note ?? []));
  return [
    `By chance: how often nodes drawn at random would differ so clearly.${holm} What is common need not be the cause.`,
    ...[...notes].map((note) => `${visibleText(note.charAt(0).toUpperCase() + note.slice(1))}.`),
  ];
}

/** What the bad nodes share and how they may have come to it, for a reader who reads no more. */
export function causeSummary(causes: CauseAnalysis): readonly string[] {
  const [first] = causes.separators;
  const shared = first === undefined ? [] : [`${sharedWords(first, causes, "that pass")}.`];
  return [...shared, ...unknownFactor(causes), ...differingCauses(causes)];
}

function unknownFactor({ chains }: CauseAnalysis): readonly string[] {
  const unknown = chains.filter(({ factor }) => factor.state === "unknown");
  const [first] = unknown;
  if (first === undefined) return [];
  const { one, many } = first.factor.trait;
  const names = hostsWords(unknown.map(({ node }) => node));
  return [`Whether ${names} ${unknown.length === 1 ? one : many} is not known: nothing that was given shows it.`];
}

/** Of each the last that happened before it failed, those with the same together. */
function differingCauses({ chains }: CauseAnalysis): readonly string[] {
  const groups = new Map<
    string,
    { readonly cause: TraitProof; readonly chains: CauseChain[]; readonly dates: string[] }
  >();
  for (const chain of chains) {
    const cause = mainCause(chain);
    if (cause === undefined || chain.factor.state === "lacks") continue;
    const group = groups.get(cause.trait.id) ?? { cause, chains: [], dates: [] };
    groups.set(cause.trait.id, group);
    group.chains.push(chain);
    if (cause.time !== null) group.dates.push(dateWords(cause.time));
  }
  const clauses = [...groups.values()].map(({ cause: { trait }, chains: same, dates }) => {
    const names = hostsWords(same.map(({ node }) => node));
    const when = dates.length === 0 || dates.length > CELL_NAMES ? "" : ` (${dates.join(", ")})`;
    return `${names} ${same.length === 1 ? trait.one : trait.many}${when}`;
  });
  const isProbable = chains.every(({ factor }) => factor.state === "has");
  const label = isProbable ? "Probable" : "Possible";
  const without = chains.filter((chain) => chain.factor.state === "has" && chain.causes.length === 0);
  return [
    ...(clauses.length === 0
      ? []
      : [`${label} ${clauses.length === 1 ? "cause" : "causes"}, not proven: ${clauses.join("; ")}.`]),
    ...(without.length === 0
      ? []
      : [`Why ${hostsWords(without.map(({ node }) => node))} came to it, nothing that was given tells.`]),
  ];
}

function mainCause({ causes }: CauseChain): TraitProof | undefined {
  return causes.at(-1);
}

const DATE_LENGTH = "2025-06-08".length;

function dateWords(ticks: bigint): string {
  return timeWords(ticks).slice(0, DATE_LENGTH);
}

/** `All three lack their service connection point, which the six nodes that pass have`. */
function sharedWords(row: TraitRow, { bad }: Pick<CauseAnalysis, "bad">, passing: "that pass" | "clear"): string {
  const { trait } = row;
  const { has, unknown } = row.bad;
  const one = has.length === 1;
  const who =
    unknown.length > 0
      ? nameWords([...has])
      : one
        ? nameWords([...bad])
        : has.length === 2
          ? "Both"
          : `All ${numberWords(has.length)}`;
  const count = row.good.lacks.length;
  const noun = count === 1 ? "node" : "nodes";
  const number = count === 1 ? "one" : numberWords(count);
  const those =
    passing === "clear"
      ? `the ${number} clear ${noun}`
      : `the ${number} ${noun} that ${count === 1 ? "passes" : "pass"}`;
  const contrast =
    trait.passing === null
      ? `unlike ${those}`
      : `which ${those} ${count === 1 ? trait.passing.one : trait.passing.many}`;
  const aside = unknown.length === 0 ? "" : ` (not known of ${hostsWords(unknown)})`;
  return `${who} ${one ? trait.one : trait.many}, ${contrast}${aside}`;
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] as const;

function numberWords(count: number): string {
  return NUMBERS[count] ?? countWords(count);
}

/** A split so likely at random is not worth a verdict's words, unless its mechanism is known. Of circumstances, of which there may be hundreds, some one always splits so. */
const UNLIKELY = 0.05;

/** Of the verdict: what tells the bad nodes from the others, where something does. */
export function causeClauses({ diagnosis, nodes }: Report): readonly string[] {
  if (diagnosis === null) return [];
  return causesByCluster(diagnosis).flatMap(({ cluster, causes }) =>
    causeClause(causes, nodes).map((words) => `${inCluster(cluster === null ? {} : { cluster })}${words}`),
  );
}

function causeClause(causes: CauseAnalysis, nodes: Report["nodes"]): readonly string[] {
  const first = causes.separators.find(
    ({ trait: { role }, chance, adjusted }) =>
      role === "factor" || (role === "circumstance" ? adjusted : chance) <= UNLIKELY,
  );
  if (first === undefined) return [];
  const clear = new Set(nodes.filter(({ verdict }) => verdict === "clear").map(({ name }) => name));
  const areClear = first.good.lacks.every((name) => clear.has(name));
  const words = sharedWords(first, causes, areClear ? "clear" : "that pass");
  const isName = first.bad.has.length === 1 || first.bad.unknown.length > 0;
  return [isName ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`];
}

/** One step of a chain, and where it is read. */
export interface ChainStep {
  readonly words: string;
  readonly proof: string;
  /** null: nothing that was given shows it. */
  readonly evidence: Proof | null;
}

export interface ChainWords {
  readonly node: string;
  readonly steps: readonly ChainStep[];
}

const SHOWN_CHAINS = 4;

/** The first of them; the rest stands in the JSON. */
export function chainWords({ chains }: CauseAnalysis): {
  readonly shown: readonly ChainWords[];
  readonly more: string;
} {
  const left = chains.slice(SHOWN_CHAINS).map(({ node }) => node);
  return {
    shown: chains.slice(0, SHOWN_CHAINS).map((chain) => ({ node: visibleText(chain.node), steps: stepsOf(chain) })),
    more: left.length === 0 ? "" : `Likewise of ${listWords(left, SHOWN_HOSTS)}: --format json`,
  };
}

function stepsOf(chain: CauseChain): readonly ChainStep[] {
  const { failure, owner, factor, traits, causes } = chain;
  const by = failure.proxy === null ? "" : ` on ${visibleText(failure.proxy)}`;
  const since = owner.from === null ? "" : ` since ${timeWords(owner.from)}`;
  return [
    step(`Backup of ${visibleText(failure.volume)} failed${by}, ${timeWords(failure.time)}`, failure.evidence),
    step(`Owner then${owner.isAssumed ? " (assumed)" : ""}: ${visibleText(chain.node)}${since}`, owner.evidence),
    ...traits.map(({ trait, time, evidence }) =>
      step(`It ${visibleText(trait.one)}${time === null ? "" : `, first ${timeWords(time)}`}`, evidence),
    ),
    ...(factor.state === "unknown"
      ? [{ words: `Whether it ${factor.trait.one} is not known`, proof: "", evidence: null }]
      : []),
    ...causes.toReversed().map(({ trait, time, evidence }, index) => {
      const label = index === 0 ? CAUSE_LABELS[factor.state] : "Also, earlier";
      return step(`${label}: it ${trait.one}${time === null ? "" : `, ${timeWords(time)}`}`, evidence);
    }),
  ];
}

const CAUSE_LABELS: Readonly<Record<CauseChain["factor"]["state"], string>> = {
  has: "Probable cause",
  unknown: "Possible cause",
  // Nothing is known of a way from it to the failure then.
  lacks: "Before that",
};

function step(words: string, evidence: Proof): ChainStep {
  return { words, proof: evidenceWords(evidence[0]), evidence };
}
