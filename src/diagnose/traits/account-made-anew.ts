import { accountReCreated } from "../../checks/account-re-created.ts";
import type { TraitText } from "../../report/index.ts";
import { checkedNodes } from "./findings-by-node.ts";
import { LACKS, type TraitSource, UNKNOWN } from "./trait.ts";

const TEXT: TraitText = {
  id: "account-re-created",
  role: "cause",
  label: "account made later",
  one: "has an account much younger than those of most others",
  many: "have accounts much younger than those of most others",
  passing: null,
  note: "account made later: made anew, or of a host that was added later; the directory does not tell which",
};

export const accountMadeAnew: TraitSource = {
  requires: ["accountHistories"],
  traits({ facts, results }) {
    const { findingOf, unjudged, isSilent } = checkedNodes(accountReCreated, results);
    const historyOf = new Map(facts.accountHistories.map((history) => [history.host.name, history]));
    return [
      {
        text: TEXT,
        of(node) {
          const history = historyOf.get(node);
          if (history === undefined) return UNKNOWN;
          const finding = findingOf.get(node);
          if (history.reCreated !== null && finding !== undefined) {
            return { state: "has", time: history.reCreated.whenCreated, evidence: finding.evidence };
          }
          // Too few others to compare with, or no date.
          return isSilent || unjudged.has(node) ? UNKNOWN : LACKS;
        },
      },
    ];
  },
};
