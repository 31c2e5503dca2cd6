import { type FoundPath, type LogAccount, scanEventLogs } from "../../event-logs.ts";
import type { ReadMeans } from "./read-means.ts";
import { recordWork } from "./record-work.ts";

/** More than this inside one block is handed on at once: a hostile log may grow a thousandfold. */
const BULGE_BYTES = 12 << 20;

/** Reads all logs in this thread; `limit` is the number of records after which reading ends. */
export async function readHere(
  found: readonly FoundPath[],
  { job, result, notes, progress, signal }: ReadMeans,
  limit: number,
): Promise<readonly LogAccount[]> {
  const work = recordWork(job);
  const positions = new Map(found.map(({ path }, position) => [path, position]));
  let printed = 0;
  const accounts = await scanEventLogs(
    found,
    {
      ...job,
      signal,
      async afterBlock({ bytesRead, bytesTotal }) {
        progress.update(bytesRead, bytesTotal);
        if (work.out.length > 0) await result.take(work.out.written());
        work.out.reset();
        return printed >= limit ? "stop" : undefined;
      },
    },
    {
      record(record, log) {
        if (printed >= limit) return;
        const before = work.out.length;
        work.record(record, log, positions.get(log.path) ?? 0);
        if (work.out.length > before) printed++;
        if (work.out.length < BULGE_BYTES) return;
        result.takeNow(work.out.written());
        work.out.reset();
      },
      damage: (damage, log) => notes.damage(damage, log),
      remark: (remark, log) => notes.remark(remark, log),
      account: (account) => notes.account(account),
    },
  );
  work.flush();
  if (work.out.length > 0) await result.take(work.out.written());
  return accounts;
}
