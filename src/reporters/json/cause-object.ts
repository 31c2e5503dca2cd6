import type { CauseAnalysis, CauseChain, TraitProof, TraitRow } from "../../report/index.ts";
import { causeSummary } from "../words/index.ts";
import { evidenceObject, timeOrNull } from "./json-values.ts";

export function causeObject(causes: CauseAnalysis): object {
  const { bad, good, compared, separators, near, chains } = causes;
  return {
    bad,
    good,
    compared,
    separators: separators.map(rowObject),
    near: near.map(rowObject),
    chains: chains.map(chainObject),
    message: causeSummary(causes).join(" "),
  };
}

function rowObject({ trait: { id, role, label }, bad, good, chance, adjusted, proofs }: TraitRow): object {
  return {
    trait: id,
    role,
    label,
    bad: sideObject(bad),
    good: sideObject(good),
    chance,
    adjusted,
    proofs: proofs.map(({ node, time, evidence }) => ({
      node,
      time: timeOrNull(time),
      evidence: evidence.map(evidenceObject),
    })),
  };
}

function sideObject({ has, lacks, unknown }: TraitRow["bad"]): object {
  return { has, lacks, unknown };
}

function chainObject({ node, failure, owner, factor, traits, causes }: CauseChain): object {
  return {
    node,
    failure: {
      volume: failure.volume,
      proxy: failure.proxy,
      time: timeOrNull(failure.time),
      evidence: failure.evidence.map(evidenceObject),
    },
    owner: {
      from: timeOrNull(owner.from),
      assumed: owner.isAssumed,
      evidence: owner.evidence.map(evidenceObject),
    },
    factor: { trait: factor.trait.id, state: factor.state },
    traits: traits.map(proofObject),
    causes: causes.map(proofObject),
  };
}

function proofObject({ trait: { id, label }, time, evidence }: TraitProof): object {
  return { trait: id, label, time: timeOrNull(time), evidence: evidence.map(evidenceObject) };
}
