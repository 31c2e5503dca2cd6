import { createHash } from "node:crypto";
import { dnKey } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";

/** Objects by their DN, each once; keys are numbers, since 100,000 more strings are many. */
export class ObjectTable<T extends { readonly dn: string }> {
  readonly #merge: (one: T, other: T) => T;
  readonly #objects = new Map<number, T>();

  constructor(merge: (one: T, other: T) => T) {
    this.#merge = merge;
  }

  add(object: T): void {
    const key = dnKey(object.dn);
    for (let place = placeOf(key); ; place++) {
      const known = this.#objects.get(place);
      // Two DNs may share a number: the next one is then the second one's.
      if (known !== undefined && dnKey(known.dn) !== key) continue;
      this.#objects.set(place, known === undefined ? object : this.#merge(known, object));
      return;
    }
  }

  get size(): number {
    return this.#objects.size;
  }

  /** By DN. */
  sorted(): readonly T[] {
    return [...this.#objects.values()].toSorted((a, b) => compareText(a.dn, b.dn));
  }
}

/** 48 bits. */
export function placeOf(key: string): number {
  return createHash("sha256").update(key).digest().readUIntBE(0, 6);
}
