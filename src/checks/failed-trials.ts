import type { EvidenceRef, Proof } from "../evidence/index.ts";
import { type CandidateKind, isFull, type Trial } from "../facts/index.ts";

/** Of one finding. A night of a large cluster has fewer attempts; more rows prove nothing more. */
const MOST_PROOFS = 1000;

/** What failed to be laid to each of these candidates of one kind, as proof, in order of time; absent where nothing did. */
export function proofOfFailures(
  trials: readonly Trial[],
  kind: CandidateKind,
  candidates: readonly string[],
): ReadonlyMap<string, Proof> {
  const refsOf = new Map<string, EvidenceRef[]>(candidates.map((name) => [name, []]));
  for (const trial of trials) {
    if (!trial.isFailed || !isFull(trial)) continue;
    for (const name of new Set(candidatesOf(trial, kind))) {
      const refs = refsOf.get(name);
      if (refs !== undefined && refs.length < MOST_PROOFS) refs.push(...trial.evidence());
    }
  }
  const proofs = new Map<string, Proof>();
  for (const [name, [first, ...rest]] of refsOf) {
    if (first !== undefined) proofs.set(name, [first, ...rest.slice(0, MOST_PROOFS - 1)]);
  }
  return proofs;
}

function candidatesOf({ volumes, proxy }: Trial, kind: CandidateKind): readonly string[] {
  switch (kind) {
    case "node":
      return volumes.flatMap(({ owner }) => (owner.kind === "owned" ? [owner.node] : []));
    case "volume":
      return volumes.map(({ volume }) => volume);
    case "proxy":
      return proxy === null ? [] : [proxy];
  }
}
