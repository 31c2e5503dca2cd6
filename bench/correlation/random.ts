/** Numbers that look like chance and are the same on every run with the same seed. */
export interface Chance {
  /** At least 0, below 1. */
  share(): number;
  between(least: number, most: number): number;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
  /** So many of the values, each once. */
  sample<T>(values: readonly T[], count: number): readonly T[];
}

/** Mulberry32: 32 bits of state, enough for a few thousand draws a cluster. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(share() * (most - least + 1));
  return {
    share,
    whole,
    between: (least, most) => least + share() * (most - least),
    happens: (probability) => share() < probability,
    pick: (values) => values[whole(0, values.length - 1)] ?? values[0],
    sample(values, count) {
      const left = [...values];
      const drawn: (typeof values)[number][] = [];
      while (drawn.length < count && left.length > 0) drawn.push(...left.splice(whole(0, left.length - 1), 1));
      return drawn;
    },
  };
}
