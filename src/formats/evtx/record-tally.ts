/** Who wrote a record, by its System. A workspace gives the same object for the same two names. */
export interface RecordSource {
  readonly computer: string | null;
  readonly channel: string | null;
}

/**
 * Told of every record that a scan meets, selected or not, but those that are known to be damaged: who wrote it, its
 * EventRecordID and TimeCreated (else the header's number and time), each of the two as unsigned halves.
 */
export interface RecordTally {
  record(source: RecordSource, idHigh: number, idLow: number, timeHigh: number, timeLow: number): void;
}
