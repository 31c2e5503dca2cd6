import { defineCheck } from "./define-check.ts";
import { candidateMessages, judgeCandidates } from "./judged-candidates.ts";
import { LOOK_AT_VOLUMES, TRIAL_CHANNELS, TRIAL_LEGEND, TRIAL_PLACES, TRIAL_THRESHOLD } from "./trial-texts.ts";

export const volumeFailsBackups = defineCheck({
  meta: {
    id: "volume-fails-backups",
    title: "No volume by itself explains failed backups",
    failureTitle: "Backups of certain volumes fail whoever owns them",
    label: "its backups fail",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A sick volume that moves between nodes makes each of its owners look bad for a while. What follows the volume is " +
      "a matter of storage, and no node is to be repaired for it.",
    threshold: TRIAL_THRESHOLD,
    legend: TRIAL_LEGEND,
    channels: TRIAL_CHANNELS,
    places: TRIAL_PLACES,
    requires: ["trials", "attribution"],
    messages: {
      ...candidateMessages(
        "{failed} of {total} backups of it failed, {elsewhereFailed} of {elsewhereTotal} of other volumes",
        "no volume stands out",
      ),
      summary: "{failed} of {total:backup|backups} failed, above all those of {found}",
    },
    remediation: [LOOK_AT_VOLUMES],
  },
  evaluate: ({ attribution, trials }) => judgeCandidates("volume", attribution, trials),
});
