import type { FactName, Facts } from "../facts/index.ts";
import { splitTraits, type TraitSplit } from "../facts/separators/index.ts";
import type { AuditedDirectory, CauseAnalysis, CheckResult, TraitRole, TraitRow } from "../report/index.ts";
import { compareText } from "../shared/order.ts";
import { causeChains } from "./cause-chains.ts";
import { LogReach } from "./traits/log-reach.ts";
import type { Trait, TraitReading } from "./traits/trait.ts";
import { TRAIT_SOURCES } from "./traits/trait-sources.ts";

/** What traits are told from, besides what checks read. */
export const CAUSE_FACTS: readonly FactName[] = TRAIT_SOURCES.flatMap(({ requires }) => requires);

/** What has a known mechanism first. */
const ROLES: readonly TraitRole[] = ["factor", "mark", "cause", "circumstance"];

/** Of traits of which there are many, those that part the nodes best. */
const MOST_OF_MANY = 3;

/** What the bad nodes share and the good ones of `isCompared` lack; null where no node is bad by trials: volumes and proxies have no such traits. */
export function causeAnalysis(
  facts: Facts,
  directory: AuditedDirectory | null,
  results: readonly CheckResult[],
  isCompared: (node: string) => boolean = () => true,
): CauseAnalysis | null {
  const nodes = facts.attribution.candidates.filter(({ kind, name }) => kind === "node" && isCompared(name));
  const named = (verdict: "bad" | "clear"): readonly string[] =>
    nodes
      .filter((node) => node.verdict === verdict)
      .map(({ name }) => name)
      .sort(compareText);
  const [bad, good] = [named("bad"), named("clear")];
  if (bad.length === 0) return null;
  const evidence = {
    ...{ facts, directory, results, nodes: [...bad, ...good] },
    reach: new LogReach(facts.horizon, facts.trials),
    repaired: new Set(nodes.filter(({ until }) => until !== null).map(({ name }) => name)),
  };
  const traits = TRAIT_SOURCES.flatMap((source) => source.traits(evidence)).map(remembering);
  const splits = splitTraits(
    traits.map((trait) => (node) => trait.of(node).state),
    { bad, good },
  );
  const rows = traits
    .flatMap((trait, at) => {
      const split = splits[at];
      return split === undefined ? [] : [{ trait, split }];
    })
    .sort((a, b) => ROLES.indexOf(a.trait.text.role) - ROLES.indexOf(b.trait.text.role));
  const rowsOf = (kind: TraitSplit["kind"]): readonly TraitRow[] => {
    const ofKind = rows.filter(({ split }) => split.kind === kind);
    const many = ofKind.filter(({ trait }) => trait.isOneOfMany === true);
    const best = new Set(many.sort((a, b) => chanceOf(a.split) - chanceOf(b.split)).slice(0, MOST_OF_MANY));
    return ofKind.flatMap((row) =>
      row.trait.isOneOfMany !== true || best.has(row) ? rowOf(row.trait, row.split) : [],
    );
  };
  return {
    bad,
    good,
    compared: splits.filter(({ chance }) => chance !== null).length,
    separators: rowsOf("separates"),
    near: rowsOf("nearly"),
    chains: causeChains(
      bad,
      traits.filter(({ text: { role } }, at) => role !== "cause" || mayBeCause(splits[at])),
      facts,
    ),
  };
}

/** What passing nodes went through too is no cause, unless nearly all that went through it are bad. */
function mayBeCause(split: TraitSplit | undefined): boolean {
  return split !== undefined && (split.good.has.length === 0 || split.kind === "nearly");
}

/** A trait is asked for one node several times. */
function remembering({ of, ...trait }: Trait): Trait {
  const told = new Map<string, TraitReading>();
  return {
    ...trait,
    of(node, until) {
      if (until !== undefined) return of(node, until);
      const known = told.get(node);
      if (known !== undefined) return known;
      const reading = of(node);
      told.set(node, reading);
      return reading;
    },
  };
}

function chanceOf({ chance }: TraitSplit): number {
  return chance ?? 1;
}

function rowOf(trait: Trait, { bad, good, chance, adjusted }: TraitSplit): readonly TraitRow[] {
  if (chance === null || adjusted === null) return [];
  const proofs = [...bad.has, ...good.has].flatMap((node) => {
    const reading = trait.of(node);
    return reading.state === "has" ? { node, trait: trait.text, time: reading.time, evidence: reading.evidence } : [];
  });
  return [{ trait: trait.text, bad, good, chance, adjusted, proofs }];
}
