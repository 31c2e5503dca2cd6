import type { Proof } from "../../evidence/index.ts";
import { distinctTexts } from "../../shared/distinct-texts.ts";
import { type Attempt, changed } from "./attempt.ts";
import type { PlacedAttempt } from "./joined-trial.ts";
import { vmKey } from "./placements.ts";

/** Products end the machines of one snapshot one after another: what begins so soon after the others ended is of it too. */
const ALONGSIDE_TICKS = 5n * 600_000_000n;
/** A volume with a thousand machines is proven by a few. */
const MOST_PROOFS = 12;

/**
 * Backup products list machines, and take one snapshot of a volume for all of its machines in a job. Where no list tells
 * the snapshot, those of one volume, job and owner that ran together and ended alike are one trial: taken for so many
 * trials, one snapshot that fails would pass for proof against its owner. `attempts`: whose owners `placed` has, in total order.
 */
export function* joinRuns(
  attempts: readonly Attempt[],
  placed: Iterable<PlacedAttempt>,
): Generator<PlacedAttempt, void, undefined> {
  // A list of volumes may have hundreds of thousands of rows, of which nothing is kept.
  if (attempts.every(isNoMachine)) yield* placed;
  else for (const run of runsOf(placed)) yield run.placed();
}

function runsOf(placed: Iterable<PlacedAttempt>): readonly Run[] {
  const runs: Run[] = [];
  const latestOf = new Map<string, Run>();
  for (const next of placed) {
    const key = isNoMachine(next.attempt) ? null : runKey(next);
    const latest = key === null ? undefined : latestOf.get(key);
    if (latest?.mayHold(next.attempt) === true) {
      latest.add(next.attempt);
      continue;
    }
    const run = new Run(next);
    runs.push(run);
    if (key !== null) latestOf.set(key, run);
  }
  return runs;
}

/** Attempts of one volume that ran together. */
class Run {
  readonly #first: PlacedAttempt;
  readonly #others: Attempt[] = [];
  readonly #machines: Set<string>;
  #end: bigint;

  constructor(first: PlacedAttempt) {
    this.#first = first;
    this.#machines = new Set(first.attempt.vms.map(vmKey));
    this.#end = first.attempt.end;
  }

  /** A machine that it holds already is tried again. */
  mayHold({ start, vms }: Attempt): boolean {
    return start <= this.#end + ALONGSIDE_TICKS && !vms.some((vm) => this.#machines.has(vmKey(vm)));
  }

  add(attempt: Attempt): void {
    this.#others.push(attempt);
    for (const vm of attempt.vms) this.#machines.add(vmKey(vm));
    if (attempt.end > this.#end) this.#end = attempt.end;
  }

  placed(): PlacedAttempt {
    if (this.#others.length === 0) return this.#first;
    const { attempt, volumes } = this.#first;
    const all = [attempt, ...this.#others];
    const joined = changed(attempt, {
      end: this.#end,
      uncertainty: all.reduce((most, { uncertainty }) => (uncertainty > most ? uncertainty : most), 0n),
      vms: distinctTexts(all.flatMap(({ vms }) => vms)),
      vmHosts: distinctTexts(all.flatMap(({ vmHosts }) => vmHosts)),
      failedWithin: all.reduce((sum, { failedWithin = 0 }) => sum + failedWithin, 0),
      evidence: (): Proof => {
        const [first, ...rest] = attempt.evidence();
        const others = this.#others.slice(0, MOST_PROOFS).flatMap((other) => other.evidence());
        return [first, ...[...rest, ...others].slice(0, MOST_PROOFS - 1)];
      },
    });
    return { attempt: joined, volumes };
  }
}

/** A snapshot that is told joins its rows by itself, and rows of volumes alone are what they say. */
function isNoMachine({ vms, snapshot }: Attempt): boolean {
  return vms.length === 0 || snapshot !== null;
}

function runKey({ attempt: { job, proxy, isFailed, isRetry }, volumes }: PlacedAttempt): string | null {
  const owned: string[] = [];
  for (const { volume, owner } of volumes) {
    // Of owners that are not known nobody can say that they are one.
    if (owner.kind !== "owned") return null;
    owned.push(volume, owner.node);
  }
  return JSON.stringify([job, proxy, isFailed, isRetry, owned]);
}
