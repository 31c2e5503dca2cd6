import {
  type EventEvidence,
  eventEvidence,
  type EventNeed,
  type LogEvidence,
  type LogOrigin,
} from "../../evidence/index.ts";
import type { LogAccount } from "../event-logs/index.ts";
import { readEventLogs } from "../event-logs/index.ts";
import { openLogFile } from "../event-logs/log-file.ts";
import { surveyLog } from "./survey-log.ts";

export interface ReadLogEvidenceOptions {
  /** Which events to keep; any need selects. */
  readonly needs: readonly EventNeed[];
  /** Ends the reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called between two blocks; bytes over all logs. */
  readonly onProgress?: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
}

export interface LogReading {
  readonly events: readonly EventEvidence[];
  readonly logs: readonly LogEvidence[];
}

/** Reads what facts need from event logs under the paths, and surveys what each log covers. */
export async function readLogEvidence(
  paths: readonly string[],
  { needs, signal, onProgress }: ReadLogEvidenceOptions,
): Promise<LogReading> {
  const events: EventEvidence[] = [];
  const originsOf = new Map<string, readonly LogOrigin[]>();
  const open = (path: string): ReturnType<typeof openLogFile> => {
    signal?.throwIfAborted();
    const file = openLogFile(path);
    originsOf.set(path, surveyLog(file));
    return file;
  };
  const options = {
    selection: needs,
    open,
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  const accounts = await readEventLogs(paths, options, {
    event: (event, path) => events.push(eventEvidence(event, path)),
  });
  return { events, logs: accounts.map((account) => logEvidence(account, originsOf.get(account.path) ?? [])) };
}

function logEvidence(account: LogAccount, origins: readonly LogOrigin[]): LogEvidence {
  const { path, status, records, selected, damaged, damages, problem, skippedChannel, warnings } = account;
  const skipped = skippedChannel === null ? [] : [`not read to its end: no check looks in channel ${skippedChannel}`];
  return {
    path,
    status,
    records,
    selected,
    damaged,
    damages: { count: damages.count, firstKind: damages.first[0]?.kind ?? null },
    from: earliest([account.from, ...origins.map((origin) => origin.from)]),
    to: latest([account.to, ...origins.map((origin) => origin.to)]),
    origins,
    warnings: [...skipped, ...warnings],
    problem,
  };
}

function earliest(times: readonly (bigint | null)[]): bigint | null {
  return times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

function latest(times: readonly (bigint | null)[]): bigint | null {
  return times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
