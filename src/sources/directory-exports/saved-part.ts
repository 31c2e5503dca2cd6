import type { DirectoryView, UnreadPart } from "../../evidence/index.ts";
import { domainOf } from "../../shared/distinguished-name.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { ExportContext } from "./export-context.ts";
import { ExportDamages } from "./export-damages.ts";
import type { SavedNote, SavedView } from "./saved-notes.ts";

/** Notes that tell of a view. */
export type ViewNote = Extract<SavedNote, { word: "attributes" | "reader" | "principals" | "unread" | "end" }>;

/** One server's objects in a saved file, and what is told of them. */
export class SavedPart {
  readonly server: string;
  readonly damages = new ExportDamages();
  readonly #attributes = new Set<string>();
  readonly #readerSids = new Set<string>();
  readonly #principals = new Map<string, string>();
  readonly #unread: UnreadPart[] = [];
  readonly #told = new Set<SavedNote["word"]>();
  #readerIsKnown = false;
  #end: (SavedView & { readonly entries: number }) | null = null;
  #context: ExportContext | null = null;
  #isLeftOut = false;

  constructor(server: string) {
    this.server = server;
  }

  get entries(): number {
    return this.#context?.entries ?? 0;
  }

  add(entry: DirectoryEntry): ExportContext {
    this.#context ??= new ExportContext(domainOf(entry.dn) ?? "");
    this.#context.add(entry);
    return this.#context;
  }

  /** Of what was read of the server nothing counts. */
  leaveOut(): void {
    this.#isLeftOut = true;
  }

  tell(note: ViewNote): void {
    this.#told.add(note.word);
    switch (note.word) {
      case "attributes":
        for (const name of note.names) this.#attributes.add(name);
        return;
      case "reader":
        this.#readerIsKnown = note.sids !== null;
        for (const sid of note.sids ?? []) this.#readerSids.add(sid);
        return;
      case "principals":
        for (const [sid, name] of note.names) this.#principals.set(sid, name);
        return;
      case "unread":
        for (const part of note.parts) this.#unread.push(part);
        return;
      case "end":
        this.#end = note;
    }
  }

  /** What shows that not all is here that was saved; null: all is. */
  lack(): string | null {
    if (this.#isLeftOut) return null;
    const told = ["attributes", "reader", "principals", "unread", "end"] as const;
    if (this.#end === null || !told.every((word) => this.#told.has(word))) {
      return `what was saved of ${this.server} is cut off`;
    }
    const saved = this.#end.entries;
    return saved === this.entries
      ? null
      : `of ${saved} objects that were saved of ${this.server} ${this.entries} are here`;
  }

  /** null: there is none. With a problem nothing counts as missing. */
  view(file: string, problem: Explanation | null): DirectoryView | null {
    const server = `${this.server} in ${file}`;
    const end = this.#end;
    if (this.#isLeftOut) return null;
    if (end === null) {
      const context = this.#context;
      return context?.view(server, problem === null ? [] : [{ dn: context.namingContext, problem }]) ?? null;
    }
    const { basis, namingContext, time, asksForConnectionPoints, asksForDeleted } = end;
    const context = this.#context ?? new ExportContext(namingContext);
    return context.framedView({
      server,
      basis,
      namingContext,
      time,
      asksForConnectionPoints,
      asksForDeleted,
      attributes: this.#attributes,
      readerSids: this.#readerIsKnown ? this.#readerSids : null,
      principals: this.#principals,
      unread: problem === null ? this.#unread : [...this.#unread, { dn: namingContext, problem }],
    });
  }
}
