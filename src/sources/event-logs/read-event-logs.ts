import type { EvtxEvent } from "../../formats/evtx/index.ts";
import type { GivenPath } from "../paths/index.ts";
import type { LogAccount } from "./account.ts";
import { findEventLogs } from "./find-logs.ts";
import { type ReadProgress, type ScanLogsOptions, scanEventLogs } from "./scan-logs.ts";

export interface ReadEventLogsOptions extends Omit<ScanLogsOptions, "afterBlock"> {
  /** Called between two blocks. */
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface EventLogVisitor {
  /** One selected event, decoded, and the path of its log as the accounts name it. In file order within one log. */
  event(event: EvtxEvent, path: string): void;
}

/**
 * Reads files, folders (recursive) and glob patterns, logs in order of their path. Never throws for a log or a path
 * that cannot be read: it stands in the accounts with its problem, and the rest is read.
 */
export async function readEventLogs(
  paths: readonly GivenPath[],
  options: ReadEventLogsOptions,
  visitor: EventLogVisitor,
): Promise<readonly LogAccount[]> {
  const { onProgress, ...scanOptions } = options;
  return scanEventLogs(
    await findEventLogs(paths),
    {
      ...scanOptions,
      afterBlock: (progress) => {
        onProgress?.(progress);
        return undefined;
      },
    },
    { record: (record, log) => visitor.event(record.decode(), log.path) },
  );
}
