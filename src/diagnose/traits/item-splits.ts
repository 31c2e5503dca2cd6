import type { InstalledList } from "../../facts/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import type { TraitReading } from "./trait.ts";

type TraitState = TraitReading["state"];

/** Items that part the nodes in one way. */
export interface ItemSplit {
  /** Those that the nodes with the trait have and the others lack; then the other way round. */
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  readonly states: ReadonlyMap<string, TraitState>;
}

/** By node: its list of one kind. */
export type ListsOfKind = ReadonlyMap<string, Pick<InstalledList, "items" | "isWhole">>;

interface OpenSplit {
  readonly has: Set<string>;
  readonly lacks: Set<string>;
  readonly states: ItemSplit["states"];
}

/** In nodes whose updates came and went at random there are no more; in a hostile list there may be. */
const MOST_SPLITS = 2000;
const SIGNS: Readonly<Record<TraitState, string>> = { has: "+", lacks: "-", unknown: "?" };
const OPPOSITES: Readonly<Record<TraitState, TraitState>> = { has: "lacks", lacks: "has", unknown: "unknown" };

/**
 * Every way in which the items of lists part nodes, once: updates that came together are one difference, not many. To lack one may matter as
 * much as to have one. What no two nodes differ in cannot tell them apart, and is none.
 */
export function splitsOfItems(kinds: readonly ListsOfKind[], nodes: readonly string[]): readonly ItemSplit[] {
  const splits = new Map<string, OpenSplit>();
  const splitOf = (states: readonly TraitState[]): OpenSplit | undefined => {
    const key = states.map((state) => SIGNS[state]).join("");
    const known = splits.get(key);
    if (known !== undefined || splits.size >= MOST_SPLITS) return known;
    const byNode = new Map(nodes.map((node, at) => [node, states[at] ?? "unknown"]));
    const made: OpenSplit = { has: new Set(), lacks: new Set(), states: byNode };
    splits.set(key, made);
    return made;
  };
  for (const listOf of kinds) {
    for (const item of distinctTexts([...listOf.values()].flatMap(({ items }) => [...items.keys()]))) {
      const states = nodes.map((node) => stateOf(listOf.get(node), item));
      if (!states.includes("has") || !states.includes("lacks")) continue;
      splitOf(states)?.has.add(item);
      splitOf(states.map((state) => OPPOSITES[state]))?.lacks.add(item);
    }
  }
  return [...splits.values()].map(({ has, lacks, states }) => ({ has: [...has], lacks: [...lacks], states }));
}

function stateOf(list: Pick<InstalledList, "items" | "isWhole"> | undefined, item: string): TraitState {
  if (list === undefined) return "unknown";
  if (list.items.has(item)) return "has";
  return list.isWhole ? "lacks" : "unknown";
}
