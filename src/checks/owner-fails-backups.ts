import { defineCheck } from "./define-check.ts";
import { candidateMessages, judgeCandidates } from "./judged-candidates.ts";
import { AUDIT_CONNECTION_POINTS } from "./next-steps.ts";
import { COMPARE_WITH_GOOD_NODES, TRIAL_CHANNELS, TRIAL_LEGEND, TRIAL_PLACES, TRIAL_THRESHOLD } from "./trial-texts.ts";

export const ownerFailsBackups = defineCheck({
  meta: {
    id: "owner-fails-backups",
    title: "No owner of a volume explains failed backups",
    failureTitle: "Backups fail while certain nodes own the volume",
    label: "backups fail under it",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "In the published case a volume backed up while one node owned it and failed while another did: no log of either " +
      "node told so, only the joint view of backups and owners.",
    threshold: TRIAL_THRESHOLD,
    legend: TRIAL_LEGEND,
    channels: TRIAL_CHANNELS,
    places: TRIAL_PLACES,
    requires: ["trials", "attribution"],
    messages: {
      ...candidateMessages(
        "{failed} of {total} backups failed while it owned the volume, {elsewhereFailed} of {elsewhereTotal} elsewhere",
        "no owner stands out",
      ),
      summary: "{failed} of {total:backup|backups} failed, above all while {found} owned the volume",
    },
    remediation: [AUDIT_CONNECTION_POINTS, COMPARE_WITH_GOOD_NODES],
  },
  evaluate: ({ attribution, trials }) => judgeCandidates("node", attribution, trials),
});
