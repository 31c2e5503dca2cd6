/** Texts that belong together, such as names of one thing. */
export class JoinedTexts {
  readonly #parent = new Map<string, string>();

  join(one: string, other: string): void {
    const [root, joined] = [this.rootOf(one), this.rootOf(other)];
    this.#parent.set(root, root);
    this.#parent.set(joined, root);
  }

  /** Whether it was joined with any, be it itself. */
  has(text: string): boolean {
    return this.#parent.has(text);
  }

  /** All that were joined, in no order. */
  texts(): Iterable<string> {
    return this.#parent.keys();
  }

  /** The same of all that belong together. */
  rootOf(text: string): string {
    let root = text;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root)) {
      root = next;
    }
    for (let at = text; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }
}
