import type { DirectoryView } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { dnKey, domainOf } from "../../shared/distinguished-name.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { ExportContext } from "./export-context.ts";
import { showsHosts } from "./export-reading.ts";

/** A file holds a forest at most. */
const MOST_CONTEXTS = 100;

/** Gathers the objects of a file, or of a part of one, by naming context. */
export class ExportContents {
  readonly #contexts = new Map<string, ExportContext>();
  #entries = 0;
  #outside = 0;

  get entries(): number {
    return this.#entries;
  }

  /** Entries whose DN names no domain, or one too many. */
  get outside(): number {
    return this.#outside;
  }

  /** The context that took it; null: none. */
  add(entry: DirectoryEntry): ExportContext | null {
    this.#entries++;
    const context = this.#contextOf(entry.dn);
    if (context === null) this.#outside++;
    else context.add(entry);
    return context;
  }

  /**
   * One for each naming context that shows anything of hosts, or the largest one where none does. With a problem nothing
   * counts as missing.
   */
  views(server: string, problem: Explanation | null, attributes: Iterable<string> = []): readonly DirectoryView[] {
    const names = [...attributes];
    const contexts = [...this.#contexts.values()];
    const views = contexts.map((context) =>
      context.view(server, problem === null ? [] : [{ dn: context.namingContext, problem }], names),
    );
    const telling = views.filter(showsHosts);
    if (telling.length > 0) return telling;
    const most = Math.max(...contexts.map(({ entries }) => entries));
    return views.filter((_, index) => contexts[index]?.entries === most).slice(0, 1);
  }

  #contextOf(dn: string): ExportContext | null {
    const namingContext = domainOf(dn);
    if (namingContext === null) return null;
    const key = dnKey(namingContext);
    const known = this.#contexts.get(key);
    if (known !== undefined || this.#contexts.size >= MOST_CONTEXTS) return known ?? null;
    const context = new ExportContext(namingContext);
    this.#contexts.set(key, context);
    return context;
  }
}
