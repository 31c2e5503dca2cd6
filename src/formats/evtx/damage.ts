/** Whether a record can be trusted: `recovered` was found again behind damage, `damaged` could be read only in part. */
export type RecordState = "intact" | "recovered" | "damaged";

/** What was found wrong in a log. The names are stable: they stand in reports and tests. */
export type DamageKind =
  | "file-header"
  | "file-header-checksum"
  | "truncated-file"
  | "chunk-signature"
  | "chunk-header-checksum"
  | "chunk-data-checksum"
  | "truncated-chunk"
  | "free-space-offset"
  | "record-signature"
  | "record-size"
  | "record-size-copy"
  | "record-number"
  | "template"
  | "string-table"
  | "binxml"
  | "value"
  | "nesting"
  | "record-output"
  | "read-failed"
  // Of event logs exported as XML.
  | "xml"
  | "event-content"
  | "cut-off-event"
  | "event-size"
  | "between-events"
  | "text-encoding";

/** One damage: where, what should have stood there, what stood there instead. Reading went on behind it. */
export interface Damage {
  readonly kind: DamageKind;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  /** The record's number, when the damage lies inside one record. */
  readonly recordId?: bigint;
}

/**
 * A remark that makes no damage: the log was open when it was copied, its header is behind its chunks.
 * Windows writes such files in ordinary use.
 */
export interface Remark {
  readonly kind: "dirty" | "chunk-count" | "trailing-bytes" | "other-channel" | "code-page";
  readonly offset: number;
  readonly text: string;
}
