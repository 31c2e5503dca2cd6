import { defineCheck } from "./define-check.ts";
import { candidateMessages, judgeCandidates } from "./judged-candidates.ts";
import { ALL_TRIALS_LEGEND, LOOK_AT_PROXIES, TRIAL_CHANNELS, TRIAL_PLACES, TRIAL_THRESHOLD } from "./trial-texts.ts";

export const proxyFailsBackups = defineCheck({
  meta: {
    id: "proxy-fails-backups",
    title: "No proxy by itself explains failed backups",
    failureTitle: "Backups fail through certain proxies",
    label: "backups fail through it",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A proxy that cannot import snapshots fails for the volumes of every node. If jobs are bound to proxies, it looks " +
      "as if volumes or nodes were bad.",
    threshold: TRIAL_THRESHOLD,
    legend: ALL_TRIALS_LEGEND,
    channels: TRIAL_CHANNELS,
    places: TRIAL_PLACES,
    requires: ["trials", "attribution"],
    messages: {
      ...candidateMessages(
        "{failed} of {total} backups through it failed, {elsewhereFailed} of {elsewhereTotal} through others",
        "no proxy stands out",
      ),
      summary: "{failed} of {total:backup|backups} failed, above all through {found}",
    },
    remediation: [LOOK_AT_PROXIES],
  },
  evaluate: ({ attribution, trials }) => judgeCandidates("proxy", attribution, trials),
});
