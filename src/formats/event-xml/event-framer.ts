/** Why an event has no end of its own. */
export type EventCut = "next-event" | "end-of-file" | "too-large";

/** A stretch of the text: an event from its start tag to its end tag, or something that belongs to none. */
export type Frame =
  | { readonly kind: "event"; readonly from: number; readonly to: number; readonly cut: EventCut | null }
  | { readonly kind: "stray"; readonly from: number; readonly found: string };

/** No event is longer, in code units: the EVTX reader shows at most half of this of one record. */
export const MAX_EVENT_LENGTH = 8 << 20;
/** Tags that decide something are seen whole: no start tag of an event is longer. */
const LOOKAHEAD = 4096;
const SHOWN = 24;

/** Where events start for sure, whatever stands around them: no datum holds an unescaped event with its System. */
const EVENT_HEAD = /<Event(?:\s[^<>]*)?>\s{0,200}<System[\s/>]/y;
const EVENT_START = /<Event(?=[\s>/])/y;
const EVENT_TAGS = /<\/?Event(?=[\s>/])/g;
const INSIDE_TOKENS = /<(?:!--|!\[CDATA\[|\/?Event(?=[\s>/]))/g;
/** Longer than every token above. */
const TOKEN_LENGTH = 16;
const TAG = /<(?<closes>\/?)(?<name>[A-Za-z_:][\w.:-]*)(?:\s[^<>]*?)?(?<empty>\/?)>/y;
const DECLARATION = /<\?[^<>]*\?>/y;
/** Besides white space: byte order marks of exports that were joined, in either width. */
const NO_SPACE = /[^ \t\r\n\ufeff\u00ef\u00bb\u00bf]/;

type State = "searching" | "outside" | "comment" | "inside" | "skipping" | "done";

export interface FramerOptions {
  /** The text starts inside the file: what stands before the first event is another reader's. */
  readonly midway: boolean;
  /** The element around the events, where that was opened before the text. */
  readonly root: string | null;
  /** The first event whose head stands here or behind is another reader's, and what follows it; Infinity: none. */
  readonly limit: number;
}

/**
 * Finds the events in a text that comes in pieces. Memory and time are bounded by the text's length whatever stands
 * in it: nothing is looked at twice, but what a piece's end cut in two.
 */
export class EventFramer {
  #state: State;
  /** Everything before was dealt with. */
  #at = 0;
  #start = 0;
  #depth = 0;
  #root: string | null;
  #limit: number;
  /** Something strange was told since the last event; what follows it is no news. */
  #strayed = false;

  constructor({ midway, root, limit }: FramerOptions) {
    this.#state = midway ? "searching" : "outside";
    this.#root = midway ? root : null;
    this.#limit = limit;
  }

  /** The first index that is still needed. */
  get keepFrom(): number {
    return this.#state === "inside" ? this.#start : this.#at;
  }

  /** What should still come: the end of a comment, or of the element around the events. Null: the text may end here. */
  get awaitedEnd(): string | null {
    if (this.#state === "comment") return "-->";
    return this.#state === "done" || this.#root === null ? null : `</${this.#root}>`;
  }

  get isDone(): boolean {
    return this.#state === "done";
  }

  /** The text before `keepFrom` was dropped. */
  rebase(): void {
    const dropped = this.keepFrom;
    this.#at -= dropped;
    this.#start -= dropped;
    this.#limit -= dropped;
  }

  /** The next frame; null when more text is needed, or when the last text is used up. */
  next(text: string, isLast: boolean): Frame | null {
    for (;;) {
      const step = this.#step(text, isLast);
      if (step !== "on") return step;
    }
  }

  #step(text: string, isLast: boolean): Frame | "on" | null {
    switch (this.#state) {
      case "searching":
      case "skipping":
        return this.#toNextHead(text, isLast);
      case "outside":
        return this.#outside(text, isLast);
      case "comment":
        return this.#inComment(text, isLast);
      case "inside":
        return this.#inside(text, isLast);
      case "done":
        return null;
    }
  }

  #toNextHead(text: string, isLast: boolean): "on" | null {
    EVENT_TAGS.lastIndex = this.#at;
    const index = EVENT_TAGS.exec(text)?.index;
    if (index === undefined) {
      this.#at = isLast ? text.length : Math.max(this.#at, text.length - TOKEN_LENGTH);
      return null;
    }
    this.#at = index;
    if (!isLast && text.length - index < LOOKAHEAD) return null;
    const closes = text.charAt(index + 1) === "/";
    if (closes && this.#state === "skipping") {
      this.#at = endOfTag(text, index);
      this.#state = "outside";
    } else if (!closes && isAt(EVENT_HEAD, text, index)) this.#state = "outside";
    else this.#at = index + 1;
    return "on";
  }

  #outside(text: string, isLast: boolean): Frame | "on" | null {
    const less = text.indexOf("<", this.#at);
    const end = less === -1 ? text.length : less;
    const stray = text.slice(this.#at, end).search(NO_SPACE);
    const from = this.#at + stray;
    this.#at = end;
    if (stray !== -1 && !this.#strayed) return this.#strange(text, from, end);
    if (less === -1 || (!isLast && text.length - less < LOOKAHEAD)) return null;
    if (isAt(EVENT_START, text, less)) return this.#eventStart(text, less);
    if (text.startsWith("<!--", less)) {
      this.#at = less + "<!--".length;
      this.#state = "comment";
      return "on";
    }
    if (isAt(DECLARATION, text, less)) {
      this.#at = DECLARATION.lastIndex;
      return "on";
    }
    return this.#tagOutside(text, less);
  }

  #eventStart(text: string, index: number): Frame | "on" {
    if (index >= this.#limit && isAt(EVENT_HEAD, text, index)) {
      this.#state = "done";
      return "on";
    }
    this.#strayed = false;
    this.#start = index;
    this.#at = index + "<Event".length;
    if (isEmptyTag(text, index)) return this.#event(TAG.lastIndex, null);
    this.#depth = 1;
    this.#state = "inside";
    return "on";
  }

  /** A tag that is no event's: that of the element around them, or one that has no business here. */
  #tagOutside(text: string, index: number): Frame | "on" {
    TAG.lastIndex = index;
    const groups: Readonly<Record<string, string | undefined>> | undefined = TAG.exec(text)?.groups;
    this.#at = groups === undefined ? index + 1 : TAG.lastIndex;
    const name = groups?.["name"] ?? null;
    const closes = groups?.["closes"] === "/";
    if (name !== null && closes && name === this.#root) this.#root = null;
    else if (name !== null && !closes && this.#root === null && name !== "Event") {
      if (groups?.["empty"] !== "/") this.#root = name;
    } else return this.#strayed ? "on" : this.#strange(text, index, index + SHOWN);
    this.#strayed = false;
    return "on";
  }

  #inComment(text: string, isLast: boolean): "on" | null {
    const end = text.indexOf("-->", this.#at);
    if (end === -1) {
      this.#at = isLast ? text.length : Math.max(this.#at, text.length - 2);
      return null;
    }
    this.#at = end + "-->".length;
    this.#state = "outside";
    return "on";
  }

  #inside(text: string, isLast: boolean): Frame | "on" | null {
    INSIDE_TOKENS.lastIndex = this.#at;
    const index = INSIDE_TOKENS.exec(text)?.index;
    if (index === undefined) {
      this.#at = Math.max(this.#at, text.length - TOKEN_LENGTH);
      return this.#unended(text, isLast);
    }
    this.#at = index;
    if (index - this.#start > MAX_EVENT_LENGTH) return this.#unended(text, isLast);
    if (!isLast && text.length - index < LOOKAHEAD) return null;
    const hidden = text.startsWith("<!--", index) ? "-->" : text.startsWith("<![CDATA[", index) ? "]]>" : null;
    if (hidden !== null) {
      const end = text.indexOf(hidden, index + hidden.length);
      if (end === -1) return this.#unended(text, isLast);
      this.#at = end + hidden.length;
      return "on";
    }
    if (text.charAt(index + 1) === "/") {
      this.#at = endOfTag(text, index);
      this.#depth--;
      return this.#depth === 0 ? this.#event(this.#at, null) : "on";
    }
    if (isAt(EVENT_HEAD, text, index)) return this.#event(index, "next-event");
    this.#at = index + "<Event".length;
    if (!isEmptyTag(text, index)) this.#depth++;
    return "on";
  }

  /** No end in sight: wait for more, unless there is none or the event is too large already. */
  #unended(text: string, isLast: boolean): Frame | null {
    if (text.length - this.#start > MAX_EVENT_LENGTH) {
      const frame = this.#event(this.#start + MAX_EVENT_LENGTH, "too-large");
      this.#state = "skipping";
      // What was looked at is not looked at again, or many such events would cost the square of their length.
      this.#at = Math.max(this.#start + MAX_EVENT_LENGTH, text.length - TOKEN_LENGTH);
      return frame;
    }
    return isLast ? this.#event(text.length, "end-of-file") : null;
  }

  #event(to: number, cut: EventCut | null): Frame {
    this.#state = "outside";
    this.#at = to;
    return { kind: "event", from: this.#start, to, cut };
  }

  #strange(text: string, from: number, to: number): Frame {
    this.#strayed = true;
    return { kind: "stray", from, found: text.slice(from, Math.min(to, from + SHOWN)) };
  }
}

function isAt(expression: RegExp, text: string, index: number): boolean {
  expression.lastIndex = index;
  return expression.test(text);
}

function isEmptyTag(text: string, index: number): boolean {
  TAG.lastIndex = index;
  return TAG.exec(text)?.groups?.["empty"] === "/";
}

/** Behind the end tag that starts at `index`; one that has lost its ">" ends behind its name. */
function endOfTag(text: string, index: number): number {
  const end = text.indexOf(">", index);
  return end === -1 || end - index > TOKEN_LENGTH ? index + "</Event".length : end + 1;
}
