import type { Trial } from "../facts/index.ts";
import type { OwnershipConflict } from "../report/index.ts";
import { compareBigint, compareText } from "../shared/order.ts";

/** Where inputs name different owners of a volume at a time when it was backed up. */
export function ownershipConflicts(trials: readonly Trial[]): readonly OwnershipConflict[] {
  const found = new Map<object, { readonly volume: string; readonly interval: Disputed; attempts: number }>();
  for (const { volumes } of trials) {
    for (const { volume, owner } of volumes) {
      if (owner.kind !== "conflict") continue;
      const known = found.get(owner.interval);
      if (known === undefined) found.set(owner.interval, { volume, interval: owner.interval, attempts: 1 });
      else known.attempts++;
    }
  }
  return [...found.values()]
    .sort((a, b) => compareText(a.volume, b.volume) || compareStarts(a.interval, b.interval))
    .map(({ volume, interval: { from, to, claims, sources }, attempts }) => ({
      volume,
      nodes: claims,
      from,
      to,
      attempts,
      evidence: sources,
    }));
}

type Disputed = Extract<Trial["volumes"][0]["owner"], { readonly kind: "conflict" }>["interval"];

/** What began before all that is known stands first. */
function compareStarts(a: Disputed, b: Disputed): number {
  return compareBigint(a.from ?? -1n, b.from ?? -1n);
}
