import { distinctTexts } from "../../shared/distinct-texts.ts";
import type { JoinedTexts } from "../../shared/joined-texts.ts";
import type { OwnershipInterval } from "./drawn-intervals.ts";
import { type OwnershipFact, refOf } from "./ownership-facts.ts";

/** So often a list must name several owners within what clocks may differ by: once or so, a volume may have been moved on. */
const FEWEST_DOUBLES = 2;

/**
 * Two volumes of one name, of clusters that no input names: their owners come in turn, and no move leads from those of one to
 * those of the other. Then nobody can tell which is meant at any time, and all of it is one conflict. null: it looks like one
 * volume. `facts` in order; `joined`: which nodes are of one cluster; `tolerance`: ticks by which clocks may differ.
 */
export function interleavedOwners(
  facts: readonly OwnershipFact[],
  joined: JoinedTexts,
  tolerance: bigint,
): OwnershipInterval | null {
  const apart = turnsOf(facts, joined) ?? doubledRows(facts, tolerance);
  if (apart === null) return null;
  const [one, other] = apart;
  const claims = distinctTexts(facts.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()));
  return {
    from: null,
    to: null,
    node: null,
    certainty: "conflict",
    claims,
    sources: [refOf(one.source), refOf(other.source)],
  };
}

type Apart = readonly [OwnershipFact, OwnershipFact];

/** The first two facts of nodes that nothing joins, where those of the first are told of again behind the second. */
function turnsOf(facts: readonly OwnershipFact[], joined: JoinedTexts): Apart | null {
  const firstOf = new Map<string, OwnershipFact>();
  let current: string | null = null;
  for (const fact of facts) {
    if ((fact.kind !== "announced" && fact.kind !== "listed") || fact.to === null) continue;
    if (!joined.has(fact.to)) continue;
    const group: string = joined.rootOf(fact.to);
    if (group === current) continue;
    const before = current === null ? undefined : firstOf.get(current);
    const first = firstOf.get(group);
    if (first !== undefined && before !== undefined) return [first, before];
    firstOf.set(group, fact);
    current = group;
  }
  return null;
}

/** In one list, rows of one moment that name several owners, again and again. */
function doubledRows(facts: readonly OwnershipFact[], tolerance: bigint): Apart | null {
  const openOf = new Map<string, { readonly first: OwnershipFact; isDouble: boolean }>();
  const doubles = new Map<string, number>();
  for (const fact of facts) {
    const { kind, time, to, source } = fact;
    if (kind !== "listed" || !("file" in source)) continue;
    const open = openOf.get(source.file);
    if (open === undefined || time - open.first.time > tolerance) {
      openOf.set(source.file, { first: fact, isDouble: false });
    } else if (to !== open.first.to && !open.isDouble) {
      open.isDouble = true;
      const count = (doubles.get(source.file) ?? 0) + 1;
      doubles.set(source.file, count);
      if (count >= FEWEST_DOUBLES) return [open.first, fact];
    }
  }
  return null;
}
