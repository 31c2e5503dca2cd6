import { describeLdifProblem, LdifReader, type ReadLdifEntry } from "../../formats/ldif/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { ExportContents } from "./export-contents.ts";
import { ExportDamages } from "./export-damages.ts";
import { exportedEntry } from "./export-entry.ts";
import { explainDamagedExport, explainPartialValues } from "./export-problem.ts";
import { type ExportReading, hostRemark, remark } from "./export-reading.ts";
import { parseNote } from "./parse-note.ts";
import { SAVED_TITLE } from "./saved-notes.ts";
import { SavedParts } from "./saved-parts.ts";
import { SavedSum } from "./saved-sum.ts";

const BAD_NOTE = "what this comment says of the saved objects is not understood";
const NEWER_NOTE = "a newer badnode saved this, and only that one understands it";
const NO_SUM =
  "an older badnode saved this, without a checksum: whether a piece of it is missing cannot be told; save it anew";
const LOST_NOTES = "badnode saved it, and the comments that tell what was read and what was not are gone";

/** Makes views of one LDIF file, whoever wrote it, as its pieces come. */
export class LdifExport {
  readonly #path: string;
  readonly #reader: LdifReader;
  /** Objects that no saved server is told of. */
  readonly #contents = new ExportContents();
  readonly #damages = new ExportDamages();
  readonly #saved = new SavedParts();
  readonly #sum = new SavedSum();
  #badNotes = 0;
  /** It says of itself that badnode saved it. */
  #isSaved = false;
  #partialEntries = 0;

  constructor(path: string) {
    this.#path = path;
    this.#reader = new LdifReader({
      entry: (entry) => this.#takeEntry(entry),
      problem: (problem) => this.#damaged(describeLdifProblem(problem)),
      comment: (text, line) => this.#takeComment(text, line),
    });
  }

  push(piece: Uint8Array): void {
    this.#reader.push(piece);
  }

  end(): ExportReading {
    const counts = this.#reader.end();
    if (this.#isSaved && !this.#saved.hasBegun && this.#badNotes === 0) this.#damages.add(LOST_NOTES);
    const damages = ExportDamages.of([this.#damages, ...this.#saved.end()]);
    const own = this.#contents.entries === 0 ? [] : this.#contents.views(this.#path, this.#explained(this.#damages));
    const views = [...own, ...this.#saved.views(this.#path, (part) => this.#explained(part.damages))];
    const objects = this.#contents.entries + this.#saved.entries;
    return {
      views,
      objects,
      damages,
      unread: this.#saved.sources.find(({ status }) => status !== "complete")?.problem ?? null,
      remarks: [
        ...this.#saved.sources.flatMap(({ path, warnings }) => warnings.map((line) => `${path}: ${line}`)),
        ...(this.#saved.isUnsummed ? [NO_SUM] : []),
        ...remark(counts.changes, "record", "records", "of changes and deletions left out"),
        ...remark(counts.references, "reference", "references", "to other servers not followed by who exported"),
        ...remark(this.#contents.outside, "object", "objects", "in no domain left out"),
        ...remark(this.#partialEntries, "object", "objects", "with only the first of many values"),
        ...remark(this.#badNotes, "comment", "comments", 'led by "badnode:" and not understood'),
        ...hostRemark(objects, views),
      ],
    };
  }

  #takeEntry(read: ReadLdifEntry): void {
    if (!read.isClosed) {
      this.#damaged(
        `line ${read.line}: the file ends in this entry, or right behind it without the empty line that ends an entry; it is left out`,
      );
      return;
    }
    if (this.#isSaved) this.#sum.entry(read);
    const { entry, partial } = exportedEntry(read);
    const context = (this.#saved.current ?? this.#contents).add(entry);
    if (partial.length === 0) return;
    this.#partialEntries++;
    context?.addUnread({ dn: read.dn, problem: explainPartialValues(this.#path, read.line, partial) });
  }

  #takeComment(text: string, line: number): void {
    this.#isSaved ||= text === SAVED_TITLE;
    const note = parseNote(text);
    const isTaken = note !== null && note !== "bad" && note !== "newer" && this.#saved.take(note, this.#sum.text);
    this.#sum.comment(text);
    if (note === null || isTaken) return;
    this.#badNotes++;
    const damage = `line ${line}: ${note === "newer" ? NEWER_NOTE : BAD_NOTE}`;
    // Without its beginning nothing tells what the entries behind it are, nor what was not read of them.
    if (!this.#saved.damage(damage)) this.#damages.add(damage);
  }

  #damaged(line: string): void {
    const { current } = this.#saved;
    if (current !== null) current.damages.add(line);
    // Behind the entries it is told what was not read of them: what is lost there may be of any server.
    else if (!this.#saved.damage(line)) this.#damages.add(line);
  }

  #explained(damages: ExportDamages): Explanation | null {
    return damages.first === null ? null : explainDamagedExport(this.#path, damages.first, damages.count);
  }
}
