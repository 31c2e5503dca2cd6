import type {
  ComparedFinding,
  ComparedNode,
  ComparedOutcome,
  ComparedSign,
  Comparison,
  Report,
} from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { visibleText } from "../records/visible-text.ts";
import { explanationWords } from "./explanation-words.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords, SHOWN_HOSTS } from "./list-words.ts";
import { countWords, nameWords } from "./phrase-words.ts";
import { type ReadingEntry, trouble } from "./reading-entry.ts";
import { momentWords, tallyWords } from "./tally-words.ts";
import { spanWords, timeWords } from "./time.ts";

/** That an earlier report was given and cannot be compared with, and why. */
export function baselineEntries({ sources }: Pick<Report, "sources">): readonly ReadingEntry[] {
  return sources.flatMap((source) =>
    source.kind === "baseline" && source.problem !== null
      ? [trouble("Unread", visibleText(explanationWords(source.problem)))]
      : [],
  );
}

/** What is compared with what. */
export function comparisonTitle({ path, generatedAt, since }: Comparison): string {
  const what = `Compared with ${visibleText(path)} of ${timeWords(generatedAt)}`;
  return isLater(since)
    ? `${what}, by what happened ${spanWords(since.from, since.to)} alone. A directory is compared as it was given then and now.`
    : `${what}: nothing that was given is later than what it was made from (${timeWords(since.from)}). A directory is compared as it was given then and now.`;
}

function isLater({ from, to }: Comparison["since"]): boolean {
  return to !== null && to > from;
}

const NO_MATCH = "the earlier report names none of these hosts, so that nothing is compared";

const LABELS: Readonly<Record<ComparedOutcome, string>> = {
  persisting: "Persists",
  new: "New",
  "not-known-then": "Unseen",
  "too-early": "Early",
  unknown: "Unknown",
  resolved: "Resolved",
};

const GRAVEST_FIRST: readonly ComparedOutcome[] = [
  "persisting",
  "new",
  "not-known-then",
  "too-early",
  "unknown",
  "resolved",
];

export interface ComparedEntry extends LabelledWords {
  /** null: said of all of them. */
  readonly outcome: ComparedOutcome | null;
}

/** What became of each node, then of what else was found; the gravest first. */
export function comparisonEntries(comparison: Comparison): readonly ComparedEntry[] {
  if (!comparison.matches) return [{ label: LABELS.unknown, words: sentence(NO_MATCH), outcome: "unknown" }];
  const { nodes, findings } = comparison;
  if (nodes.length === 0 && findings.length === 0) {
    return [
      { label: "", words: "Neither then nor since was a node bad or suspect, or anything found.", outcome: null },
    ];
  }
  const told = new Set(nodes.map(({ node }) => node));
  const others = findings.filter(({ subject }) => subject.kind !== "node" || !told.has(subject.name));
  const entries = GRAVEST_FIRST.flatMap((outcome) => [
    ...nodes
      .filter((node) => node.outcome === outcome)
      .map((node) => ({ label: LABELS[outcome], words: nodeWords(node, comparison), outcome })),
    ...byLabel(others.filter((finding) => finding.outcome === outcome)).map(({ label, names }) => ({
      label: LABELS[outcome],
      words: `${visibleText(label)}: ${listWords(names)}`,
      outcome,
    })),
  ]);
  const isGone = findings.some(({ check, outcome }) => check === SETTINGS_OPENED && outcome === "resolved");
  return isGone ? [...entries, { label: "Note", words: SETTINGS_NOTE, outcome: null }] : entries;
}

/** The check whose records are written only when somebody does something. */
const SETTINGS_OPENED = "hyper-v-storage-provider-failed";
const SETTINGS_NOTE =
  "VMMS 12660 is written when somebody opens Hyper-V settings: that none was written tells more once they were opened on that host since.";

function byLabel(
  findings: readonly ComparedFinding[],
): readonly { readonly label: string; readonly names: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { check, label, subject } of findings) {
    const key = `${label} [${check}]`;
    const name = subject.kind === "backups" ? "all backups" : subject.name;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [name]);
    else known.push(name);
  }
  return [...groups].map(([label, names]) => ({ label, names }));
}

function nodeWords({ node, formerName, then, now, outcome, signs }: ComparedNode, comparison: Comparison): string {
  const name = formerName === null ? nameWords([node]) : `${nameWords([node])} (${nameWords([formerName])} then)`;
  const was = then === null ? "not named then" : `${then} then`;
  if (now === null) return `${name}, ${was}: nothing that was given now names it.`;
  const clauses = [
    ...signs.flatMap((sign) => signWords(sign)),
    ...(outcome === "unknown" && signs.every((sign) => sign.outcome === "resolved")
      ? ["its logs do not reach over the time since, or were not given"]
      : []),
  ];
  const until = signs.flatMap((sign) => (sign.code === "backups" ? (sign.until ?? []) : []))[0];
  const repaired =
    until === undefined
      ? ""
      : ` It failed until a moment ${momentWords(until)}: if it was repaired then, --since ${filetimeToIso(until.before)} judges the time behind it.`;
  const asked = outcome === "persisting" && until === undefined ? againWords(signs, comparison) : "";
  return `${name}, ${was}, ${now} since: ${clauses.join("; ")}.${repaired}${asked}`;
}

