import type { Proof } from "../../evidence/index.ts";
import type { OwnershipChange } from "./ownership-change.ts";
import { type FactSource, refOf } from "./ownership-facts.ts";

/**
 * `certain`: two facts that agree stand at its ends, a row of a history holds (up to the volume's next one, and the last one
 * for good), or the owner's own log goes on without a word of a
 * move. `assumed`: extrapolated beyond the first or last fact, or known from one end only. `conflict`: facts disagree, or the
 * volume went from one to another at a moment that nothing tells; `claims` has all nodes that they name.
 */
export type OwnershipCertainty = "certain" | "assumed" | "conflict";

/** One volume had one owner from the first moment up to the second, which is the next one's first. FILETIME ticks. */
export interface OwnershipInterval {
  /** null: since before anything is known. */
  readonly from: bigint | null;
  /** null: for as long as anything is known. */
  readonly to: bigint | null;
  /** null: in conflict. */
  readonly node: string | null;
  readonly certainty: OwnershipCertainty;
  /** Sorted; of an owner that is not in conflict the node alone. */
  readonly claims: readonly string[];
  /** A few, from either end; made when they are asked for. */
  readonly sources: Proof;
}

/** Part of a volume's time, and whom facts name as its owner in it. */
export interface Span {
  /** null: since before anything is known, or for as long as anything is. */
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** One, or several in conflict; sorted. */
  readonly claims: readonly string[];
  readonly certainty: OwnershipCertainty;
  /** What it stands on. */
  readonly start: OwnershipChange;
  readonly end: OwnershipChange;
}

/** Those of one owner that touch are one. */
export class DrawnIntervals {
  readonly #drawn: DrawnInterval[] = [];

  add(span: Span): void {
    if (span.from !== null && span.to !== null && span.from >= span.to) return;
    if (span.from === null && span.to === null) return;
    const last = this.#drawn.at(-1);
    if (last?.continues(span) === true) last.extend(span);
    else this.#drawn.push(new DrawnInterval(span));
  }

  intervals(): readonly OwnershipInterval[] {
    return this.#drawn;
  }
}

const NO_CLAIMS: readonly string[] = [];

class DrawnInterval implements OwnershipInterval {
  readonly from: bigint | null;
  to: bigint | null;
  readonly node: string | null;
  readonly certainty: OwnershipCertainty;
  readonly #conflict: readonly string[];
  readonly #start: readonly FactSource[];
  #end: readonly FactSource[];

  constructor({ from, to, claims, certainty, start, end }: Span) {
    this.from = from;
    this.to = to;
    this.node = certainty === "conflict" ? null : (claims[0] ?? null);
    this.certainty = certainty;
    this.#conflict = certainty === "conflict" ? claims : NO_CLAIMS;
    this.#start = start.sources;
    this.#end = end.sources;
  }

  get claims(): readonly string[] {
    return this.node === null ? this.#conflict : [this.node];
  }

  get sources(): Proof {
    const [first, ...rest] = [...new Set([...this.#start, ...this.#end])].map(refOf);
    if (first === undefined) throw new TypeError("an interval without a source");
    return [first, ...rest];
  }

  continues({ from, claims, certainty }: Span): boolean {
    if (certainty !== this.certainty || from !== this.to) return false;
    if (this.node !== null) return this.node === claims[0];
    const { claims: own } = this;
    return claims.length === own.length && claims.every((claim, at) => claim === own[at]);
  }

  extend({ to, end }: Span): void {
    this.to = to;
    this.#end = end.sources;
  }
}
