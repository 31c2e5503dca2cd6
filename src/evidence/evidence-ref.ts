/** One record of an event log: what `badnode events FILE` shows under this number. */
export interface EventRef {
  readonly kind: "event";
  readonly file: string;
  /** As the record names it; null when the record names none. */
  readonly channel: string | null;
  /** System/EventRecordID in decimal: 64-bit numbers stay strings. */
  readonly recordId: string;
  /** UTC, seven digits. */
  readonly time: string;
}

/** One attribute of one directory object, as one server answered it. */
export interface DirectoryRef {
  readonly kind: "directory";
  readonly server: string;
  readonly dn: string;
  readonly attribute: string;
  readonly value: string;
}

/** One line of a delimited or JSON input. */
export interface RowRef {
  readonly kind: "row";
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly time: string;
}

/** One setting inside an export. */
export interface SettingRef {
  readonly kind: "setting";
  readonly file: string;
  readonly path: string;
}

/** Where a claim can be looked up. */
export type EvidenceRef = EventRef | DirectoryRef | RowRef | SettingRef;

/** A claim stands on one reference at least. */
export type Proof = readonly [EvidenceRef, ...EvidenceRef[]];
