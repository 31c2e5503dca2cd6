import {
  defectAccount,
  type FoundPath,
  joinAccounts,
  type LogAccount,
  planScanUnits,
  problemAccount,
  type ScanUnit,
} from "../../../event-logs.ts";
import type { ReadMeans } from "../read-means.ts";
import { ReadingThread } from "./reading-thread.ts";
import { UnitReading } from "./unit-reading.ts";

/**
 * Reads logs in several threads: each takes the next unit (a log, or a range of a large one), and what comes of the
 * units is taken in their order, so that the result is that of one thread, byte for byte.
 */
export async function readWithThreads(
  found: readonly FoundPath[],
  means: ReadMeans,
  threads: number,
): Promise<readonly LogAccount[]> {
  const { notes, progress, signal } = means;
  const pool = new ThreadPool(found, means);
  const units = planScanUnits(found);
  const readings = units.map((unit) => (unit.kind === "unit" ? pool.enqueue(unit) : null));
  const interrupt = (): void => {
    for (const reading of readings) reading?.fail(signal.reason);
  };
  signal.addEventListener("abort", interrupt);
  const bytesTotal = units.reduce((sum, unit) => sum + (unit.kind === "unit" ? unit.bytes : 0), 0);
  const accounts: LogAccount[] = [];
  try {
    signal.throwIfAborted();
    pool.start(threads);
    let bytesRead = 0;
    let parts: LogAccount[] = [];
    for (const [index, unit] of units.entries()) {
      const reading = readings[index];
      if (unit.kind === "problem") parts = [problemAccount(unit.path, unit.problem)];
      else if (reading !== null && reading !== undefined) {
        parts.push(await consume(reading, unit, means));
        bytesRead += unit.bytes;
        progress.update(bytesRead, bytesTotal);
        if (!unit.isLastOfLog) continue;
      }
      const path = unit.kind === "unit" ? unit.log.path : unit.path;
      const account = joinAccounts(path, parts);
      notes.account(account);
      accounts.push(account);
      parts = [];
    }
    return accounts;
  } finally {
    signal.removeEventListener("abort", interrupt);
    await pool.close();
  }
}

/** Takes all that comes of one unit. */
async function consume(reading: UnitReading, { log }: ScanUnit, { result, notes }: ReadMeans): Promise<LogAccount> {
  for (;;) {
    const message = await reading.next();
    switch (message.kind) {
      case "piece":
        for (const damage of message.damages) notes.damage(damage, log);
        for (const remark of message.remarks) notes.remark(remark, log);
        if (message.bytes.length > 0) await result.take(message.bytes);
        reading.thread?.giveBack(message.bytes);
        break;
      case "done":
        return message.account;
      case "failed":
        return defectAccount(log.path, message.error);
    }
  }
}

class ThreadPool {
  readonly #means: ReadMeans;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #queue: { readonly unit: ScanUnit; readonly reading: UnitReading }[] = [];
  readonly #threads = new Set<ReadingThread>();
  #closed = false;

  constructor(found: readonly FoundPath[], means: ReadMeans) {
    this.#means = means;
    this.#positions = new Map(found.map(({ path }, position) => [path, position]));
  }

  enqueue(unit: ScanUnit): UnitReading {
    const reading = new UnitReading();
    this.#queue.push({ unit, reading });
    return reading;
  }

  start(threads: number): void {
    const count = Math.min(threads, this.#queue.length);
    for (let started = 0; started < count; started++) void this.#serve(this.#newThread());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.close()));
  }

  #newThread(): ReadingThread {
    const thread = new ReadingThread(this.#means.job);
    this.#threads.add(thread);
    return thread;
  }

  /** Reads unit after unit. A thread that fails (a log that takes too much memory) gives its place to a new one. */
  async #serve(first: ReadingThread): Promise<void> {
    let thread = first;
    for (let next = this.#queue.shift(); next !== undefined && !this.#closed; next = this.#queue.shift()) {
      const { unit, reading } = next;
      reading.thread = thread;
      const { log, chunks } = unit;
      const message = {
        log,
        position: this.#positions.get(log.path) ?? 0,
        ...(chunks === undefined ? {} : { chunks }),
      };
      if ((await thread.read(message, (part) => reading.push(part))) === "alive") continue;
      await thread.close();
      this.#threads.delete(thread);
      thread = this.#newThread();
    }
  }
}
