import { BinXmlDamage, type ChunkBytes } from "../chunk-bytes.ts";
import { hex } from "../file-header.ts";
import { SystemPaths } from "../system-paths.ts";
import type { BinXmlParser } from "./parser.ts";
import type { Template, TemplateCache } from "./template-cache.ts";
import { ARRAY_FLAG, Token, ValueType } from "./tokens.ts";
import type { Part } from "./tree.ts";

const FRAGMENT_HEADER = 0x0001010f;
const MAX_NESTED_FRAGMENTS = 64;
const MAX_FRAGMENT_DEPTH = 8;
/** A record cannot hold more four-byte descriptors than this. */
const MAX_VALUES = 16384;

/** A tree and the values that fill its slots in one record. Reused from record to record. */
export class Instance {
  parts: readonly Part[] = NO_PARTS;
  system: SystemPaths = NO_SYSTEM;
  /** Null for a fragment without template. */
  template: Template | null = null;
  count = 0;
  types = new Uint8Array(32);
  positions = new Int32Array(32);
  sizes = new Int32Array(32);
  /** For BinXML values, which instance of the set holds them; -1 otherwise. */
  nested = new Int32Array(32);

  clear(): void {
    this.parts = NO_PARTS;
    this.system = NO_SYSTEM;
    this.template = null;
    this.count = 0;
    this.descriptors = 0;
  }

  room(count: number): void {
    if (count <= this.types.length) return;
    const capacity = Math.max(count, this.types.length * 2);
    this.types = new Uint8Array(capacity);
    this.positions = new Int32Array(capacity);
    this.sizes = new Int32Array(capacity);
    this.nested = new Int32Array(capacity);
  }

  /** Where the value descriptors and the values start; 0 for a fragment without template. */
  descriptors = 0;
  valuesEnd = 0;

  /** Null is what makes dependent elements and optional attributes disappear. */
  isNull(index: number): boolean {
    return index >= this.count || this.types[index] === ValueType.null;
  }
}

const NO_PARTS: readonly Part[] = [];
const NO_SYSTEM = new SystemPaths(NO_PARTS);

/** The instances of one record: the record's own first, then those nested in its values. Reused for all records. */
export class InstanceSet {
  readonly #chunk: ChunkBytes;
  readonly #parser: BinXmlParser;
  readonly #templates: TemplateCache;
  readonly #instances: Instance[] = [new Instance()];
  #used = 0;

  constructor(chunk: ChunkBytes, parser: BinXmlParser, templates: TemplateCache) {
    this.#chunk = chunk;
    this.#parser = parser;
    this.#templates = templates;
  }

  get root(): Instance {
    return this.at(0);
  }

  at(index: number): Instance {
    const instance = this.#instances[index];
    if (instance === undefined) throw new RangeError(`no instance ${index}`);
    return instance;
  }

  /** Forgets the record; the root is then empty. */
  reset(): void {
    this.#used = 1;
    this.root.clear();
  }

  /**
   * Finds the record's own template and descriptors without reading them: most records of a selective scan go no
   * further. @throws BinXmlDamage
   */
  locateRoot(position: number, end: number): Instance {
    this.reset();
    this.#locate(this.root, position, end);
    return this.root;
  }

  /** Where the value of a located, not yet read instance stands; -1 when it is null or leaves the record. */
  peek(instance: Instance, index: number): number {
    const { view } = this.#chunk;
    const { descriptors } = instance;
    const count = descriptors === 0 ? 0 : view.getUint32(descriptors - 4, true);
    if (index >= count) return -1;
    let position = descriptors + count * 4;
    const wanted = descriptors + index * 4;
    for (let at = descriptors; at < wanted; at += 4) position += view.getUint16(at, true);
    if (view.getUint8(wanted + 2) === ValueType.null) return -1;
    return position + view.getUint16(wanted, true) > instance.valuesEnd ? -1 : position;
  }

  peekType(instance: Instance, index: number): number {
    return this.#chunk.view.getUint8(instance.descriptors + index * 4 + 2);
  }

  peekSize(instance: Instance, index: number): number {
    return this.#chunk.view.getUint16(instance.descriptors + index * 4, true);
  }

  /** Reads the root's values, not yet what is nested in them. @throws BinXmlDamage */
  readRoot(): void {
    this.#readValues(this.root);
  }

