import { setImmediate } from "node:timers/promises";
import {
  type Damage,
  EvtxError,
  EvtxWorkspace,
  type LogScan,
  type RecordTally,
  type RecordView,
  type Remark,
  type ScanOptions,
  type Selection,
} from "../../formats/evtx/index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import type { LogAccount } from "./account.ts";
import { AccountBuilder } from "./account-builder.ts";
import type { FoundLog, FoundPath } from "./find-logs.ts";
import { type LogFile, type OpenLog, openLogFile } from "./log-file.ts";
import { scansFor, type StartScan } from "./log-scans.ts";
import { explainDefect, explainEvtxError, explainFileError, explainUnknownXml } from "./path-problem.ts";

/** Takes what logs hold, log after log, inside one log in file order. What it throws ends the reading. */
export interface LogSink {
  /** A selected record, borrowed: it is valid only inside the call. */
  record(record: RecordView, log: FoundLog): void;
  damage?(damage: Damage, log: FoundLog): void;
  remark?(remark: Remark, log: FoundLog): void;
  /** Once for each found path, when it is done. */
  account?(account: LogAccount): void;
}

export interface ReadProgress {
  /** Over all logs. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface ScanLogsOptions {
  /** Which records reach the sink; absent: all. */
  readonly selection?: Selection;
  /** Also look for records in slack space; they come as `recovered`. Default false. */
  readonly carve?: boolean;
  /** Code page label (WHATWG) for ANSI strings. Default windows-1252. */
  readonly ansiCodePage?: string;
  /** Ends the reading between two blocks; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Runs between two blocks (at most 4 MiB each) and is waited for; returning "stop" ends the reading. */
  readonly afterBlock?: (progress: ReadProgress) => Promise<"stop" | undefined> | "stop" | undefined;
  /** Only these chunks of every log, by position; for reading one log in ranges. `joinAccounts` joins what comes of it. */
  readonly chunks?: { readonly from: number; readonly to: number };
  /** Buffers and templates of earlier readings with the same selection and code page, which hold instead of these. */
  readonly workspace?: EvtxWorkspace;
  /** Gives what is to be told of every record of a log, selected or not; asked once for each log. */
  readonly tally?: (log: FoundLog) => RecordTally;
  /** How a log is opened, by the path that is shown and the one where it lies; for logs that lie elsewhere than in the file system. */
  readonly open?: OpenLog;
}

/**
 * Reads every found log, one block at a time, giving way to the event loop in between. What is wrong with one log
 * stands in its account and never keeps the others from being read.
 */
export async function scanEventLogs(
  found: readonly FoundPath[],
  options: ScanLogsOptions,
  sink: LogSink,
): Promise<readonly LogAccount[]> {
  const bytesTotal = found.reduce((sum, entry) => sum + (entry.kind === "log" ? entry.size : 0), 0);
  const accounts: LogAccount[] = [];
  const workspace = options.workspace ?? new EvtxWorkspace(options);
  const start = await scansFor(found);
  let bytesBefore = 0;
  let stopped = false;
  for (const entry of found) {
    const builder = new AccountBuilder(entry.path);
    if (entry.kind === "problem") builder.problem = entry.problem;
    else {
      const afterBlock = (bytesRead: number) =>
        options.afterBlock?.({ bytesRead: bytesBefore + Math.min(bytesRead, entry.size), bytesTotal });
      stopped = await scanOne(entry, { ...options, workspace, start, afterBlock }, sink, builder);
      bytesBefore += entry.size;
    }
    const account = builder.account();
    accounts.push(account);
    sink.account?.(account);
    if (stopped) break;
  }
  return accounts;
}

interface OneLogOptions extends Omit<ScanLogsOptions, "afterBlock"> {
  readonly start: StartScan;
  readonly workspace: EvtxWorkspace;
  readonly afterBlock: (bytesRead: number) => ReturnType<NonNullable<ScanLogsOptions["afterBlock"]>>;
}

/** true when the reading was told to stop. */
async function scanOne(
  log: FoundLog,
  options: OneLogOptions,
  sink: LogSink,
  builder: AccountBuilder,
): Promise<boolean> {
  let file: LogFile;
  try {
    file = (options.open ?? openLogFile)(log.path, log.realPath);
  } catch (error) {
    if (!(error instanceof BadnodeError)) throw error;
    builder.problem = error.explanation;
    return false;
  }
  try {
    const scan = startScan(file, log, options, sink, builder);
    if (scan === null) return false;
    if (options.chunks !== undefined && file.size < log.size) {
      // Ranges are planned by the size that was found: in a log replaced by a shorter one they would miss records unsaid.
      const found = `${file.size} bytes`;
      const expected = `${log.size} bytes, as when it was found`;
      const damage: Damage = { kind: "truncated-file", offset: file.size, expected, found };
      builder.damaged(damage);
      sink.damage?.(damage, log);
    }
    for (;;) {
      const more = nextBlock(scan, file, log, builder);
      builder.progressed(scan.progress);
      const wish = await options.afterBlock(scan.progress.bytesRead);
      if (wish === "stop") return true;
      await setImmediate();
      options.signal?.throwIfAborted();
      if (!more) break;
    }
    builder.reachedEnd(file, log.format, options.chunks === undefined);
    return false;
  } finally {
    file.close();
  }
}

/** Marks what a sink threw, so that it is not taken for a defect of the reader. */
class SinkFailure extends Error {
  constructor(cause: unknown) {
    super("the sink failed", { cause });
  }
}

function startScan(
  file: LogFile,
  log: FoundLog,
  options: OneLogOptions,
  sink: LogSink,
  builder: AccountBuilder,
): LogScan | null {
  try {
    return options.start(
      file,
      log.format,
      {
        record(record) {
          builder.recorded(record);
          try {
            sink.record(record, log);
          } catch (error) {
            throw new SinkFailure(error);
          }
        },
        damage(damage) {
          builder.damaged(damage);
          try {
            sink.damage?.(damage, log);
          } catch (error) {
            throw new SinkFailure(error);
          }
        },
        remark(remark) {
          builder.remarked(remark);
          sink.remark?.(remark, log);
        },
      },
      readerOptions(options, log),
    );
  } catch (error) {
    acceptFailure(error, file, log, builder);
    return null;
  }
}

function nextBlock(scan: LogScan, file: LogFile, log: FoundLog, builder: AccountBuilder): boolean {
  try {
    return scan.next();
  } catch (error) {
    acceptFailure(error, file, log, builder);
    return false;
  }
}

/** A log that fails is told in its account; what the sink threw goes on up. */
function acceptFailure(error: unknown, file: LogFile, log: FoundLog, builder: AccountBuilder): void {
  if (error instanceof SinkFailure) throw error.cause;
  if (!(error instanceof EvtxError)) {
    builder.problem = explainDefect(log.path, error);
    builder.defect = error;
  } else if (error.code === "unreadable") builder.problem = explainFileError(log.path, file.failure);
  else if (error.code === "not-evtx" && log.format === "unknown") builder.problem = explainUnknownXml(log.path);
  else builder.problem = explainEvtxError(log.path, error.code);
}

function readerOptions({ workspace, ansiCodePage, carve, chunks, tally }: OneLogOptions, log: FoundLog): ScanOptions {
  return {
    workspace,
    ...(ansiCodePage === undefined ? {} : { ansiCodePage }),
    ...(tally === undefined ? {} : { tally: tally(log) }),
    ...(carve === undefined ? {} : { carve }),
    ...(chunks === undefined ? {} : { chunks }),
  };
}
