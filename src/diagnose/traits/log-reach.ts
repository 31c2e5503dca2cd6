import { type EvidenceHorizon, logReach, QUIET_TICKS, spanOfBackups, type Trials } from "../../facts/index.ts";

/** How far the silence of nodes' logs goes: what lies beyond, or in a gap, is unknown. */
export class LogReach {
  readonly #horizon: EvidenceHorizon;
  /** null: no backup is known. */
  readonly #backups: ReturnType<typeof spanOfBackups>;

  constructor(horizon: EvidenceHorizon, { trials }: Pick<Trials, "trials">) {
    this.#horizon = horizon;
    this.#backups = spanOfBackups(trials);
  }

  /** All channels of the node were given whole over the backups. */
  coversBackups(node: string, channels: readonly string[]): boolean {
    return this.#backups !== null && this.#covers(node, channels, this.#backups.from);
  }

  /** The same from this time on (FILETIME ticks), with no day for quiet: what happened then or later would stand there. */
  coversFrom(node: string, channels: readonly string[], time: bigint): boolean {
    return this.#covers(node, channels, time - QUIET_TICKS);
  }

  #covers(node: string, channels: readonly string[], from: bigint): boolean {
    const to = this.#backups?.to;
    return (
      to !== undefined && channels.every((channel) => logReach(this.#horizon, node, channel, { from, to }) === "whole")
    );
  }
}
