import { ByteWriter, type EventSystem, type RecordView } from "../../formats/evtx/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { appendEntry, forEachEntry } from "./sorting/entry-block.ts";
import { SortedRuns, type SortedRunsOptions } from "./sorting/sorted-runs.ts";
import { SortKeyReader, SortKeyWriter } from "./sorting/sort-key.ts";

/** What records may be counted by. `day` is the UTC day of TimeCreated, `2025-06-08`. */
export const COUNT_FIELDS = ["provider", "id", "computer", "channel", "day"] as const;
export type CountField = (typeof COUNT_FIELDS)[number];

export interface RecordCount {
  /** In the order of the fields; null where the records do not carry it. */
  readonly values: readonly (string | null)[];
  readonly count: number;
}

interface Group {
  readonly values: readonly (string | null)[];
  count: number;
}

const GROUPS_IN_MEMORY = 20_000;

/** Counts records by some of their fields; any thread may do that, RecordCounts takes the bytes. */
export class CountEntries {
  readonly out = new ByteWriter();
  readonly #fields: readonly CountField[];
  readonly #key = new SortKeyWriter();
  #groups = new Map<string, Group>();

  constructor(fields: readonly CountField[]) {
    this.#fields = fields;
  }

  add(record: RecordView): void {
    const system = record.system();
    const values = this.#fields.map((field) => valueOf(system, field));
    // Values may hold any character: JSON keeps them apart.
    const name = JSON.stringify(values);
    const group = this.#groups.get(name);
    if (group !== undefined) group.count++;
    else {
      if (this.#groups.size >= GROUPS_IN_MEMORY) this.flush();
      this.#groups.set(name, { values, count: 1 });
    }
  }

  /** Moves what was counted so far to `out`. */
  flush(): void {
    for (const { values, count } of this.#groups.values()) {
      appendEntry(
        this.out,
        (out) => {
          for (const [index, value] of values.entries()) this.#writeValue(out, this.#fields[index], value);
        },
        (out) => this.#key.whole(out, count),
      );
    }
    this.#groups = new Map();
  }

  /** Ids sort as numbers, everything else as text. */
  #writeValue(out: ByteWriter, field: CountField | undefined, value: string | null): void {
    if (field !== "id") this.#key.text(out, value);
    else this.#key.whole(out, value === null ? 0 : Number(value) + 1);
  }
}

/** Sums counts, in bounded memory however many groups there are. */
export class RecordCounts {
  readonly #fields: readonly CountField[];
  readonly #options: SortedRunsOptions;
  readonly #partial: SortedRuns;

  constructor(fields: readonly CountField[], options: SortedRunsOptions) {
    this.#fields = fields;
    // Both sorts are alive while the groups are summed, and share the memory.
    this.#options = { ...options, memoryBytes: (options.memoryBytes ?? 16 << 20) >> 1 };
    this.#partial = new SortedRuns(this.#options);
  }

  /** Takes what CountEntries gathered in `out`. */
  take(entries: Uint8Array): void {
    forEachEntry(entries, (key, payload) => this.#partial.add(key, payload));
  }

  /** Hands out the groups, the most frequent first, equal ones in order of their values. */
  async finish(breathe: () => Promise<void>, visit: (row: RecordCount) => Promise<void> | void): Promise<void> {
    await this.#partial.prepare(breathe);
    const byCount = new SortedRuns(this.#options);
    try {
      for (const key of this.#keysByCount()) byCount.add(key, EMPTY);
      this.#partial.close();
      await byCount.prepare(breathe);
      const reader = new SortKeyReader();
      for (const { key } of byCount.entries()) {
        reader.start(key);
        const count = Number.MAX_SAFE_INTEGER - reader.whole();
        await visit({ count, values: this.#fields.map((field) => readValue(reader, field)) });
      }
    } finally {
      byCount.close();
    }
  }

  /** Removes temporary files. Safe to call at any time. */
  close(): void {
    this.#partial.close();
  }

  /** For each group its sum, turned round so that the highest sorts first, and its values. */
  *#keysByCount(): Generator<Uint8Array, void, void> {
    const reader = new SortKeyReader();
    const writer = new SortKeyWriter();
    const current = new ByteWriter(256);
    const ranked = new ByteWriter(256);
    const withCount = (count: number): Uint8Array => {
      ranked.reset();
      writer.whole(ranked, Number.MAX_SAFE_INTEGER - count);
      ranked.append(current.written());
      return ranked.written();
    };
    let count = 0;
    for (const { key, payload } of this.#partial.entries()) {
      if (count > 0 && Buffer.compare(current.written(), key) !== 0) {
        yield withCount(count);
        count = 0;
      }
      if (count === 0) {
        current.reset();
        current.append(key);
      }
      count += reader.start(payload).whole();
    }
    if (count > 0) yield withCount(count);
  }
}

const EMPTY = new Uint8Array(0);

function valueOf(system: EventSystem, field: CountField): string | null {
  switch (field) {
    case "provider":
      return system.provider;
    case "id":
      return system.eventId === null ? null : String(system.eventId);
    case "computer":
      return system.computer;
    case "channel":
      return system.channel;
    case "day":
      return filetimeToIso(system.time).slice(0, 10);
  }
}

function readValue(reader: SortKeyReader, field: CountField): string | null {
  if (field !== "id") return reader.text();
  const id = reader.whole();
  return id === 0 ? null : String(id - 1);
}
