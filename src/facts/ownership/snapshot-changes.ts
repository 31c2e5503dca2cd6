import { compareBigint } from "../../shared/order.ts";
import type { OwnershipChange } from "./ownership-change.ts";
import type { OwnershipFact } from "./ownership-facts.ts";

/** So many changes near a snapshot are looked at. */
const NEAR_CHANGES = 16;

/**
 * An export tells of its moment only. Within a move's tolerance (ticks) either of its nodes is as good, and the one that the
 * move does not tell may be the one that the export shows. `changes` and `seen` in order of time.
 */
export function withSnapshots(
  changes: readonly OwnershipChange[],
  seen: readonly OwnershipFact[],
  tolerance: bigint,
): readonly OwnershipChange[] {
  if (seen.length === 0) return changes;
  const moves = [...changes];
  const own: OwnershipChange[] = [];
  let next = 0;
  for (const { time, to: node, source } of seen) {
    if (node === null) continue;
    while (moves[next] !== undefined && (moves[next]?.time ?? 0n) < time - tolerance) next++;
    let untold: number | null = null;
    let isTold = false;
    for (let at = next; !isTold && at < next + NEAR_CHANGES; at++) {
      const move = moves[at];
      if (move === undefined || move.time > time + tolerance) break;
      isTold = move.to.includes(node) || move.from.includes(node);
      if (lacksNode(move)) untold ??= at;
    }
    if (isTold) continue;
    const move = untold === null ? undefined : moves[untold];
    if (untold !== null && move !== undefined) moves[untold] = completed(move, node);
    else own.push(seenAt(time, node, source));
  }
  return [...moves, ...own].sort((a, b) => compareBigint(a.time, b.time));
}

/** A row of a history says nothing of who owned it before, and does not need to. */
function lacksNode({ from, to, holds }: OwnershipChange): boolean {
  return to.length === 0 || (from.length === 0 && !holds);
}

function completed(move: OwnershipChange, node: string): OwnershipChange {
  return move.to.length === 0 ? { ...move, to: [node], isConfirmed: true } : { ...move, from: [node] };
}

function seenAt(time: bigint, node: string, source: OwnershipFact["source"]): OwnershipChange {
  const nodes = { from: [node], to: [node], isDisputed: false };
  return { time, ...nodes, isConfirmed: true, holds: false, leftInLog: null, arrivedInLog: null, sources: [source] };
}
