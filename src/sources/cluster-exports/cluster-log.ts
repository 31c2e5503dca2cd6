import type { ExportFile, GroupMoveRow, LeftOutRows } from "../../evidence/index.ts";
import { ClusterLogReader } from "../../formats/cluster-log/index.ts";
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
 * local time from UTC, which is the default. @throws what the file system does
 */
export async function readClusterLog(path: string, onBytes: (bytesRead: number) => boolean): Promise<ClusterLog> {
  const reading = new MovesReading(path);
  for await (const { text, bytesRead, isLast } of textPieces(path)) {
    if (!reading.feed(text, isLast) || !onBytes(bytesRead)) break;
  }
  return reading.end();
}

class MovesReading {
  readonly #path: string;
  readonly #log = new ClusterLogReader();
  readonly #times = columnTimes(NO_ROW_OPTIONS).utc;
  readonly #names = new ColumnTexts();
  readonly #moves: GroupMoveRow[] = [];
  #isCut = false;
  #from: bigint | null = null;
  #to: bigint | null = null;
  #withoutTime: LeftOutRows | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** false: nothing more is needed. */
  feed(text: string, isLast: boolean): boolean {
    this.#log.feed(text, isLast);
    while (!this.#isCut && this.#log.next()) this.#add();
    return !this.#isCut;
  }

  end(): ClusterLog {
    const { unreadable, firstUnreadable } = this.#log;
    const leftOut: LeftOutRows[] = [];
    if (unreadable > 0)
      leftOut.push({ code: "row-unreadable", count: unreadable, line: firstUnreadable, example: null });
    if (this.#withoutTime !== null) leftOut.push(this.#withoutTime);
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
      warnings: [rows === 0 ? "it tells no move of a group" : ASSUMED],
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
    const time = this.#times.read(written.replace(/^(\d{4})\/(\d\d)\/(\d\d)-/, "$1-$2-$3T"));
    if (time.kind === "problem") {
      const { count = 0, line: first = line, example = written } = this.#withoutTime ?? {};
      this.#withoutTime = { code: time.code, count: count + 1, line: first, example };
      return;
    }
    if (this.#from === null || time.ticks < this.#from) this.#from = time.ticks;
    if (this.#to === null || time.ticks > this.#to) this.#to = time.ticks;
    this.#moves.push({
      file: this.#path,
      line,
      time: time.ticks,
      group: this.#own(group),
      from: this.#own(from),
      to: this.#own(to),
    });
  }

  #own(name: string): string {
    return this.#names.take(name, 0, name.length);
  }
}
