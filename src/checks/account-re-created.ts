import type { AccountHistory, DirectoryHost } from "../facts/directory/index.ts";
import { type Finding, span } from "../report/index.ts";
import { byName } from "./by-name.ts";
import { connectionPointAge, messagesWithAge } from "./connection-point-age.ts";
import { defineCheck } from "./define-check.ts";
import { directoryProof, timeRef } from "./directory-proof.ts";
import { judged, open, openForLackOf } from "./host-judgement.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { AUDIT_CONNECTION_POINTS } from "./next-steps.ts";

/** Below that a median says nothing. */
const FEWEST_PEERS = 3;

export const accountReCreated = defineCheck({
  meta: {
    id: "account-re-created",
    title: "The accounts of Hyper-V hosts are as old as those of their peers",
    failureTitle: "Accounts of Hyper-V hosts are much younger than those of their peers",
    label: "account re-created",
    subjectRole: "witness",
    severity: "info",
    rationale:
      "An account that was deleted and made anew lost what stood below it, its service connection point too; the host makes " +
      "that again only as it boots. A probable cause, not proof: a host that was added later looks the same.",
    threshold: "One account whose whenCreated is far behind the median of the other hosts of its domain.",
    legend:
      "Dates are those of the accounts (whenCreated). With fewer than three others to compare with, nothing is known.",
    channels: [],
    requires: ["directoryHosts", "accountHistories"],
    messages: {
      ...hostMessages("Young accounts of {hosts:hosts|hosts}"),
      ...messagesWithAge(
        "re-created",
        "made {created}, when most peers' accounts were made by {peers}: made anew, or a host that was added later",
      ),
    },
    remediation: [AUDIT_CONNECTION_POINTS],
  },
  evaluate({ directoryHosts, accountHistories }) {
    const datedOf = byName(
      [...directoryHosts.hosts, ...directoryHosts.others].filter(isDated),
      ({ namingContext }) => namingContext,
    );
    const historyOf = new Map(accountHistories.map((history) => [history.host.name, history]));
    return judgeHosts(directoryHosts.hosts, {
      severity: "info",
      judge: (host) => {
        const history = historyOf.get(host.name);
        if (history === undefined || history.account.object.whenCreated === null) {
          return openForLackOf(host.accounts, "whenCreated");
        }
        if (history.reCreated !== null) return judged(youngFinding(history, history.reCreated));
        const peers = (datedOf.get(host.namingContext)?.length ?? 0) - (isDated(host) ? 1 : 0);
        return peers < FEWEST_PEERS ? open("too-few-accounts") : judged();
      },
    });
  },
});

function isDated({ accounts }: DirectoryHost): boolean {
  return accounts.some(({ object }) => object.whenCreated !== null);
}

function youngFinding(
  history: AccountHistory,
  { whenCreated, peersMedian }: NonNullable<AccountHistory["reCreated"]>,
): Finding {
  const age = connectionPointAge(history, whenCreated);
  const own = timeRef(history.account, "whenCreated", whenCreated);
  return {
    code: `re-created${age.code}`,
    severity: "info",
    subject: { kind: "node", name: history.host.name },
    arguments: { created: span(whenCreated, whenCreated), peers: span(peersMedian, peersMedian), ...age.arguments },
    ...directoryProof([own], own),
  };
}
