import type { Proof } from "../evidence/index.ts";
import type { Attribution, CandidateAttribution, CandidateKind, Trials } from "../facts/index.ts";
import { type Arguments, count, type Finding, names, probability, type Severity, span } from "../report/index.ts";
import { causeInSentence } from "./cause-name.ts";
import type { CheckOutcome } from "./define-check.ts";
import { proofOfFailures } from "./failed-trials.ts";
import { reasonArguments } from "./reason-arguments.ts";
import { allTrials, TRIAL_MESSAGES, withoutTrials } from "./trial-coverage.ts";

type Judgement = Pick<CandidateAttribution, "verdict" | "reason">;

/** A night of a large cluster has fewer attempts; more rows prove nothing more. */
const PROOFS_OF_FINDING = 1000;
/** What explains nothing is not looked up one by one. */
const PROOFS_OF_NOTE = 10;

/** Bad candidates are findings, suspects warnings, failures of all others notes, which explain nothing by themselves. */
export function judgeCandidates(kind: CandidateKind, attribution: Attribution, trials: Trials): CheckOutcome {
  const nothing = withoutTrials(attribution, trials);
  if (nothing !== null) return nothing;
  const candidates = attribution.candidates.filter((one) => one.kind === kind && one.trials.total > 0);
  const failing = candidates.filter((one) => one.trials.failed > 0);
  const most = new Map(
    failing.map((one) => [one.name, severityOf(one) === "info" ? PROOFS_OF_NOTE : PROOFS_OF_FINDING]),
  );
  const proofs = proofOfFailures(trials.trials, kind, most);
  const findings = failing.flatMap((one) => {
    const proof = proofs.get(one.name);
    return proof === undefined ? [] : [candidateFinding(one, proof)];
  });
  const notes = findings.filter(({ severity }) => severity === "info");
  const [first, ...rest] = findings.filter(({ severity }) => severity !== "info");
  const { failed, total } = kind === "proxy" ? allTrials(attribution) : attribution.trials;
  const given: Arguments = { failed: count(failed), total: count(total), judged: count(candidates.length) };
  if (first !== undefined) {
    const found = names([first, ...rest].map(({ subject }) => subject.name));
    const reason = { code: "summary", arguments: { ...given, found } };
    return { status: "fail", reason, findings: [first, ...rest], notes };
  }
  if (candidates.length === 0) {
    return { status: "not-applicable", reason: { code: "none-named", arguments: given } };
  }
  if (attribution.failuresUnlaid > 0) {
    const unlaid: Arguments = { ...given, failures: count(attribution.failuresUnlaid) };
    return { status: "inconclusive", reason: { code: "failures-unlaid", arguments: unlaid }, notes };
  }
  if (failed === 0) return { status: "pass", reason: { code: "nothing-failed", arguments: given }, notes };
  const open = failing.filter(({ verdict, reason }) => verdict === "unknown" && reason.code !== "explained");
  if (open.length === 0) return { status: "pass", reason: { code: "none-stands-out", arguments: given }, notes };
  const undecided = names(open.map(({ name }) => name));
  return { status: "inconclusive", reason: { code: "undecided", arguments: { ...given, undecided } }, notes };
}

function candidateFinding(candidate: CandidateAttribution, evidence: Proof): Finding {
  const { kind, name, trials, others, crossovers, underOwners, reason, since, until, inseparable } = candidate;
  return {
    code: codeOf(candidate),
    severity: severityOf(candidate),
    subject: { kind, name },
    arguments: {
      failed: count(trials.failed),
      total: count(trials.total),
      elsewhereFailed: count(others.failed),
      elsewhereTotal: count(others.total),
      probability: probability(candidate.probability ?? 0),
      crossovers: count(underOwners?.pairs.length ?? new Set(crossovers.map(({ volume }) => volume)).size),
      ...reasonArguments(reason),
      ...(inseparable === undefined ? {} : { inseparable: names(inseparable.map(causeInSentence)) }),
      ...(since === null ? {} : { since: span(since.after, since.before) }),
      ...(until === null ? {} : { until: span(until.after, until.before) }),
    },
    evidence,
    eventKinds: [],
  };
}

