import type { DirectoryView, UnreadPart } from "../../evidence/index.ts";
import { compareText } from "../../shared/order.ts";
import type { Explanation } from "../../shared/errors.ts";
import { type DirectoryEntry, DirectoryViewBuilder, type ViewFrame } from "../directory-objects/index.ts";
import type { AuditScope } from "./audit-scope.ts";
import { foreignText } from "./problems/foreign-text.ts";
import type { ServerQuestions } from "./server-questions.ts";

export interface ServerReadingOptions {
  readonly frame: Pick<ViewFrame, "server" | "attributes" | "readerSids" | "time">;
  readonly scope: AuditScope;
  readonly onEntry: ((entry: DirectoryEntry) => void) | undefined;
}

/** What one server has shown so far, and what it did not. */
export class ServerReading {
  readonly questions: ServerQuestions;
  readonly scope: AuditScope;
  readonly #options: ServerReadingOptions;
  readonly #builder = new DirectoryViewBuilder();
  readonly #unread: UnreadPart[] = [];
  readonly #warnings: string[] = [];
  #problem: Explanation | null = null;
  #asksForConnectionPoints = false;
  #asksForDeleted = false;

  constructor(questions: ServerQuestions, options: ServerReadingOptions) {
    this.questions = questions;
    this.scope = options.scope;
    this.#options = options;
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** The first thing that went wrong. */
  get problem(): Explanation | null {
    return this.#problem;
  }

  /** Takes an entry into the evidence. */
  readonly keep = (entry: DirectoryEntry): void => {
    this.questions.noteKept(entry);
    this.#builder.add(entry);
    this.#options.onEntry?.(entry);
  };

  /** Of the evidence nothing, but it belongs to what is saved. */
  readonly keepAside = (entry: DirectoryEntry): void => this.#options.onEntry?.(entry);

  warn(line: string): void {
    this.#warnings.push(line);
  }

  /** The source is damaged by it. */
  noteProblem(what: string, problem: Explanation): void {
    this.#problem ??= problem;
    this.warn(`${what}: ${problem.happened}`);
  }

  /** The source is damaged by what was not even asked; words and next step are one line. */
  noteNotAsked(problem: Explanation): void {
    this.#problem ??= problem;
    this.warn(`${problem.happened} ${problem.nextStep}`);
  }

  noteUnread(part: UnreadPart): void {
    this.#unread.push(part);
  }

  /** Once all questions are asked. */
  noteCutEntries(): void {
    for (const part of this.questions.cutEntries) this.#unread.push(part);
    const [first] = this.questions.cutEntries;
    if (first !== undefined)
      this.noteProblem(`Values are cut of ${this.questions.cutEntries.length} objects`, first.problem);
  }

  /** Once all questions are asked. */
  noteForeignEntries(): void {
    const foreign = this.questions.foreignEntries;
    if (foreign === null) return;
    const { count, first } = foreign;
    this.noteProblem("Not everything that came was taken", {
      code: "directory-foreign-objects",
      happened:
        `The server sent ${count === 1 ? "1 object" : `${count} objects`} from outside ` +
        `${foreignText(this.scope.namingContext)}, which was asked, the first of them ${foreignText(first)}: left out.`,
      likelyCause: "What answers there is no sound domain controller.",
      nextStep: "Name another domain controller with --server.",
    });
  }

  connectionPointsWereAskedFor(): void {
    this.#asksForConnectionPoints = true;
  }

  deletedWereAskedFor(): void {
    this.#asksForDeleted = true;
  }

  /** As it stands now. */
  view(): DirectoryView {
    return this.#builder.build({
      ...this.#options.frame,
      basis: "live",
      namingContext: this.scope.namingContext,
      asksForConnectionPoints: this.#asksForConnectionPoints,
      asksForDeleted: this.#asksForDeleted,
      principals: new Map(),
      unread: [...this.#unread].sort((a, b) => compareText(a.dn, b.dn)),
    });
  }
}
