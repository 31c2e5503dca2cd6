/** A value as the directory holds it: text, or bytes that are no text. */
export type LdifValue = string | Uint8Array;

/** One object of a directory. An attribute with several values stands there once, with all of them. */
export interface LdifEntry {
  readonly dn: string;
  readonly attributes: readonly (readonly [name: string, values: readonly LdifValue[]])[];
}
