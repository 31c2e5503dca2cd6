import type { OtherCause, OtherCauseKind, Trials } from "../facts/index.ts";
import { count, type Finding, names, probability } from "../report/index.ts";
import { causeInSentence, causeName } from "./cause-name.ts";
import { defineCheck } from "./define-check.ts";
import { proofOfFailures } from "./failed-trials.ts";
import { allTrials, TRIAL_MESSAGES, withoutTrials } from "./trial-coverage.ts";
import { ALL_TRIALS_LEGEND, LOOK_AT_OTHER_CAUSE, TRIAL_CHANNELS, TRIAL_PLACES } from "./trial-texts.ts";

/** A night of a large cluster has fewer attempts; more rows prove nothing more. */
const PROOFS_OF_FINDING = 1000;

const KINDS: readonly OtherCauseKind[] = ["job", "vm", "vm-host", "hour"];

export const backupsFailByOtherCause = defineCheck({
  meta: {
    id: "backups-fail-by-other-cause",
    title: "No job, machine, host of machines or hour explains failures better than an owner does",
    failureTitle: "Failures follow a job, a machine, its host or an hour, and no owner",
    label: "follows a job, machine or hour",
    subjectRole: "witness",
    severity: "warning",
    rationale:
      "A job with a wrong setting, a machine that cannot be frozen or an hour in which something else is at work makes " +
      "backups fail under every owner. Whoever compares only nodes then blames the one that owned most of these.",
    threshold:
      "The model of docs/attribution.md explains failures by it rather than by any node, volume or proxy, with a " +
      "probability of 0.5 or more.",
    legend: `${ALL_TRIALS_LEGEND} Hours are those of UTC in which attempts began.`,
    channels: TRIAL_CHANNELS,
    places: TRIAL_PLACES,
    requires: ["trials", "attribution"],
    messages: {
      ...TRIAL_MESSAGES,
      "other-cause":
        "{failed} of {total} of these backups failed, {elsewhereFailed} of {elsewhereTotal} of all others; explains the " +
        "failures with probability {probability} (inferred), which speaks against no node",
      "other-causes-together":
        "{failed} of {total} of these backups failed, {elsewhereFailed} of {elsewhereTotal} of all others; explains the " +
        "failures with probability {probability} (inferred), which speaks against no node; {together} cannot be told apart, " +
        "as none was ever seen without the rest: see the next tests",
      summary:
        "{failed} of {total:backup|backups} failed; {causes:cause|causes} other than an owner, a volume or a proxy",
      "no-other-cause":
        "{failed} of {total:backup|backups} failed, and no job, machine, host of machines or hour by itself explains that.",
      "nothing-failed": "None of {total:backup|backups} failed.",
    },
    remediation: [LOOK_AT_OTHER_CAUSE],
  },
  evaluate({ attribution, trials }) {
    const nothing = withoutTrials(attribution, trials);
    if (nothing !== null) return nothing;
    const { failed, total } = allTrials(attribution);
    const given = { failed: count(failed), total: count(total) };
    const [first, ...rest] = causeFindings(attribution.otherCauses, trials);
    if (first === undefined) {
      const code = failed === 0 ? "nothing-failed" : "no-other-cause";
      return { status: "pass", reason: { code, arguments: given }, notes: [] };
    }
    const reason = { code: "summary", arguments: { ...given, causes: count(rest.length + 1) } };
    return { status: "fail", reason, findings: [first, ...rest], notes: [] };
  },
});

function causeFindings(causes: readonly OtherCause[], { trials }: Trials): readonly Finding[] {
  return KINDS.flatMap((kind) => {
    const ofKind = causes.filter((cause) => cause.kind === kind);
    if (ofKind.length === 0) return [];
    const proofs = proofOfFailures(trials, kind, new Map(ofKind.map(({ name }) => [name, PROOFS_OF_FINDING])));
    return ofKind.flatMap((cause): readonly Finding[] => {
      const evidence = proofs.get(cause.name);
      if (evidence === undefined) return [];
      return [
        {
          code: cause.aliases === undefined ? "other-cause" : "other-causes-together",
          severity: "warning",
          subject: { kind: "backups", name: causeName(cause) },
          arguments: {
            failed: count(cause.inside.failed),
            total: count(cause.inside.total),
            elsewhereFailed: count(cause.outside.failed),
            elsewhereTotal: count(cause.outside.total),
            probability: probability(cause.probability),
            ...(cause.aliases === undefined ? {} : { together: names(together(cause)) }),
          },
          evidence,
          eventKinds: [],
        },
      ];
    });
  });
}

/** All names of one cause. */
function together({ kind, name, aliases = [] }: OtherCause): readonly string[] {
  return [{ kind, name }, ...aliases].map(causeInSentence);
}
