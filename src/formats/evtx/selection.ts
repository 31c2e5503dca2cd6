/** An inclusive range of event ids. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which events are wanted. All given fields of a clause must match. Names compare without case; a computer given
 * without a dot matches by its first label. Times are FILETIME ticks, both ends included.
 */
export interface SelectionClause {
  readonly providers?: readonly string[];
  readonly ids?: readonly IdRange[];
  readonly channels?: readonly string[];
  readonly levels?: readonly number[];
  readonly computers?: readonly string[];
  readonly since?: bigint;
  readonly until?: bigint;
  /** No reason to read a log that no other clause wants: it may then be skipped by its channel. Default false. */
  readonly incidental?: boolean;
}

/** An event is wanted when any clause matches; an empty list wants nothing, an absent selection wants everything. */
export type Selection = readonly SelectionClause[];
