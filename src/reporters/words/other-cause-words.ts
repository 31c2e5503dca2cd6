import type { CauseNameRow, Correlation, OtherCauseKind, OtherCauseRow } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { nameWords, probabilityWords } from "./phrase-words.ts";
import { tallyWords } from "./tally-words.ts";

const LABELS: Readonly<Record<OtherCauseKind, string>> = { job: "Job", vm: "VM", "vm-host": "VM host", hour: "Hour" };

export function isOtherCauseKind(kind: string): kind is OtherCauseKind {
  return kind in LABELS;
}

/** `job Nightly 3`, `VM host HV01`, `the hour from 22:00 UTC`. */
export function otherCauseName(kind: OtherCauseKind, name: string): string {
  if (kind === "hour") return `the hour from ${hourWords(name)}`;
  return `${kind === "job" ? "job" : LABELS[kind]} ${visibleText(name)}`;
}

/** Of candidates the bare name. */
export function causeNameWords({ kind, name }: CauseNameRow): string {
  return isOtherCauseKind(kind) ? otherCauseName(kind, name) : visibleText(name);
}

/** `22:00 UTC`: an hour of the day as it begins. */
export function hourWords(name: string): string {
  return `${visibleText(name)}:00 UTC`;
}

/** `in HVCL01: `, where there are several. */
export function inCluster({ cluster }: { readonly cluster?: string }): string {
  return cluster === undefined ? "" : `in ${visibleText(cluster)}: `;
}

/** What else explains failures, each with its counts. */
export function otherCauseWords({ otherCauses }: Correlation): readonly LabelledWords[] {
  return otherCauses.map((cause) => ({
    label: LABELS[cause.kind],
    words: `${inCluster(cause)}${cause.kind === "hour" ? hourWords(cause.name) : visibleText(cause.name)}: ${figuresWords(cause)}; probability ${probabilityWords(cause.probability)} (inferred)${aliasWords(cause)}`,
  }));
}

/** `job Nightly 3 explains the failures: 12 of 12 backups failed with it, 0 of 30 without; that speaks against no node`. */
export function otherCauseVerdict(cause: OtherCauseRow, isOnlyCause: boolean): string {
  const what = isOnlyCause && cause.cluster === undefined ? "the failures" : "failures";
  if (cause.aliases !== undefined) {
    const names = nameWords([cause, ...cause.aliases].map(causeNameWords));
    return `${inCluster(cause)}${names} cannot be told apart and ${isOnlyCause ? "explain the failures" : "explain failures"}: ${figuresWords(cause)}; that speaks against no node`;
  }
  return `${inCluster(cause)}${otherCauseName(cause.kind, cause.name)} explains ${what}: ${figuresWords(cause)}; that speaks against no node`;
}

function aliasWords({ aliases }: OtherCauseRow): string {
  return aliases === undefined ? "" : `; cannot be told from ${nameWords(aliases.map(causeNameWords))}`;
}

function figuresWords({ kind, inside, outside }: OtherCauseRow): string {
  const [within, without] = kind === "hour" ? ["in it", "at other hours"] : ["with it", "without"];
  return `${tallyWords(inside)} backups failed ${within}, ${tallyWords(outside)} ${without}`;
}
