import { compareText } from "../shared/order.ts";
import { type EventEvidence, type EventFields, eventEvidence, folded } from "./event.ts";

/** What many events of one log have in common. */
export interface CompactEventKind extends Omit<EventFields, "recordId" | "time" | "data"> {
  readonly file: string;
}

const FIRST_CAPACITY = 1024;

/**
 * Events without their data, in 20 bytes each: their time, their record id, and which kind of event of which log they
 * are. An event becomes an object only when it is asked for.
 */
export class CompactEvents {
  readonly kinds: readonly CompactEventKind[];
  readonly #kinds: CompactEventKind[] = [];
  readonly #kindOfKey = new Map<string, number>();
  #times = new BigUint64Array(FIRST_CAPACITY);
  #recordIds = new BigUint64Array(FIRST_CAPACITY);
  #kindOf = new Uint32Array(FIRST_CAPACITY);
  #length = 0;
  #latestKind = 0;

  constructor() {
    this.kinds = this.#kinds;
  }

  get length(): number {
    return this.#length;
  }

  add({ recordId, time, ...fields }: Omit<EventFields, "data">, file: string): void {
    if (this.#length === this.#kindOf.length) this.#grow();
    this.#times[this.#length] = time;
    this.#recordIds[this.#length] = recordId;
    this.#kindOf[this.#length] = this.#kindIndex(fields, file);
    this.#length++;
  }

  /** FILETIME ticks. */
  time(position: number): bigint {
    return this.#times[position] ?? 0n;
  }

  /** Which of `kinds`. */
  kind(position: number): number {
    return this.#kindOf[position] ?? 0;
  }

  /** @throws RangeError where no event stands. */
  event(position: number): EventEvidence {
    const kind = position < this.#length ? this.#kinds[this.kind(position)] : undefined;
    if (kind === undefined) throw new RangeError(`no event at ${position}`);
    const recordId = this.#recordIds[position] ?? 0n;
    return eventEvidence({ ...kind, recordId, time: this.time(position), data: [] }, kind.file);
  }

  /** Positions in the order of `compareEvents`; of a record that several logs hold only the first one's. */
  inOrder(): Uint32Array {
    const ranks = rankKinds(this.#kinds);
    const times = this.#times;
    const recordIds = this.#recordIds;
    const sameRecord = (a: number, b: number): number => {
      const [timeA = 0n, timeB = 0n] = [times[a], times[b]];
      if (timeA !== timeB) return timeA < timeB ? -1 : 1;
      const [kindA, kindB] = [this.kind(a), this.kind(b)];
      const byPlace = rankOf(ranks.place, kindA) - rankOf(ranks.place, kindB);
      if (byPlace !== 0) return byPlace;
      const [idA = 0n, idB = 0n] = [recordIds[a], recordIds[b]];
      if (idA !== idB) return idA < idB ? -1 : 1;
      return rankOf(ranks.event, kindA) - rankOf(ranks.event, kindB);
    };
    const order = Uint32Array.from({ length: this.#length }, (_, position) => position);
    order.sort(
      (a, b) => sameRecord(a, b) || rankOf(ranks.file, this.kind(a)) - rankOf(ranks.file, this.kind(b)) || a - b,
    );
    return order.filter((position, index) => {
      const before = order[index - 1];
      return before === undefined || sameRecord(before, position) !== 0;
    });
  }

  #kindIndex(fields: Omit<CompactEventKind, "file">, file: string): number {
    const { provider, providerGuid, eventId, level, channel, computer } = fields;
    const latest = this.#kinds[this.#latestKind];
    // Records of one kind often follow one another: then no key has to be made.
    if (
      latest?.provider === provider &&
      latest.eventId === eventId &&
      latest.level === level &&
      latest.computer === computer &&
      latest.channel === channel &&
      latest.providerGuid === providerGuid &&
      latest.file === file
    ) {
      return this.#latestKind;
    }
    const key = JSON.stringify([provider, providerGuid, eventId, level, channel, computer, file]);
    const known = this.#kindOfKey.get(key);
    this.#latestKind =
      known ?? this.#kinds.push({ provider, providerGuid, eventId, level, channel, computer, file }) - 1;
    this.#kindOfKey.set(key, this.#latestKind);
    return this.#latestKind;
  }

  #grow(): void {
    const capacity = this.#kindOf.length * 2;
    const times = new BigUint64Array(capacity);
    times.set(this.#times);
    this.#times = times;
    const recordIds = new BigUint64Array(capacity);
    recordIds.set(this.#recordIds);
    this.#recordIds = recordIds;
    const kindOf = new Uint32Array(capacity);
    kindOf.set(this.#kindOf);
    this.#kindOf = kindOf;
  }
}

/** Each kind's place in the order of computer and channel, of provider and id, and of the file; equal kinds share it. */
function rankKinds(kinds: readonly CompactEventKind[]): Readonly<Record<"place" | "event" | "file", Uint32Array>> {
  return {
    place: ranksBy(
      kinds,
      (a, b) =>
        compareText(folded(a.computer), folded(b.computer)) || compareText(folded(a.channel), folded(b.channel)),
    ),
    event: ranksBy(
      kinds,
      (a, b) => compareText(folded(a.provider), folded(b.provider)) || (a.eventId ?? -1) - (b.eventId ?? -1),
    ),
    file: ranksBy(kinds, (a, b) => compareText(a.file, b.file)),
  };
}

function ranksBy(
  kinds: readonly CompactEventKind[],
  compare: (a: CompactEventKind, b: CompactEventKind) => number,
): Uint32Array {
  const sorted = kinds.map((kind, index) => ({ kind, index })).sort((a, b) => compare(a.kind, b.kind));
  const ranks = new Uint32Array(kinds.length);
  let rank = 0;
  sorted.forEach(({ kind, index }, place) => {
    const before = sorted[place - 1];
    if (before !== undefined && compare(before.kind, kind) !== 0) rank++;
    ranks[index] = rank;
  });
  return ranks;
}

function rankOf(ranks: Uint32Array, kind: number): number {
  return ranks[kind] ?? 0;
}
