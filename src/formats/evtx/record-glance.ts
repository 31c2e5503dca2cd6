import { isoToFiletime } from "../../shared/filetime.ts";
import type { Instance, InstanceSet } from "./binxml/instance.ts";
import { ValueType } from "./binxml/tokens.ts";
import { BinXmlDamage, type ChunkBytes } from "./chunk-bytes.ts";
import type { RecordFields } from "./record-fields.ts";
import { type RecordSource, RecordSources } from "./record-tally.ts";
import type { FieldPath, SystemPaths } from "./system-paths.ts";

/** Slots of one template, ascending. */
interface TemplateGlance {
  readonly time: number;
  readonly recordId: number;
  /** -1 where the template itself holds the channel's name. */
  readonly channel: number;
  /** Who wrote the template's last record that was read, and the channel's name as it stood there. */
  source: RecordSource | null;
  /** Two UTF-16 units each; an odd last one stands alone. */
  channelPairs: Uint32Array;
  channelUnits: number;
}

/**
 * Reads source, number and time of a located record without reading its values. Of records whose template holds the
 * computer's name and has slots for the rest, as all do that Windows writes to its own logs, it allocates nothing.
 */
export class RecordGlance {
  idHigh = 0;
  idLow = 0;
  timeHigh = 0;
  timeLow = 0;
  readonly #chunk: ChunkBytes;
  readonly #instances: InstanceSet;
  readonly #fields: RecordFields;
  readonly #sources = new RecordSources();
  /** "unfit": records of the template must be read. */
  readonly #glances = new WeakMap<SystemPaths, TemplateGlance | "unfit">();
  #lastPaths: SystemPaths | null = null;
  #lastGlance: TemplateGlance | "unfit" = "unfit";

  constructor(chunk: ChunkBytes, instances: InstanceSet, fields: RecordFields) {
    this.#chunk = chunk;
    this.#instances = instances;
    this.#fields = fields;
  }

  /**
   * The source of the located record whose header starts at `position`; its number and time then stand in the halves.
   * null when its values are damaged. `isRead`: its values were read before.
   */
  look(root: Instance, position: number, isRead: boolean): RecordSource | null {
    const glance = this.#glance(root.system);
    return (glance === "unfit" ? null : this.#peek(root, glance)) ?? this.#read(root, glance, position, isRead);
  }

  /** Whether the number that was read is that of the record's header. */
  isNumberedAsHeader(position: number): boolean {
    const { view } = this.#chunk;
    return this.idLow === view.getUint32(position + 8, true) && this.idHigh === view.getUint32(position + 12, true);
  }

  #glance(paths: SystemPaths): TemplateGlance | "unfit" {
    if (paths === this.#lastPaths) return this.#lastGlance;
    let glance = this.#glances.get(paths);
    if (glance === undefined) {
      glance = glanceOf(paths);
      this.#glances.set(paths, glance);
    }
    this.#lastPaths = paths;
    this.#lastGlance = glance;
    return glance;
  }

  /** null where a slot holds another type than Windows writes, or another channel than the template's last record. */
  #peek(root: Instance, glance: TemplateGlance): RecordSource | null {
    const { source } = glance;
    const { descriptors } = root;
    if (source === null || descriptors === 0) return null;
    const { view } = this.#chunk;
    const count = view.getUint32(descriptors - 4, true);
    const { time, recordId, channel } = glance;
    if (time >= count || recordId >= count || channel >= count) return null;
    let at = descriptors + count * 4;
    let slot = 0;
    for (; slot < time; slot++) at += view.getUint16(descriptors + slot * 4, true);
    if (at + EIGHT_BYTES > root.valuesEnd || descriptor(view, descriptors, slot) !== TIME) return null;
    this.timeLow = view.getUint32(at, true);
    this.timeHigh = view.getUint32(at + 4, true);
    for (; slot < recordId; slot++) at += view.getUint16(descriptors + slot * 4, true);
    if (at + EIGHT_BYTES > root.valuesEnd || descriptor(view, descriptors, slot) !== RECORD_ID) return null;
    this.idLow = view.getUint32(at, true);
    this.idHigh = view.getUint32(at + 4, true);
    if (channel === -1) return source;
    for (; slot < channel; slot++) at += view.getUint16(descriptors + slot * 4, true);
    const { channelPairs, channelUnits } = glance;
    const isString = descriptor(view, descriptors, slot) === (ValueType.string << 16) + channelUnits * 2;
    if (!isString || at + channelUnits * 2 > root.valuesEnd) return null;
    const pairs = channelUnits >>> 1;
    for (let pair = 0; pair < pairs; pair++, at += 4) if (view.getUint32(at, true) !== channelPairs[pair]) return null;
    return (channelUnits & 1) === 0 || view.getUint16(at, true) === channelPairs[pairs] ? source : null;
  }

