import {
  ByteWriter,
  CountEntries,
  type FoundLog,
  GapEntries,
  type RecordView,
  type Selection,
  TimelineEntries,
} from "../../event-logs.ts";
import { type Exclusion, isExcluded } from "./event-filters.ts";
import type { EventsTask } from "./events-plan.ts";
import { recordRenderer } from "./record-renderer.ts";

/** What is done with each record; plain data, so that it can go to other threads. */
export interface RecordJob {
  readonly task: EventsTask;
  /** Width of a table. */
  readonly columns: number;
  /** Absent: all. */
  readonly selection?: Selection;
  /** Absent: nothing. */
  readonly exclusion?: Exclusion;
  readonly carve: boolean;
  readonly ansiCodePage?: string;
}

/** The part of a job that looks at records, in whatever thread. What it makes of them gathers in `out`. */
export interface RecordWork {
  readonly out: ByteWriter;
  /** `position` is that of the log among all logs. */
  record(record: RecordView, log: FoundLog, position: number): void;
  /** Brings to `out` what was held back. */
  flush(): void;
}

export function recordWork(job: RecordJob): RecordWork {
  const work = workOf(job);
  const { exclusion } = job;
  if (exclusion === undefined) return work;
  return {
    out: work.out,
    record(record, log, position) {
      if (!isExcluded(exclusion, record.system())) work.record(record, log, position);
    },
    flush: () => work.flush(),
  };
}

function workOf({ task, columns }: RecordJob): RecordWork {
  const nothingHeld = (): void => undefined;
  switch (task.kind) {
    case "records": {
      const renderer = recordRenderer(task, columns);
      const out = new ByteWriter();
      return { out, record: (record, log) => renderer.render(record, log.path, out), flush: nothingHeld };
    }
    case "timeline": {
      const renderer = recordRenderer(task, columns);
      const entries = new TimelineEntries(task.unique);
      return {
        out: entries.out,
        record: (record, log, position) =>
          entries.add(record, { log: position, offset: record.offset }, (out) =>
            renderer.render(record, log.path, out),
          ),
        flush: nothingHeld,
      };
    }
    case "counts": {
      const entries = new CountEntries(task.fields);
      return { out: entries.out, record: (record) => entries.add(record), flush: () => entries.flush() };
    }
    case "gaps": {
      const entries = new GapEntries();
      return { out: entries.out, record: (record) => entries.add(record), flush: nothingHeld };
    }
  }
}