function severityOf({ verdict }: Judgement): Severity {
  return verdict === "bad" ? "critical" : verdict === "suspect" ? "warning" : "info";
}

/** `bad-since`, `suspect-aliased`, `isolated`. */
function codeOf({ verdict, reason, since, until, inseparable }: CandidateAttribution): string {
  if (verdict === "bad") {
    const period = `${since === null ? "" : "-since"}${until === null ? "" : "-until"}`;
    return `bad${period}${inseparable === undefined ? "" : "-inseparable"}`;
  }
  if (verdict !== "suspect") {
    if (reason.code !== "explained") return "isolated";
    if (!(reason.by in EXPLAINED_WORDS)) return "explained";
    return `explained-${reason.by}${reason.isAliased === undefined ? "" : "-aliased"}`;
  }
  return reason.code in SUSPECT_WORDS ? `suspect-${reason.code}` : "suspect";
}

const SUSPECT_WORDS: Readonly<Record<string, string>> = {
  aliased: "it cannot be told from {others}: neither was ever seen without the other",
  "hardly-told-apart": "too few backups tell it from {others}",
  "fails-with-others": "these failed in one moment with others by the same job: one snapshot may have failed for all",
  "only-failures-known": "a weaker claim, for only failures are known and nothing to compare them with",
  "failed-too-few": "fewer than {needed} failures, too few to call it bad",
  "ownership-assumed": "for most of these the owner is assumed, not known",
};

/** Of what is no node, volume or proxy. */
const EXPLAINED_WORDS: Readonly<Record<string, string>> = {
  onset: "the moment from which on everything fails",
  job: "job {others}",
  vm: "VM {others}",
  "vm-host": "VMs on {others}",
  hour: "the hour from {others}:00 UTC",
};

/** `figures`: how many failed under a candidate and elsewhere. `nobody`: that none of the kind explains the failures. */
export function candidateMessages(figures: string, nobody: string): Readonly<Record<string, string>> {
  const bad = `${figures}; explains the failures with probability {probability} (inferred)`;
  const periods: Readonly<Record<string, string>> = {
    bad,
    "bad-since": `${bad}; it turned bad within {since}`,
    "bad-until": `${bad}; until it was repaired, within {until}`,
    "bad-since-until": `${bad}; it turned bad within {since}, and was repaired within {until}`,
  };
  return {
    ...TRIAL_MESSAGES,
    ...Object.fromEntries(
      Object.entries(periods).flatMap(([code, words]) => [
        [code, words],
        [
          `${code}-inseparable`,
          `${words}; always together with {inseparable}, from which it cannot be told: see the next tests`,
        ],
      ]),
    ),
    suspect: `${figures}; may explain the failures, probability {probability} (inferred)`,
    ...Object.fromEntries(
      Object.entries(SUSPECT_WORDS).map(([code, words]) => [`suspect-${code}`, `${figures}; ${words}`]),
    ),
    explained: `${figures}; explained by {others}`,
    ...Object.fromEntries(
      Object.entries(EXPLAINED_WORDS).flatMap(([by, words]) => [
        [`explained-${by}`, `${figures}; explained by ${words}`],
        [`explained-${by}-aliased`, `${figures}; explained by ${words}, or what cannot be told from it`],
      ]),
    ),
    isolated: figures,
    "nothing-failed": "None of {total:backup|backups} failed.",
    "failures-unlaid":
      "{failed} of {total:backup|backups} failed, and {failures:failure|failures} in logs of proxies can be laid to none of them: nobody can say whose those are.",
    "none-named": "No input tells it of any of {total:backup|backups}.",
    "none-stands-out": `{failed} of {total:backup|backups} failed, and ${nobody}.`,
    undecided:
      "{failed} of {total:backup|backups} failed; {undecided} may be why, and too little is known to tell: see the next tests.",
  };
}
