import { compareBigint } from "../../shared/order.ts";
import { type Attempt, SAME_SNAPSHOT_TICKS } from "./attempt.ts";

/** What is one snapshot: its attempts, and the time that they and all before them take. */
interface Snapshot {
  readonly from: bigint;
  to: bigint;
  readonly parts: Attempt[];
}

/** A snapshot set whose volumes went differently is an attempt for each: what names the set alone may be any one's. */
export class SnapshotParts {
  readonly #snapshots = new Map<string, Snapshot[]>();

  constructor(attempts: readonly Attempt[]) {
    const withSnapshot = attempts.filter(({ snapshot }) => snapshot !== null);
    for (const attempt of withSnapshot.sort((a, b) => compareBigint(a.start, b.start))) this.#add(attempt);
  }

  /** Of the one nearest that time, where several have the number; empty: there is none. */
  of(snapshot: string, time: bigint): readonly Attempt[] {
    const all = this.#snapshots.get(snapshot) ?? [];
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((all[middle]?.from ?? time) <= time) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [all[low - 1], all[low]];
    if (before === undefined || after === undefined) return (before ?? after)?.parts ?? [];
    return after.from - time < time - before.to ? after.parts : before.parts;
  }

  #add(attempt: Attempt): void {
    const { snapshot, start, end } = attempt;
    if (snapshot === null) return;
    const all = this.#snapshots.get(snapshot);
    const last = all?.at(-1);
    if (last !== undefined && start - last.to <= SAME_SNAPSHOT_TICKS) {
      last.parts.push(attempt);
      if (end > last.to) last.to = end;
      return;
    }
    const one: Snapshot = { from: start, to: end, parts: [attempt] };
    if (all === undefined) this.#snapshots.set(snapshot, [one]);
    else all.push(one);
  }
}
