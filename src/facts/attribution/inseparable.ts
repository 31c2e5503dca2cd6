import type { CauseName, OtherCauseKind } from "./attribution.ts";
import { type Design, type Factor, type FactorKind, isCandidate } from "./design.ts";

/** A machine is nearer to its failures than where it runs, and that nearer than what only plans its backups. */
const NEAREST_FIRST: readonly OtherCauseKind[] = ["vm", "vm-host", "job", "hour"];

function isOtherCause(kind: FactorKind): kind is OtherCauseKind {
  return kind === "vm" || kind === "vm-host" || kind === "job" || kind === "hour";
}

/** Jobs, machines, their hosts and hours that have the very same trials, each group once: one cause with several names. */
export function aliasGroups(factors: readonly Factor[]): readonly (readonly [Factor, ...Factor[]])[] {
  const groups = new Map<string, [Factor, ...Factor[]][]>();
  for (const factor of factors) {
    const { trials } = factor;
    const key = `${trials.length} ${trials[0]} ${trials.at(-1)}`;
    const alike = groups.get(key) ?? [];
    groups.set(key, alike);
    const group = isOtherCause(factor.kind)
      ? alike.find(([first]) => isOtherCause(first.kind) && haveSameTrials(first, factor))
      : undefined;
    if (group === undefined) alike.push([factor]);
    else group.push(factor);
  }
  return [...groups.values()].flat();
}

/** What no trial ever showed without the other: neither can be told from the other. */
export function isInseparable(factor: Factor, other: Factor, design: Design): boolean {
  if (factor === other) return false;
  if (factor.trials.length === other.trials.length) return haveSameTrials(factor, other);
  const [bound, free] = isOwnedKind(factor) ? [factor, other] : [other, factor];
  if (!isOwnedKind(bound) || isOwnedKind(free)) return false;
  // Owned kinds have full trials alone: what the other has beside them must be of the same volume.
  let at = 0;
  return (
    bound.trials.length < free.trials.length &&
    free.trials.every((trial) => {
      if (design.untold[trial] === 0) return bound.trials[at++] === trial;
      return bound.kind === "volume" && design.trials[trial]?.volumes.some(({ volume }) => volume === bound.name);
    }) &&
    at === bound.trials.length
  );
}

/** Jobs, machines, their hosts and hours that cannot be told from this candidate, the nearest first. Other candidates are judged themselves. */
export function inseparableFrom(factor: Factor, design: Design): readonly CauseName[] {
  const others = design.factors.filter((other) => isOtherCause(other.kind) && isInseparable(factor, other, design));
  return nearestFirst(others.flatMap(nameOf));
}

export function nameOf({ kind, name }: Factor): CauseName | [] {
  return kind === "everything" ? [] : { kind, name };
}

/** In the order of kinds; names of one kind as they come. */
export function nearestFirst(names: readonly CauseName[]): readonly CauseName[] {
  const place = ({ kind }: CauseName): number => (isCandidate(kind) ? -1 : NEAREST_FIRST.indexOf(kind));
  return names.toSorted((a, b) => place(a) - place(b));
}

function isOwnedKind({ kind }: Factor): boolean {
  return kind === "node" || kind === "volume";
}

function haveSameTrials({ trials }: Factor, other: Factor): boolean {
  return trials.length === other.trials.length && trials.every((trial, at) => other.trials[at] === trial);
}