  /** Records without template, those that write numbers or the computer's name otherwise, and a template's first. */
  #read(root: Instance, glance: TemplateGlance | "unfit", position: number, isRead: boolean): RecordSource | null {
    try {
      // Reading anew would forget what is nested in the values.
      if (!isRead) this.#instances.readRoot();
    } catch (error) {
      if (error instanceof BinXmlDamage) return null;
      throw error;
    }
    const { view } = this.#chunk;
    this.idLow = view.getUint32(position + 8, true);
    this.idHigh = view.getUint32(position + 12, true);
    this.timeLow = view.getUint32(position + 16, true);
    this.timeHigh = view.getUint32(position + 20, true);
    const id = this.#fields.text(root, "recordId");
    if (id !== null && /^\d{1,20}$/.test(id) && BigInt(id) < 2n ** 64n) [this.idHigh, this.idLow] = halves(BigInt(id));
    const ticks = isoToFiletime(this.#fields.text(root, "time") ?? "");
    if (ticks !== null) [this.timeHigh, this.timeLow] = halves(ticks);
    const source = this.#sources.named(this.#fields.text(root, "computer"), this.#fields.text(root, "channel"));
    if (glance !== "unfit") {
      glance.source = source;
      if (glance.channel !== -1) this.#keepChannel(root, glance);
    }
    return source;
  }

  /** A name in another type than a string, or of an odd number of bytes, matches no record's and is read each time. */
  #keepChannel(root: Instance, glance: TemplateGlance): void {
    const { view } = this.#chunk;
    const size = root.sizes[glance.channel] ?? 0;
    const at = root.positions[glance.channel] ?? 0;
    glance.channelUnits = size >>> 1;
    glance.channelPairs = Uint32Array.from({ length: (size + 2) >>> 2 }, (_, pair) =>
      pair * 4 + 4 <= size ? view.getUint32(at + pair * 4, true) : view.getUint16(at + pair * 4, true),
    );
  }
}

const EIGHT_BYTES = 8;

/** Size (2) and type (1) of a value. */
function descriptor(view: DataView, descriptors: number, slot: number): number {
  return view.getUint32(descriptors + slot * 4, true) & 0xff_ffff;
}

const TIME = (ValueType.filetime << 16) + EIGHT_BYTES;
const RECORD_ID = (ValueType.uint64 << 16) + EIGHT_BYTES;

function glanceOf(paths: SystemPaths): TemplateGlance | "unfit" {
  const channelPath = paths.path("channel");
  const time = slotOf(paths.path("time"));
  const recordId = slotOf(paths.path("recordId"));
  const channel = slotOf(channelPath);
  const isFit =
    paths.path("computer").kind === "literal" &&
    time !== -1 &&
    time < recordId &&
    (channelPath.kind === "literal" || recordId < channel);
  if (!isFit) return "unfit";
  return { time, recordId, channel, source: null, channelPairs: new Uint32Array(0), channelUnits: 0 };
}

function slotOf(path: FieldPath): number {
  // An element that depends on its own value is gone when that is null, which its slot shows.
  return path.kind === "slot" && (path.dependency === -1 || path.dependency === path.index) ? path.index : -1;
}

function halves(value: bigint): readonly [number, number] {
  return [Number(BigInt.asUintN(32, value >> 32n)), Number(BigInt.asUintN(32, value))];
}
