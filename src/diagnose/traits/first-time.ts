import type { Proof } from "../../evidence/index.ts";
import { isoToFiletime } from "../../shared/filetime.ts";

/** FILETIME ticks of the earliest record or row; null where a proof has no time. */
export function firstTime(proof: Proof): bigint | null {
  const times = proof.flatMap((ref) => (ref.kind === "event" || ref.kind === "row" ? [ref.time] : [])).sort();
  const [first] = times;
  return first === undefined ? null : isoToFiletime(first);
}
