const LESS = 60;
const SLASH = 47;
const GREATER = 62;
const QUOTE = 34;
const APOSTROPHE = 39;
/** Of an object that does not end: no cluster's is so large. */
const LONGEST_OBJECT = 1 << 24;
/** Objects that were not piped one by one stand in one list (MS-PSRP 2.2.5.2.6). */
const LIST = /<(?:LST|IE|STK|QUE)[\s>]/y;
const ROOT = /<Objs[\s>]/y;

/** Where objects begin: right below the root, or in a list that is the only object there. */
const TOP = 1;
const IN_LIST = 3;

/**
 * Finds where the objects of CLIXML begin and end, in text that comes in pieces: of a large file one object at a time is in memory, and nothing
 * is looked at twice.
 */
export class ClixmlFramer {
  /** What is wrong with the file, as far as its objects cannot be told. */
  expected: string | null = null;
  text = "";
  /** Of the object that was found last. */
  start = 0;
  end = 0;
  #at = 0;
  #depth = 0;
  #level = TOP;
  #isOpen = false;
  #isWhole = false;
  #isOver = false;

  /** Behind what was read. */
  get place(): number {
    return this.#isOpen ? this.start : this.#at;
  }

  /** What stands before `place` is forgotten. */
  feed(piece: string, isLast: boolean): void {
    const kept = this.place;
    const rest = this.text.slice(kept);
    this.text = rest === "" ? piece : rest + piece;
    this.#at -= kept;
    this.start -= kept;
    this.#isWhole = isLast;
  }

  /** Goes to the next object; false: more text is needed, or there is none. */
  next(): boolean {
    while (!this.#isOver) {
      const less = this.text.indexOf("<", this.#at);
      if (less === -1) {
        if (!this.#isOpen) this.#at = this.text.length;
        return this.#needMore();
      }
      const behind = this.#behindMarkup(less);
      if (behind === -1) {
        this.#at = less;
        return this.#needMore();
      }
      this.#at = behind;
      if (this.#tag(less, behind)) return true;
    }
    return false;
  }

  /** Whether an object has ended. */
  #tag(less: number, behind: number): boolean {
    const mark = this.text.charCodeAt(less + 1);
    if (mark === 33 || mark === 63) return false;
    if (mark === SLASH) {
      this.#depth--;
      if (this.#level === IN_LIST && this.#depth < IN_LIST) this.#level = TOP;
      if (this.#depth <= 0) this.#isOver = true;
      return this.#closes(behind);
    }
    const isEmpty = this.text.charCodeAt(behind - 2) === SLASH;
    if (this.#depth === 0) return this.#root(less, isEmpty);
    if (this.#depth === this.#level && !this.#isOpen) {
      this.start = less;
      this.#isOpen = true;
    } else if (this.#level === TOP && this.#depth === TOP + 1 && standsAt(LIST, this.text, less)) {
      this.#level = IN_LIST;
      this.#isOpen = false;
    }
    if (isEmpty) return this.#closes(behind);
    this.#depth++;
    return false;
  }

  #root(less: number, isEmpty: boolean): false {
    // What powershell.exe writes to a pipe begins with "#< CLIXML".
    if (this.text.startsWith("< CLIXML", less)) return false;
    if (standsAt(ROOT, this.text, less)) this.#depth++;
    else this.expected = "<Objs>";
    this.#isOver = isEmpty || this.expected !== null;
    return false;
  }

  #closes(behind: number): boolean {
    if (!this.#isOpen || this.#depth !== this.#level) return false;
    this.#isOpen = false;
    this.end = behind;
    return true;
  }

  /** Behind a tag, a comment, CDATA or an instruction; -1: it does not end here. */
  #behindMarkup(less: number): number {
    const { text } = this;
    const mark = text.charCodeAt(less + 1);
    if (mark === 63) return behindText(text, "?>", less);
    if (text.startsWith("<!--", less)) return behindText(text, "-->", less + 4);
    if (text.startsWith("<![CDATA[", less)) return behindText(text, "]]>", less);
    // Values of attributes may hold a ">".
    for (let at = less + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === GREATER) return at + 1;
      if (code === LESS) return at;
      if (code !== QUOTE && code !== APOSTROPHE) continue;
      at = text.indexOf(code === QUOTE ? '"' : "'", at + 1);
      if (at === -1) return -1;
    }
    return -1;
  }

  #needMore(): false {
    const isTooLong = this.text.length - this.place > LONGEST_OBJECT;
    if (this.#isWhole || isTooLong) {
      this.expected ??= this.#depth === 0 ? "<Objs>" : this.#isOpen ? "the end of an object" : "</Objs>";
      this.#isOver = true;
    }
    return false;
  }
}

function standsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function behindText(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at === -1 ? -1 : at + wanted.length;
}
