/** What PowerShell's objects hold, whichever way they were written. */
export type ExportedValue =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "time"; readonly ticks: bigint }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "list"; readonly items: readonly ExportedValue[] }
  /** `text`: what it says of itself, where that is written. */
  | { readonly kind: "object"; readonly text: string | null; readonly properties: ReadonlyMap<string, ExportedValue> };
