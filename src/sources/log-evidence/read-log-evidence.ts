import {
  CompactEvents,
  type EventEvidence,
  eventEvidence,
  type EventNeed,
  isNeeded,
  keepFor,
  type LogEvidence,
  type LogOrigin,
  wholeFor,
  worthFor,
} from "../../evidence/index.ts";
import { type EventSystem, EvtxWorkspace, type RecordView } from "../../formats/evtx/index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { NO_LATEST_TIME, plausibleSpan } from "../../shared/plausible-time.ts";
import {
  findEventLogs,
  type LogAccount,
  type LogFile,
  openLogFile,
  type OpenLog,
  type ReadProgress,
  scanEventLogs,
} from "../event-logs/index.ts";
import type { FilePlace, GivenPath } from "../paths/index.ts";
import { StretchTally } from "./stretch-tally.ts";
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
  readonly open?: OpenLog;
}

/** Any program may write such events by the hundred thousand, each as long as a record may be; the others are kept compact. */
const MOST_WHOLE = 50_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

export interface LogReading {
  readonly events: readonly EventEvidence[];
  /** Of needs that keep no more. */
  readonly compactEvents: CompactEvents;
  readonly logs: readonly LogEvidence[];
}

/**
 * Reads what facts need from event logs under the paths, and what each log covers: exactly where it is read, from
 * samples where it is skipped because nothing that is needed stands in its channel.
 */
export async function readLogEvidence(
  paths: readonly GivenPath[],
  { needs, latest = NO_LATEST_TIME, signal, onProgress, open = openLogFile }: ReadLogEvidenceOptions,
): Promise<LogReading> {
  const events: EventEvidence[] = [];
  const compactEvents = new CompactEvents();
  const keepOf = keepFor(needs);
  const isWorth = worthFor(needs);
  const wholeIf = wholeFor(needs);
  const room = { events: MOST_WHOLE, characters: MOST_CHARACTERS };
  /** Kept whole of what is else kept compact. */
  const isTaken = (record: RecordView, system: EventSystem, path: string): boolean => {
    const isWorthWhole = wholeIf(system);
    if (isWorthWhole === null || room.events <= 0) return false;
    const event = record.decode();
    if (!isWorthWhole(event)) return false;
    const characters = event.data.reduce((sum, { name, value }) => sum + (name?.length ?? 0) + value.length, 0);
    if (characters > room.characters) return false;
    room.events--;
    room.characters -= characters;
    events.push(eventEvidence(event, path));
    return true;
  };
  const take = (record: RecordView, system: EventSystem, path: string): void => {
    const keep = keepOf(system);
    if (keep === "compact") {
      if (!isTaken(record, system, path)) compactEvents.add(system, path);
    } else {
      const event = keep === "whole" ? record.decode() : { ...system, data: [] };
      if (isWorth(event)) events.push(eventEvidence(event, path));
    }
  };
  const isIncidental = isNeeded(needs.filter(({ incidental = false }) => incidental));
  const survey = { workspace: new EvtxWorkspace(), latest };
  const found = await findEventLogs(paths);
  const realPaths = new Map(found.flatMap((log) => (log.kind === "log" ? [[log.path, log.realPath]] : [])));
  const sampled = (path: string): readonly LogOrigin[] =>
    surveyPath({ path, realPath: realPaths.get(path) ?? path }, open, {
      ...survey,
      visit(record, system) {
        if (record.state !== "damaged" && isIncidental(system)) take(record, system, path);
      },
    });
  let tally = new StretchTally(latest);
  const logs: LogEvidence[] = [];
  const options = {
    selection: needs,
    open: (path: string, realPath: string): LogFile => {
      signal?.throwIfAborted();
      return open(path, realPath);
    },
    tally: () => (tally = new StretchTally(latest)),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { afterBlock: reportTo(onProgress) }),
  };
  await scanEventLogs(found, options, {
    record(record, { path }) {
      take(record, record.system(), path);
    },
    account(account) {
      logs.push(
        account.skippedChannel === null
          ? logEvidence(account, tally.origins(), tally.span())
          : skippedLogEvidence(account, sampled(account.path), latest),
      );
      tally = new StretchTally(latest);
    },
  });
  return { events, compactEvents, logs };
}

/** Opens the log anew. What fails here is not held against a log that nothing is needed from. */
function surveyPath({ path, realPath }: FilePlace, open: OpenLog, options: SurveyOptions): readonly LogOrigin[] {
  let file: LogFile;
  try {
    file = open(path, realPath);
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

/** A log that was left early covers no other channel, whatever a sample of it shows. */
function skippedLogEvidence(account: LogAccount, surveyed: readonly LogOrigin[], latest: bigint): LogEvidence {
  const { skippedChannel } = account;
  const origins = surveyed.filter(({ channel }) => skippedChannel === null || isSameName(channel, skippedChannel));
  const { first, last } = plausibleSpan(
    origins.flatMap(({ from, to }) => [from, to]),
    latest,
  );
  const evidence = logEvidence(account, origins, { from: first, to: last });
  const skipped = `not read to its end: no check looks in channel ${skippedChannel}`;
  return { ...evidence, warnings: [skipped, ...evidence.warnings] };
}

function logEvidence(
  { path, status, records, selected, damaged, damages, problem, skippedChannel, warnings }: LogAccount,
  origins: readonly LogOrigin[],
  { from, to }: Span,
): LogEvidence {
  return {
    path,
    status,
    records,
    selected,
    damaged,
    damages: { count: damages.count, firstKind: damages.first[0]?.kind ?? null },
    from,
    to,
    origins,
    warnings,
    problem,
    skippedChannel,
  };
}

interface Span {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
