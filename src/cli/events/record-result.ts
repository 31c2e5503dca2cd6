import { RecordCounts, RecordGaps, RecordTimeline } from "../../event-logs.ts";
import { gapColumns, gapRow, type RowColumn, RowList } from "../../reporters/records/index.ts";
import type { CliContext } from "../terminal.ts";
import type { DamageNotes } from "./damage-notes.ts";
import type { EventsPlan, EventsTask } from "./events-plan.ts";
import type { Progress } from "../progress.ts";
import { recordRenderer } from "./record-renderer.ts";
import type { ResultOutput } from "./result-output.ts";

/** The part of a job that makes one result of what came from all records, in order. */
export interface RecordResult {
  readonly start: () => void;
  /** Takes what `RecordWork.out` held; the bytes are borrowed until the promise resolves. */
  readonly take: (bytes: Uint8Array) => Promise<void> | void;
  /** The same inside a step that cannot wait. */
  readonly takeNow: (bytes: Uint8Array) => void;
  readonly finish: () => Promise<void>;
  /** Removes temporary files, in every outcome. */
  readonly close: () => void;
}

/** What a result is made with. */
export interface ResultMeans {
  readonly plan: EventsPlan;
  readonly context: CliContext;
  readonly output: ResultOutput;
  readonly notes: DamageNotes;
  readonly progress: Progress;
  /** Gives way to signals; throws Interrupted. */
  readonly breathe: () => Promise<void>;
}

export function recordResult(means: ResultMeans): RecordResult {
  const { task } = means.plan;
  switch (task.kind) {
    case "records":
      return recordsInFileOrder(task, means);
    case "timeline":
      return recordsInTimeOrder(task, means);
    case "counts":
      return countRows(task, means);
    case "gaps":
      return gapRows(task, means);
  }
}

type Task<Kind extends EventsTask["kind"]> = Extract<EventsTask, { kind: Kind }>;

function recordsInFileOrder(task: Task<"records">, { context, output }: ResultMeans): RecordResult {
  const { head, tail } = recordRenderer(task, context.stdout.columns);
  return {
    start: () => output.text(head),
    take: (bytes) => output.pass(bytes),
    takeNow: (bytes) => output.passNow(bytes),
    finish() {
      output.text(tail);
      return Promise.resolve();
    },
    close: () => undefined,
  };
}

function recordsInTimeOrder(task: Task<"timeline">, means: ResultMeans): RecordResult {
  const { plan, context, output, notes, progress, breathe } = means;
  const { head, tail } = recordRenderer(task, context.stdout.columns);
  const timeline = new RecordTimeline({ temporaryFolder: context.temporaryFolder, unique: task.unique });
  const take = (bytes: Uint8Array): void => timeline.take(bytes);
  return {
    start: () => undefined,
    take,
    takeNow: take,
    async finish() {
      progress.start("Sorting");
      await timeline.prepare(breathe);
      progress.start("Writing");
      const bytesTotal = timeline.byteLength;
      let bytesWritten = 0;
      let printed = 0;
      output.text(head);
      for (const rendered of timeline.rendered()) {
        if (printed++ >= plan.limit) break;
        output.bytes.append(rendered);
        bytesWritten += rendered.length;
        if (await output.writePiece()) {
          await breathe();
          progress.update(bytesWritten, bytesTotal);
        }
      }
      output.text(tail);
      if (timeline.duplicates > 0) notes.line(`${timeline.duplicates} repeated records were left out.`);
    },
    close: () => timeline.close(),
  };
}

const COUNT_COLUMNS: Readonly<Record<Task<"counts">["fields"][number], RowColumn>> = {
  provider: { key: "provider", title: "Provider" },
  id: { key: "id", title: "Id", align: "right" },
  computer: { key: "computer", title: "Computer" },
  channel: { key: "channel", title: "Channel" },
  day: { key: "day", title: "Day (UTC)" },
};

function countRows(task: Task<"counts">, { plan, context, output, progress, breathe }: ResultMeans): RecordResult {
  const counts = new RecordCounts(task.fields, { temporaryFolder: context.temporaryFolder });
  const columns: readonly RowColumn[] = [
    { key: "count", title: "Count", align: "right" },
    ...task.fields.map((field) => COUNT_COLUMNS[field]),
  ];
  const rows = new RowList(columns, task.format, context.stdout.columns);
  const take = (bytes: Uint8Array): void => counts.take(bytes);
  return {
    start: () => undefined,
    take,
    takeNow: take,
    async finish() {
      progress.start("Counting");
      output.text(rows.head());
      let printed = 0;
      await counts.finish(breathe, async ({ count, values }) => {
        if (printed++ >= plan.limit) return;
        const shown = values.map((value, at) => (task.fields[at] === "id" && value !== null ? Number(value) : value));
        output.text(rows.row([count, ...shown]));
        await output.writePiece();
      });
      output.text(rows.end());
    },
    close: () => counts.close(),
  };
}

function gapRows(task: Task<"gaps">, { plan, context, output, progress, breathe }: ResultMeans): RecordResult {
  const gaps = new RecordGaps({ temporaryFolder: context.temporaryFolder, silence: task.silence });
  const rows = new RowList(gapColumns(task.format), task.format, context.stdout.columns);
  const take = (bytes: Uint8Array): void => gaps.take(bytes);
  return {
    start: () => undefined,
    take,
    takeNow: take,
    async finish() {
      progress.start("Looking for gaps");
      output.text(rows.head());
      let printed = 0;
      await gaps.finish(breathe, async (gap) => {
        if (printed++ >= plan.limit) return;
        output.text(rows.row(gapRow(gap, task.format)));
        await output.writePiece();
      });
      output.text(rows.end());
    },
    close: () => gaps.close(),
  };
}
