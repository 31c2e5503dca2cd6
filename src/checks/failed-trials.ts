import type { EvidenceRef, Proof } from "../evidence/index.ts";
import { type CandidateKind, hourOf, isFull, type OtherCauseKind, type Trial } from "../facts/index.ts";

/**
 * What failed under each of these candidates, or with each of these other causes, of one kind, as proof, in order of time; absent where nothing did. `most`: how many
 * references each may have.
 */
export function proofOfFailures(
  trials: readonly Trial[],
  kind: CandidateKind | OtherCauseKind,
  most: ReadonlyMap<string, number>,
): ReadonlyMap<string, Proof> {
  const needsOwner = kind === "node" || kind === "volume";
  const refsOf = new Map<string, EvidenceRef[]>([...most.keys()].map((name) => [name, []]));
  for (const trial of trials) {
    // As they are counted: whose a volume was matters to nodes and volumes only.
    if (!trial.isFailed || (needsOwner && !isFull(trial))) continue;
    for (const name of distinct(namesOf(trial, kind))) {
      const refs = refsOf.get(name);
      if (refs !== undefined && refs.length < (most.get(name) ?? 0)) refs.push(...trial.evidence());
    }
  }
  const proofs = new Map<string, Proof>();
  for (const [name, [first, ...rest]] of refsOf) {
    if (first !== undefined) proofs.set(name, [first, ...rest.slice(0, (most.get(name) ?? 1) - 1)]);
  }
  return proofs;
}

function namesOf(trial: Trial, kind: CandidateKind | OtherCauseKind): readonly string[] {
  const { volumes, proxy, job, vms, vmHosts } = trial;
  switch (kind) {
    case "node":
      return volumes.flatMap(({ owner }) => (owner.kind === "owned" ? [owner.node] : []));
    case "volume":
      return volumes.map(({ volume }) => volume);
    case "proxy":
      return proxy === null ? [] : [proxy];
    case "job":
      return job === null ? [] : [job];
    case "vm":
      return vms;
    case "vm-host":
      return vmHosts;
    case "hour":
      return [hourOf(trial)];
  }
}

/** Nearly all attempts are of one volume. */
function distinct(names: readonly string[]): Iterable<string> {
  return names.length < 2 ? names : new Set(names);
}
