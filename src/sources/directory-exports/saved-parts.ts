import type { DirectorySource, DirectoryView } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { ExportDamages } from "./export-damages.ts";
import type { SavedNote } from "./saved-notes.ts";
import { SavedPart } from "./saved-part.ts";

/** Nobody saves so many servers at once. */
const MOST_PARTS = 1000;

const CHANGED = "it is not as it was saved (its checksum does not fit): a piece is missing, or was changed";

/** Follows the notes of a saved file; several that were joined are several. */
export class SavedParts {
  readonly #parts: SavedPart[] = [];
  readonly #sources: DirectorySource[] = [];
  /** Of the file that has begun and is not whole yet. */
  readonly #open = new Map<string, SavedPart>();
  #isUnsummed = false;
  #told: SavedPart | null = null;
  #current: SavedPart | null = null;

  /** The server that entries are of; null: of none. */
  get current(): SavedPart | null {
    return this.#current;
  }

  get entries(): number {
    return this.#parts.reduce((total, part) => total + part.entries, 0);
  }

  /** Something was saved here, whole or not. */
  get hasBegun(): boolean {
    return this.#parts.length > 0;
  }

  /** What was saved without a checksum may lack a piece. */
  get isUnsummed(): boolean {
    return this.#isUnsummed;
  }

  /** What became of the servers when it was saved. */
  get sources(): readonly DirectorySource[] {
    return this.#sources;
  }

  /** `sum`: the checksum of all before the note. false: it says nothing here. */
  take(note: SavedNote, sum: string): boolean {
    switch (note.word) {
      case "begin":
        return this.#begin(note.server);
      case "view":
      case "none": {
        const part = this.#open.get(note.server);
        this.#current = null;
        this.#told = part ?? null;
        if (note.word === "none") part?.leaveOut();
        return part !== undefined;
      }
      case "source":
        this.#current = null;
        if (this.#open.size > 0) this.#sources.push(note.source);
        return this.#open.size > 0;
      case "whole":
        this.#isUnsummed ||= note.sum === null && this.#open.size > 0;
        return this.#endAll(note.sum === null || note.sum === sum ? null : CHANGED);
      case "attributes":
      case "reader":
      case "principals":
      case "unread":
      case "end":
        this.#told?.tell(note);
        return this.#told !== null;
    }
  }

  /** A note could not be understood: what it was to say is not known. false: it is of no part. */
  damage(line: string): boolean {
    for (const part of this.#open.values()) part.damages.add(line);
    return this.#open.size > 0;
  }

  /** Of all parts, once the file ends. */
  end(): readonly ExportDamages[] {
    this.#endAll("the end of what was saved is missing");
    return this.#parts.map(({ damages }) => damages);
  }

  views(file: string, problemOf: (part: SavedPart) => Explanation | null): readonly DirectoryView[] {
    return this.#parts.flatMap((part) => part.view(file, problemOf(part)) ?? []);
  }

  #begin(server: string): boolean {
    if (this.#open.has(server) || this.#parts.length >= MOST_PARTS) return false;
    const part = new SavedPart(server);
    this.#parts.push(part);
    this.#open.set(server, part);
    this.#current = part;
    this.#told = null;
    return true;
  }

  #endAll(missing: string | null): boolean {
    const hasOpen = this.#open.size > 0;
    for (const part of this.#open.values()) {
      const lack = part.lack() ?? missing;
      if (lack !== null) part.damages.add(lack);
    }
    this.#open.clear();
    this.#current = null;
    this.#told = null;
    return hasOpen;
  }
}
