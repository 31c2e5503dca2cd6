import type { Explanation } from "../../shared/errors.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import type { SearchEntry } from "./connection.ts";
import { textFingerprint } from "./text-fingerprint.ts";

/** Twenty times what the largest domains have. */
const MAX_OBJECTS = 2_000_000;
/** Of what is taken into the evidence: 100,000 computers with 3,000 hosts need a tenth of it. */
const MAX_KEPT_BYTES = 512 * 1024 * 1024;
/** What a value takes in memory beside its characters. */
const BYTES_BESIDE_VALUE = 64;
/** A server may have to look long for the next match, and sends a page with nothing but a cookie. */
const MAX_FRUITLESS_PAGES = 100;
/** An object may move while a search goes on, and come twice. */
const MAX_REPEATED_ENTRIES = 5_000;
/** A policy may make pages smaller than was asked for. */
const PAGES_BESIDE = 200;
const LEAST_OBJECTS_OF_PAGE = 10;
/** In time-outs of one request: for the whole reading, for 500 objects, and for one question by DN. */
const TIME = { atFirst: 20, forPage: 0.1, forQuestion: 0.1 } as const;
const PAGE_SIZE = 500;

/** What one server may send, lest it goes on for ever: each answer may be sound by itself, and no end come. */
export class ReadingBounds {
  readonly #server: string;
  readonly #timeoutMilliseconds: number;
  #objects = 0;
  #keptBytes = 0;
  #problem: Explanation | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Milliseconds that were earned since the timer was set. */
  #earned = 0;

  constructor(server: string, timeoutMilliseconds: number) {
    this.#server = server;
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  /** From now on time runs. */
  begin(): void {
    this.end();
    this.#setTimer(this.#timeoutMilliseconds * TIME.atFirst);
  }

  /** null: so far it has kept to them. */
  breach(): Explanation | null {
    return this.#problem;
  }

  /** Of one search. */
  search(isByDn: boolean): SearchBounds {
    if (isByDn) this.#earned += this.#timeoutMilliseconds * TIME.forQuestion;
    return new SearchBounds(
      (objects) => this.#noteObjects(objects),
      (what) => this.#exceeded(what),
    );
  }

  /** Once more was taken into the evidence. */
  noteKept(entry: DirectoryEntry): void {
    this.#keptBytes += sizeOf(entry);
    if (this.#keptBytes > MAX_KEPT_BYTES) this.#exceeded(`more than ${MAX_KEPT_BYTES / 1024 / 1024} MiB to be kept`);
  }

  /** Nothing more is read. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #noteObjects(objects: number): void {
    this.#objects += objects;
    this.#earned += (this.#timeoutMilliseconds * TIME.forPage * objects) / PAGE_SIZE;
    if (this.#objects > MAX_OBJECTS) this.#exceeded(`more than ${MAX_OBJECTS} objects`);
  }

  #setTimer(milliseconds: number): void {
    this.#earned = 0;
    this.#timer = setTimeout(() => {
      if (this.#earned >= 1) this.#setTimer(this.#earned);
      else this.#exceeded("little in a long time");
    }, milliseconds);
    this.#timer.unref();
  }

  #exceeded(what: string): void {
    this.#problem ??= {
      code: "directory-endless-answer",
      happened: `${this.#server} sent ${what}, and no end is in sight: it is not asked any further.`,
      likelyCause: "What answers there is no sound domain controller, or is overloaded.",
      nextStep: "Ask for less with --base, or name another domain controller with --server.",
    };
  }
}

/** Of one search: whether its pages still bring something. */
export class SearchBounds {
  readonly #noteObjects: (objects: number) => void;
  readonly #exceeded: (what: string) => void;
  /** A digest of each DN takes less room than the DN. */
  readonly #seen = new Set<number>();
  #pages = 0;
  #fruitless = 0;
  #repeated = 0;

  constructor(noteObjects: (objects: number) => void, exceeded: (what: string) => void) {
    this.#noteObjects = noteObjects;
    this.#exceeded = exceeded;
  }

  /** The keys of the DNs of its entries. */
  notePage(keys: readonly string[]): void {
    const before = this.#seen.size;
    for (const key of keys) this.#seen.add(textFingerprint(key));
    const fresh = this.#seen.size - before;
    this.#pages++;
    this.#repeated += keys.length - fresh;
    if (fresh === 0) this.#fruitless++;
    this.#noteObjects(fresh);
    if (this.#fruitless > MAX_FRUITLESS_PAGES)
      this.#exceeded(`more than ${MAX_FRUITLESS_PAGES} pages with nothing new`);
    if (this.#repeated > MAX_REPEATED_ENTRIES) this.#exceeded(`more than ${MAX_REPEATED_ENTRIES} objects once more`);
    if (this.#pages > PAGES_BESIDE + this.#seen.size / LEAST_OBJECTS_OF_PAGE) {
      this.#exceeded(`${this.#pages} pages with ${this.#seen.size} objects`);
    }
  }
}

/** About what it takes in memory. */
export function sizeOf({ dn, attributes }: SearchEntry): number {
  let size = dn.length;
  for (const [name, values] of attributes) {
    size += name.length;
    for (const value of values) size += value.length + BYTES_BESIDE_VALUE;
  }
  return size;
}
