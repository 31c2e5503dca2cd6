import type { Proof } from "../../evidence/index.ts";
import type { TraitText } from "../../report/index.ts";
import { sortedGroups } from "../../facts/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { compareBigint } from "../../shared/order.ts";
import { LACKS, type Trait, type TraitEvidence, UNKNOWN } from "./trait.ts";

/** Something happened to a host once. FILETIME ticks. */
export interface Happening {
  readonly host: string;
  readonly time: bigint;
  readonly evidence: Proof;
}

export interface HistoryGiven {
  /** In any order. */
  readonly happened: readonly Happening[];
  /** The channels that would show it. */
  readonly channels: readonly string[];
  /** Nodes of which a directory shows that it never happened, however long ago. */
  readonly neverHappened: ReadonlySet<string>;
}

/**
 * A trait of a host's past. A log that does not reach back to when it happened to the first of the others says nothing of
 * a host: it may have happened there before.
 */
export function historyTrait(
  text: TraitText,
  { happened, channels, neverHappened }: HistoryGiven,
  { reach, nodes }: Pick<TraitEvidence, "reach" | "nodes">,
): Trait {
  const compared = new Set(nodes);
  const ofNodes = happened.filter(({ host }) => compared.has(host)).sort((a, b) => compareBigint(a.time, b.time));
  const happenedTo = new Map(sortedGroups(ofNodes, ({ host }) => host));
  const earliest = ofNodes[0]?.time ?? null;
  const isCovered = (node: string): boolean =>
    earliest === null ? reach.coversBackups(node, channels) : reach.coversFrom(node, channels, earliest);
  const isByLogs = nodes.some((node) => !happenedTo.has(node) && !neverHappened.has(node) && isCovered(node));
  return {
    text: earliest !== null && isByLogs ? { ...text, note: boundedNote(text, earliest) } : text,
    of: (node, until) => {
      const ofNode = happenedTo.get(node);
      if (ofNode !== undefined) {
        const { time, evidence } = ofNode.findLast((one) => until === undefined || one.time <= until) ?? ofNode[0];
        return { state: "has", time, evidence };
      }
      return neverHappened.has(node) || isCovered(node) ? LACKS : UNKNOWN;
    },
  };
}

const DATE_LENGTH = "2025-06-08".length;

/** Logs tell of no more than they hold. */
function boundedNote({ label }: TraitText, earliest: bigint): string {
  const since = filetimeToIso(earliest).slice(0, DATE_LENGTH);
  return `${label}: of some nodes without it that is known since ${since} only, by their logs`;
}
