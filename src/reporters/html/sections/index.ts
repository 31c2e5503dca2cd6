import { causesSection, chainsSection } from "./causes.ts";
import { comparisonSection } from "./comparison.ts";
import { clustersSection } from "./clusters.ts";
import {
  crossoversSection,
  horizonSection,
  nextTestsSection,
  otherCausesSection,
  rankingSection,
  rejectedSection,
  sameOwnerSection,
} from "./correlation.ts";
import { findingsSection } from "./findings.ts";
import { historiesSection } from "./histories.ts";
import { hostsSection } from "./hosts.ts";
import { matrixSection } from "./matrix.ts";
import { missingProofSection, wantedSection } from "./missing-proof.ts";
import { otherChecksSection } from "./other-checks.ts";
import { readingSection } from "./reading.ts";
import { repairsSection } from "./repairs.ts";
import type { ReportSection } from "./report-section.ts";
import { standingSection } from "./standing.ts";
import { stepsSection } from "./steps.ts";
import { suppressedSection } from "./suppressed.ts";
import { swimLanesSection } from "./swim-lanes.ts";
import { verdictSection } from "./verdict.ts";

/**
 * The page from top to bottom: who is bad, what shows it and how it comes about, what to do, then how sure that is and what it
 * rests on. A further part is a file here and a line in its place.
 */
export const SECTIONS: readonly ReportSection[] = [
  verdictSection,
  comparisonSection,
  clustersSection,
  standingSection,
  matrixSection,
  swimLanesSection,
  hostsSection,
  findingsSection,
  causesSection,
  chainsSection,
  historiesSection,
  suppressedSection,
  missingProofSection,
  stepsSection,
  repairsSection,
  horizonSection,
  rejectedSection,
  rankingSection,
  otherCausesSection,
  crossoversSection,
  sameOwnerSection,
  nextTestsSection,
  wantedSection,
  readingSection,
  otherChecksSection,
];
