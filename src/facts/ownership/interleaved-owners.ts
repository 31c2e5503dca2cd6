import { distinctTexts } from "../../shared/distinct-texts.ts";
import type { JoinedTexts } from "../../shared/joined-texts.ts";
import type { OwnershipInterval } from "./drawn-intervals.ts";
import { type OwnershipFact, refOf } from "./ownership-facts.ts";

/** So often a list must name several owners within what clocks may differ by: once or so, a volume may have been moved on. */
const FEWEST_DOUBLES = 2;
/**
 * Exports of two clusters are made side by side, day after day. The only volumes of one may be drained from one node to the
 * other and back, but hardly within the hour, and as often as this.
 */
const QUICK_TICKS = 3600n * 10_000_000n;
const FEWEST_QUICK_TURNS = 4;

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

/**
 * Facts of two sets of nodes that nothing joins, where moves among the nodes of each are told in turn, or lists of each turn
 * by turn within the hour.
 */
function turnsOf(facts: readonly OwnershipFact[], joined: JoinedTexts): Apart | null {
  return (
    turnsAmong(facts, isAnnounced, joined, (turns, sets) => turns.length >= sets) ??
    turnsAmong(facts, isOfList, joined, (turns) => turns.filter(isQuick).length >= FEWEST_QUICK_TURNS)
  );
}

function isAnnounced({ kind }: OwnershipFact): boolean {
  return kind === "announced";
}

/** A row of a list of moves or of looks. */
function isOfList({ kind }: OwnershipFact): boolean {
  return kind === "listed" || kind === "seen";
}

/** The last fact of one set of nodes, and the first of another that follows. */
type Turn = readonly [OwnershipFact, OwnershipFact];

function isQuick([{ time: before }, { time: after }]: Turn): boolean {
  return after - before < QUICK_TICKS;
}

/** The first turn, if all turns prove two sets. With fewer turns than sets none comes again: moves in between may not be told. */
function turnsAmong(
  facts: readonly OwnershipFact[],
  isMeant: (fact: OwnershipFact) => boolean,
  joined: JoinedTexts,
  isProof: (turns: readonly Turn[], sets: number) => boolean,
): Apart | null {
  const turns: Turn[] = [];
  const sets = new Set<string>();
  let last: { readonly group: string; readonly fact: OwnershipFact } | null = null;
  for (const fact of facts) {
    if (!isMeant(fact) || fact.to === null || !joined.has(fact.to)) continue;
    const group = joined.rootOf(fact.to);
    if (last !== null && last.group !== group) turns.push([last.fact, fact]);
    sets.add(group);
    last = { group, fact };
  }
  const [first] = turns;
  return first !== undefined && isProof(turns, sets.size) ? first : null;
}

/** In one list, rows of one moment that name several owners, again and again. */
function doubledRows(facts: readonly OwnershipFact[], tolerance: bigint): Apart | null {
  const openOf = new Map<string, { readonly first: OwnershipFact; isDouble: boolean }>();
  const doubles = new Map<string, number>();
  for (const fact of facts) {
    const { time, to, source } = fact;
    if (!isOfList(fact) || !("file" in source)) continue;
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
