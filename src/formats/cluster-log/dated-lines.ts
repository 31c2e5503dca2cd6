/** A line's start: process and thread, and the time as it is written. */
const DATED = /^\ufeff?(?:[0-9a-f]{8}\.[0-9a-f]{8}::)?(\d{4}\/\d\d\/\d\d-\d\d:\d\d:\d\d\.\d{3})\s/;
const LONGEST_START = 64;

/**
 * Whether any line of a cluster.log, which comes in pieces, bears a time that can be right (`isTime`). Until one does, lines
 * are counted; from then on nothing more is looked at, for a log has gigabytes.
 */
export class DatedLines {
  isTold = false;
  /** Lines with a time that cannot be right, and with none. */
  dated = 0;
  undated = 0;
  /** The first of those with a time. */
  first = { line: 0, written: "" };
  readonly #isTime: (written: string) => boolean;
  #line = 1;
  /** Of a line whose end has not come yet, what may be its time. */
  #rest = "";

  constructor(isTime: (written: string) => boolean) {
    this.#isTime = isTime;
  }

  feed(piece: string, isLast: boolean): void {
    let at = 0;
    while (!this.isTold) {
      const end = piece.indexOf("\n", at);
      const start = this.#rest + piece.slice(at, Math.min(end === -1 ? piece.length : end, at + LONGEST_START));
      this.#rest = end === -1 && !isLast ? start.slice(0, LONGEST_START) : "";
      if (end !== -1 || isLast) this.#add(start);
      if (end === -1) return;
      at = end + 1;
    }
  }

  #add(start: string): void {
    const written = DATED.exec(start)?.[1];
    if (written === undefined) this.undated += start.trim() === "" ? 0 : 1;
    else if (this.#isTime(written)) this.isTold = true;
    else if (this.dated++ === 0) this.first = { line: this.#line, written };
    this.#line++;
  }
}
