import type { Instance } from "./binxml/instance.ts";
import { InstanceSet } from "./binxml/instance.ts";
import { BinXmlParser } from "./binxml/parser.ts";
import { MAX_RENDERED, PartText } from "./binxml/part-text.ts";
import { TemplateCache } from "./binxml/template-cache.ts";
import { ValueType } from "./binxml/tokens.ts";
import type { ByteWriter, Piece } from "./bytes-out.ts";
import { BinXmlDamage, ChunkBytes } from "./chunk-bytes.ts";
import type { RecordState } from "./damage.ts";
import type { EventSystem, EvtxEvent } from "./event.ts";
import { EventDecode } from "./event-decode.ts";
import { EventXml } from "./event-xml.ts";
import { filePiece, JsonLine } from "./json-line.ts";
import { PayloadWalk } from "./payload.ts";
import { fieldIsNull, RecordFields } from "./record-fields.ts";
import { RecordGlance } from "./record-glance.ts";
import type { RecordTally } from "./record-tally.ts";
import { RECORD_HEADER_SIZE } from "./record-walk.ts";
import type { RecordView } from "./record-view.ts";
import type { Selection } from "./selection.ts";
import { SelectionMatcher } from "./selection-matcher.ts";
import type { SystemField } from "./system-paths.ts";
import { writeAscii } from "./values/number-text.ts";
import { ValueTextReader } from "./values/value-text.ts";
import { isoToFiletime } from "../../shared/filetime.ts";

export type OnDamage = (damage: BinXmlDamage) => void;

/** Reads one record after another from the chunk it stands on; itself the borrowed view that sinks receive. */
export class RecordReader implements RecordView {
  readonly chunk = new ChunkBytes();
  state: RecordState = "intact";
  offset = 0;
  timeHigh = 0;
  timeLow = 0;
  recordIdHigh = 0;
  recordIdLow = 0;

  /** The present chunk's data do not match their checksum. */
  suspect = false;
  #numbersAgree = false;
  #position = 0;
  /** The values of the record are read, and what is nested in them perhaps too. */
  #isRead = false;
  #onDamage: OnDamage | null = null;
  /** Of the present record, once it was asked for: whoever sees that it is wanted asks for its data next. */
  #system: EventSystem | null = null;
  readonly #templates: TemplateCache;
  readonly #instances: InstanceSet;
  readonly #text: PartText;
  readonly #fields: RecordFields;
  readonly #json: JsonLine;
  readonly #xml: EventXml;
  readonly #decode: EventDecode;
  readonly #matcher: SelectionMatcher | null;
  readonly #glance: RecordGlance;
  #file: string | null = null;
  #filePiece: Piece = filePiece("");

