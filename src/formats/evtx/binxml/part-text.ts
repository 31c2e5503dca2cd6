import { ByteWriter } from "../bytes-out.ts";
import type { ChunkBytes } from "../chunk-bytes.ts";
import { type Escapes, JSON_STRING } from "../values/escapes.ts";
import type { ValueTextReader } from "../values/value-text.ts";
import { type Instance, type InstanceSet, isArrayType } from "./instance.ts";
import { ENTITIES, Literal, type Part } from "./tree.ts";

/** Entities that XML does not predefine stay as they were written. */
export function entityLiteral(name: string): Literal {
  return new Literal(ENTITIES.get(name) ?? `&${name};`);
}

/**
 * A record has at most 64 KiB, and its escaped text a few times that. Only a hostile template, which names one value
 * thousands of times, makes more; it is cut off here and the record called damaged.
 */
export const MAX_RENDERED = 4 << 20;

/** Writes the text that parts make together: what an element or attribute says, without tags. */
export class PartText {
  readonly chunk: ChunkBytes;
  readonly values: ValueTextReader;
  readonly #instances: InstanceSet;
  #limit = Number.POSITIVE_INFINITY;
  readonly #scratch = new ByteWriter(1024);
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  constructor(chunk: ChunkBytes, values: ValueTextReader, instances: InstanceSet) {
    this.chunk = chunk;
    this.values = values;
    this.#instances = instances;
  }

  /** Starts a record's rendering. */
  begin(out: ByteWriter): void {
    this.#limit = out.length + MAX_RENDERED;
  }

  /** Whether the record has written more than any honest one. */
  full(out: ByteWriter): boolean {
    return out.length > this.#limit;
  }

  write(out: ByteWriter, parts: readonly Part[], instance: Instance, escapes: Escapes): void {
    for (const part of parts) {
      if (out.length > this.#limit) return;
      switch (part.kind) {
        case "text":
        case "cdata":
          part.literal.write(out, escapes);
          break;
        case "entity":
          entityLiteral(part.name).write(out, escapes);
          break;
        case "slot":
          this.slot(out, part.index, instance, escapes);
          break;
        case "element": {
          const { element } = part;
          const omitted = element.dependency !== -1 && instance.isNull(element.dependency);
          if (!omitted) this.write(out, element.content, instance, escapes);
          break;
        }
        case "pi":
          break;
      }
    }
  }

  /** The same as a string, by way of JSON's escapes: UTF-8 cannot hold lone surrogates. */
  string(parts: readonly Part[], instance: Instance): string {
    const outer = this.#limit;
    this.#scratch.reset();
    this.begin(this.#scratch);
    this.write(this.#scratch, parts, instance, JSON_STRING);
    this.#limit = outer;
    const text: unknown = JSON.parse(`"${this.#decoder.decode(this.#scratch.written())}"`);
    return String(text);
  }

  /** One slot's value; an array's items stand comma-separated here, since there is no element to repeat. */
  slot(out: ByteWriter, index: number, instance: Instance, escapes: Escapes): void {
    if (instance.isNull(index)) return;
    const type = instance.types[index] ?? 0;
    const position = instance.positions[index] ?? 0;
    const size = instance.sizes[index] ?? 0;
    const child = instance.nested[index] ?? -1;
    if (child !== -1) {
      const nested = this.#instances.at(child);
      this.write(out, nested.parts, nested, escapes);
    } else if (isArrayType(type)) {
      this.#items(out, type, position, size, escapes);
    } else {
      this.values.write(out, this.chunk, type, position, size, escapes);
    }
  }

  #items(out: ByteWriter, type: number, position: number, size: number, escapes: Escapes): void {
    let first = true;
    this.values.items(this.chunk, type, position, size, (itemType, at, length) => {
      if (out.length > this.#limit) return;
      if (!first) {
        out.reserve(1);
        out.bytes[out.length++] = 0x2c;
      }
      first = false;
      this.values.write(out, this.chunk, itemType, at, length, escapes);
    });
  }
}
