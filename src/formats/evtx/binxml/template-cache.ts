import { CHUNK_SIZE } from "../chunk-header.ts";
import { BinXmlDamage, type ChunkBytes } from "../chunk-bytes.ts";
import type { BinXmlParser, NameSite } from "./parser.ts";
import { OffsetTable } from "../offset-table.ts";
import { SystemPaths } from "../system-paths.ts";
import { type Part, repeatedSlots } from "./tree.ts";

/** Definition header: link (4), GUID (16), size of the body (4). */
const HEADER_SIZE = 24;
/** Bytes of definitions kept across chunks before the cache starts anew; a real log's hundreds of templates fit. */
const MAX_KEPT_BYTES = 4 << 20;
/** What a kept template takes at least, however short its definition is. */
const TEMPLATE_OVERHEAD = 1024;
/** Bytes of definitions compiled in one chunk. Honest ones do not overlap, so they stay below the chunk's size. */
const MAX_COMPILED_BYTES = 2 * CHUNK_SIZE;

/** A template's tree with what was derived from it; shared by all chunks in which the same definition stands. */
export class Template {
  readonly parts: readonly Part[];
  readonly system: SystemPaths;
  readonly repeatedSlots: ReadonlySet<number>;
  readonly #words: Int32Array;
  readonly #bytes: Int32Array;
  readonly #sites: readonly NameSite[];

  /** `definition`: the bytes of its header and body. */
  constructor(parts: readonly Part[], definition: DataView, sites: readonly NameSite[]) {
    this.parts = parts;
    this.system = new SystemPaths(parts);
    this.repeatedSlots = repeatedSlots(parts);
    const { words, bytes } = fingerprint(definition, sites);
    this.#words = words;
    this.#bytes = bytes;
    this.#sites = sites;
  }

  /**
   * Whether the definition at `position` says the same. Equal GUIDs are not enough (two providers' builds share
   * them), and equal bytes are too much: name offsets and chain links differ from chunk to chunk.
   */
  isAt(chunk: ChunkBytes, position: number): boolean {
    const { view } = chunk;
    const words = this.#words;
    for (let index = 0; index < words.length; index += 2) {
      if (view.getInt32(position + (words[index] ?? 0), true) !== words[index + 1]) return false;
    }
    const bytes = this.#bytes;
    for (let index = 0; index < bytes.length; index += 2) {
      if (view.getUint8(position + (bytes[index] ?? 0)) !== bytes[index + 1]) return false;
    }
    for (const site of this.#sites) {
      const offset = view.getUint32(position + site.at, true);
      const inline = chunk.base + offset === position + site.at + 4;
      if (inline !== site.inline) return false;
      if (!inline && chunk.nameAt(offset) !== site.name) return false;
    }
    return true;
  }
}

/**
 * By what a definition is recognised: its GUID and all of its body but the name offsets and chain links, as pairs of
 * position (from the body's start) and value. Words where a stretch is long enough for them (the last overlaps the
 * one before), single bytes elsewhere.
 */
function fingerprint(
  definition: DataView,
  sites: readonly NameSite[],
): { readonly words: Int32Array; readonly bytes: Int32Array } {
  const words: number[] = [];
  const bytes: number[] = [];
  const add = (from: number, to: number): void => {
    if (to - from < 4) {
      for (let at = from; at < to; at++) bytes.push(at, definition.getUint8(HEADER_SIZE + at));
      return;
    }
    for (let at = from; at < to; at += 4) {
      const word = Math.min(at, to - 4);
      words.push(word, definition.getInt32(HEADER_SIZE + word, true));
    }
  };
  add(4 - HEADER_SIZE, 20 - HEADER_SIZE);
  let from = 0;
  for (const site of sites) {
    add(from, site.at);
    from = site.at + (site.inline ? 8 : 4);
  }
  add(from, definition.byteLength - HEADER_SIZE);
  return { words: Int32Array.from(words), bytes: Int32Array.from(bytes) };
}

interface Definition {
  readonly template: Template | null;
  readonly damage: BinXmlDamage | null;
}

/** Finds templates by where they are defined in the chunk, and compiles each different one once. */
export class TemplateCache {
  readonly #chunk: ChunkBytes;
  readonly #parser: BinXmlParser;
  readonly #inChunk = new OffsetTable<Definition>();
  readonly #known = new Map<number, Template[]>();
  #keptBytes = 0;
  #compiledInChunk = 0;

  constructor(chunk: ChunkBytes, parser: BinXmlParser) {
    this.#chunk = chunk;
    this.#parser = parser;
  }

  enterChunk(): void {
    this.#inChunk.clear();
    this.#compiledInChunk = 0;
  }

  /** Bytes that a definition occupies at `position`, header included. @throws BinXmlDamage */
  definitionSize(position: number): number {
    const size = this.#chunk.u32(position + 20);
    const total = HEADER_SIZE + size;
    if (total > this.#chunk.end - position) {
      throw new BinXmlDamage("template", position, "a template inside the chunk", `${size} bytes`);
    }
    return total;
  }

  /** The template defined at an offset relative to the chunk. @throws BinXmlDamage, the same for each use of a bad one. */
  at(offset: number): Template {
    if (offset >= CHUNK_SIZE) {
      throw new BinXmlDamage(
        "template",
        this.#chunk.base,
        "a template offset inside the chunk",
        `0x${offset.toString(16)}`,
      );
    }
    const known = this.#inChunk.get(offset);
    if (known !== undefined) {
      if (known.template !== null) return known.template;
      throw known.damage ?? new BinXmlDamage("template", this.#chunk.base + offset, "a template", "none");
    }
    try {
      const template = this.#load(offset);
      this.#inChunk.set(offset, { template, damage: null });
      return template;
    } catch (error) {
      if (!(error instanceof BinXmlDamage)) throw error;
      this.#inChunk.set(offset, { template: null, damage: error });
      throw error;
    }
  }

  #load(offset: number): Template {
    const chunk = this.#chunk;
    const position = chunk.base + offset;
    if (offset < 512 || position + HEADER_SIZE > chunk.end) {
      throw new BinXmlDamage("template", position, "a template offset inside the chunk", `0x${offset.toString(16)}`);
    }
    const size = this.definitionSize(position) - HEADER_SIZE;
    const body = position + HEADER_SIZE;
    // Any spread will do for the key: candidates are compared in full.
    const key = (chunk.u32(position + 4) ^ Math.imul(chunk.u32(position + 16), 31) ^ Math.imul(size, 2654435761)) >>> 0;
    const candidates = this.#known.get(key);
    if (candidates !== undefined) {
      for (const candidate of candidates) if (candidate.isAt(chunk, body)) return candidate;
    }
    this.#compiledInChunk += size;
    if (this.#compiledInChunk > MAX_COMPILED_BYTES) {
      throw new BinXmlDamage("template", position, `at most ${MAX_COMPILED_BYTES} bytes of templates`, "more");
    }
    const sites: NameSite[] = [];
    const parts = this.#parser.template(body, body + size, sites);
    const definition = new DataView(chunk.bytes.buffer, chunk.bytes.byteOffset + position, HEADER_SIZE + size);
    const template = new Template(parts, definition, sites);
    if (this.#keptBytes > MAX_KEPT_BYTES) {
      this.#known.clear();
      this.#keptBytes = 0;
    }
    this.#keptBytes += size + TEMPLATE_OVERHEAD;
    const bucket = this.#known.get(key);
    if (bucket === undefined) this.#known.set(key, [template]);
    else bucket.push(template);
    return template;
  }
}