  constructor(selection: Selection | undefined, ansiCodePage: string) {
    const values = new ValueTextReader(ansiCodePage);
    const parser = new BinXmlParser(this.chunk, values);
    this.#templates = new TemplateCache(this.chunk, parser);
    this.#instances = new InstanceSet(this.chunk, parser, this.#templates);
    const text = new PartText(this.chunk, values, this.#instances);
    this.#text = text;
    const walk = new PayloadWalk(this.chunk, values, this.#instances);
    this.#fields = new RecordFields(text);
    this.#json = new JsonLine(text, this.#fields, walk);
    this.#xml = new EventXml(text, this.#instances);
    this.#decode = new EventDecode(text, this.#fields, walk);
    this.#glance = new RecordGlance(this.chunk, this.#instances, this.#fields);
    this.#matcher =
      selection === undefined ? null : new SelectionMatcher(selection, this.#instances, this.chunk, this.#fields);
  }

  enterChunk(bytes: Uint8Array, view: DataView, base: number, end: number): void {
    this.chunk.enter(bytes, view, base, end);
    this.#templates.enterChunk();
    this.suspect = false;
    this.#numbersAgree = false;
  }

  /** Takes the record at `position` whose BinXML ends before `end`; false when it is not selected. */
  take(position: number, end: number, offset: number, state: RecordState, onDamage: OnDamage): boolean {
    this.state = state;
    this.offset = offset;
    this.#position = position;
    this.#isRead = false;
    this.#onDamage = onDamage;
    this.#system = null;
    const { view } = this.chunk;
    this.recordIdLow = view.getUint32(position + 8, true);
    this.recordIdHigh = view.getUint32(position + 12, true);
    this.timeLow = view.getUint32(position + 16, true);
    this.timeHigh = view.getUint32(position + 20, true);
    const instances = this.#instances;
    try {
      instances.locateRoot(position + RECORD_HEADER_SIZE, end);
      if (this.#matcher !== null && !this.#matcher.mayMatch(instances.root)) return false;
      this.#isRead = true;
      instances.readRoot();
    } catch (error) {
      this.#damaged(error, onDamage);
    }
    const { root } = instances;
    // What System says of a damaged record may be another record's, or none's: its header's word stands.
    if (this.state !== "damaged" && this.#numberHolds(root, position, onDamage)) {
      this.#takeTime(root);
      this.#takeRecordId(root);
    }
    if (this.#matcher !== null && !this.#matcher.matches(root, this.timeHigh, this.timeLow)) return false;
    try {
      instances.openNested();
    } catch (error) {
      this.#damaged(error, onDamage);
    }
    return true;
  }

  /** Tells of the record that was taken, selected or not. */
  tell(tally: RecordTally): void {
    if (this.state === "damaged") return;
    const glance = this.#glance;
    const position = this.#position;
    const source = glance.look(this.#instances.root, position, this.#isRead);
    if (source === null) return;
    // Where a chunk's checksum fails, an older record's page may stand in this one's place: its number says nothing.
    if (this.suspect && !glance.isNumberedAsHeader(position)) return;
    tally.record(source, glance.idHigh, glance.idLow, glance.timeHigh, glance.timeLow);
  }

  get channel(): string | null {
    return this.#fields.text(this.#instances.root, "channel");
  }

  get headerRecordId(): bigint {
    return (BigInt(this.recordIdHigh) << 32n) | BigInt(this.recordIdLow);
  }

  system(): EventSystem {
    this.#system ??= this.#decode.system(this, this.#instances.root);
    return this.#system;
  }

  decode(): EvtxEvent {
    const event = this.#decode.event(this, this.system(), this.offset);
    if (event.state === "damaged") this.#cutOff();
    return event;
  }

  writeJson(out: ByteWriter, file: string): void {
    if (file !== this.#file) {
      this.#file = file;
      this.#filePiece = filePiece(file);
    }
    this.#json.write(out, this.#filePiece, this, this.#instances.root);
    if (this.#text.full(out)) this.#cutOff();
  }

  writeXml(out: ByteWriter): void {
    const before = out.length;
    this.#xml.write(out);
    if (out.length === before)
      writeAscii(out, `<!-- record ${this.headerRecordId}: damaged, nothing of its XML is left -->`);
    if (this.#text.full(out)) this.#cutOff();
  }

  /** A template that names one value thousands of times makes more of a record than is shown. */
  #cutOff(): void {
    if (this.state === "damaged" || this.#onDamage === null) return;
    this.state = "damaged";
    const found = "more, which is left out";
    this.#onDamage(new BinXmlDamage("record-output", this.#position, `at most ${MAX_RENDERED} bytes of text`, found));
  }

  /**
   * In a chunk whose checksum fails, a page of an older record may stand in a newer one's place. Where numbers in
   * headers and in System agreed before, a record in which they do not is such a patchwork. (In filtered exports they
   * never agree.)
   */
  #numberHolds(root: Instance, position: number, onDamage: OnDamage): boolean {
    if (!this.suspect) return true;
    const text = this.#fields.text(root, "recordId");
    const number = String(this.headerRecordId);
    if (text === number) this.#numbersAgree = true;
    else if (text !== null && this.#numbersAgree) {
      this.#damaged(new BinXmlDamage("record-number", position + 8, `EventRecordID ${number}`, text), onDamage);
      return false;
    }
    return true;
  }

  #damaged(error: unknown, onDamage: OnDamage): void {
    if (!(error instanceof BinXmlDamage)) throw error;
    this.state = "damaged";
    onDamage(error);
  }

  #takeTime(root: Instance): void {
    const slot = this.#slot(root, "time", ValueType.filetime);
    if (slot !== -1) {
      this.timeLow = this.chunk.view.getUint32(slot, true);
      this.timeHigh = this.chunk.view.getUint32(slot + 4, true);
      return;
    }
    const text = this.#fields.text(root, "time");
    const ticks = text === null ? null : isoToFiletime(text);
    if (ticks === null) return;
    this.timeLow = Number(BigInt.asUintN(32, ticks));
    this.timeHigh = Number(BigInt.asUintN(32, ticks >> 32n));
  }

  #takeRecordId(root: Instance): void {
    const slot = this.#slot(root, "recordId", ValueType.uint64);
    if (slot !== -1) {
      this.recordIdLow = this.chunk.view.getUint32(slot, true);
      this.recordIdHigh = this.chunk.view.getUint32(slot + 4, true);
      return;
    }
    const text = this.#fields.text(root, "recordId");
    if (text === null || !/^\d{1,20}$/.test(text)) return;
    const id = BigInt(text);
    if (id >> 64n !== 0n) return;
    this.recordIdLow = Number(BigInt.asUintN(32, id));
    this.recordIdHigh = Number(BigInt.asUintN(32, id >> 32n));
  }

  /** Where an eight-byte value of the type stands; -1 when the field is something else. */
  #slot(root: Instance, field: SystemField, type: number): number {
    const path = root.system.path(field);
    if (path.kind !== "slot" || fieldIsNull(path, root)) return -1;
    if (root.types[path.index] !== type || root.sizes[path.index] !== 8) return -1;
    return root.positions[path.index] ?? -1;
  }
}
