import type { EvidenceRef, Proof } from "../../evidence/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { countWords, describeProof } from "../words/index.ts";
import { wrap, wrapAtCommas } from "./wrap.ts";

/** Proofs shown per finding. Of more, the last is shown, and what lies between is counted. */
export const SHOWN_PROOFS = 4;
const SHOWN_BEFORE_GAP = 2;

/** Each file and channel once, below them record numbers with their times. `place`: where the line above left off. */
export function evidenceLines(proof: Proof, width: number, place: string | null = null): readonly string[] {
  const lines: string[] = [];
  let current = place;
  const show = (ref: EvidenceRef): void => {
    const { where, what } = describeProof(ref);
    const next = placeOf(ref);
    if (next !== current) lines.push(...placeLines(ref, where, current, width));
    current = next;
    lines.push(...wrap(visibleText(what.join("  ")), width - 2).map((line) => `  ${line}`));
  };
  if (proof.length <= SHOWN_PROOFS) {
    proof.forEach(show);
    return lines;
  }
  proof.slice(0, SHOWN_BEFORE_GAP).forEach(show);
  lines.push(`  and ${countWords(proof.length - SHOWN_BEFORE_GAP - 1)} between`);
  proof.slice(-1).forEach(show);
  return lines;
}

/** Where the proof's last reference is: what follows from the same place need not name it again. */
export function lastPlace([first, ...rest]: Proof): string {
  return placeOf(rest.at(-1) ?? first);
}

/** Of objects on one server, only the first names it. DNs break between their parts. */
function placeLines(
  ref: EvidenceRef,
  where: readonly string[],
  above: string | null,
  width: number,
): readonly string[] {
  if (ref.kind !== "directory") return where.flatMap((part) => wrap(visibleText(part), width));
  const isSameServer = above?.startsWith(`${ref.server}\n`) === true;
  return [...(isSameServer ? [] : wrap(visibleText(ref.server), width)), ...wrapAtCommas(visibleText(ref.dn), width)];
}

function placeOf(ref: EvidenceRef): string {
  return describeProof(ref).where.join("\n");
}
