import { accountRenamed } from "../../checks/account-renamed.ts";
import type { EvidenceRef, Proof } from "../../evidence/index.ts";
import type { HostRename } from "../../facts/index.ts";
import type { TraitText } from "../../report/index.ts";
import { hostShortName } from "../../shared/host-name.ts";
import { checkedNodes } from "./findings-by-node.ts";
import { type Happening, historyTrait } from "./host-history.ts";
import type { TraitSource } from "./trait.ts";

const TEXT: TraitText = {
  id: "renamed-while-joined",
  role: "cause",
  label: "renamed while joined",
  one: "was renamed while joined",
  many: "were renamed while joined",
  passing: null,
  note: null,
};

/** By its own log (6011, or another Computer midway), by a domain controller's (4781), or by its account's metadata. */
export const renamedWhileJoined: TraitSource = {
  requires: ["hosts", "accountRenames", "accountHistories"],
  traits(evidence) {
    const { hosts, accountRenames, accountHistories } = evidence.facts;
    const { findingOf } = checkedNodes(accountRenamed, evidence.results);
    // A record of the host itself is nearest to what happened; of several of one host the last counts.
    const byLog = hosts.renames
      .filter(({ from, to, before }) => before !== "set-up" && hostShortName(from) !== hostShortName(to))
      .map((rename): Happening => ({ host: rename.host, time: rename.until, evidence: proofOf(rename) }));
    const byController = accountRenames.map(
      ({ host, event }): Happening => ({ host, time: event.time, evidence: [event.ref] }),
    );
    const logged = new Set([...byLog, ...byController].map(({ host }) => host));
    const byAccount = accountHistories.flatMap(({ host: { name }, rename, renamed }): Happening | [] => {
      const finding = findingOf.get(name);
      const time = renamed.at(-1)?.time;
      if (rename !== "account-name" || finding === undefined || time === undefined || logged.has(name)) return [];
      return { host: name, time, evidence: accountNameFirst(finding.evidence) };
    });
    return [
      historyTrait(
        TEXT,
        {
          happened: [...byLog, ...byController, ...byAccount],
          channels: ["System"],
          neverHappened: new Set(
            accountHistories
              .filter(({ hasStamps, rename }) => hasStamps && rename !== "account-name")
              .map(({ host }) => host.name),
          ),
        },
        evidence,
      ),
    ];
  },
};

/** The DNS name changes with the domain, too. */
function accountNameFirst([first, ...rest]: Proof): Proof {
  const isOfName = (ref: EvidenceRef): boolean => ref.kind === "directory" && ref.value.startsWith("sAMAccountName");
  const named = rest.find(isOfName);
  return named === undefined || isOfName(first)
    ? [first, ...rest]
    : [named, first, ...rest.filter((ref) => ref !== named)];
}

function proofOf({ proof }: HostRename): Proof {
  return proof.basis === "verified" ? [proof.event.ref] : [proof.lastBefore, proof.firstAfter];
}
