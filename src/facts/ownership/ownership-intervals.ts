import type { Proof } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import type { LogSilence } from "./log-silence.ts";
import type { OwnershipChange } from "./ownership-changes.ts";
import { type FactSource, refOf } from "./ownership-facts.ts";

/**
 * `certain`: two facts that agree stand at its ends, a history holds, or the owner's own log goes on without a word of a
 * move. `assumed`: extrapolated beyond the first or last fact, or known from one end only. `conflict`: facts disagree, or the
 * volume went from one to another at a moment that nothing tells; `claims` has all nodes that they name.
 */
type OwnershipCertainty = "certain" | "assumed" | "conflict";

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

/** In time order, without holes but where nothing tells an owner. `changes` in order of time. */
export function intervalsOf(changes: readonly OwnershipChange[], silence: LogSilence): readonly OwnershipInterval[] {
  const drawn = new DrawnIntervals();
  const [first] = changes;
  if (first !== undefined) beforeFirst(first, silence, drawn);
  let before: OwnershipChange | null = null;
  for (const change of changes) {
    if (before !== null) between(before, change, silence, drawn);
    before = change;
  }
  if (before !== null) afterLast(before, silence, drawn);
  return drawn.intervals();
}

function beforeFirst(first: OwnershipChange, silence: LogSilence, drawn: DrawnIntervals): void {
  const [node, another] = first.from;
  if (node === undefined || another !== undefined) return;
  const known = first.leftInLog === null ? null : silence.since(first.leftInLog, first.time);
  const since = known ?? first.time;
  drawn.add({ from: null, to: since, claims: [node], certainty: "assumed" }, first);
  drawn.add({ from: since, to: first.time, claims: [node], certainty: "certain" }, first);
}

function afterLast(last: OwnershipChange, silence: LogSilence, drawn: DrawnIntervals): void {
  const { time, to: claims } = last;
  if (claims.length === 0) return;
  if (claims.length > 1) drawn.add({ from: time, to: null, claims, certainty: "conflict" }, last);
  else if (last.holds) drawn.add({ from: time, to: null, claims, certainty: "certain" }, last);
  else {
    const until = silentUntil(last, silence) ?? time;
    drawn.add({ from: time, to: until, claims, certainty: "certain" }, last);
    drawn.add({ from: until, to: null, claims, certainty: "assumed" }, last);
  }
}

function between(before: OwnershipChange, after: OwnershipChange, silence: LogSilence, drawn: DrawnIntervals): void {
  const span = { from: before.time, to: after.time };
  const { claims, certainty } = ownerBetween(before, after);
  if (certainty !== "assumed" || before.to.length === 0) {
    drawn.add({ ...span, claims, certainty }, before, after);
    return;
  }
  const until = silentUntil(before, silence);
  const known = until === null ? before.time : until < after.time ? until : after.time;
  drawn.add({ from: before.time, to: known, claims, certainty: "certain" }, before, after);
  drawn.add({ from: known, to: after.time, claims, certainty }, before, after);
}

interface OwnerBetween {
  readonly claims: readonly string[];
  readonly certainty: OwnershipCertainty;
}

function ownerBetween(before: OwnershipChange, after: OwnershipChange): OwnerBetween {
  const [owner, anotherOwner] = before.to;
  if (anotherOwner !== undefined) return { claims: before.to, certainty: "conflict" };
  // What comes online where it was has only been restarted.
  const isBack = after.from.length === 0 && owner !== undefined && after.to.includes(owner);
  if (owner !== undefined) {
    if (after.from.includes(owner) || isBack) return { claims: [owner], certainty: "certain" };
    if (after.from.length > 0) return { claims: distinctTexts([owner, ...after.from]), certainty: "conflict" };
    return { claims: [owner], certainty: before.holds ? "certain" : "assumed" };
  }
  // It left, and nothing says where to.
  const former = before.from[0] ?? "";
  const later = after.from.length > 0 ? after.from : after.to;
  const next = later.find((node) => node !== former);
  if (next === undefined) return { claims: [former], certainty: "assumed" };
  if (after.from.length > 0) return { claims: [next], certainty: "assumed" };
  return { claims: distinctTexts([former, next]), certainty: "conflict" };
}

/** As far as the new owner's own log, which shows that it came, shows nothing more. */
function silentUntil({ arrivedInLog, to, time }: OwnershipChange, silence: LogSilence): bigint | null {
  if (arrivedInLog === null || !to.includes(arrivedInLog)) return null;
  const until = silence.until(arrivedInLog, time);
  return until === null || until < time ? null : until;
}

interface Span extends OwnerBetween {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/** Those of one owner that touch are one. */
class DrawnIntervals {
  readonly #drawn: DrawnInterval[] = [];

  add(span: Span, start: OwnershipChange, end: OwnershipChange = start): void {
    if (span.from !== null && span.to !== null && span.from >= span.to) return;
    if (span.from === null && span.to === null) return;
    const last = this.#drawn.at(-1);
    if (last?.continues(span) === true) last.extend(span.to, end);
    else this.#drawn.push(new DrawnInterval(span, start, end));
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

  constructor({ from, to, claims, certainty }: Span, start: OwnershipChange, end: OwnershipChange) {
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

  extend(to: bigint | null, end: OwnershipChange): void {
    this.to = to;
    this.#end = end.sources;
  }
}
