/** A small seeded generator (mulberry32): the same seed gives the same samples on every machine. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(first: T, ...rest: readonly T[]): T {
    return rest[this.between(0, rest.length) - 1] ?? first;
  }

  guid(): string {
    const digits = Array.from({ length: 32 }, () => this.between(0, 15).toString(16)).join("");
    const groups = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20)];
    return `{${groups.join("-")}-${digits.slice(20)}}`;
  }
}
