import {
  type ContradictoryRow,
  type Correlation,
  isFailureAlone,
  isOrdinary,
  isToldByOthers,
  isUnusedAttempt,
  type KnownSpan,
  type LeftOutRow,
  type OwnershipConflict,
  type TrialTally,
  type UnmappedRow,
  type UnusedRow,
} from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { clockWords, hasWrongClock } from "./clock-words.ts";
import { evidenceWords } from "./evidence-words.ts";
import { listWords } from "./list-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { plain, type ReadingEntry, trouble } from "./reading-entry.ts";
import { tallyWords } from "./tally-words.ts";
import { spanWords } from "./time.ts";
import { knownSpanWords } from "./timeline-words.ts";

const SHOWN_NAMES = 8;
/** Two are a contradiction. */
const SHOWN_PROOFS = 2;
/** Of who owned a volume, from either end of a time. */
const SHOWN_SOURCES = 4;

const LEFT_OUT: Readonly<Record<string, string>> = {
  "volume-not-told": "neither a volume nor a machine is named",
  "machine-not-placed": "a machine is named, and nothing tells on which volume it lies",
  "job-failed-alone": "the job failed, and all tasks of it that are given passed",
  "volume-unknown": "nothing ties the name that stands for its volume to a volume of which owners are told",
  "outside-timeline": "before or after all that is known of owners",
  "owner-unknown": "nothing tells who owned the volume at that time",
  "ambiguous-failure": "what fits several attempts is evidence for none",
  "failure-at-unknown-time": "the clock of the proxy that logged it is off by more than a day",
  "failure-without-attempt": "no known attempt was running",
  "failed-within-snapshot": "failed in a snapshot of which others passed, which is a success as a whole",
  "failure-within-success": "within an attempt that passed in the end",
  "told-again": "told more than once, counted once",
  "moved-in-between": "the volume moved while it was backed up",
  "volume-of-several-clusters":
    "several clusters have such a volume, and nothing tells which is meant: run once for each cluster, or name it " +
    "in a column cluster, or the machine's host in a column host",
  "volume-contradictory": "inputs give the volume's name to several volumes",
  "ownership-in-conflict":
    "inputs name different owners of the volume, or it moved between two looks, nobody knows when",
};

function ownersWords({ from, to }: KnownSpan): string {
  return from === null && to === null
    ? "no owner is known"
    : `told of ${spanWords(from, to)}; the last one told is taken to stay`;
}

/** How far what is known of owners and backups reaches, and what could not be used. */
export function horizonEntries(correlation: Correlation): readonly ReadingEntry[] {
  const { horizon, trials, passedAgain, partial, leftOut, unmapped, contradictory, ownershipConflicts } = correlation;
  return [
    plain("Owners", ownersWords(horizon.ownership)),
    plain("Backups", `${attemptsWords(correlation)}; ${fullTrialWords(trials)}${againWords(passedAgain)}`),
    ...(partial.total === 0
      ? []
      : [
          plain(
            "Partial",
            `${countWords(partial.total)} ${partial.total === 1 ? "attempt speaks" : "attempts speak"} for no owner, ` +
              `${countWords(partial.failed)} of them failed`,
          ),
        ]),
    (hasWrongClock(horizon.clocks) ? trouble : plain)("Clocks", clockWords(horizon.clocks)),
    ...(horizon.coversWindow
      ? []
      : [trouble("Short", "the window that was asked for reaches beyond the known attempts")]),
    ...leftOut.map(unusedEntry),
    ...cut("Conflict", contradictory.map(contradictoryWords)),
    ...cut("Conflict", ownershipConflicts.map(ownershipConflictWords)),
    ...cut("Unmapped", unmapped.map(unmappedWords)),
    ...(horizon.withoutOwner.length === 0
      ? []
      : [trouble("No owner", `nothing tells who owned ${listWords(horizon.withoutOwner)}`)]),
  ];
}

