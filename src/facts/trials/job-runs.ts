import type { Proof } from "../../evidence/index.ts";
import { compareBigint } from "../../shared/order.ts";
import type { Attempt } from "./attempt.ts";
import type { LeftOutAttempts } from "./trial.ts";

/** A task may be told to begin or end so long outside its job's run: products round, and end a job with its last task. */
const SLACK_TICKS = 60n * 10_000_000n;

/** Runs of jobs whose parts are given too, for they are no attempts beside these. */
export interface JobRuns {
  /** All that are not told by others. */
  readonly attempts: readonly Attempt[];
  /** Those that say no more than their tasks. */
  readonly told: readonly Attempt[];
  /** Those that failed though every task of them that is given passed: something failed, and nothing tells where. */
  readonly failedAlone: readonly Attempt[];
}

/**
 * A product's list of jobs names neither volumes nor machines; its list of tasks does. Where both are given, a run of a job is told
 * by its tasks: those of the same run, or where either list has no such id, those of the job's name within the run's time.
 */
export function withoutToldRuns(attempts: readonly Attempt[]): JobRuns {
  const runs = attempts.filter(isRun);
  if (runs.length === 0) return { attempts, told: [], failedAlone: [] };
  const tasks = attempts.filter((attempt) => !isRun(attempt));
  const all = new Tasks(tasks);
  const failed = new Tasks(tasks.filter(({ isFailed, failedWithin = 0 }) => isFailed || failedWithin > 0));
  const told = new Set(runs.filter((run) => all.haveOf(run)));
  const failedAlone = new Set([...told].filter((run) => run.isFailed && !failed.haveOf(run)));
  return {
    attempts: attempts.filter((attempt) => !told.has(attempt)),
    told: [...told].filter((run) => !failedAlone.has(run)),
    failedAlone: [...failedAlone],
  };
}

/** By why. */
export function leftOutRuns({ told, failedAlone }: Pick<JobRuns, "told" | "failedAlone">): readonly LeftOutAttempts[] {
  return [...leftOutAs("told-by-tasks", told), ...leftOutAs("job-failed-alone", failedAlone)];
}

/** `attempts`: the first stands for all. */
export function leftOutAs(code: string, attempts: readonly Attempt[]): readonly LeftOutAttempts[] {
  const [first] = attempts;
  if (first === undefined) return [];
  const evidence: Proof = first.evidence();
  const failed = attempts.reduce((sum, { isFailed }) => sum + Number(isFailed), 0);
  return [{ code, count: attempts.length, failed, evidence }];
}

function isRun({ volumes, vms, job, run }: Attempt): boolean {
  return volumes.length === 0 && vms.length === 0 && (job !== null || run !== null);
}

class Tasks {
  readonly #runs: ReadonlySet<string>;
  readonly #ofJob: ReadonlyMap<string, TasksOfJob>;
  /** Those whose run is not told. */
  readonly #ofJobAlone: ReadonlyMap<string, TasksOfJob>;

  constructor(tasks: readonly Attempt[]) {
    this.#runs = new Set(tasks.flatMap(({ run }) => run ?? []));
    this.#ofJob = byJob(tasks);
    this.#ofJobAlone = byJob(tasks.filter(({ run }) => run === null));
  }

  haveOf({ run, job, start, end, uncertainty }: Attempt): boolean {
    if (run !== null && this.#runs.has(run)) return true;
    if (job === null) return false;
    const slack = SLACK_TICKS + uncertainty;
    const named = (run === null ? this.#ofJob : this.#ofJobAlone).get(jobKey(job));
    return named?.haveWithin(start - slack, end + slack) ?? false;
  }
}

/** The tasks of one job, so that a run of it is looked up and not compared with each. */
class TasksOfJob {
  readonly #starts: readonly bigint[];
  /** The earliest end of a task and all that start after it. */
  readonly #earliestEnds: readonly bigint[];

  constructor(tasks: readonly Attempt[]) {
    const sorted = [...tasks].sort((a, b) => compareBigint(a.start, b.start));
    let earliest: bigint | null = null;
    const ends: bigint[] = [];
    for (const { end } of sorted.toReversed()) {
      if (earliest === null || end < earliest) earliest = end;
      ends.push(earliest);
    }
    this.#starts = sorted.map(({ start }) => start);
    this.#earliestEnds = ends.reverse();
  }

  haveWithin(from: bigint, to: bigint): boolean {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? from) < from) low = middle + 1;
      else high = middle;
    }
    const end = this.#earliestEnds[low];
    return end !== undefined && end <= to;
  }
}

function byJob(tasks: readonly Attempt[]): ReadonlyMap<string, TasksOfJob> {
  const groups = new Map<string, Attempt[]>();
  for (const task of tasks) {
    if (task.job === null) continue;
    const group = groups.get(jobKey(task.job));
    if (group === undefined) groups.set(jobKey(task.job), [task]);
    else group.push(task);
  }
  return new Map([...groups].map(([job, ofJob]) => [job, new TasksOfJob(ofJob)]));
}

function jobKey(job: string): string {
  return job.trim().toLowerCase();
}
