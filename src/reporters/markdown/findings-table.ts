import type { EvidenceRef, Proof } from "../../evidence/index.ts";
import type { CheckResult, Finding } from "../../report/index.ts";
import { countWords, describeProof, findingWords, mergedProof, subjectHeading } from "../words/index.ts";
import { markdownTable } from "./markdown-blocks.ts";
import { markdownCode, markdownText } from "./markdown-text.ts";

/** Proofs shown per finding: the first and the last. */
export const SHOWN_PROOFS = 2;

/** One row per finding: whom it is about, what was found, where its first and its last proof stand, how many there are besides. */
export function findingsTable(findings: readonly Finding[], check: CheckResult): readonly string[] {
  return markdownTable(
    [
      { title: subjectHeading(findings) },
      { title: "Finding" },
      { title: "First proof" },
      { title: "Last proof" },
      { title: "Further proofs", align: "right" },
    ],
    findings.map((finding) => [
      markdownText(finding.subject.name),
      markdownText(findingWords(finding, check)),
      ...proofCells(mergedProof(finding.evidence)),
    ]),
  );
}

function proofCells(proof: Proof): readonly string[] {
  const [first, ...others] = proof;
  const last = others.at(-1);
  if (last === undefined) return [fullProof(first), "-", "0"];
  const isSamePlace = placeOf(first).join("\n") === placeOf(last).join("\n");
  return [fullProof(first), isSamePlace ? proofWords(last) : fullProof(last), countWords(others.length - 1)];
}

function fullProof(ref: EvidenceRef): string {
  return [...placeOf(ref).map(markdownCode), proofWords(ref)].join(", ");
}

function placeOf(ref: EvidenceRef): readonly string[] {
  return describeProof(ref).where;
}

function proofWords(ref: EvidenceRef): string {
  return describeProof(ref).what.map(markdownText).join(", ");
}