/** A fault that comes and goes is another thing than one that stays. */
function againWords(passedAgain: number): string {
  if (passedAgain === 0) return "";
  return `; ${countWords(passedAgain)} of these failures passed when tried again under the same owner`;
}

function attemptsWords({ horizon: { attempts }, leftOut }: Correlation): string {
  const { from, to } = attempts;
  if (from !== null || to !== null) return `attempts ${spanWords(from, to)}`;
  return leftOut.some(({ label }) => isUnusedAttempt(label))
    ? "no attempt whose volume is told"
    : "no attempt is known";
}

function fullTrialWords(trials: TrialTally): string {
  return trials.total === 0 ? "no full trial" : `${tallyWords(trials)} full trials failed`;
}

function unusedEntry(row: LeftOutRow): ReadingEntry {
  if (isToldByOthers(row)) return plain("Jobs", toldRunsWords(row));
  return (isOrdinary(row) ? plain : trouble)("Left out", leftOutWords(row));
}

/** Nothing is wrong with giving both lists. */
function toldRunsWords({ count, evidence }: UnusedRow): string {
  const runs = count === 1 ? "1 run of a job is" : `${countWords(count)} runs of jobs are`;
  return `${runs} told by tasks, which are counted instead; first ${evidenceWords(evidence[0])}`;
}

function leftOutWords({ label, count, failed, evidence }: LeftOutRow): string {
  const words = LEFT_OUT[label] ?? visibleText(label);
  const what = isFailureAlone(label) ? "failure" : "attempt";
  const failures = isFailureAlone(label) || label === "failed-within-snapshot" ? "" : failedOfThem(failed, count);
  return `${countWords(count)} ${what}${count === 1 ? "" : "s"}${failures}: ${words}; first ${evidenceWords(evidence[0])}`;
}

function failedOfThem(failed: number, count: number): string {
  if (failed === 0) return "";
  if (failed < count) return `, ${countWords(failed)} of which failed`;
  return count === 1 ? ", which failed" : ", all of which failed";
}

/** The first of them; JSON has them all. */
function cut(label: string, all: readonly string[]): readonly ReadingEntry[] {
  const left = all.length - SHOWN_NAMES;
  return [
    ...all.slice(0, SHOWN_NAMES).map((words) => trouble(label, words)),
    ...(left > 0 ? [plain("", `and ${countWords(left)} more: --format json`)] : []),
  ];
}

function unmappedWords({ label, count, evidence, role }: UnmappedRow): string {
  const uses = `named ${countWords(count)} ${count === 1 ? "time" : "times"}`;
  const moves =
    role === null
      ? ""
      : `; a role of that name moves, and nothing tells that it holds the volume (${evidenceWords(role)})`;
  return `${visibleText(label)}, ${uses}, is no known volume; first ${evidenceWords(evidence[0])}${moves}`;
}

function contradictoryWords({ name, volumes, evidence }: ContradictoryRow): string {
  const said = evidence.slice(0, SHOWN_PROOFS).map(evidenceWords).join("; ");
  return `${visibleText(name)} is said to be ${listWords(volumes)}, and stands for none: ${said}`;
}

/** All sources, for the reader has to decide between them; of each end there are few. */
function ownershipConflictWords(conflict: OwnershipConflict): string {
  const { volume, nodes, attempts, evidence } = conflict;
  const said = evidence.slice(0, SHOWN_SOURCES).map(evidenceWords).join("; ");
  const hint = conflict.from === null && conflict.to === null ? "; of two clusters, run once for each" : "";
  return (
    `${visibleText(volume)}, ${knownSpanWords(conflict)}, may be ${nameWords(nodes)}'s (inputs disagree, or it moved between two looks), and its ` +
    `${countWords(attempts)} ${attempts === 1 ? "attempt" : "attempts"} then ${attempts === 1 ? "speaks" : "speak"} for none: ${said}${hint}`
  );
}
