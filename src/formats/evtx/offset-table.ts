import { CHUNK_SIZE } from "./chunk-header.ts";

/**
 * What stands at which offset of the present chunk. A map would be filled and emptied for every chunk; this only
 * forgets what was put in.
 */
export class OffsetTable<Value> {
  readonly #values = new Array<Value | undefined>(CHUNK_SIZE).fill(undefined);
  readonly #used: number[] = [];

  get(offset: number): Value | undefined {
    return this.#values[offset];
  }

  /** `offset` lies inside a chunk. */
  set(offset: number, value: Value): void {
    if (this.#values[offset] === undefined) this.#used.push(offset);
    this.#values[offset] = value;
  }

  clear(): void {
    for (const offset of this.#used) this.#values[offset] = undefined;
    this.#used.length = 0;
  }
}
