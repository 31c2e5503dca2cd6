import type { EvidenceRef } from "../evidence/index.ts";
import type { CommonOnset } from "../facts/index.ts";
import { count, type Finding, probability, span } from "../report/index.ts";
import { defineCheck } from "./define-check.ts";
import { allTrials, TRIAL_MESSAGES, withoutTrials } from "./trial-coverage.ts";
import { ALL_TRIALS_LEGEND, FIND_WHAT_CHANGED, TRIAL_CHANNELS, TRIAL_PLACES } from "./trial-texts.ts";

const FIGURES =
  "{duringFailed} of {duringTotal} backups failed since, {beforeFailed} of {beforeTotal} before; probability {probability} (inferred)";

export const backupsFailFromOneMoment = defineCheck({
  meta: {
    id: "backups-fail-from-one-moment",
    title: "Backups do not begin to fail everywhere at one moment",
    failureTitle: "Everything fails from one moment on",
    label: "all fail from one moment on",
    subjectRole: "witness",
    severity: "critical",
    rationale:
      "What begins for all volumes and owners at once has a common cause, such as an update or a password, and says " +
      "nothing against any owner. Who compares nodes without seeing that blames whoever owned most at the time.",
    threshold:
      "The model of docs/attribution.md explains the failures by a moment better than by nodes, volumes or proxies, with a " +
      "probability of 0.5 or more, and more than half of what it covers failed.",
    legend:
      "Given are the last attempt that passed and the first that failed: what changed lies between. " +
      ALL_TRIALS_LEGEND,
    channels: TRIAL_CHANNELS,
    places: TRIAL_PLACES,
    requires: ["trials", "attribution"],
    messages: {
      ...TRIAL_MESSAGES,
      onset: `everything fails from a moment within {at}: ${FIGURES}`,
      "onset-ended": `everything failed from a moment within {at} to one within {until}: ${FIGURES}`,
      "onset-from-the-first":
        "everything fails, from the first attempt on: {duringFailed} of {duringTotal} backups failed; probability {probability} (inferred)",
      "onset-from-the-first-ended":
        "everything failed from the first attempt to a moment within {until}: {duringFailed} of {duringTotal} backups failed; " +
        "probability {probability} (inferred)",
      summary: "{onsets:moment|moments} from which on everything fails; this speaks against no owner",
      "no-onset": "No moment from which on everything fails among {total:backup|backups}, {failed} of which failed.",
    },
    remediation: [FIND_WHAT_CHANGED],
  },
  evaluate({ attribution, trials }) {
    const nothing = withoutTrials(attribution, trials);
    if (nothing !== null) return nothing;
    const { failed, total } = allTrials(attribution);
    const [first, ...rest] = attribution.onsets.map(onsetFinding);
    if (first === undefined) {
      const reason = { code: "no-onset", arguments: { failed: count(failed), total: count(total) } };
      return { status: "pass", reason, notes: [] };
    }
    const reason = { code: "summary", arguments: { onsets: count(rest.length + 1) } };
    return { status: "fail", reason, findings: [first, ...rest], notes: [] };
  },
});

function onsetFinding({ proxy, at, until, before, during, lastPassed, firstFailed, ...onset }: CommonOnset): Finding {
  const failed = firstFailed.evidence();
  const [first = failed[0], ...rest]: readonly EvidenceRef[] = [...(lastPassed?.evidence() ?? []), ...failed];
  return {
    code: `onset${at === null ? "-from-the-first" : ""}${until === null ? "" : "-ended"}`,
    severity: "critical",
    subject: proxy === null ? { kind: "backups", name: "all backups" } : { kind: "proxy", name: proxy },
    arguments: {
      ...(at === null ? {} : { at: span(at.after, at.before) }),
      ...(until === null ? {} : { until: span(until.after, until.before) }),
      duringFailed: count(during.failed),
      duringTotal: count(during.total),
      beforeFailed: count(before.failed),
      beforeTotal: count(before.total),
      probability: probability(onset.probability),
    },
    evidence: [first, ...rest],
    eventKinds: [],
  };
}
