import { type Check, LOG_CHECKS } from "../../checks/index.ts";
import { hyperVStorageProviderFailed } from "../../checks/hyper-v-storage-provider-failed.ts";
import { spnRegistrationFailed } from "../../checks/spn-registration-failed.ts";
import type { TraitText } from "../../report/index.ts";
import { firstTime } from "./first-time.ts";
import { checkedNodes } from "./findings-by-node.ts";
import { LACKS, type Trait, type TraitEvidence, type TraitSource, UNKNOWN } from "./trait.ts";

/** Whatever else a check finds of the node itself has no mechanism that is known here. */
const ROLES: ReadonlyMap<Check, Pick<TraitText, "role" | "note">> = new Map([
  [
    hyperVStorageProviderFailed,
    {
      role: "mark",
      note: "VMMS 12660 is logged only when somebody opens Hyper-V settings: a node without it may be one where nobody did",
    },
  ],
  [
    spnRegistrationFailed,
    {
      role: "mark",
      note: "SPN registration: a host writes its SPNs and its SCP to the same account, so what keeps it from the one may keep it from the other (inferred)",
    },
  ],
]);

/** What checks find in a node's own logs, each check a trait; those whose subject only reports what failed tell none. */
export const loggedFailures: TraitSource = {
  requires: [],
  traits: (evidence) =>
    LOG_CHECKS.filter(({ meta }) => meta.subjectRole === "suspect").map((check) => failureTrait(check, evidence)),
};

function failureTrait(check: Check, { results, reach }: TraitEvidence): Trait {
  const { id, label, channels } = check.meta;
  const { findingOf, isSilent } = checkedNodes(check, results);
  return {
    text: {
      id,
      label,
      one: `logs ${label}`,
      many: `log ${label}`,
      passing: null,
      ...(ROLES.get(check) ?? { role: "circumstance", note: null }),
    },
    of(node) {
      const finding = findingOf.get(node);
      if (finding !== undefined) return { state: "has", time: firstTime(finding.evidence), evidence: finding.evidence };
      return !isSilent && reach.coversBackups(node, channels) ? LACKS : UNKNOWN;
    },
  };
}
