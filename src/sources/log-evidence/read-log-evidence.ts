import {
  CompactEvents,
  type EventEvidence,
  eventEvidence,
  type EventNeed,
  keepFor,
  type LogEvidence,
  type LogOrigin,
} from "../../evidence/index.ts";
import { EvtxWorkspace } from "../../formats/evtx/index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { NO_LATEST_TIME, plausibleSpan } from "../../shared/plausible-time.ts";
import {
  findEventLogs,
  type LogAccount,
  type LogFile,
  openLogFile,
  type ReadProgress,
  scanEventLogs,
} from "../event-logs/index.ts";
import { surveyLog, type SurveyOptions } from "./survey-log.ts";

export interface ReadLogEvidenceOptions {
  /** Which events to keep, and how much of them; any need selects. */
  readonly needs: readonly EventNeed[];
  /** FILETIME ticks: a later time of a record says nothing about how far its log reaches. Default: none is too late. */
  readonly latest?: bigint;
  /** Ends the reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called between two blocks; bytes over all logs. */
  readonly onProgress?: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
  /** How a log is opened, once to survey and once to read it; for logs that lie elsewhere than in the file system. */
  readonly open?: (path: string) => LogFile;
}

export interface LogReading {
  readonly events: readonly EventEvidence[];
  /** Of needs that keep no more. */
  readonly compactEvents: CompactEvents;
  readonly logs: readonly LogEvidence[];
}

/** Reads what facts need from event logs under the paths, and surveys what each log covers. */
export async function readLogEvidence(
  paths: readonly string[],
  { needs, latest = NO_LATEST_TIME, signal, onProgress, open = openLogFile }: ReadLogEvidenceOptions,
): Promise<LogReading> {
  const events: EventEvidence[] = [];
  const compactEvents = new CompactEvents();
  const keepOf = keepFor(needs);
  const spans = new Map<string, Span>();
  const originsOf = new Map<string, readonly LogOrigin[]>();
  const survey = { workspace: new EvtxWorkspace(), latest };
  const options = {
    selection: needs,
    open: (path: string): LogFile => {
      signal?.throwIfAborted();
      originsOf.set(path, surveyPath(path, open, survey));
      return open(path);
    },
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { afterBlock: reportTo(onProgress) }),
  };
  const accounts = await scanEventLogs(await findEventLogs(paths), options, {
    record(record, { path }) {
      const system = record.system();
      if (record.state !== "damaged") spans.set(path, joinSpans(spans.get(path), system.time, latest));
      const keep = keepOf(system);
      if (keep === "compact") compactEvents.add(system, path);
      else events.push(eventEvidence(keep === "whole" ? record.decode() : { ...system, data: [] }, path));
    },
  });
  const logs = accounts.map((account) => {
    const origins = originsOf.get(account.path) ?? [];
    return logEvidence(account, origins, spans.get(account.path) ?? NO_SPAN, latest);
  });
  return { events, compactEvents, logs };
}

/** Opens the log on its own, so that a read that fails here is not held against the reading that follows. */
function surveyPath(path: string, open: (path: string) => LogFile, options: SurveyOptions): readonly LogOrigin[] {
  let file: LogFile;
  try {
    file = open(path);
  } catch (error) {
    if (error instanceof BadnodeError) return [];
    throw error;
  }
  try {
    return surveyLog(file, options);
  } finally {
    file.close();
  }
}

function reportTo(onProgress: (progress: ReadProgress) => void): (progress: ReadProgress) => undefined {
  return (progress) => {
    onProgress(progress);
    return undefined;
  };
}

interface Span {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

const NO_SPAN: Span = { from: null, to: null };

function joinSpans({ from, to }: Span = NO_SPAN, time: bigint, latest: bigint): Span {
  const { first, last } = plausibleSpan([from, to, time], latest);
  return { from: first, to: last };
}

function logEvidence(
  account: LogAccount,
  surveyed: readonly LogOrigin[],
  selectedSpan: Span,
  latest: bigint,
): LogEvidence {
  const { path, status, records, selected, damaged, damages, problem, skippedChannel, warnings } = account;
  const skipped = skippedChannel === null ? [] : [`not read to its end: no check looks in channel ${skippedChannel}`];
  // A log that was left early covers no other channel, whatever a sample of it shows.
  const origins = surveyed.filter(({ channel }) => skippedChannel === null || isSameName(channel, skippedChannel));
  const { first, last } = plausibleSpan(
    [selectedSpan, ...origins].flatMap(({ from, to }) => [from, to]),
    latest,
  );
  return {
    path,
    status,
    records,
    selected,
    damaged,
    damages: { count: damages.count, firstKind: damages.first[0]?.kind ?? null },
    from: first,
    to: last,
    origins,
    warnings: [...skipped, ...warnings],
    problem,
  };
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
