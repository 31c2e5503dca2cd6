import { scpMissing } from "../../checks/scp-missing.ts";
import type { TraitText } from "../../report/index.ts";
import { checkedNodes } from "./findings-by-node.ts";
import { LACKS, type TraitSource, UNKNOWN } from "./trait.ts";

export const CONNECTION_POINT_MISSING: TraitText = {
  id: "scp-missing",
  role: "factor",
  label: "SCP missing",
  one: "lacks its service connection point",
  many: "lack their service connection point",
  passing: { one: "has", many: "have" },
  note: "a missing SCP was the one common factor of the published case, whose author is not certain that it is the root cause",
};

export const connectionPointMissing: TraitSource = {
  requires: ["directoryHosts", "accountHistories", "deletedConnectionPoints"],
  traits({ directory, results, repaired }) {
    const { findingOf } = checkedNodes(scpMissing, results);
    const stateOf = new Map((directory?.hosts ?? []).map(({ name, connectionPoint }) => [name, connectionPoint.state]));
    return [
      {
        text: CONNECTION_POINT_MISSING,
        of(node) {
          const state = repaired.has(node) ? "unknown" : (stateOf.get(node) ?? "unknown");
          if (state === "unknown") return UNKNOWN;
          const finding = findingOf.get(node);
          // Since when is not known: a directory shows what is not there, and not since when.
          if (state === "missing" && finding !== undefined)
            return { state: "has", time: null, evidence: finding.evidence };
          return state === "missing" ? UNKNOWN : LACKS;
        },
      },
    ];
  },
};
