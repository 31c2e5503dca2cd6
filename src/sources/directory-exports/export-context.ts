import type { DirectoryView, UnreadPart } from "../../evidence/index.ts";
import { type DirectoryEntry, DirectoryViewBuilder, type ViewFrame } from "../directory-objects/index.ts";

/** No directory has so many attributes; a hostile file may. */
const MOST_NAMES = 10_000;
/** So many objects with values left out are told one by one. */
const MOST_PARTS = 1000;

/** What one file shows of one naming context. */
export class ExportContext {
  readonly namingContext: string;
  readonly #builder = new DirectoryViewBuilder();
  readonly #attributes = new Set<string>();
  readonly #unread: UnreadPart[] = [];
  #hasDeleted = false;
  #entries = 0;

  constructor(namingContext: string) {
    this.namingContext = namingContext;
  }

  get entries(): number {
    return this.#entries;
  }

  add(entry: DirectoryEntry): void {
    this.#entries++;
    this.#builder.add(entry);
    if (this.#attributes.size < MOST_NAMES) for (const name of entry.attributes.keys()) this.#attributes.add(name);
    this.#hasDeleted ||= entry.attributes.get("isdeleted")?.[0] === "TRUE";
  }

  /** Something of this object is not here. */
  addUnread(part: UnreadPart): void {
    if (this.#unread.length < MOST_PARTS) this.#unread.push(part);
  }

  /** `unread`: besides what was added; `attributes`: of a header, else those that some object has. */
  view(server: string, unread: readonly UnreadPart[], attributes: Iterable<string> = []): DirectoryView {
    const view = this.#builder.build({
      server,
      basis: "export",
      namingContext: this.namingContext,
      time: null,
      attributes: new Set([...this.#attributes, ...attributes]),
      asksForConnectionPoints: true,
      asksForDeleted: this.#hasDeleted,
      readerSids: null,
      principals: new Map(),
      unread: [...this.#unread, ...unread],
    });
    // An export without a single one of a host was made without them; nothing is then known to be missing.
    return { ...view, asksForConnectionPoints: view.connectionPoints.some(({ purpose }) => purpose === "host") };
  }

  /** Of a section that says itself what it holds. */
  framedView(frame: ViewFrame): DirectoryView {
    return this.#builder.build({ ...frame, unread: [...frame.unread, ...this.#unread] });
  }
}
