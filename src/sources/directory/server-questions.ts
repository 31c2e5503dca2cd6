import type { UnreadPart } from "../../evidence/index.ts";
import { type Explanation, BadnodeError } from "../../shared/errors.ts";
import { dnKey } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import {
  type AttributeRange,
  findRange,
  type OpenRange,
  type ShownEntry,
  showEntry,
  withValues,
} from "./attribute-ranges.ts";
import type { DirectoryConnection, SearchPage, SearchRequest } from "./connection.ts";
import { foreignText } from "./problems/foreign-text.ts";
import { isElsewhere } from "./referral-target.ts";
import { ReadingBounds, sizeOf } from "./reading-bounds.ts";

/** How a question ended. What came before a problem has been handed on. */
export interface Answer {
  readonly objects: number;
  readonly problem: Explanation | null;
}

export interface ServerQuestionsOptions {
  readonly signal: AbortSignal | undefined;
  /** Of one request; the whole reading may take so many times that. */
  readonly timeoutMilliseconds: number;
  /** Objects that came so far. */
  readonly onObjects: (objects: number) => void;
}

/** Beside those that the number of objects pays for, at one in 500. */
const REQUESTS_BESIDE_PAGES = 20;
const PAGE_SIZE = 500;
/** Of one attribute, and of all: a server could go on for ever. 1,500 values a request are usual. */
const MAX_RANGES_OF_ATTRIBUTE = 20;
const MAX_RANGES = 100;
/** After these nothing more comes over the connection. */
const ENDINGS: ReadonlySet<string> = new Set([
  "directory-connection-lost",
  "directory-endless-answer",
  "directory-timeout",
  "directory-unsound-answer",
]);
const MAX_REFERRALS = 1000;
const MAX_REFERRAL_LENGTH = 2000;
/** Of entries of which values have still to come. */
const MAX_OPEN_BYTES = 64 * 1024 * 1024;

/** Entries that stand elsewhere than was asked. */
export interface ForeignEntries {
  readonly count: number;
  /** DN of the first. */
  readonly first: string;
}

/** Asks one server, entry by entry, and remembers what it said about itself on the way. Only the signal and defects are thrown. */
export class ServerQuestions {
  readonly #connection: DirectoryConnection;
  /** What a bind took beyond one request: with a ticket it takes more, and what is asked must not depend on it. */
  readonly #furtherBindRequests: number;
  readonly #options: ServerQuestionsOptions;
  readonly #referrals = new Set<string>();
  readonly #cutEntries: UnreadPart[] = [];
  readonly #bounds: ReadingBounds;
  /** dnKey of the naming context that is asked. */
  #contextKey: string | null = null;
  #foreign: ForeignEntries | null = null;
  #objects = 0;
  #ranges = 0;
  #end: Explanation | null = null;

  constructor(connection: DirectoryConnection, options: ServerQuestionsOptions) {
    this.#connection = connection;
    this.#furtherBindRequests = Math.max(0, connection.requests - 1);
    this.#options = options;
    this.#bounds = new ReadingBounds(connection.server, options.timeoutMilliseconds);
  }

  /** From now on what does not stand there is not taken. */
  keepWithin(namingContext: string): void {
    this.#contextKey = dnKey(namingContext);
  }

  /** What was not taken, for it stands outside the naming context. */
  get foreignEntries(): ForeignEntries | null {
    return this.#foreign;
  }

  /** An entry was taken into the evidence. */
  noteKept(entry: DirectoryEntry): void {
    this.#bounds.noteKept(entry);
  }

  /** Nothing more comes, whatever is asked. */
  get hasEnded(): boolean {
    return this.#end !== null;
  }

  /** The time of the reading begins. */
  begin(): void {
    this.#bounds.begin();
  }

  /** Nothing more is asked. */
  end(): void {
    this.#bounds.end();
  }

  /** Objects of the domain that came, one that came twice counted twice. */
  get objects(): number {
    return this.#objects;
  }

  /** How many requests an audit may still send: one for 500 objects, and 20, with one of them for the bind. */
  get requestsLeft(): number {
    const asked = this.#connection.requests - this.#furtherBindRequests;
    return Math.floor(this.#objects / PAGE_SIZE) + REQUESTS_BESIDE_PAGES - asked;
  }

  /** Where the server says that more of the domain's tree lies, in their order of text. */
  get referrals(): readonly string[] {
    return [...this.#referrals].sort(compareText);
  }

  /** Entries of which not all values could be had. */
  get cutEntries(): readonly UnreadPart[] {
    return this.#cutEntries;
  }

  async ask(request: SearchRequest, take: (entry: DirectoryEntry) => void): Promise<Answer> {
    const open: ShownEntry[] = [];
    let objects = 0;
    let openBytes = 0;
    const problem = await this.#search(request, (page, keys) => {
      for (const [index, found] of page.entries.entries()) {
        if (this.#isForeign(found.dn, keys[index] ?? "", request)) continue;
        // A question for one object is answered by one.
        if (request.scope === "base" && objects > 0) break;
        const shown = showEntry(found);
        objects++;
        if (shown.openRanges.length === 0) take(shown.entry);
        else {
          openBytes += sizeOf(found);
          if (open.length < MAX_RANGES && openBytes < MAX_OPEN_BYTES) open.push(shown);
          else this.#takeCut(shown.entry, take);
        }
      }
      this.#noteReferrals(page.referrals);
      if (request.scope !== "subtree") return;
      this.#objects += page.entries.length;
      this.#options.onObjects(this.#objects);
    });
    // Only now: within a search, another one might end it.
    for (const shown of open) await this.#complete(shown, request, take);
    return { objects, problem };
  }

  #isForeign(dn: string, key: string, { base }: SearchRequest): boolean {
    const context = this.#contextKey;
    // No value can end like another DN: commas in values are escaped.
    if (context === null || base === "" || key === context || key.endsWith(`,${context}`)) return false;
    this.#foreign = { count: (this.#foreign?.count ?? 0) + 1, first: this.#foreign?.first ?? dn };
    return true;
  }

