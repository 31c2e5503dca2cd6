import type { EventNeed } from "../evidence/index.ts";

/**
 * How sure a part of an entry is. `verified`: read in a public source. `inferred`: follows from one.
 * `unverified`: general knowledge, or a layout that nobody has published.
 */
export type Certainty = "verified" | "inferred" | "unverified";

/** How sure each part of an entry is. `fields` speaks of their names and order, which a message alone does not verify. */
export interface Certainties {
  readonly id: Certainty;
  readonly channel: Certainty;
  readonly level: Certainty;
  readonly payload: Certainty;
  readonly fields: Certainty;
  readonly message: Certainty;
}

/** What one datum means. Its place in the layout is its number in the message: %1, %2 ... */
export interface Field<K extends string = string> {
  /** This project's own name for it; null where nothing uses it or its meaning is not known. */
  readonly key: K | null;
  /** The Data's Name attribute, or the element's name in UserData; absent where no public source shows one. */
  readonly name?: string;
  readonly label: string;
}

/** One version of an event's data. */
export interface Layout<K extends string = string> {
  readonly fields: readonly Field<K>[];
  /** The message table's text with %1 ...; null when no public source shows it. */
  readonly message: string | null;
}

export type Level = "critical" | "error" | "warning" | "information" | "always" | "audit";

/** One Windows event that matters, keyed on (provider, id): ids alone collide between providers. */
export interface CatalogueEntry<K extends string = string> {
  /** null when the provider's name is each vendor's own. */
  readonly provider: string | null;
  /** Lower case with braces; null for classic providers, which have none, and where no source shows it. */
  readonly providerGuid: string | null;
  readonly id: number;
  readonly channels: readonly [string, ...string[]];
  /** As its first version has it; vendors and versions differ, so nobody selects by it but `need`. */
  readonly levels: readonly [Level, ...Level[]];
  readonly payload: "event-data" | "user-data";
  /** One for each known number of data; several when versions of Windows differ. */
  readonly layouts: readonly [Layout<K>, ...Layout<K>[]];
  /** No value can hold a comma: a single string with commas holds all of them. */
  readonly splitsAtCommas: boolean;
  readonly meaning: string;
  readonly certainty: Certainties;
  readonly sources: readonly [string, ...string[]];
  /** What a reader must select to see it. */
  readonly need: EventNeed;
}

/** An entry as it is written down: what follows from the rest may be left out. */
interface EntryGiven<K extends string>
  extends Omit<CatalogueEntry<K>, "channels" | "levels" | "splitsAtCommas" | "need"> {
  readonly channel: string | readonly [string, ...string[]];
  readonly level: Level | readonly [Level, ...Level[]];
  readonly splitsAtCommas?: true;
  /** Other channels in which the provider may have logged it; read too when they are there. */
  readonly alsoIn?: readonly string[];
}

/** Selects the provider's id in its channels. Of an event without data none are kept. */
export function defineEvent<const K extends string>(given: EntryGiven<K>): CatalogueEntry<K> {
  const { channel, level, alsoIn = [], splitsAtCommas = false, ...entry } = given;
  const channels = typeof channel === "string" ? ([channel] as const) : channel;
  const hasData = entry.layouts.some(({ fields }) => fields.length > 0);
  return {
    ...entry,
    channels,
    levels: typeof level === "string" ? [level] : level,
    splitsAtCommas,
    need: {
      ...(entry.provider === null ? {} : { providers: [entry.provider] }),
      channels: [...new Set([...channels, ...alsoIn])],
      ids: [{ from: entry.id, to: entry.id }],
      ...(hasData ? {} : { keep: "without-data" }),
    },
  };
}

/** A layout's message and its data in order. */
export function layout<const K extends string>(message: string | null, ...fields: readonly Field<K>[]): Layout<K> {
  return { fields, message };
}

/** A datum that is told by its place only, or by `name` where one is published. */
export function datum<const K extends string>(key: K, label: string, name?: string): Field<K> {
  return name === undefined ? { key, label } : { key, label, name };
}

/** A datum that nothing here uses, or whose meaning is not known. */
export function unusedDatum(name?: string): Field<never> {
  return name === undefined ? { key: null, label: "not used" } : { key: null, label: "not used", name };
}
