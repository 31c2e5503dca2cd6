/** Text where the bytes are UTF-8 text, else the bytes. */
export type LdifValue = string | Uint8Array;

export interface LdifAttribute {
  /** As it was written, without options: `member` of `member;range=0-1499`. */
  readonly name: string;
  /** As they were written, in their order: `binary`, `range=0-1499`. */
  readonly options: readonly string[];
  readonly value: LdifValue;
}

/** One object; an attribute with several values stands there several times. */
export interface LdifEntry {
  readonly dn: string;
  readonly attributes: readonly LdifAttribute[];
}

/** One object as a file shows it. */
export interface ReadLdifEntry extends LdifEntry {
  /** Of its dn, counted from 1. */
  readonly line: number;
  /**
   * false: the file ends right behind it, without the empty line that programs write behind each entry. It may be cut off
   * there, in the midst of a value even.
   */
  readonly isClosed: boolean;
}
