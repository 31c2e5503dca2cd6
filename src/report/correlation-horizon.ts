/** FILETIME ticks; null where nothing is known. */
export interface KnownSpan {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/** How far what is known reaches. */
export interface CorrelationHorizon {
  readonly ownership: KnownSpan;
  readonly attempts: KnownSpan;
  /** Volumes of which no input tells an owner. */
  readonly withoutOwner: readonly string[];
  /** Nodes that owned nothing while anything ran, as far as known. */
  readonly idleNodes: readonly string[];
  /** false: the window that was asked for reaches beyond by more than a day. */
  readonly coversWindow: boolean;
  readonly clocks: ClockTolerance;
}

/** How far one host's clock is ahead of the others', by facts that it shares with them. Ticks; null: of too few facts. */
export interface ClockRow {
  readonly host: string;
  readonly offset: bigint | null;
  readonly spread: bigint | null;
  readonly facts: number;
}

/**
 * What the snapshot sets that a backup proxy imported tell of its clock. Ticks. Bounds, not estimates: an import follows on
 * its snapshot, nobody knows how fast. null: of too few sets.
 */
export interface ProxyClockRow {
  readonly proxy: string;
  /** Ahead of the hosts' by no more than this; below zero: behind by at least as much. */
  readonly aheadAtMost: bigint | null;
  /** The loosest such bound of any successive imports: it was further ahead then, or they were slow. */
  readonly aheadAtMostEver: bigint | null;
  /** By how much its times were taken to differ from the hosts'. */
  readonly tolerance: bigint;
  readonly sets: number;
}

/** By how much times of two hosts were taken to differ. */
export interface ClockTolerance {
  /** Ticks. */
  readonly tolerance: bigint;
  /** false: nothing given tells how clocks differ. */
  readonly isEstimated: boolean;
  /** By host; those that share any fact with another. */
  readonly hosts: readonly ClockRow[];
  /** By proxy; those that imported a snapshot of which its host tells too. */
  readonly proxies: readonly ProxyClockRow[];
}
