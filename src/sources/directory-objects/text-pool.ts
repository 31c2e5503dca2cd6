import { detached } from "./entry-values.ts";

/** Keeps texts that many objects share once. */
export class TextPool {
  readonly #texts = new Map<string, string>();

  shared(text: string): string;
  shared(text: string | null): string | null;
  shared(text: string | null): string | null {
    if (text === null) return null;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = detached(text);
    this.#texts.set(own, own);
    return own;
  }
}
