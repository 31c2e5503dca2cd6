const LISTED = 20;

/** Damages of one file or of a part of it: all count, the first are listed. */
export class ExportDamages {
  readonly #listed: string[] = [];
  #count = 0;

  /** Of all parts of a file. */
  static of(parts: readonly ExportDamages[]): ExportDamages {
    const all = new ExportDamages();
    for (const part of parts) {
      for (const line of part.#listed) all.add(line);
      all.#count += part.#count - part.#listed.length;
    }
    return all;
  }

  get count(): number {
    return this.#count;
  }

  /** One line each. */
  get lines(): readonly string[] {
    const more = this.#count - this.#listed.length;
    return more > 0 ? [...this.#listed, `${more} more damages`] : this.#listed;
  }

  get first(): string | null {
    return this.#listed[0] ?? null;
  }

  add(line: string): void {
    this.#count++;
    if (this.#listed.length < LISTED) this.#listed.push(line);
  }
}
