import type { Proof } from "../../evidence/index.ts";
import type { CheckResult, Finding } from "../../report/index.ts";
import { subjectKey } from "../excerpt/index.ts";
import { displayWidth } from "../records/display-width.ts";
import { visibleText } from "../records/visible-text.ts";
import { findingWords, mergedProof, subjectHeading } from "../words/index.ts";
import { drawTable, GAP, height, isDrawable, type TableRow } from "./draw-table.ts";
import { evidenceLines, lastPlace } from "./evidence-lines.ts";
import { wrap } from "./wrap.ts";

/** Below this, columns would be too narrow to read: findings stand one below the other. */
const NARROWEST_TABLE = 70;
const WIDEST_COLUMN = 90;
/** Parts of the width that the evidence may take; the one that makes the table shortest wins. */
const EVIDENCE_SHARES = [0.52, 0.58, 0.64];

/** What one row says, not yet broken into lines. */
interface Entry {
  readonly subject: string;
  readonly words: string;
  readonly proof: Proof;
  /** About another subject than the row above. */
  readonly startsSubject: boolean;
  /** The file and channel that the row above ends with, if it is about the same subject. */
  readonly place: string | null;
}

/** The findings with their proof, as lines. Expects the findings of one subject next to each other. */
export function findingsTable(findings: readonly Finding[], check: CheckResult, width: number): readonly string[] {
  const entries = findings.map((finding, index): Entry => {
    const above = findings[index - 1];
    const startsSubject = above === undefined || subjectKey(above) !== subjectKey(finding);
    return {
      subject: visibleText(finding.subject.name),
      words: findingWords(finding, check),
      startsSubject,
      proof: mergedProof(finding.evidence),
      place: startsSubject ? null : lastPlace(mergedProof(above.evidence)),
    };
  });
  if (width < NARROWEST_TABLE) return stacked(entries, width);
  const heading = subjectHeading(findings);
  const subjectWidth = Math.min(
    Math.floor(width / 4),
    Math.max(...[heading, ...entries.map(({ subject }) => subject)].map(displayWidth)),
  );
  const [layout] = EVIDENCE_SHARES.map((share) => layOut(entries, subjectWidth, width, share)).sort(
    (a, b) => a.height - b.height,
  );
  if (layout === undefined || !layout.rows.every(({ cells }) => cells.flat().every(isDrawable))) {
    return stacked(entries, width);
  }
  return drawTable([heading, "Finding", "Evidence (UTC)"], layout.rows, layout.widths);
}

interface Layout {
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  readonly height: number;
}

function layOut(entries: readonly Entry[], subjectWidth: number, width: number, evidenceShare: number): Layout {
  const rest = width - subjectWidth - 2 * GAP;
  const evidenceWidth = Math.min(WIDEST_COLUMN, Math.ceil(rest * evidenceShare));
  const findingWidth = Math.min(WIDEST_COLUMN, rest - evidenceWidth);
  const rows = entries.map(({ subject, words, proof, startsSubject, place }) => ({
    cells: [wrap(subject, subjectWidth), wrap(words, findingWidth), evidenceLines(proof, evidenceWidth, place)],
    ruled: startsSubject,
  }));
  return {
    widths: [subjectWidth, findingWidth, evidenceWidth],
    rows,
    height: rows.reduce((sum, { cells }) => sum + height(cells), 0),
  };
}

function stacked(entries: readonly Entry[], width: number): readonly string[] {
  return entries.flatMap(({ subject, words, proof, startsSubject, place }) => [
    ...(startsSubject ? wrap(subject, width) : []),
    ...wrap(words, width - 2).map((line) => `  ${line}`),
    ...evidenceLines(proof, width - 4, place).map((line) => `    ${line}`),
  ]);
}
