/** A power of two. */
const SLOTS = 1 << 15;
const TRIES = 4;
/** A column with more different texts names something else in nearly every row. */
const MOST_SHARED = SLOTS / 2;

/** A snapshot set of a thousand volumes is named in less. What is longer is no name, and would fill every page that shows it. */
const MOST_CHARACTERS = 16_384;

/**
 * Makes the texts of one column, each once: a hundred thousand rows name a few nodes, volumes and jobs. Looks a stretch of a text up without
 * cutting it out, which for millions of cells takes longer than reading them.
 */
export class ColumnTexts {
  #slots: (string | undefined)[] | null = null;
  #shared = 0;
  #found = 0;
  #last = "";

  take(text: string, start: number, end: number): string {
    if (end - start > MOST_CHARACTERS) return `${detached(text, start, start + MOST_CHARACTERS)}…`;
    if (end - start === this.#last.length && standsAt(this.#last, text, start)) return this.#last;
    // Texts that rows do not share are not looked for any more.
    const isShared = this.#shared < MOST_SHARED || this.#found * 4 > this.#shared;
    this.#last = isShared ? this.#lookUp(text, start, end) : detached(text, start, end);
    return this.#last;
  }

  #lookUp(text: string, start: number, end: number): string {
    this.#slots ??= new Array<string | undefined>(SLOTS).fill(undefined);
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    hash ^= hash >>> 15;
    for (let turn = 0; turn < TRIES; turn++) {
      const slot = (hash + turn) & (SLOTS - 1);
      const known = this.#slots[slot];
      if (known === undefined) return this.#share(slot, detached(text, start, end));
      if (known.length === end - start && standsAt(known, text, start)) {
        this.#found++;
        return known;
      }
    }
    // Rows that share a text stand near each other: a newer one is worth more.
    return this.#share(hash & (SLOTS - 1), detached(text, start, end));
  }

  #share(slot: number, own: string): string {
    if (this.#slots !== null) this.#slots[slot] = own;
    this.#shared++;
    return own;
  }
}

/** Shorter stretches V8 copies by itself. */
const COPIED_LENGTH = 13;
const copy = Buffer.alloc(MOST_CHARACTERS);

/**
 * A stretch as a text of its own. What `slice` cuts out of a text is, in V8, a window on it: one name would keep a whole piece of a file in memory.
 * Through bytes it is copied; what is not Latin-1 does not come back the same, and takes two bytes a character.
 */
function detached(text: string, start: number, end: number): string {
  const stretch = text.slice(start, end);
  if (stretch.length < COPIED_LENGTH) return stretch;
  const narrow = copy.toString("latin1", 0, copy.write(stretch, 0, "latin1"));
  return narrow === stretch ? narrow : Buffer.from(stretch, "utf16le").toString("utf16le");
}

function standsAt(known: string, text: string, start: number): boolean {
  // From the end, where names that are counted differ.
  for (let at = known.length - 1; at >= 0; at--) {
    if (known.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  }
  return true;
}
