/** One value of a CLIXML file (MS-PSRP 2.2.5), with the type that it was written with. */
export type ClixmlValue =
  | { readonly kind: "null" }
  /** Strings, URIs, versions, XML documents, script blocks; also numbers with a decimal point, durations and encrypted strings, as they are written. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "guid"; readonly guid: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** `ticks`: FILETIME; a time without offset counts as UTC. null: no time that a FILETIME can hold. */
  | { readonly kind: "time"; readonly text: string; readonly ticks: bigint | null }
  | ClixmlObject
  /** To an object that contains it, or that does not come before it. */
  | { readonly kind: "reference"; readonly refId: string };

export interface ClixmlObject {
  readonly kind: "object";
  /** The most special one first. */
  readonly typeNames: readonly string[];
  /** What it says of itself; of objects below the depth of the export that is all. */
  readonly text: string | null;
  /** Its own properties and those that were added, by name as written. */
  readonly properties: ReadonlyMap<string, ClixmlValue>;
  /** Of a list, queue, stack or enumeration. */
  readonly items: readonly ClixmlValue[] | null;
  /** Of a dictionary. */
  readonly entries: readonly (readonly [key: ClixmlValue, value: ClixmlValue])[] | null;
  /** Of an enum its number, of a string or number with added properties the value itself. */
  readonly value: ClixmlValue | null;
}

/** Why a file is no CLIXML, or no more from there on. */
export interface ClixmlProblem {
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;
}
