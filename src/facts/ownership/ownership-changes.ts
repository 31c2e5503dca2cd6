import { distinctTexts } from "../../shared/distinct-texts.ts";
import { joinDisputed } from "./disputed-changes.ts";
import { MOST_SOURCES, type OwnershipChange } from "./ownership-change.ts";
import type { FactSource, OwnershipFact } from "./ownership-facts.ts";
import { withSnapshots } from "./snapshot-changes.ts";

/** A disk that moves may take minutes to come online. */
const SETTLE_TICKS = 10n * 60n * 10_000_000n;

/**
 * Facts that tell of one move are one change, though clocks differ by `tolerance` (ticks) and a disk takes its time. `facts` in
 * order; changes in order of time.
 */
export function joinFacts(facts: readonly OwnershipFact[], tolerance: bigint): readonly OwnershipChange[] {
  const opened: OpenChange[] = [];
  const history = new History();
  for (const fact of facts) {
    if (fact.kind === "seen") continue;
    const isSameRow = fact.kind === "listed" && history.isAt(fact.time);
    if (fact.kind === "listed") history.add(fact);
    const last = opened.at(-1);
    if (last?.accepts(fact, tolerance) === true) last.add(fact, history);
    else if (last !== undefined && isSameRow) last.contradict(fact);
    else opened.push(new OpenChange(fact, history));
  }
  const seen = facts.filter(({ kind }) => kind === "seen");
  const moves = opened.map((change) => change.closed());
  return joinDisputed(withSnapshots(moves, seen, tolerance), tolerance);
}

/** What the rows of a history say, up to the last that was added. */
class History {
  #time: bigint | null = null;
  /** Several where rows of one moment disagree. */
  #nodes: Set<string> = new Set();
  #before: readonly string[] = [];

  /** Of the rows before those of the last moment. */
  get before(): readonly string[] {
    return this.#before;
  }

  isAt(time: bigint): boolean {
    return this.#time === time;
  }

  add({ time, to }: OwnershipFact): void {
    if (!this.isAt(time)) {
      this.#before = distinctTexts(this.#nodes);
      this.#nodes = new Set();
      this.#time = time;
    }
    if (to !== null) this.#nodes.add(to);
  }
}

class OpenChange {
  readonly #start: bigint;
  #announcedAt: bigint | null = null;
  #from: string | null = null;
  #to: string | null = null;
  /** Of further rows of the same moment. */
  #others: Set<string> | null = null;
  #listedBefore: readonly string[] | null = null;
  #isConfirmed = false;
  #leftInLog: string | null = null;
  #arrivedInLog: string | null = null;
  #sources: readonly FactSource[] = [];

  constructor(fact: OwnershipFact, history: History) {
    this.#start = fact.time;
    this.add(fact, history);
  }

  accepts({ kind, time, from, to }: OwnershipFact, tolerance: bigint): boolean {
    if (this.#others !== null) return false;
    const isExpected = (kind === "left" || kind === "arrived") && (this.#announcedAt !== null || this.#to === null);
    const patience = isExpected && tolerance < SETTLE_TICKS ? SETTLE_TICKS : tolerance;
    if (time - this.#start > patience) return false;
    // What leaves the node that it has just come to is the next move.
    if (kind === "left" && from === this.#to) return from === this.#from;
    return agree(from, this.#from) && agree(to, this.#to);
  }

  add({ kind, time, from, to, writer, source }: OwnershipFact, history: History): void {
    this.#from ??= from;
    this.#to ??= to;
    if (kind === "announced") this.#announcedAt ??= time;
    else if (to !== null) this.#isConfirmed = true;
    if (kind === "listed") this.#listedBefore ??= history.before;
    if (isInClusterLog(source)) {
      if (writer === from) this.#leftInLog = writer;
      if (kind === "arrived") this.#arrivedInLog = writer;
    }
    this.#prove(source);
  }

  /** Another row of this moment names another node. */
  contradict({ to, source }: OwnershipFact): void {
    this.#others ??= new Set();
    if (to !== null) this.#others.add(to);
    this.#prove(source);
  }

  /** Nearly all changes of a history have one source; a list that is made by adding would have room for sixteen more. */
  #prove(source: FactSource): void {
    if (this.#sources.length === 0) this.#sources = [source];
    else if (this.#sources.length < MOST_SOURCES) this.#sources = [...this.#sources, source];
  }

  closed(): OwnershipChange {
    const own = this.#to === null ? [] : [this.#to];
    const to = this.#others === null ? own : distinctTexts([...own, ...this.#others]);
    return {
      time: this.#announcedAt ?? this.#start,
      from: this.#from === null ? this.#fromHistory(to) : [this.#from],
      to,
      isConfirmed: this.#isConfirmed,
      isDisputed: false,
      holds: this.#listedBefore !== null,
      leftInLog: this.#leftInLog,
      arrivedInLog: this.#arrivedInLog,
      sources: this.#sources,
    };
  }

  /** The row before holds until this one, which may come late to what it says. */
  #fromHistory(to: readonly string[]): readonly string[] {
    const before = this.#listedBefore ?? [];
    return before.length === 0 ? [] : [...new Set([...before, ...to])];
  }
}

function agree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** The channel whose silence tells that nothing happened. */
function isInClusterLog(source: FactSource): boolean {
  return "ref" in source && isClusterLog(source.channel ?? "");
}

export function isClusterLog(channel: string): boolean {
  return channel.toLowerCase() === "microsoft-windows-failoverclustering/operational";
}