/** What failed before the repair and behind the earlier report is told as since. */
function againWords(signs: readonly ComparedSign[], { since }: Comparison): string {
  const isOfTime = signs.some(({ code, outcome }) => outcome === "persisting" && code !== "connection-point");
  return isOfTime && isLater(since)
    ? " If it was repaired only after some of these, give --since and the time of the repair."
    : "";
}

function signWords(sign: ComparedSign): readonly string[] {
  switch (sign.code) {
    case "backups":
      return [backupsWords(sign)];
    case "imports":
      return [`failed imports laid to it ${stateWords(sign.outcome)}`];
    case "connection-point": {
      const now = sign.now === null ? "not in what was given now" : `${sign.now} now`;
      return [`service connection point ${sign.then ?? "not audited"} then, ${now}`];
    }
    case "finding":
      return [`${visibleText(sign.label)} ${stateWords(sign.outcome)}`];
  }
}

function stateWords(outcome: ComparedOutcome): string {
  switch (outcome) {
    case "resolved":
      return "gone";
    case "persisting":
      return "still there";
    case "new":
      return "new";
    case "not-known-then":
      return "there now, which the earlier report did not look for or could not tell";
    case "too-early":
      return "not seen, and too few backups ran to tell";
    case "unknown":
      return "not known, as no log reaches over the time since or what would tell it was not given";
  }
}

function backupsWords({ outcome, trials, needed }: Extract<ComparedSign, { code: "backups" }>): string {
  const failed =
    trials.total === 0
      ? "no backup is known to have run while it owned the volume"
      : `${tallyWords(trials)} backups failed while it owned the volume`;
  switch (outcome) {
    case "too-early":
      return `${failed}, too early to tell: ${neededWords(needed)} to pass`;
    case "unknown":
      return `${failed}, which does not tell: owners are assumed, or failures are laid to something else or to nobody`;
    case "resolved":
    case "persisting":
    case "new":
    case "not-known-then":
      return failed;
  }
}

function neededWords(needed: number): string {
  return `${countWords(needed)} more ${needed === 1 ? "backup has" : "backups have"}`;
}

/** The comparison in the clauses of a verdict. */
export function comparisonClauses({ diagnosis, sources }: Report): readonly string[] {
  const comparison = diagnosis?.comparison ?? null;
  if (comparison === null) {
    return sources.some(({ kind, status }) => kind === "baseline" && status === "unreadable")
      ? ["nothing is compared, as the earlier report cannot be used"]
      : [];
  }
  if (!comparison.matches) return [NO_MATCH];
  const { nodes, findings } = comparison;
  const parts = GRAVEST_FIRST.flatMap((outcome) => {
    const found = nodes.filter((node) => node.outcome === outcome);
    return found.length === 0 ? [] : [clauseWords(outcome, found)];
  });
  const others = findings.filter(({ outcome, subject }) => outcome === "new" && subject.kind !== "node");
  const further =
    others.length === 0
      ? []
      : [`${countWords(others.length)} new ${others.length === 1 ? "finding" : "findings"} besides`];
  const words = [...parts, ...further];
  return [
    `since the earlier report: ${words.length === 0 ? "no node was bad or suspect then, and none is" : words.join(", ")}`,
  ];
}

function clauseWords(outcome: ComparedOutcome, nodes: readonly ComparedNode[]): string {
  const names = listWords(
    nodes.map(({ node }) => node),
    SHOWN_HOSTS,
  );
  const isOne = nodes.length === 1;
  switch (outcome) {
    case "resolved":
      return `${names} resolved`;
    case "persisting":
      return `${names} ${isOne ? "persists" : "persist"}`;
    case "new":
      return `${names} new`;
    case "not-known-then":
      return `${names} bad or suspect by what the earlier report did not look for`;
    case "unknown":
      return `${names} not known`;
    case "too-early": {
      const each = nodes.map(({ node, signs }) => {
        const needed = signs.reduce((most, sign) => (sign.code === "backups" ? Math.max(most, sign.needed) : most), 0);
        return `${nameWords([node])} ${countWords(needed)}`;
      });
      return `too early to tell of ${names} (more backups that have to pass: ${each.slice(0, SHOWN_HOSTS).join(", ")})`;
    }
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
