import { type EvidenceHorizon, hasGaps, rowsOfChannel, type Trials } from "../../facts/index.ts";

const TICKS_PER_DAY = 24n * 3600n * 10_000_000n;

/** How far the silence of nodes' logs goes: what lies beyond, or in a gap, is unknown. */
export class LogReach {
  readonly #horizon: EvidenceHorizon;
  readonly #firstBackup: bigint | null;
  readonly #lastBackup: bigint | null;

  constructor(horizon: EvidenceHorizon, { trials }: Pick<Trials, "trials">) {
    this.#horizon = horizon;
    this.#firstBackup = extreme(
      trials.map(({ start }) => start),
      (a, b) => a < b,
    );
    this.#lastBackup = extreme(
      trials.map(({ end }) => end),
      (a, b) => a > b,
    );
  }

  /** All channels of the node were given without a gap, from a day into the backups at the latest to a day before their end. */
  coversBackups(node: string, channels: readonly string[]): boolean {
    if (this.#firstBackup === null) return false;
    return this.coversFrom(node, channels, this.#firstBackup + TICKS_PER_DAY);
  }

  /** The same from this time on (FILETIME ticks): what happened then or later would stand there. */
  coversFrom(node: string, channels: readonly string[], time: bigint): boolean {
    const { rows, window } = this.#horizon;
    // Logs are exported together: a quiet channel's last record does not tell how far it reaches.
    const last = extreme(
      rows.flatMap(({ host, to }) => (host === node && to !== null ? to : [])),
      (a, b) => a > b,
    );
    if (last === null || this.#lastBackup === null || last < this.#lastBackup - TICKS_PER_DAY) return false;
    return channels.every((channel) => {
      const own = rowsOfChannel(this.#horizon, channel).filter(({ host }) => host === node);
      return own.some(
        (row) =>
          row.from !== null && row.from <= time && !row.damaged && !hasGaps(row, window) && !beginsLater(row, time),
      );
    });
  }
}

/** What it held before it was cleared is gone. */
function beginsLater({ beginsAtClearing }: EvidenceHorizon["rows"][number], time: bigint): boolean {
  return beginsAtClearing !== null && beginsAtClearing.event.time > time;
}

function extreme(times: readonly bigint[], isMore: (a: bigint, b: bigint) => boolean): bigint | null {
  return times.reduce<bigint | null>((found, time) => (found === null || isMore(time, found) ? time : found), null);
}
