import { accountSystemChanged } from "../../checks/account-system-changed.ts";
import type { TraitText } from "../../report/index.ts";
import { checkedNodes } from "./findings-by-node.ts";
import { type Happening, historyTrait } from "./host-history.ts";
import type { TraitSource } from "./trait.ts";

const TEXT: TraitText = {
  id: "upgraded-or-reinstalled",
  role: "cause",
  label: "upgraded in place or reinstalled",
  one: "was upgraded in place or reinstalled",
  many: "were upgraded in place or reinstalled",
  passing: null,
  note: null,
};

/** By another build in its log (6009, Kernel-General 12, 1074, 1548 and 1549), or by its account's metadata. */
export const upgradedOrReinstalled: TraitSource = {
  requires: ["hosts", "operatingSystems", "accountHistories"],
  traits(evidence) {
    const { operatingSystems, accountHistories } = evidence.facts;
    const { changes, begun, rejoined } = operatingSystems;
    const { findingOf } = checkedNodes(accountSystemChanged, evidence.results);
    const byLog = [
      ...changes.map(({ host, lastBefore, restart, firstAfter }): Happening => {
        const between = restart === null ? [] : [restart.ref];
        return { host, time: firstAfter.time, evidence: [firstAfter.ref, ...between, lastBefore.ref] };
      }),
      ...begun.map(
        ({ host, firstBoot, restart }): Happening => ({
          host,
          time: firstBoot.time,
          evidence: [firstBoot.ref, restart.ref],
        }),
      ),
      ...rejoined.map(
        ({ host, firstBoot, updated }): Happening => ({
          host,
          time: firstBoot.time,
          evidence: [firstBoot.ref, updated.ref],
        }),
      ),
    ];
    const logged = new Set(byLog.map(({ host }) => host));
    const byAccount = accountHistories.flatMap(({ host: { name }, systemChanged }): Happening | [] => {
      const finding = findingOf.get(name);
      const time = systemChanged.at(-1)?.time;
      return finding === undefined || time === undefined || logged.has(name)
        ? []
        : { host: name, time, evidence: finding.evidence };
    });
    return [
      historyTrait(
        TEXT,
        {
          happened: [...byLog, ...byAccount],
          channels: ["System"],
          neverHappened: new Set(
            accountHistories
              .filter(({ hasStamps, systemChanged }) => hasStamps && systemChanged.length === 0)
              .map(({ host }) => host.name),
          ),
        },
        evidence,
      ),
    ];
  },
};
