import type { Check } from "../../checks/index.ts";
import { scpAttributesMissing } from "../../checks/scp-attributes-missing.ts";
import { scpHandMade } from "../../checks/scp-hand-made.ts";
import { scpStaleName } from "../../checks/scp-stale-name.ts";
import type { TraitText } from "../../report/index.ts";
import { checkedNodes } from "./findings-by-node.ts";
import { LACKS, type Trait, type TraitEvidence, type TraitSource, UNKNOWN } from "./trait.ts";

const FAULTS: readonly (readonly [Check, Pick<TraitText, "label" | "one" | "many">])[] = [
  [
    scpStaleName,
    {
      label: "SCP names another host",
      one: "has a service connection point that names another host",
      many: "have service connection points that name other hosts",
    },
  ],
  [
    scpHandMade,
    {
      label: "SCP made by hand",
      one: "has a service connection point that was made by hand",
      many: "have service connection points that were made by hand",
    },
  ],
  [
    scpAttributesMissing,
    {
      label: "SCP incomplete",
      one: "has a service connection point without attributes that others have",
      many: "have service connection points without attributes that others have",
    },
  ],
];

/** A connection point that is there and wrong: whether that fails backups as a missing one does is inferred. */
export const connectionPointUnsound: TraitSource = {
  requires: ["directoryHosts", "connectionPointPeers"],
  traits: (evidence) => FAULTS.map(([check, words]) => faultTrait(check, words, evidence)),
};

function faultTrait(
  check: Check,
  words: Pick<TraitText, "label" | "one" | "many">,
  { directory, results, repaired }: TraitEvidence,
): Trait {
  const { findingOf, unjudged, isSilent } = checkedNodes(check, results);
  const stateOf = new Map((directory?.hosts ?? []).map(({ name, connectionPoint }) => [name, connectionPoint.state]));
  return {
    text: {
      id: check.meta.id,
      role: "factor",
      ...words,
      passing: null,
      note: "the published case knew a missing SCP only; that a wrong one does the same is inferred",
    },
    of(node) {
      if (repaired.has(node)) return UNKNOWN;
      const finding = findingOf.get(node);
      if (finding !== undefined) return { state: "has", time: null, evidence: finding.evidence };
      const state = stateOf.get(node) ?? "unknown";
      // What is missing has no fault; of one that is there and was not read whole nobody knows.
      if (state === "missing" || state === "sound") return LACKS;
      return state === "unsound" && !isSilent && !unjudged.has(node) ? LACKS : UNKNOWN;
    },
  };
}
