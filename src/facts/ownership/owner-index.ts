import type { OwnershipInterval } from "./ownership-intervals.ts";

/** Whose a volume was all through a span; the rest says why nobody can be named. */
export type OwnerDuring =
  | {
      readonly kind: "owned";
      readonly node: string;
      /** `assumed` where any part is. */
      readonly certainty: "certain" | "assumed";
      /** Where the span begins, or its first part that is assumed. */
      readonly interval: OwnershipInterval;
    }
  /** It changed its owner within. `nodes` in time order; of more than a hundred changes the first. */
  | { readonly kind: "moved"; readonly nodes: readonly string[] }
  /** `interval`: the first that is in conflict. */
  | { readonly kind: "conflict"; readonly nodes: readonly string[]; readonly interval: OwnershipInterval }
  | { readonly kind: "unknown" };

const MOST_CHANGES = 100;

/** Finds owners of one volume, each in a time that grows with the logarithm of its intervals. */
export class OwnerIndex {
  readonly #intervals: readonly OwnershipInterval[];
  /** For each interval the first from it on that is in conflict, that is assumed, and that has another owner than it. */
  readonly #nextConflict: Int32Array;
  readonly #nextAssumed: Int32Array;
  readonly #nextOwner: Int32Array;
  /** Hundreds of backups fall into one interval; their owner is told with one object. */
  readonly #told = new Map<number, OwnerDuring>();

  /** `intervals` in time order. */
  constructor(intervals: readonly OwnershipInterval[]) {
    this.#intervals = intervals;
    const count = intervals.length;
    this.#nextConflict = new Int32Array(count);
    this.#nextAssumed = new Int32Array(count);
    this.#nextOwner = new Int32Array(count);
    let [conflict, assumed, owner] = [count, count, count];
    for (let at = count - 1; at >= 0; at--) {
      if (intervals[at]?.certainty === "conflict") conflict = at;
      if (intervals[at]?.certainty === "assumed") assumed = at;
      if (intervals[at]?.node !== intervals[at + 1]?.node) owner = at + 1;
      this.#nextConflict[at] = conflict;
      this.#nextAssumed[at] = assumed;
      this.#nextOwner[at] = owner;
    }
  }

  /** Both ends included. */
  during(from: bigint, to: bigint, tolerance: bigint): OwnerDuring {
    const [first, last] = [this.#indexAt(from), this.#indexAt(to)];
    if (first === null || last === null) return { kind: "unknown" };
    const start = this.#indexAt(from - tolerance) ?? first;
    const end = this.#indexAt(to + tolerance) ?? last;
    const conflict = this.#nextConflict[start] ?? 0;
    const disputed = conflict <= end ? this.#intervals[conflict] : undefined;
    if (disputed !== undefined) return { kind: "conflict", nodes: disputed.claims, interval: disputed };
    if ((this.#nextOwner[start] ?? 0) <= end) return { kind: "moved", nodes: this.#ownersFrom(start, end) };
    // How sure it is depends on the span itself.
    const assumed = this.#nextAssumed[first] ?? 0;
    return this.#owned(assumed <= last ? assumed : first);
  }

  #owned(at: number): OwnerDuring {
    const known = this.#told.get(at);
    if (known !== undefined) return known;
    const interval = this.#intervals[at];
    if (interval === undefined || interval.node === null) return { kind: "unknown" };
    const certainty = interval.certainty === "assumed" ? "assumed" : "certain";
    const owner = { kind: "owned", node: interval.node, certainty, interval } as const;
    this.#told.set(at, owner);
    return owner;
  }

  #ownersFrom(start: number, end: number): readonly string[] {
    const nodes: string[] = [];
    for (let at = start; at <= end && nodes.length < MOST_CHANGES; at = this.#nextOwner[at] ?? end + 1) {
      const node = this.#intervals[at]?.node ?? null;
      if (node !== null) nodes.push(node);
    }
    return nodes;
  }

  /** null: outside all that is known. */
  #indexAt(time: bigint): number | null {
    const count = this.#intervals.length;
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { from = null } = this.#intervals[middle] ?? {};
      if (from === null || from <= time) low = middle + 1;
      else high = middle;
    }
    const interval = this.#intervals[low - 1];
    return interval === undefined || (interval.to !== null && interval.to <= time) ? null : low - 1;
  }
}
