import type { ExportFile, GroupMoveRow, LeftOutRows } from "../../evidence/index.ts";
import { ClusterLogReader, DatedLines } from "../../formats/cluster-log/index.ts";
import { compareText } from "../../shared/order.ts";
import { EARLIEST_RECORD_TIME } from "../../shared/plausible-time.ts";
import type { FilePlace } from "../paths/index.ts";
import { ColumnTexts, columnTimes, explainTooManyRows, NO_ROW_OPTIONS, textPieces } from "../row-tables/index.ts";

/** A year of a cluster that moves a hundred groups an hour. */
const MOST_MOVES = 1_000_000;
const ASSUMED = "its times are taken for UTC; one that was made with -UseLocalTime has to be made again without";

export interface ClusterLog {
  readonly groupMoves: readonly GroupMoveRow[];
  readonly account: ExportFile;
}

/**
 * The moves of groups in a cluster.log. A group that forms anew where it is moves from a node to itself, which is none. Nothing in the lines tells
 * local time from UTC, which is the default. A log without a single line whose time can be right tells nothing, and not that nothing moved; `latest`:
 * FILETIME ticks. @throws what the file system does
 */
export async function readClusterLog(
  { path, realPath }: FilePlace,
  latest: bigint,
  onBytes: (bytesRead: number) => boolean,
): Promise<ClusterLog> {
  const reading = new MovesReading(path, latest);
  for await (const { text, bytesRead, isLast } of textPieces(realPath)) {
    if (!reading.feed(text, isLast) || !onBytes(bytesRead)) break;
  }
  return reading.end();
}

class MovesReading {
  readonly #path: string;
  readonly #latest: bigint;
  readonly #log = new ClusterLogReader();
  readonly #times = columnTimes(NO_ROW_OPTIONS).utc;
  readonly #lines = new DatedLines((written) => typeof this.#timeOf(written) === "bigint");
  readonly #names = new ColumnTexts();
  readonly #moves: GroupMoveRow[] = [];
  #isCut = false;
  #from: bigint | null = null;
  #to: bigint | null = null;
  readonly #withoutTime = new Map<string, LeftOutRows & { count: number }>();

  constructor(path: string, latest: bigint) {
    this.#path = path;
    this.#latest = latest;
  }

  /** false: nothing more is needed. */
  feed(text: string, isLast: boolean): boolean {
    this.#log.feed(text, isLast);
    this.#lines.feed(text, isLast);
    while (!this.#isCut && this.#log.next()) this.#add();
    return !this.#isCut;
  }

  end(): ClusterLog {
    const leftOut = this.#leftOut();
    const rows = this.#moves.length;
    const problem = this.#isCut ? explainTooManyRows(this.#path, MOST_MOVES) : null;
    const account: ExportFile = {
      path: this.#path,
      kind: "cluster-log",
      status: leftOut.length === 0 && problem === null ? "complete" : rows > 0 ? "damaged" : "unreadable",
      rows,
      leftOut,
      from: this.#from,
      to: this.#to,
      warnings: rows > 0 ? [ASSUMED] : leftOut.length === 0 ? ["it tells no move of a group"] : [],
      problem,
    };
    return { groupMoves: this.#moves, account };
  }

  #add(): void {
    const { line, time: written, group, from, to } = this.#log.move;
    if (from.toLowerCase() === to.toLowerCase()) return;
    if (this.#moves.length >= MOST_MOVES) {
      this.#isCut = true;
      return;
    }
    const time = this.#timeOf(written);
    if (typeof time !== "bigint") {
      const known = this.#withoutTime.get(time);
      if (known === undefined) this.#withoutTime.set(time, { code: time, count: 1, line, example: written });
      else known.count++;
      return;
    }
    if (this.#from === null || time < this.#from) this.#from = time;
    if (this.#to === null || time > this.#to) this.#to = time;
    this.#moves.push({
      file: this.#path,
      line,
      time,
      group: this.#own(group),
      from: this.#own(from),
      to: this.#own(to),
    });
  }

  /** Ticks, or why they are none. */
  #timeOf(written: string): bigint | string {
    const time = this.#times.read(written.replace(/^(\d{4})\/(\d\d)\/(\d\d)-/, "$1-$2-$3T"));
    if (time.kind === "problem") return time.code;
    if (time.ticks > this.#latest) return "time-in-future";
    return time.ticks < EARLIEST_RECORD_TIME ? "time-too-early" : time.ticks;
  }

  #leftOut(): readonly LeftOutRows[] {
    const { dated, undated, first, isTold } = this.#lines;
    if (!isTold && dated > 0) {
      const time = this.#timeOf(first.written);
      return [{ code: typeof time === "string" ? time : "", count: dated, line: first.line, example: first.written }];
    }
    const { unreadable, firstUnreadable } = this.#log;
    const lines = unreadable > 0 ? { count: unreadable, line: firstUnreadable } : { count: undated, line: 1 };
    const isUnreadable = unreadable > 0 || !isTold;
    return [
      ...(isUnreadable && lines.count > 0 ? [{ code: "row-unreadable", ...lines, example: null }] : []),
      ...[...this.#withoutTime.values()].sort((a, b) => compareText(a.code, b.code)),
    ];
  }

  #own(name: string): string {
    return this.#names.take(name, 0, name.length);
  }
}
