/** What a cmdlet hands down the pipeline, as far as the exports have it. */
export type PowerShellValue =
  | { readonly type: "null" }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "uint32" | "single"; readonly value: number }
  | { readonly type: "uint64"; readonly value: bigint }
  | PowerShellEnum
  | PowerShellList
  | PowerShellObject;

export interface PowerShellEnum {
  readonly type: "enum";
  readonly typeName: string;
  readonly name: string;
  readonly value: number;
}

export interface PowerShellList {
  readonly type: "list";
  /** The most derived first. */
  readonly typeNames: readonly string[];
  readonly items: readonly PowerShellValue[];
}

export interface PowerShellObject {
  readonly type: "object";
  /** The most derived first. */
  readonly typeNames: readonly string[];
  /** What its ToString() gives; all that is left of it where an export does not go deep enough. */
  readonly text: string;
  readonly properties: readonly (readonly [name: string, value: PowerShellValue])[];
}

export function string(value: string): PowerShellValue {
  return { type: "string", value };
}

export function uint32(value: number): PowerShellValue {
  return { type: "uint32", value };
}

export function boolean(value: boolean): PowerShellValue {
  return { type: "boolean", value };
}
