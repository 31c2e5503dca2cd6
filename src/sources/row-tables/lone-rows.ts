import { filetimeToIso } from "../../shared/filetime.ts";

/** So far from all others a row is likelier to have a wrong year than to be the only one of its time. */
const LONELY_TICKS = 2n * 365n * 24n * 3600n * 10_000_000n;

interface Outermost {
  readonly ticks: bigint;
  readonly line: number;
}

/** Finds the one row of a list that lies years before, or years behind, all its others. FILETIME ticks. */
export class LoneRows {
  #rows = 0;
  #first: Outermost | null = null;
  #second: Outermost | null = null;
  #last: Outermost | null = null;
  #lastButOne: Outermost | null = null;

  add(line: number, start: bigint, end: bigint): void {
    this.#rows++;
    if (this.#first === null || start < this.#first.ticks) {
      this.#second = this.#first;
      this.#first = { ticks: start, line };
    } else if (this.#second === null || start < this.#second.ticks) this.#second = { ticks: start, line };
    if (this.#last === null || end > this.#last.ticks) {
      this.#lastButOne = this.#last;
      this.#last = { ticks: end, line };
    } else if (this.#lastButOne === null || end > this.#lastButOne.ticks) this.#lastButOne = { ticks: end, line };
  }

  /** It is used like any other: that its time is wrong, nobody knows. */
  warnings(): readonly string[] {
    const [first, second, last, lastButOne] = [this.#first, this.#second, this.#last, this.#lastButOne];
    if (first === null || second === null || last === null || lastButOne === null) return [];
    const isEarly = second.ticks - first.ticks > LONELY_TICKS;
    // Of two rows each is far from the other.
    const isLate = last.ticks - lastButOne.ticks > LONELY_TICKS && !(isEarly && this.#rows === 2);
    return [
      ...(isEarly ? [`line ${first.line} is of ${dayOf(first)}, years before all other rows`] : []),
      ...(isLate ? [`line ${last.line} is of ${dayOf(last)}, years after all other rows`] : []),
    ];
  }
}

function dayOf({ ticks }: Outermost): string {
  return filetimeToIso(ticks).slice(0, 10);
}
