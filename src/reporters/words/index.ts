export {
  CANDIDATE_COLUMNS,
  CANDIDATE_LEGEND,
  EXTRA_LEGEND,
  otherCandidates,
  shownCandidates,
} from "./candidate-words.ts";
export {
  CAUSE_COLUMNS,
  CAUSE_TITLE,
  causeNotes,
  causeRows,
  causeSummary,
  CHAIN_TITLE,
  type ChainStep,
  chainWords,
  titleIn,
} from "./cause-words.ts";
export {
  checkTitle,
  findingWords,
  reasonWords,
  statusWords,
  subjectHeading,
  summaryWords,
} from "./check-words.ts";
export { comparisonEntries, comparisonTitle } from "./comparison-words.ts";
export { clusterEntries, clusterWords } from "./cluster-words.ts";
export { missingProofEntries, wantedWords } from "./diagnosis-words.ts";
export { horizonEntries } from "./correlation-horizon-words.ts";
export { type CrossoverWords, crossoverWords, shownCrossovers } from "./crossover-words.ts";
export { describeProof, evidenceWords } from "./evidence-words.ts";
export { leftOutRowWords } from "./export-reading-words.ts";
export { hiddenHostWords } from "./hidden-host-words.ts";
export { historyWords } from "./history-words.ts";
export { HOST_LEGEND, hostNotes } from "./host-note-words.ts";
export { type HostColumn, hostColumns } from "./host-words.ts";
export { type IdentityMoment, identityTimeline } from "./identity-timeline.ts";
export {
  briefIdentityWords,
  chosenIdentities,
  identityChangeWords,
  identityNotes,
  identityProofWords,
  identityTitle,
  otherIdentitiesWords,
} from "./identity-words.ts";
export type { LabelledWords } from "./labelled-words.ts";
export { leftOutWords } from "./left-out-words.ts";
export { lookupWords } from "./lookup-words.ts";
export { mergedProof } from "./merged-proof.ts";
export { noteWords } from "./note-words.ts";
export { countWords } from "./phrase-words.ts";
export { readingEntries } from "./reading-words.ts";
export { redactionWords } from "./redaction-words.ts";
export { nextSteps, stepWords, type StepWords } from "./step-words.ts";
export { MATRIX_LEGEND, matrixNotes, restTitle, rowTitle } from "./matrix-words.ts";
export { nextTestWords } from "./next-test-words.ts";
export { otherCauseWords } from "./other-cause-words.ts";
export { rejectedTitle, rejectedWords } from "./rejected-words.ts";
export { repairGround, repairTitle, repairWords } from "./repair-words.ts";
export { sameOwnerWords } from "./same-owner-words.ts";
export { dayWords, suppressionEntries } from "./suppression-words.ts";
export { tallyCell, tallyWords } from "./tally-words.ts";
export { spanWords, timeWords } from "./time.ts";
export { intervalWords } from "./timeline-words.ts";
export { undecidedWords } from "./undecided-words.ts";
export { verdictSentence, verdictWords, volumeWords } from "./verdict-words.ts";
export { SECTION_TITLES } from "./section-titles.ts";
export { culpritFigures, saidColumns, standingRows, STANDING_TITLES } from "./standing-words.ts";
export {
  LANE_WORDS,
  laneAttemptsWords,
  laneNotes,
  laneOwnerWords,
  laneRows,
  lanesSummary,
} from "./swim-lane-words.ts";
