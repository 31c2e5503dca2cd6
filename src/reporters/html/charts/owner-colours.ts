import type { CandidateVerdict, SwimLanes } from "../../../report/index.ts";
import { compareBigint, compareText } from "../../../shared/order.ts";

/** Warm for nodes that are bad or suspect, cool for others: more of either could not be told apart. The stylesheet has them all. */
const WARM_COLOURS = 6;
const COOL_COLOURS = 12;

/** `warm-1`, `cool-3`, or `other` for all without a colour of their own. */
export type OwnerColours = ReadonlyMap<string, string>;

/** Those who owned longest have a colour of their own; the same owner has the same one in all lanes. */
export function ownerColours({ lanes }: SwimLanes, nodes: readonly CandidateVerdict[]): OwnerColours {
  const owned = new Map<string, bigint>();
  for (const { owners } of lanes) {
    for (const { node, from, to } of owners) {
      if (node !== null) owned.set(node, (owned.get(node) ?? 0n) + to - from);
    }
  }
  const accused = new Set(
    nodes.filter(({ verdict }) => verdict === "bad" || verdict === "suspect").map(({ name }) => name),
  );
  const byTime = [...owned].sort(([a, x], [b, y]) => compareBigint(y, x) || compareText(a, b)).map(([name]) => name);
  const coloured = (names: readonly string[], kind: string, most: number): readonly (readonly [string, string])[] =>
    names.map((name, at) => [name, at < most ? `${kind}-${at + 1}` : "other"] as const);
  return new Map(
    [
      ...coloured(byTime.filter((name) => accused.has(name)).sort(compareText), "warm", WARM_COLOURS),
      ...coloured(
        byTime.filter((name) => !accused.has(name)),
        "cool",
        COOL_COLOURS,
      ),
    ].sort(([a], [b]) => compareText(a, b)),
  );
}
