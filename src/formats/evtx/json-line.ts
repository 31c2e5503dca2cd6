import type { Instance } from "./binxml/instance.ts";
import type { PartText } from "./binxml/part-text.ts";
import { ValueType } from "./binxml/tokens.ts";
import type { Part } from "./binxml/tree.ts";
import { type ByteWriter, Piece } from "./bytes-out.ts";
import type { RecordState } from "./damage.ts";
import type { DataPlace, PayloadVisitor, PayloadWalk } from "./payload.ts";
import { type RecordFields, slotInteger, wholeNumber } from "./record-fields.ts";
import { type FieldPath, SYSTEM_FIELDS, type SystemField, type SystemPaths } from "./system-paths.ts";
import { writeText } from "./values/escaped-text.ts";
import { JSON_STRING } from "./values/escapes.ts";
import { writeUnsigned, writeUnsigned64 } from "./values/number-text.ts";

const encoder = new TextEncoder();
const piece = (text: string): Piece => new Piece(encoder.encode(text));

const NULL = piece("null");
const DATA_CLOSE = piece('"}],"userData":');
const NO_DATA_CLOSE = piece('],"userData":');
const BINARY = piece(',"binary":');
const MESSAGE = piece(',"message":');
const STATES: Readonly<Record<RecordState, Piece>> = {
  intact: piece(',"state":"intact"}\n'),
  recovered: piece(',"state":"recovered"}\n'),
  damaged: piece(',"state":"damaged"}\n'),
};
const TIME = piece('","time":"');
const QUOTE = 0x22;

const NUMBERS: ReadonlySet<SystemField> = new Set([
  "eventId",
  "qualifiers",
  "version",
  "level",
  "task",
  "opcode",
  "processId",
  "threadId",
]);
/** GUIDs come as typed values (lower case) or as literal text in any case; JSON has one form. */
const GUIDS: ReadonlySet<SystemField> = new Set(["providerGuid", "activityId", "relatedActivityId"]);
const FIELDS = SYSTEM_FIELDS.filter((field) => field !== "recordId" && field !== "time");

/** What one record's line needs beside its instance: taken from the record's header or System already. */
export interface LineHead {
  readonly recordIdHigh: number;
  readonly recordIdLow: number;
  readonly timeHigh: number;
  readonly timeLow: number;
  readonly state: RecordState;
}

/** `other`: not one slot of a known kind; its text is worked out. */
type StepKind = "number" | "guid" | "text" | "other";

interface FieldStep {
  /** Bytes that stand before the value: keys, and the values of fields that are the same in all records. */
  readonly before: Piece;
  readonly field: SystemField;
  readonly kind: StepKind;
  /** The slot that holds the value, and the slot whose null drops its element; both -1 for `other`. */
  readonly index: number;
  readonly dependency: number;
}

interface SystemPlan {
  readonly steps: readonly FieldStep[];
  readonly after: Piece;
}

/**
 * Writes DESIGN's one line of JSON for a record, straight from its bytes. System's fields are compiled once for each
 * template into ready-made pieces with the slots between them.
 */
export class JsonLine implements PayloadVisitor {
  readonly #text: PartText;
  readonly #fields: RecordFields;
  readonly #walk: PayloadWalk;
  readonly #plans = new WeakMap<SystemPaths, SystemPlan>();
  #lastPaths: SystemPaths | null = null;
  #lastPlan: SystemPlan = { steps: [], after: NULL };
  #out: ByteWriter | null = null;
  #items = 0;
  #userData: string | null = null;
  #binary: readonly Part[] | null = null;
  #binaryInstance: Instance | null = null;
  #message: readonly Part[] | null = null;
  #messageInstance: Instance | null = null;

  constructor(text: PartText, fields: RecordFields, walk: PayloadWalk) {
    this.#text = text;
    this.#fields = fields;
    this.#walk = walk;
  }

