import type { PartText } from "./binxml/part-text.ts";
import type { Instance } from "./binxml/instance.ts";
import { ValueType } from "./binxml/tokens.ts";
import type { FieldPath, SystemField } from "./system-paths.ts";

/** Reads System fields of one record through its paths. */
export class RecordFields {
  readonly #text: PartText;

  constructor(text: PartText) {
    this.#text = text;
  }

  /** The field's text as Windows shows it; null when the record does not carry it. */
  text(instance: Instance, field: SystemField): string | null {
    const path = instance.system.path(field);
    switch (path.kind) {
      case "absent":
        return null;
      case "literal":
        return path.text;
      case "slot": {
        if (fieldIsNull(path, instance)) return null;
        const type = instance.types[path.index] ?? 0;
        return this.#text.values.text(
          this.#text.chunk,
          type,
          instance.positions[path.index] ?? 0,
          instance.sizes[path.index] ?? 0,
        );
      }
      case "parts": {
        if (fieldIsNull(path, instance)) return null;
        return this.#text.string(path.parts, instance);
      }
    }
  }

  /** The field as a whole number; null when it is missing or no number. */
  number(instance: Instance, field: SystemField): number | null {
    const path = instance.system.path(field);
    if (path.kind === "slot" && !fieldIsNull(path, instance)) {
      const value = slotInteger(this.#text.chunk.view, instance, path.index);
      if (value !== null) return value;
    }
    const text = this.text(instance, field);
    return text === null ? null : wholeNumber(text);
  }
}

export function fieldIsNull(path: FieldPath, instance: Instance): boolean {
  if (path.kind === "absent") return true;
  if (path.kind === "literal") return false;
  if (path.dependency !== -1 && instance.isNull(path.dependency)) return true;
  return path.kind === "slot" && instance.isNull(path.index);
}

/** The unsigned integer in a slot; null when the slot holds another type. */
export function slotInteger(view: DataView, instance: Instance, index: number): number | null {
  if (index >= instance.count) return null;
  const position = instance.positions[index] ?? 0;
  const size = instance.sizes[index] ?? 0;
  switch (instance.types[index] ?? ValueType.null) {
    case ValueType.uint8:
      return size === 1 ? view.getUint8(position) : null;
    case ValueType.uint16:
      return size === 2 ? view.getUint16(position, true) : null;
    case ValueType.uint32:
    case ValueType.hex32:
      return size === 4 ? view.getUint32(position, true) : null;
    default:
      return null;
  }
}

/** Forwarded records write numbers as text. */
export function wholeNumber(text: string): number | null {
  if (!/^\s*(\d{1,15}|0x[0-9a-f]{1,12})\s*$/i.test(text)) return null;
  return Number(text);
}
