import type { EventNeed } from "../evidence/index.ts";

/**
 * How sure a part of an entry is. `verified`: read in a public source. `inferred`: follows from one.
 * `unverified`: general knowledge, or a layout that nobody has published.
 */
export type Certainty = "verified" | "inferred" | "unverified";

/** One Windows event that matters, keyed on (provider, id): ids alone collide between providers. */
export interface CatalogueEntry {
  /** null when the provider's name is each vendor's own. */
  readonly provider: string | null;
  /** Lower case with braces; null for classic providers, which have none. */
  readonly providerGuid: string | null;
  readonly id: number;
  readonly channel: string;
  readonly level: "error" | "warning" | "information";
  readonly payload: "event-data" | "user-data";
  /** What %1, %2 ... mean, in order. Data without names is told apart by position only. */
  readonly fields: readonly string[];
  /** The message table's text with %n; null when no public source shows it. */
  readonly message: string | null;
  readonly meaning: string;
  readonly certainty: {
    readonly id: Certainty;
    readonly channel: Certainty;
    readonly level: Certainty;
    readonly payload: Certainty;
    readonly fields: Certainty;
    readonly message: Certainty;
  };
  readonly sources: readonly string[];
  /** What a reader must select to see it. */
  readonly need: EventNeed;
}