  write(out: ByteWriter, filePiece: Piece, head: LineHead, instance: Instance): void {
    this.#text.begin(out);
    out.appendPiece(filePiece);
    writeUnsigned64(out, head.recordIdHigh, head.recordIdLow);
    out.appendPiece(TIME);
    this.#text.values.time(out, head.timeHigh, head.timeLow);
    const plan = this.#planFor(instance.system);
    for (const step of plan.steps) {
      out.appendPiece(step.before);
      this.#field(out, step, instance);
    }
    out.appendPiece(plan.after);
    this.#out = out;
    this.#items = 0;
    this.#userData = null;
    this.#binary = null;
    this.#message = null;
    this.#walk.visit(this);
    out.appendPiece(this.#items === 0 ? NO_DATA_CLOSE : DATA_CLOSE);
    this.#rootName(out);
    out.appendPiece(BINARY);
    this.#optionalText(out, this.#binary, this.#binaryInstance);
    out.appendPiece(MESSAGE);
    this.#optionalText(out, this.#message, this.#messageInstance);
    out.appendPiece(STATES[this.#text.full(out) ? "damaged" : head.state]);
  }

  value(place: DataPlace, type: number, position: number, size: number): void {
    const out = this.#out;
    if (out === null || this.#text.full(out)) return;
    out.appendPiece(this.#items === 0 ? place.jsonFirst : place.jsonNext);
    this.#items++;
    this.#text.values.write(out, this.#text.chunk, type, position, size, JSON_STRING);
  }

  mixed(place: DataPlace, parts: readonly Part[], instance: Instance): void {
    const out = this.#out;
    if (out === null || this.#text.full(out)) return;
    out.appendPiece(this.#items === 0 ? place.jsonFirst : place.jsonNext);
    this.#items++;
    this.#text.write(out, parts, instance, JSON_STRING);
  }

  binary(parts: readonly Part[], instance: Instance): void {
    this.#binary = parts;
    this.#binaryInstance = instance;
  }

  userData(rootName: string): void {
    this.#userData ??= rootName;
  }

  message(parts: readonly Part[], instance: Instance): void {
    this.#message = parts;
    this.#messageInstance = instance;
  }

  #rootName(out: ByteWriter): void {
    if (this.#userData === null) {
      out.appendPiece(NULL);
      return;
    }
    quote(out);
    writeText(out, this.#userData, JSON_STRING);
    quote(out);
  }

  #optionalText(out: ByteWriter, parts: readonly Part[] | null, instance: Instance | null): void {
    if (parts === null || instance === null) {
      out.appendPiece(NULL);
      return;
    }
    const start = out.length;
    quote(out);
    this.#text.write(out, parts, instance, JSON_STRING);
    if (out.length === start + 1) {
      out.length = start;
      out.appendPiece(NULL);
    } else quote(out);
  }

  #field(out: ByteWriter, step: FieldStep, instance: Instance): void {
    const { index, kind } = step;
    if (kind !== "other") {
      if (instance.isNull(index) || (step.dependency !== -1 && instance.isNull(step.dependency))) {
        out.appendPiece(NULL);
        return;
      }
      if (kind === "number") {
        const value = slotInteger(this.#text.chunk.view, instance, index);
        if (value !== null) {
          writeUnsigned(out, value);
          return;
        }
      } else if (kind === "text" || instance.types[index] === ValueType.guid) {
        quote(out);
        const { values, chunk } = this.#text;
        const position = instance.positions[index] ?? 0;
        values.write(out, chunk, instance.types[index] ?? 0, position, instance.sizes[index] ?? 0, JSON_STRING);
        quote(out);
        return;
      }
    }
    out.append(encoder.encode(literalJson(step.field, this.#fields.text(instance, step.field))));
  }

  #planFor(paths: SystemPaths): SystemPlan {
    if (paths === this.#lastPaths) return this.#lastPlan;
    let plan = this.#plans.get(paths);
    if (plan === undefined) {
      plan = compile(paths);
      this.#plans.set(paths, plan);
    }
    this.#lastPaths = paths;
    this.#lastPlan = plan;
    return plan;
  }
}

/** The piece that opens every line of one file. */
export function filePiece(file: string): Piece {
  return piece(`{"file":${JSON.stringify(file)},"recordId":"`);
}

function quote(out: ByteWriter): void {
  out.reserve(1);
  out.bytes[out.length++] = QUOTE;
}

function compile(paths: SystemPaths): SystemPlan {
  const steps: FieldStep[] = [];
  let before = '"';
  for (const field of FIELDS) {
    before += `,"${field}":`;
    const path = paths.path(field);
    if (path.kind === "absent") before += "null";
    else if (path.kind === "literal") before += literalJson(field, path.text);
    else {
      steps.push({ before: piece(before), field, ...stepOf(field, path) });
      before = "";
    }
  }
  return { steps, after: piece(`${before},"data":[`) };
}

function stepOf(field: SystemField, path: FieldPath): Pick<FieldStep, "kind" | "index" | "dependency"> {
  if (path.kind !== "slot") return { kind: "other", index: -1, dependency: -1 };
  const kind = NUMBERS.has(field) ? "number" : GUIDS.has(field) ? "guid" : "text";
  return { kind, index: path.index, dependency: path.dependency === path.index ? -1 : path.dependency };
}

/** A field's text in the form that the JSON contract gives it. */
function literalJson(field: SystemField, text: string | null): string {
  if (text === null) return "null";
  if (NUMBERS.has(field)) return String(wholeNumber(text));
  return JSON.stringify(GUIDS.has(field) ? text.toLowerCase() : text);
}
