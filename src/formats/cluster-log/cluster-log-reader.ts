/** A group that is about to be moved by the cluster's resource control manager. */
export interface GroupMove {
  /** From 1. */
  readonly line: number;
  /** As written, `2020/08/06-01:17:54.943`; UTC unless the log was made with -UseLocalTime. */
  readonly time: string;
  readonly group: string;
  readonly from: string;
  readonly to: string;
}

const MARK = "[RCM] move of group ";
/** A name of a group has at most some hundred characters, so has the rest. */
const LONGEST_LINE = 8192;

/** What stands before the mark: process, thread, time and level. */
const LONGEST_START = 256;

/** As a real line of a cluster with SQL Server shows it. */
const START = /(?:^|[0-9a-f]{8}\.[0-9a-f]{8}::)(\d{4}\/\d\d\/\d\d-\d\d:\d\d:\d\d\.\d{3})\s+\w+\s+$/;
const NODE = /^(\S{1,255})\(\d+\)$/;
const TYPE = /^ of type MoveType::\w+ is about to succeed/;
const LOGGED = /^\ufeff?[0-9a-f]{8}\.[0-9a-f]{8}::\d{4}\/\d\d\/\d\d-\d\d:\d\d:\d\d\.\d{3}\s+\w/m;

/** Whether the start of a text is that of a cluster.log. Newer ones tell the cluster's state first, in sections such as `[=== Nodes ===]`. */
export function isClusterLog(start: string): boolean {
  return LOGGED.test(start) || /^\ufeff?\s*\[===\s*\w[^\]\r\n]{1,80}===\]/.test(start);
}

/** The moves in a cluster.log, which comes in pieces and is looked through for them: a log has gigabytes, and few lines are moves. */
export class ClusterLogReader {
  move: GroupMove = { line: 0, time: "", group: "", from: "", to: "" };
  /** Lines that are like a move and cannot be read as one. */
  unreadable = 0;
  firstUnreadable = 0;
  #text = "";
  #at = 0;
  /** Line feeds before this place are counted. */
  #counted = 0;
  #line = 1;
  #isWhole = false;

  /** The next piece of the text, after `next` has found no more move; `isLast`: nothing follows it. */
  feed(piece: string, isLast: boolean): void {
    // From the last line's start on; of a line that does not end, only what may still be a move.
    const lineStart = this.#text.lastIndexOf("\n") + 1;
    const kept = Math.max(this.#at, lineStart, this.#text.length - LONGEST_LINE - LONGEST_START);
    this.#countTo(kept);
    const rest = this.#text.slice(kept);
    this.#text = rest === "" ? piece : rest + piece;
    this.#at = 0;
    this.#counted = 0;
    this.#isWhole = isLast;
  }

  /** Goes to the next move; false: more text is needed, or there is none. */
  next(): boolean {
    for (;;) {
      const mark = this.#text.indexOf(MARK, this.#at);
      if (mark === -1) return false;
      const feed = this.#text.indexOf("\n", mark);
      const isEnded = feed !== -1 && feed - mark < LONGEST_LINE;
      if (feed === -1 && !this.#isWhole && this.#text.length - mark < LONGEST_LINE) return false;
      const before = this.#text.slice(Math.max(0, mark - LONGEST_START), mark);
      const end = isEnded ? feed : Math.min(this.#text.length, mark + LONGEST_LINE);
      this.#at = isEnded ? feed + 1 : end;
      this.#countTo(mark);
      const move = this.#moveOf(before.slice(before.lastIndexOf("\n") + 1), this.#text.slice(mark + MARK.length, end));
      if (move !== null) {
        this.move = move;
        return true;
      }
      if (this.unreadable++ === 0) this.firstUnreadable = this.#line;
    }
  }

  /** A group's name may hold anything, " from " and " to " too: the last ones count. */
  #moveOf(start: string, rest: string): GroupMove | null {
    const time = START.exec(start.replace(/^\ufeff/, ""))?.[1];
    const typeAt = rest.lastIndexOf(" of type MoveType::");
    const toAt = rest.lastIndexOf(" to ", typeAt - 1);
    const fromAt = rest.lastIndexOf(" from ", toAt - 1);
    const from = NODE.exec(rest.slice(fromAt + " from ".length, Math.max(toAt, 0)))?.[1];
    const to = NODE.exec(rest.slice(toAt + " to ".length, Math.max(typeAt, 0)))?.[1];
    const isWhole = fromAt > 0 && toAt > fromAt && typeAt > toAt && TYPE.test(rest.slice(typeAt));
    if (time === undefined || from === undefined || to === undefined || !isWhole) return null;
    return { line: this.#line, time, group: rest.slice(0, fromAt), from, to };
  }

  #countTo(place: number): void {
    const text = this.#text;
    let at = text.indexOf("\n", this.#counted);
    for (; at !== -1 && at < place; at = text.indexOf("\n", at + 1)) this.#line++;
    this.#counted = Math.max(this.#counted, place);
  }
}
