import { compareBigint } from "../shared/order.ts";
import { larger } from "../shared/ticks.ts";
import type { NameKey } from "./computer-names.ts";
import { NAME_SLACK_TICKS, type NameChange } from "./name-changes.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** The time for which one machine bears a name; another may bear it before and after. */
export interface Tenure {
  readonly name: NameKey;
  /** The last moment (FILETIME ticks) at which a record of this name is this machine's; null: to the end of all time. */
  readonly until: bigint | null;
  /** When the name changed hands at its end (FILETIME ticks); null: it never did. */
  readonly endedAt: bigint | null;
}

/** A change of names with the two tenures that it joins. */
export interface NameLink {
  readonly change: NameChange;
  readonly from: Tenure;
  readonly to: Tenure;
}

/** Who bore which name when, as changes of names tell it. */
export class NameTenures {
  readonly #tenuresOf = new Map<NameKey, readonly Tenure[]>();
  /** In the order of the changes. */
  readonly links: readonly NameLink[];

  /** `changes` in their order. */
  constructor(changes: readonly NameChange[]) {
    const left = new Map<NameChange, Tenure>();
    const entered = new Map<NameChange, Tenure>();
    const ends = changes.flatMap((change, index): readonly NameEnd[] => [
      { name: change.from, change, index, kind: "left", at: change.at },
      {
        name: change.to,
        change,
        index,
        kind: "entered",
        at: change.at < change.firstAfter ? change.at : change.firstAfter,
      },
    ]);
    for (const [name, group] of sortedGroups(ends, (end) => end.name)) {
      const inOrder = [...group].sort((a, b) => compareBigint(a.at, b.at) || a.index - b.index);
      const tenures: Tenure[] = [];
      for (const { enteredBy, leftBy, until, endedAt } of boundTenures(drafted(inOrder))) {
        const before = tenures.at(-1)?.until ?? null;
        const tenure = { name, until: until === null || before === null ? until : larger(until, before), endedAt };
        tenures.push(tenure);
        if (enteredBy !== null) entered.set(enteredBy, tenure);
        if (leftBy !== null) left.set(leftBy, tenure);
      }
      this.#tenuresOf.set(name, tenures);
    }
    this.links = changes.flatMap((change) => {
      const [from, to] = [left.get(change), entered.get(change)];
      return from === undefined || to === undefined ? [] : [{ change, from, to }];
    });
  }

  /** `time`: FILETIME ticks; null for a record that tells none, which is taken for the last one's. */
  at(name: NameKey, time: bigint | null): Tenure {
    const tenures = this.tenuresOf(name);
    let [low, high] = [0, tenures.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { until } = tenures[middle] ?? { until: null };
      if (time === null || (until !== null && until < time)) low = middle + 1;
      else high = middle;
    }
    return tenures[low] ?? { name, until: null, endedAt: null };
  }

  /** In order of time; one that never ends for a name that never changed hands. */
  tenuresOf(name: NameKey): readonly Tenure[] {
    const known = this.#tenuresOf.get(name);
    if (known !== undefined) return known;
    const only = [{ name, until: null, endedAt: null }];
    this.#tenuresOf.set(name, only);
    return only;
  }
}

interface NameEnd {
  readonly name: NameKey;
  readonly change: NameChange;
  readonly index: number;
  readonly kind: "left" | "entered";
  readonly at: bigint;
}

interface Draft {
  readonly enteredBy: NameChange | null;
  leftBy: NameChange | null;
}

/** Who left without having entered had the name before all that is known; likewise who entered and never left. */
function drafted(ends: readonly NameEnd[]): readonly Draft[] {
  const drafts: Draft[] = [];
  let current: Draft | null = { enteredBy: null, leftBy: null };
  for (const { kind, change } of ends) {
    if (kind === "left") {
      current ??= { enteredBy: null, leftBy: null };
      drafts.push({ ...current, leftBy: change });
      current = null;
      continue;
    }
    if (current !== null) drafts.push(current);
    current = { enteredBy: change, leftBy: null };
  }
  drafts.push(current ?? { enteredBy: null, leftBy: null });
  return drafts;
}

interface Bound extends Readonly<Draft> {
  readonly until: bigint | null;
  readonly endedAt: bigint | null;
}

/** Between two that are known, far from both, may stand a third; where they come close, the one ends where it is left. */
function boundTenures(drafts: readonly Draft[]): readonly Bound[] {
  return drafts.flatMap((draft, index): readonly Bound[] => {
    const next = drafts[index + 1];
    const { leftBy } = draft;
    if (next === undefined) return [{ ...draft, until: null, endedAt: leftBy?.at ?? null }];
    const nextFrom = startOf(next);
    const takenAt = next.enteredBy?.at ?? null;
    if (leftBy === null) return [{ ...draft, until: (nextFrom ?? 0n) - NAME_SLACK_TICKS - 1n, endedAt: takenAt }];
    const left = { ...draft, endedAt: leftBy.at };
    const reach = larger(leftBy.at, leftBy.lastBefore);
    const until = reach + NAME_SLACK_TICKS;
    if (nextFrom === null) {
      const nextLeft = next.leftBy?.at ?? null;
      return [{ ...left, until: nextLeft !== null && nextLeft <= until ? leftBy.at : until }];
    }
    if (nextFrom - NAME_SLACK_TICKS <= until) return [{ ...left, until: reach < nextFrom ? reach : leftBy.at }];
    return [
      { ...left, until },
      { enteredBy: null, leftBy: null, until: nextFrom - NAME_SLACK_TICKS - 1n, endedAt: takenAt },
    ];
  });
}

function startOf({ enteredBy }: Draft): bigint | null {
  if (enteredBy === null) return null;
  return enteredBy.at < enteredBy.firstAfter ? enteredBy.at : enteredBy.firstAfter;
}
