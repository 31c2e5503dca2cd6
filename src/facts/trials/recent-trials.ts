/** Longer than any retry comes late, with the time that the attempt itself may have taken. FILETIME ticks. */
const GENERATION_TICKS = 7n * 24n * 36_000_000_000n;

/**
 * What was set lately, by key; asked and set in order of time. A list may go over years, and nobody tries again what failed
 * a week ago: what was neither set nor asked for in the week before the last is forgotten, so that little is kept at a time.
 */
export class RecentTrials<T> {
  #recent = new Map<string, T>();
  #older: ReadonlyMap<string, T> = new Map();
  #since: bigint | null = null;

  /** All that follows is not before this time. */
  pass(time: bigint): void {
    this.#since ??= time;
    if (time - this.#since <= GENERATION_TICKS) return;
    this.#older = time - this.#since > 2n * GENERATION_TICKS ? new Map() : this.#recent;
    this.#recent = new Map();
    this.#since = time;
  }

  get(key: string): T | undefined {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const older = this.#older.get(key);
    if (older !== undefined) this.#recent.set(key, older);
    return older;
  }

  set(key: string, value: T): void {
    this.#recent.set(key, value);
  }
}
