import { filetimeToIso } from "../../shared/filetime.ts";

/** So far from all others a row is likelier to have a wrong year than to be the only one of its time. */
const LONELY_TICKS = 2n * 365n * 24n * 3600n * 10_000_000n;

/** Finds the one row of a list that lies years before, or years behind, all its others. FILETIME ticks. */
export class LoneRows {
  #rows = 0;
  #first = 0n;
  #firstLine = 0;
  #second = 0n;
  #last = 0n;
  #lastLine = 0;
  #lastButOne = 0n;

  add(line: number, start: bigint, end: bigint): void {
    this.#rows++;
    if (this.#rows === 1 || start < this.#first) {
      this.#second = this.#first;
      this.#first = start;
      this.#firstLine = line;
    } else if (this.#rows === 2 || start < this.#second) this.#second = start;
    if (this.#rows === 1 || end > this.#last) {
      this.#lastButOne = this.#last;
      this.#last = end;
      this.#lastLine = line;
    } else if (this.#rows === 2 || end > this.#lastButOne) this.#lastButOne = end;
  }

  /** It is used like any other: that its time is wrong, nobody knows. */
  warnings(): readonly string[] {
    if (this.#rows < 2) return [];
    const isEarly = this.#second - this.#first > LONELY_TICKS;
    // Of two rows each is far from the other.
    const isLate = this.#last - this.#lastButOne > LONELY_TICKS && !(isEarly && this.#rows === 2);
    return [
      ...(isEarly ? [`line ${this.#firstLine} is of ${dayOf(this.#first)}, years before all other rows`] : []),
      ...(isLate ? [`line ${this.#lastLine} is of ${dayOf(this.#last)}, years after all other rows`] : []),
    ];
  }
}

function dayOf(ticks: bigint): string {
  return filetimeToIso(ticks).slice(0, 10);
}
