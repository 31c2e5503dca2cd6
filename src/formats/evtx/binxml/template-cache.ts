import { BinXmlDamage, type ChunkBytes } from "../chunk-bytes.ts";
import type { BinXmlParser, NameSite } from "./parser.ts";
import { SystemPaths } from "../system-paths.ts";
import type { Part } from "./tree.ts";

/** Definition header: link (4), GUID (16), size of the body (4). */
const HEADER_SIZE = 24;
/** Distinct templates kept across chunks before the cache starts anew; real logs have a few hundred. */
const MAX_TEMPLATES = 4096;

/** A template's tree with what was derived from it; shared by all chunks in which the same definition stands. */
export class Template {
  readonly parts: readonly Part[];
  readonly system: SystemPaths;
  readonly #body: Uint8Array;
  readonly #sites: readonly NameSite[];
  readonly #guid: Uint8Array;

  constructor(parts: readonly Part[], body: Uint8Array, sites: readonly NameSite[], guid: Uint8Array) {
    this.parts = parts;
    this.system = new SystemPaths(parts);
    this.#body = body;
    this.#sites = sites;
    this.#guid = guid;
  }

  /**
   * Whether the definition at `position` says the same. Equal GUIDs are not enough (two providers' builds share
   * them), and equal bytes are too much: name offsets and chain links differ from chunk to chunk.
   */
  isAt(chunk: ChunkBytes, position: number): boolean {
    const { bytes, view } = chunk;
    const guidAt = position - HEADER_SIZE + 4;
    for (let index = 0; index < 16; index++) {
      if (bytes[guidAt + index] !== this.#guid[index]) return false;
    }
    const body = this.#body;
    let from = 0;
    for (const site of this.#sites) {
      for (let at = from; at < site.at; at++) if (bytes[position + at] !== body[at]) return false;
      const offset = view.getUint32(position + site.at, true);
      const inline = chunk.base + offset === position + site.at + 4;
      if (inline !== site.inline) return false;
      if (!inline && chunk.nameAt(offset) !== site.name) return false;
      from = site.at + (inline ? 8 : 4);
    }
    for (let at = from; at < body.length; at++) if (bytes[position + at] !== body[at]) return false;
    return true;
  }
}

interface Definition {
  readonly template: Template | null;
  readonly damage: BinXmlDamage | null;
}

/** Finds templates by where they are defined in the chunk, and compiles each different one once. */
export class TemplateCache {
  readonly #chunk: ChunkBytes;
  readonly #parser: BinXmlParser;
  readonly #inChunk = new Map<number, Definition>();
  readonly #known = new Map<number, Template[]>();
  #count = 0;

  constructor(chunk: ChunkBytes, parser: BinXmlParser) {
    this.#chunk = chunk;
    this.#parser = parser;
  }

  enterChunk(): void {
    this.#inChunk.clear();
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
    const sites: NameSite[] = [];
    const parts = this.#parser.template(body, body + size, sites);
    const template = new Template(
      parts,
      chunk.bytes.slice(body, body + size),
      sites,
      chunk.bytes.slice(position + 4, position + 20),
    );
    if (this.#count >= MAX_TEMPLATES) {
      this.#known.clear();
      this.#count = 0;
    }
    this.#count++;
    const bucket = this.#known.get(key);
    if (bucket === undefined) this.#known.set(key, [template]);
    else bucket.push(template);
    return template;
  }
}
