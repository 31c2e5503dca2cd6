import { distinctTexts } from "../../shared/distinct-texts.ts";
import { compareBigint } from "../../shared/order.ts";
import type { FactSource, OwnershipFact } from "./ownership-facts.ts";

/** A disk that moves may take minutes to come online. */
const SETTLE_TICKS = 10n * 60n * 10_000_000n;
const MOST_SOURCES = 4;
/** So many changes near a snapshot are looked at. */
const NEAR_CHANGES = 16;

/** What facts tell of one moment: who may have owned the volume until then, and who owns it from then on. */
export interface OwnershipChange {
  /** FILETIME ticks: of the announcement, else of the first fact. */
  readonly time: bigint;
  /** Each of them agrees with all that is told; none: not told. */
  readonly from: readonly string[];
  /** One; none: not told; several: facts of this moment disagree. */
  readonly to: readonly string[];
  /** Not only announced. */
  readonly isConfirmed: boolean;
  /** A history has it so until its next row. */
  readonly holds: boolean;
  /** The nodes whose own cluster log shows it. */
  readonly leftInLog: string | null;
  readonly arrivedInLog: string | null;
  /** The first few. */
  readonly sources: readonly FactSource[];
}

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
  return withSnapshots(
    opened.map((change) => change.closed()),
    seen,
    tolerance,
  );
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

/** An export tells of its moment only. Within a move's tolerance either of its nodes is as good. */
function withSnapshots(
  changes: readonly OwnershipChange[],
  seen: readonly OwnershipFact[],
  tolerance: bigint,
): readonly OwnershipChange[] {
  if (seen.length === 0) return changes;
  let next = 0;
  const own: OwnershipChange[] = [];
  for (const { time, to, source } of seen) {
    if (to === null) continue;
    while (changes[next] !== undefined && (changes[next]?.time ?? 0n) < time - tolerance) next++;
    let isTold = false;
    for (let at = next; !isTold && at < next + NEAR_CHANGES; at++) {
      const change = changes[at];
      if (change === undefined || change.time > time + tolerance) break;
      isTold = change.to.includes(to) || change.from.includes(to);
    }
    if (isTold) continue;
    const nodes = { from: [to], to: [to] };
    const told = { isConfirmed: true, holds: false, leftInLog: null, arrivedInLog: null, sources: [source] };
    own.push({ time, ...nodes, ...told });
  }
  return [...changes, ...own].sort((a, b) => compareBigint(a.time, b.time));
}
