/** Who wrote a record, by its System. A workspace gives the same object for the same two names. */
export interface RecordSource {
  readonly computer: string | null;
  readonly channel: string | null;
}

/**
 * Told of every record that a scan meets, selected or not, but those that are known to be damaged: who wrote it, its
 * EventRecordID and TimeCreated (else the header's number and time), each of the two as unsigned halves.
 */
export interface RecordTally {
  record(source: RecordSource, idHigh: number, idLow: number, timeHigh: number, timeLow: number): void;
}

/** A file that names more writers than any collector has would fill the memory with them. */
const MAX_SOURCES = 65_536;

const NO_SOURCE: RecordSource = { computer: null, channel: null };

/** Gives one object for each pair of names. */
export class RecordSources {
  readonly #known = new Map<string, RecordSource>();
  #last = NO_SOURCE;

  named(computer: string | null, channel: string | null): RecordSource {
    if (computer === this.#last.computer && channel === this.#last.channel) return this.#last;
    const key = JSON.stringify([computer, channel]);
    let source = this.#known.get(key);
    if (source === undefined) {
      if (this.#known.size >= MAX_SOURCES) return NO_SOURCE;
      source = { computer, channel };
      this.#known.set(key, source);
    }
    this.#last = source;
    return source;
  }
}
