import { boundStretches, LONGEST_PAUSE_TICKS, type LogOrigin, type RecordStretch } from "../../evidence/index.ts";
import type { RecordSource, RecordTally } from "../../formats/evtx/index.ts";
import { EARLIEST_RECORD_TIME, plausibleSpan } from "../../shared/plausible-time.ts";

/** Of one origin; a filtered export of a million records would have a million. */
const MAX_STRETCHES = 4096;
/** A collector's log holds records of hundreds of hosts in turns: they share so many, and each gets a few at least. */
const MAX_STRETCHES_OF_LOG = 65_536;
const MIN_STRETCHES = 16;
/** A file of more origins than any collector has is not taken apart. */
const MAX_ORIGINS = 65_536;

/** Tallies the records of one log, in file order, by who wrote them. */
export class StretchTally implements RecordTally {
  readonly #latest: bigint;
  readonly #tallies = new Map<RecordSource, OriginTally>();
  #lastSource: RecordSource | null = null;
  #lastTally: OriginTally;

  /** FILETIME ticks: later times do not widen a span. */
  constructor(latest: bigint) {
    this.#latest = latest;
    this.#lastTally = new OriginTally(latest);
  }

  record(source: RecordSource, idHigh: number, idLow: number, timeHigh: number, timeLow: number): void {
    if (source !== this.#lastSource) {
      let tally = this.#tallies.get(source);
      if (tally === undefined) {
        tally = new OriginTally(this.#latest);
        this.#tallies.set(source, tally);
      }
      tally.most = this.#share();
      this.#lastSource = source;
      this.#lastTally = tally;
    }
    this.#lastTally.record(idHigh, idLow, timeHigh, timeLow);
  }

  #share(): number {
    const share = Math.floor(MAX_STRETCHES_OF_LOG / this.#tallies.size);
    return Math.min(MAX_STRETCHES, Math.max(MIN_STRETCHES, share));
  }

