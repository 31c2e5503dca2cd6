/** What whoever runs badnode knows of already, and is not to be alarmed by until a day. */
export interface Suppression {
  /** Id of the check. */
  readonly check: string;
  /** Names of what the findings are about, in any form; null: whatever they are about. */
  readonly subjects: readonly string[] | null;
  readonly reason: string;
  /** The first moment of the last day (UTC) on which it holds, in FILETIME ticks; null: it never ends. */
  readonly lastDay: bigint | null;
}

/** What became of a suppression. */
export interface SuppressionRow extends Suppression {
  /** `unused`: nothing was found that it is for. */
  readonly state: "applied" | "expired" | "unused";
  /** Names of what it was found to be for, each once, whether or not it still holds. */
  readonly names: readonly string[];
}
