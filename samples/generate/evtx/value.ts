import type { Element, Template } from "./element.ts";
import { ARRAY_FLAG, VALUE_TYPE } from "./value-type.ts";

/** The fields of a SYSTEMTIME (MS-DTYP 2.3.13); `weekday` counts from Sunday = 0. */
export interface SystemTime {
  readonly year: number;
  readonly month: number;
  readonly weekday: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** One value to write. 64-bit numbers are bigint; times are FILETIME ticks (100 ns since 1601, UTC). */
export type Value =
  /** `bytes` is padding that Windows leaves behind some null values: a size without a value. */
  | { readonly type: "null"; readonly bytes?: number }
  /** `terminated`: a NUL stands inside the value, as behind most strings that came through ETW. */
  | { readonly type: "string"; readonly value: string; readonly terminated?: boolean }
  /** The bytes in whatever code page the provider used. */
  | { readonly type: "ansi-string"; readonly value: Uint8Array }
  | { readonly type: "binary"; readonly value: Uint8Array }
  | {
      readonly type: "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "hex32" | "float" | "double";
      readonly value: number;
    }
  | { readonly type: "int64" | "uint64" | "hex64" | "filetime"; readonly value: bigint }
  /** `width` in bytes: 4 or 8, as the provider's process was built. */
  | { readonly type: "size"; readonly value: bigint; readonly width: 4 | 8 }
  /** `raw` stores another number than 0 or 1, as some providers do. */
  | { readonly type: "boolean"; readonly value: boolean; readonly raw?: number }
  /** With or without braces, in any case. */
  | { readonly type: "guid"; readonly value: string }
  /** As `S-1-5-...`. */
  | { readonly type: "sid"; readonly value: string }
  | { readonly type: "systemtime"; readonly value: SystemTime }
  | { readonly type: "array"; readonly of: ScalarTypeName; readonly items: readonly ScalarValue[] }
  /** BinXML inside a value: its bytes depend on where in the chunk they stand. */
  | { readonly type: "xml"; readonly value: Fragment };

/** A stretch of BinXML: an instance of a template with its values, or elements spelled out. */
export type Fragment =
  | {
      readonly kind: "instance";
      readonly template: Template;
      readonly values: readonly Value[];
      /** EventData that came through ETW is nested without the four bytes of a fragment header. Default true. */
      readonly header?: boolean;
    }
  | { readonly kind: "document"; readonly root: Element };

export type ScalarValue = Exclude<Value, { readonly type: "null" | "array" | "xml" | "binary" }>;
export type ScalarTypeName = ScalarValue["type"];

export function string(value: string): Value {
  return { type: "string", value };
}

/** Each string ends with a NUL in the record; an empty string stays an item. */
export function stringArray(items: readonly string[]): Value {
  return { type: "array", of: "string", items: items.map((value) => ({ type: "string", value })) };
}

/** The type byte of a value's descriptor. */
export function typeByte(value: Value): number {
  return value.type === "array" ? VALUE_TYPE[value.of] | ARRAY_FLAG : VALUE_TYPE[value.type];
}
