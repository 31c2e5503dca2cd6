import { compareText } from "../../shared/order.ts";
import type { Group } from "../sorted-groups.ts";
import type { DomainIndex, IndexedComputer } from "./view-index.ts";

type MutableGroup = [IndexedComputer, ...IndexedComputer[]];

/** In the order of their strength: a SID is never given again, and a name may be another account's tomorrow. */
const IDENTITIES: readonly ((computer: IndexedComputer) => string | null)[] = [
  ({ object }) => object.sid,
  ({ object }) => object.guid,
  ({ key }) => key,
];

/**
 * The accounts of one domain that are wanted in some view, each with what all views show of it, one per view. What one view
 * shows as two accounts stays two, even where another view has but one.
 */
export function groupAccounts(
  { views }: DomainIndex,
  isWanted: (computer: IndexedComputer) => boolean,
): readonly Group<IndexedComputer>[] {
  const all = views.flatMap(({ computers }) => [...computers.values()].sort((a, b) => compareText(a.key, b.key)));
  const related = relatedTo(all.filter(isWanted), all);
  const groupOf = new Map<IndexedComputer, MutableGroup>(related.map((computer) => [computer, [computer]]));
  for (const identityOf of IDENTITIES) {
    const latest = new Map<string, IndexedComputer>();
    for (const computer of related) {
      const identity = identityOf(computer);
      if (identity === null) continue;
      const before = latest.get(identity);
      latest.set(identity, computer);
      const group = groupOf.get(computer);
      const other = before === undefined ? undefined : groupOf.get(before);
      if (group === undefined || other === undefined || other === group || sharesView(other, group)) continue;
      other.push(...group);
      for (const member of group) groupOf.set(member, other);
    }
  }
  return [...new Set(groupOf.values())];
}

/** With those that are the same by any identity: one view may show what makes a host of it, and another not. */
function relatedTo(wanted: readonly IndexedComputer[], all: readonly IndexedComputer[]): readonly IndexedComputer[] {
  const known = IDENTITIES.map((identityOf) => new Set(wanted.map(identityOf)));
  const isKnown = (computer: IndexedComputer): boolean =>
    IDENTITIES.some((identityOf, kind) => {
      const identity = identityOf(computer);
      return identity !== null && known[kind]?.has(identity) === true;
    });
  for (let before = -1, related = wanted; ; ) {
    if (related.length === before) return related;
    before = related.length;
    related = all.filter(isKnown);
    for (const [kind, identityOf] of IDENTITIES.entries())
      for (const computer of related) known[kind]?.add(identityOf(computer));
  }
}

function sharesView(one: MutableGroup, other: MutableGroup): boolean {
  return one.some(({ index }) => other.some((computer) => computer.index === index));
}
