import type { ForeignParent } from "../../evidence/index.ts";
import { dnKey, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { placeOf } from "./object-table.ts";
import type { TextPool } from "./text-pool.ts";

/** An export of a large domain may hold millions of objects that are no computers; of the rest no class is known. */
const MAX_CANDIDATES = 4_000_000;

/**
 * Any object may turn out to be the parent of a connection point that comes later. Of each a number that stands for its DN is kept and
 * its classes, which few lists of classes share.
 */
export class ForeignParents {
  readonly #classesByPlace = new Map<number, readonly string[]>();
  readonly #lists = new Map<string, readonly string[]>();

  add(dn: string, objectClasses: readonly string[], texts: TextPool): void {
    // An object of no class is one that may not be read, not one that is no computer.
    if (objectClasses.length === 0 || this.#classesByPlace.size >= MAX_CANDIDATES) return;
    const key = objectClasses.join("\n");
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = objectClasses.map((name) => texts.shared(name));
      this.#lists.set(list.join("\n"), list);
    }
    this.#classesByPlace.set(placeOf(dnKey(dn)), list);
  }

  has(dn: string): boolean {
    return this.#classesByPlace.has(placeOf(dnKey(dn)));
  }

  /** By DN, as the children write it. */
  parentsOf(children: Iterable<string>): readonly ForeignParent[] {
    const parents = new Map<string, ForeignParent>();
    for (const child of children) {
      const dn = parentDn(child);
      const objectClasses = dn === null ? undefined : this.#classesByPlace.get(placeOf(dnKey(dn)));
      if (dn !== null && objectClasses !== undefined && !parents.has(dnKey(dn))) {
        parents.set(dnKey(dn), { dn, objectClasses });
      }
    }
    return [...parents.values()].toSorted((a, b) => compareText(a.dn, b.dn));
  }
}