  /** Of all records that were tallied, with an origin or without. */
  span(): Pick<LogOrigin, "from" | "to"> {
    const { first, last } = plausibleSpan(
      [...this.#tallies.values()].flatMap((tally) => [tally.from, tally.to]),
      this.#latest,
    );
    return { from: first, to: last };
  }

  /** Records that do not name computer and channel have no origin. */
  origins(): readonly LogOrigin[] {
    if (this.#tallies.size >= MAX_ORIGINS) return [];
    return [...this.#tallies].flatMap(([{ computer, channel }, tally]) =>
      computer === null || channel === null
        ? []
        : [{ computer, channel, from: tally.from, to: tally.to, stretches: tally.stretches() }],
    );
  }
}

/** The halves of first id, last id, first time and last time, and how many records. */
const FIELDS = 9;
const HIGH = 2 ** 32;

/** Numbers in halves and one reused array: nothing is allocated for a record. */
class OriginTally {
  /** Stretches to keep. */
  most = MAX_STRETCHES;
  #closed = new Uint32Array(FIELDS * 4);
  #closedCount = 0;
  #bounded: readonly RecordStretch[] = [];
  #records = 0;
  #firstIdHigh = 0;
  #firstIdLow = 0;
  #firstTimeHigh = 0;
  #firstTimeLow = 0;
  #idHigh = 0;
  #idLow = 0;
  #timeHigh = 0;
  #timeLow = 0;
  #fromHigh = HIGH;
  #fromLow = 0;
  #toHigh = 0;
  #toLow = 0;
  readonly #earliestHigh = high(EARLIEST_RECORD_TIME);
  readonly #earliestLow = low(EARLIEST_RECORD_TIME);
  readonly #latestHigh: number;
  readonly #latestLow: number;

  constructor(latest: bigint) {
    this.#latestHigh = Number(latest >> 32n);
    this.#latestLow = low(latest);
  }

  record(idHigh: number, idLow: number, timeHigh: number, timeLow: number): void {
    this.#widen(timeHigh, timeLow);
    if (this.#records > 0 && this.#follows(idHigh, idLow) && this.#isSteady(timeHigh, timeLow)) this.#records++;
    else {
      this.#close();
      this.#records = 1;
      this.#firstIdHigh = idHigh;
      this.#firstIdLow = idLow;
      this.#firstTimeHigh = timeHigh;
      this.#firstTimeLow = timeLow;
    }
    this.#idHigh = idHigh;
    this.#idLow = idLow;
    this.#timeHigh = timeHigh;
    this.#timeLow = timeLow;
  }

  get from(): bigint | null {
    return this.#fromHigh === HIGH ? null : whole(this.#fromHigh, this.#fromLow);
  }

  get to(): bigint | null {
    return this.#fromHigh === HIGH ? null : whole(this.#toHigh, this.#toLow);
  }

  /** Ends the tally. */
  stretches(): readonly RecordStretch[] {
    this.#close();
    this.#records = 0;
    this.#bounded = boundStretches([...this.#bounded, ...this.#takeClosed()], this.most);
    return this.#bounded;
  }

  #follows(idHigh: number, idLow: number): boolean {
    if (idLow !== 0) return idLow === this.#idLow + 1 && idHigh === this.#idHigh;
    return this.#idLow === HIGH - 1 && idHigh === this.#idHigh + 1;
  }

  #isSteady(timeHigh: number, timeLow: number): boolean {
    const passed = (timeHigh - this.#timeHigh) * HIGH + (timeLow - this.#timeLow);
    return passed >= -PAUSE && passed <= PAUSE;
  }

  #widen(timeHigh: number, timeLow: number): void {
    const isEarlier = timeHigh < this.#fromHigh || (timeHigh === this.#fromHigh && timeLow < this.#fromLow);
    const isLater = timeHigh > this.#toHigh || (timeHigh === this.#toHigh && timeLow > this.#toLow);
    if (!isEarlier && !isLater) return;
    if (timeHigh < this.#earliestHigh || (timeHigh === this.#earliestHigh && timeLow < this.#earliestLow)) return;
    if (timeHigh > this.#latestHigh || (timeHigh === this.#latestHigh && timeLow > this.#latestLow)) return;
    if (isEarlier) {
      this.#fromHigh = timeHigh;
      this.#fromLow = timeLow;
    }
    if (isLater) {
      this.#toHigh = timeHigh;
      this.#toLow = timeLow;
    }
  }

  #close(): void {
    if (this.#records === 0) return;
    if (this.#closedCount >= this.most) {
      this.#bounded = boundStretches([...this.#bounded, ...this.#takeClosed()], this.most);
    }
    const at = this.#closedCount * FIELDS;
    if (at === this.#closed.length) this.#grow();
    const closed = this.#closed;
    closed[at] = this.#firstIdHigh;
    closed[at + 1] = this.#firstIdLow;
    closed[at + 2] = this.#idHigh;
    closed[at + 3] = this.#idLow;
    closed[at + 4] = this.#firstTimeHigh;
    closed[at + 5] = this.#firstTimeLow;
    closed[at + 6] = this.#timeHigh;
    closed[at + 7] = this.#timeLow;
    closed[at + 8] = this.#records;
    this.#closedCount++;
  }

  #grow(): void {
    const grown = new Uint32Array(this.#closed.length * 2);
    grown.set(this.#closed);
    this.#closed = grown;
  }

  #takeClosed(): readonly RecordStretch[] {
    const stretches = Array.from({ length: this.#closedCount }, (_, index) => {
      const half = (field: number): number => this.#closed[index * FIELDS + field] ?? 0;
      return {
        firstId: whole(half(0), half(1)),
        lastId: whole(half(2), half(3)),
        records: BigInt(half(8)),
        firstTime: whole(half(4), half(5)),
        lastTime: whole(half(6), half(7)),
      };
    });
    this.#closedCount = 0;
    return stretches;
  }
}

const PAUSE = Number(LONGEST_PAUSE_TICKS);

function high(value: bigint): number {
  return Number(BigInt.asUintN(32, value >> 32n));
}

function low(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

function whole(highHalf: number, lowHalf: number): bigint {
  return (BigInt(highHalf) << 32n) | BigInt(lowHalf);
}
