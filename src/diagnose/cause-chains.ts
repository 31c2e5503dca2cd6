import type { EventRef, EvidenceRef, Proof } from "../evidence/index.ts";
import { type Facts, isFull, type Trial } from "../facts/index.ts";
import type { CauseChain, TraitProof, TraitRole } from "../report/index.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import { CONNECTION_POINT_MISSING } from "./traits/connection-point-missing.ts";
import type { Trait } from "./traits/trait.ts";

/** Of so many failures a record of the proxy is looked for: a list of sessions alone proves a failure as well. */
const LOOKED_AT = 64;

/** Of each bad node one failure, whose the volume was, what the node has, and what may be why. */
export function causeChains(
  bad: readonly string[],
  traits: readonly Trait[],
  { trials, attribution }: Pick<Facts, "trials" | "attribution">,
): readonly CauseChain[] {
  const sinceOf = new Map(
    attribution.candidates.flatMap(({ kind, name, since }) => (kind === "node" ? [[name, since] as const] : [])),
  );
  return bad.flatMap((node): CauseChain | [] => {
    const since = sinceOf.get(node) ?? null;
    const failures = trials.trials.flatMap((trial) => ownFailure(trial, node, since?.after ?? null));
    const told = toldByProxy(failures);
    const first = failures[0];
    if (told === undefined || first === undefined) return [];
    const { trial, volume, interval, isAssumed, evidence } = told;
    return {
      node,
      failure: { volume, proxy: trial.proxy, time: trial.start, evidence },
      owner: { from: interval.from, isAssumed, evidence: interval.sources },
      ...factorOf(node, traits),
      causes: had(node, traits, ["cause"], first.trial.start)
        // What came later is no cause of it.
        .filter(({ time }) => time === null || time <= first.trial.start)
        .sort((a, b) => compareBigint(a.time ?? 0n, b.time ?? 0n) || compareText(a.trait.id, b.trait.id)),
    };
  });
}

interface OwnFailure {
  readonly trial: Trial;
  readonly volume: string;
  readonly interval: { readonly from: bigint | null; readonly sources: Proof };
  readonly isAssumed: boolean;
}

/** `after`: FILETIME ticks; it was sound until then. */
function ownFailure(trial: Trial, node: string, after: bigint | null): readonly OwnFailure[] {
  if (!trial.isFailed || !isFull(trial) || (after !== null && trial.start <= after)) return [];
  for (const { volume, owner } of trial.volumes) {
    if (owner.kind !== "owned" || owner.node !== node) continue;
    const { interval, certainty } = owner;
    return [{ trial, volume, interval, isAssumed: certainty === "assumed" }];
  }
  return [];
}

/** The first of which a log tells, else the first. */
function toldByProxy(failures: readonly OwnFailure[]): (OwnFailure & { readonly evidence: Proof }) | undefined {
  for (const failure of failures.slice(0, LOOKED_AT)) {
    const proof = failure.trial.evidence();
    const record = proof.find(isRecord);
    if (record !== undefined) {
      const row = proof.find((ref) => ref.kind === "row");
      return { ...failure, evidence: [record, ...(row === undefined ? [] : [row])] };
    }
  }
  const [first] = failures;
  return first === undefined ? undefined : { ...first, evidence: [first.trial.evidence()[0]] };
}

function isRecord(ref: EvidenceRef): ref is EventRef {
  return ref.kind === "event";
}

function factorOf(node: string, traits: readonly Trait[]): Pick<CauseChain, "factor" | "traits"> {
  const factors = had(node, traits, ["factor"]);
  const [first] = factors;
  if (first !== undefined) return { factor: { trait: first.trait, state: "has" }, traits: factors };
  const missing = traits.find(({ text }) => text === CONNECTION_POINT_MISSING);
  return {
    factor: { trait: CONNECTION_POINT_MISSING, state: missing?.of(node).state ?? "unknown" },
    traits: had(node, traits, ["mark"]),
  };
}

function had(
  node: string,
  traits: readonly Trait[],
  roles: readonly TraitRole[],
  until?: bigint,
): readonly TraitProof[] {
  return traits.flatMap(({ text, of }): TraitProof | [] => {
    const reading = roles.includes(text.role) ? of(node, until) : null;
    return reading?.state === "has" ? { trait: text, time: reading.time, evidence: reading.evidence } : [];
  });
}