  #noteReferrals(referrals: readonly string[]): void {
    for (const referral of referrals) {
      if (this.#referrals.size >= MAX_REFERRALS) return;
      const written = referral.slice(0, MAX_REFERRAL_LENGTH);
      if (isElsewhere(written)) this.#referrals.add(written);
    }
  }

  async #complete(shown: ShownEntry, request: SearchRequest, take: (entry: DirectoryEntry) => void): Promise<void> {
    let entry = shown.entry;
    let isWhole = true;
    let bytes = 0;
    for (const first of shown.openRanges) {
      let open: OpenRange | null = first;
      for (let asked = 0; open !== null && asked < MAX_RANGES_OF_ATTRIBUTE && this.#ranges < MAX_RANGES; asked++) {
        this.#ranges++;
        const range = await this.#nextRange(entry.dn, open, request);
        if (range === null) break;
        bytes += sizeOf({ dn: "", attributes: new Map([[range.attribute, range.values]]) });
        if (bytes > MAX_OPEN_BYTES) break;
        entry = withValues(entry, range.attribute, range.values);
        open = range.isLast ? null : range;
      }
      if (open !== null) isWhole = false;
    }
    if (isWhole) take(entry);
    else this.#takeCut(entry, take);
  }

  async #nextRange(
    dn: string,
    open: OpenRange,
    { showDeleted, securityDescriptors }: SearchRequest,
  ): Promise<AttributeRange | null> {
    const found: { range: AttributeRange | null } = { range: null };
    const request: SearchRequest = {
      base: dn,
      scope: "base",
      filter: { kind: "present", attribute: "objectClass" },
      attributes: [`${open.attribute};range=${open.next}-*`],
      ...(showDeleted === undefined ? {} : { showDeleted }),
      ...(securityDescriptors === undefined ? {} : { securityDescriptors }),
    };
    await this.#search(request, ({ entries }) => {
      for (const entry of entries) found.range ??= findRange(open, entry);
    });
    // A range without values, or one that ends before it began, would be asked for again and again.
    const range = found.range;
    return range === null || range.values.length === 0 || range.next <= open.next ? null : range;
  }

  #takeCut(entry: DirectoryEntry, take: (entry: DirectoryEntry) => void): void {
    this.#cutEntries.push({
      dn: entry.dn,
      problem: {
        code: "directory-values-cut",
        happened: `The server did not give all values of an attribute of ${foreignText(entry.dn)}.`,
        nextStep: "Read that object with another tool, such as ldp.exe, and look at its attributes.",
      },
    });
    take(entry);
  }

  async #search(
    request: SearchRequest,
    onPage: (page: SearchPage, keys: readonly string[]) => void,
  ): Promise<Explanation | null> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    if (this.#end !== null) return this.#end;
    const before = this.#bounds.breach();
    if (before !== null) return this.#noteProblem(before);
    const bounds = this.#bounds.search(request.scope === "base");
    const pages = this.#connection.search(request)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await nextPage(pages);
        // Whatever the connection said when it was closed for the signal's sake.
        signal?.throwIfAborted();
        if (next.kind === "problem") return this.#noteProblem(next.problem);
        if (next.kind === "end") return null;
        const keys = next.page.entries.map(({ dn }) => dnKey(dn));
        bounds.notePage(keys);
        onPage(next.page, keys);
        const breach = this.#bounds.breach();
        if (breach !== null) return this.#noteProblem(breach);
      }
    } finally {
      await pages.return?.().catch(() => undefined);
    }
  }

  #noteProblem(problem: Explanation): Explanation {
    if (ENDINGS.has(problem.code)) this.#end = problem;
    return problem;
  }
}

type NextPage =
  | { readonly kind: "page"; readonly page: SearchPage }
  | { readonly kind: "end" }
  | { readonly kind: "problem"; readonly problem: Explanation };

async function nextPage(pages: AsyncIterator<SearchPage>): Promise<NextPage> {
  try {
    const next = await pages.next();
    return next.done === true ? { kind: "end" } : { kind: "page", page: next.value };
  } catch (error) {
    if (error instanceof BadnodeError) return { kind: "problem", problem: error.explanation };
    throw error;
  }
}
