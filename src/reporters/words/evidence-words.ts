import type { EvidenceRef } from "../../evidence/index.ts";
import { cutText } from "../records/display-width.ts";
import { visibleText } from "../records/visible-text.ts";
import { isoTimeWords } from "./time.ts";

/** Of a directory; --format json has all of it. */
const LONGEST_VALUE = 300;

/** Where a proof lies, from the outside in, and what stands there. As it was read: not yet safe to show. */
export interface ProofDescription {
  readonly where: readonly string[];
  readonly what: readonly string[];
}

export function describeProof(ref: EvidenceRef): ProofDescription {
  switch (ref.kind) {
    case "event":
      return {
        where: [ref.file, ref.channel ?? "(no channel)"],
        what: [`record ${ref.recordId}`, isoTimeWords(ref.time)],
      };
    case "directory":
      return { where: [ref.server, ref.dn], what: [`${ref.attribute}: ${cutText(ref.value, LONGEST_VALUE)}`] };
    case "row":
      return { where: [ref.file], what: [`line ${ref.line}`, ...(ref.time === "" ? [] : [isoTimeWords(ref.time)])] };
    case "setting":
      return { where: [ref.file], what: [ref.path] };
  }
}

/** One proof in one line of running text. */
export function evidenceWords(ref: EvidenceRef): string {
  const { where, what } = describeProof(ref);
  return visibleText([...where, ...what].join(", "));
}
