import type { Instance } from "./binxml/instance.ts";
import type { PartText } from "./binxml/part-text.ts";
import type { EventDatum, EventSystem, EvtxEvent } from "./event.ts";
import type { LineHead } from "./json-line.ts";
import type { DataPlace, PayloadVisitor, PayloadWalk } from "./payload.ts";
import type { RecordFields } from "./record-fields.ts";
import { typedValue } from "./values/value-typed.ts";

/** Far above what a record of 64 KiB can hold, unless its template names one value thousands of times. */
const MAX_CHARACTERS = 4 << 20;
const DATUM_OVERHEAD = 64;
const NULL_VALUE = { type: "null" } as const;

/** Decodes one record into values that stay. */
export class EventDecode {
  readonly #text: PartText;
  readonly #fields: RecordFields;
  readonly #walk: PayloadWalk;

  constructor(text: PartText, fields: RecordFields, walk: PayloadWalk) {
    this.#text = text;
    this.#fields = fields;
    this.#walk = walk;
  }

  system(head: LineHead, instance: Instance): EventSystem {
    const fields = this.#fields;
    const guid = (field: "providerGuid" | "activityId" | "relatedActivityId"): string | null =>
      fields.text(instance, field)?.toLowerCase() ?? null;
    return {
      recordId: (BigInt(head.recordIdHigh) << 32n) | BigInt(head.recordIdLow),
      time: (BigInt(head.timeHigh) << 32n) | BigInt(head.timeLow),
      provider: fields.text(instance, "provider"),
      providerGuid: guid("providerGuid"),
      eventSourceName: fields.text(instance, "eventSourceName"),
      eventId: fields.number(instance, "eventId"),
      qualifiers: fields.number(instance, "qualifiers"),
      version: fields.number(instance, "version"),
      level: fields.number(instance, "level"),
      task: fields.number(instance, "task"),
      opcode: fields.number(instance, "opcode"),
      keywords: fields.text(instance, "keywords"),
      activityId: guid("activityId"),
      relatedActivityId: guid("relatedActivityId"),
      processId: fields.number(instance, "processId"),
      threadId: fields.number(instance, "threadId"),
      channel: fields.text(instance, "channel"),
      computer: fields.text(instance, "computer"),
      userId: fields.text(instance, "userId"),
    };
  }

  /** `system`: of the same record. */
  event(head: LineHead, system: EventSystem, offset: number): EvtxEvent {
    const data: EventDatum[] = [];
    let userData: string | null = null;
    let binary: string | null = null;
    let message: string | null = null;
    const { values, chunk } = this.#text;
    let characters = 0;
    const add = (place: DataPlace, datum: Pick<EventDatum, "value" | "typed">): void => {
      characters += datum.value.length + DATUM_OVERHEAD;
      if (characters > MAX_CHARACTERS) return;
      data.push(place.name === null ? datum : { name: place.name, ...datum });
    };
    const visitor: PayloadVisitor = {
      value: (place, type, position, size) => {
        if (characters > MAX_CHARACTERS) return;
        const value = values.text(chunk, type, position, size);
        add(place, { value, typed: typedValue(values, chunk, type, position, size) });
      },
      mixed: (place, parts, from) => {
        if (characters > MAX_CHARACTERS) return;
        const value = this.#text.string(parts, from);
        add(place, { value, typed: parts.length === 0 ? NULL_VALUE : { type: "mixed", value } });
      },
      binary: (parts, from) => {
        binary = this.#text.string(parts, from) || null;
      },
      userData: (rootName) => {
        userData ??= rootName;
      },
      message: (parts, from) => {
        message = this.#text.string(parts, from) || null;
      },
    };
    this.#walk.visit(visitor);
    const state = characters > MAX_CHARACTERS ? "damaged" : head.state;
    return { ...system, state, offset, data, userData, binary, message };
  }
}
