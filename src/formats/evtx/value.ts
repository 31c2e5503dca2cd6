/** A BinXML value with its type kept. 64-bit numbers are bigint; times are FILETIME ticks (100 ns since 1601, UTC). */
export type EvtxValue =
  | { readonly type: "null" }
  | { readonly type: "string" | "ansi-string" | "guid" | "sid"; readonly value: string }
  | {
      readonly type: "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "hex32" | "float" | "double";
      readonly value: number;
    }
  | { readonly type: "int64" | "uint64" | "hex64" | "size"; readonly value: bigint }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "binary"; readonly value: Uint8Array }
  | { readonly type: "filetime"; readonly value: bigint }
  | { readonly type: "systemtime"; readonly value: string }
  | { readonly type: "array"; readonly items: readonly EvtxValue[] }
  /** A value made of several parts (text, references, nested XML), as the text Windows would show. */
  | { readonly type: "mixed"; readonly value: string }
  | { readonly type: "unknown"; readonly code: number; readonly value: Uint8Array };