  /** Reads all nested fragments, so that damage is known before anything is written. @throws BinXmlDamage */
  openNested(index = 0, depth = 0): void {
    const instance = this.at(index);
    const { count, types } = instance;
    for (let slot = 0; slot < count; slot++) {
      if (types[slot] !== ValueType.binXml) continue;
      const position = instance.positions[slot] ?? 0;
      const size = instance.sizes[slot] ?? 0;
      if (size === 0) continue;
      if (this.#used >= MAX_NESTED_FRAGMENTS || depth >= MAX_FRAGMENT_DEPTH) {
        throw new BinXmlDamage("nesting", position, `at most ${MAX_FRAGMENT_DEPTH} levels of nested BinXML`, "more");
      }
      // Shown twice on each of eight levels, a fragment would be rendered 256 times; a hundred times, without end.
      if (instance.template?.repeatedSlots.has(slot) === true) {
        throw new BinXmlDamage(
          "nesting",
          position,
          "nested BinXML that is shown once",
          `value ${slot} in several places`,
        );
      }
      const child = this.#used++;
      if (child === this.#instances.length) this.#instances.push(new Instance());
      const nested = this.at(child);
      nested.clear();
      this.#read(nested, position, position + size);
      instance.nested[slot] = child;
      this.openNested(child, depth + 1);
    }
  }

  #read(instance: Instance, start: number, end: number): void {
    this.#locate(instance, start, end);
    this.#readValues(instance);
  }

  #locate(instance: Instance, start: number, end: number): void {
    const chunk = this.#chunk;
    chunk.need(start, end - start);
    let position = start;
    if (end - position >= 4 && chunk.view.getUint32(position, true) === FRAGMENT_HEADER) position += 4;
    if (position < end && chunk.view.getUint8(position) === Token.templateInstance) {
      this.#locateTemplateInstance(instance, position, end);
      return;
    }
    const { parts } = this.#parser.fragment(start, end);
    instance.parts = parts;
    // Only the record's own tree has a System.
    if (instance === this.root) instance.system = new SystemPaths(parts);
  }

  /** Token (1), unknown (1), template id (4), offset of the definition (4), [definition], count (4), descriptors. */
  #locateTemplateInstance(instance: Instance, start: number, end: number): void {
    const chunk = this.#chunk;
    const offset = chunk.u32(start + 6);
    let position = start + 10;
    if (chunk.base + offset === position) position += this.#templates.definitionSize(position);
    const template = this.#templates.at(offset);
    const id = chunk.u32(start + 2);
    const defined = chunk.u32(chunk.base + offset + 4);
    if (id !== defined) {
      // Slack: another template was written over the record's own, and would give its values the wrong names.
      throw new BinXmlDamage("template", start + 2, `template ${hex(defined)}, as is defined there`, hex(id));
    }
    instance.parts = template.parts;
    instance.system = template.system;
    instance.template = template;
    const count = chunk.u32(position);
    position += 4;
    if (count > MAX_VALUES || position + count * 4 > end) {
      throw new BinXmlDamage("value", position - 4, "a count of values that fits the record", String(count));
    }
    instance.descriptors = position;
    instance.valuesEnd = end;
  }

  #readValues(instance: Instance): void {
    const { descriptors, valuesEnd } = instance;
    if (descriptors === 0) return;
    const { view } = this.#chunk;
    const count = view.getUint32(descriptors - 4, true);
    instance.room(count);
    const { types, positions, sizes, nested } = instance;
    let value = descriptors + count * 4;
    for (let index = 0; index < count; index++) {
      const size = view.getUint16(descriptors + index * 4, true);
      types[index] = view.getUint8(descriptors + index * 4 + 2);
      sizes[index] = size;
      positions[index] = value;
      nested[index] = -1;
      value += size;
    }
    instance.count = count;
    if (value <= valuesEnd) return;
    // What still fits can be shown; what does not is null, and the record is called damaged.
    for (let index = 0; index < count; index++) {
      if ((positions[index] ?? 0) + (sizes[index] ?? 0) > valuesEnd) types[index] = ValueType.null;
    }
    const room = `${valuesEnd - descriptors} bytes of descriptors and values`;
    throw new BinXmlDamage("value", descriptors, room, String(value - descriptors));
  }
}

/** Whether a value type is an array, and so repeats the element it stands in. */
export function isArrayType(type: number): boolean {
  return (type & ARRAY_FLAG) !== 0;
}
