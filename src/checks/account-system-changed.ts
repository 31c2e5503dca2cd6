import type { AttributeStamp } from "../evidence/index.ts";
import type { AccountHistory } from "../facts/directory/index.ts";
import { type Finding, names, span, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { judgeByStamps, stampedAttribute, stampRefs } from "./account-stamps.ts";
import { connectionPointAge, messagesWithAge } from "./connection-point-age.ts";
import { defineCheck } from "./define-check.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { judged } from "./host-judgement.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { AUDIT_CONNECTION_POINTS } from "./next-steps.ts";
import { shownName } from "./shown-values.ts";

export const accountSystemChanged = defineCheck({
  meta: {
    id: "account-system-changed",
    title: "Hyper-V hosts run the Windows that their accounts began with",
    failureTitle: "Hyper-V hosts were upgraded in place, or reinstalled on their accounts",
    label: "upgraded or reinstalled",
    subjectRole: "witness",
    severity: "info",
    rationale:
      "In the published case the bad nodes had been renamed while joined to the domain, or upgraded in place, before " +
      "their service connection points were missing: a probable cause, not proof. Most upgraded hosts are in order.",
    threshold: "operatingSystem or operatingSystemVersion written a second time by the account's replication metadata.",
    legend:
      "The metadata do not tell an upgrade in place from a reinstallation that took over the account: event logs may " +
      "(host-upgraded-in-place). repadmin /showobjmeta shows them.",
    channels: [],
    requires: ["directoryHosts", "accountHistories"],
    messages: {
      ...hostMessages("Another Windows than at first on {hosts:hosts|hosts}"),
      ...messagesWithAge(
        "changed",
        "{attributes} changed, last {changed}, now {system}: upgraded in place, or reinstalled on the account",
      ),
    },
    remediation: [AUDIT_CONNECTION_POINTS],
  },
  evaluate({ directoryHosts, accountHistories }) {
    return judgeHosts(directoryHosts.hosts, {
      severity: "info",
      judge: judgeByStamps(accountHistories, (history) => {
        const last = history.systemChanged.at(-1);
        return last === undefined ? judged() : judged(changeFinding(history, last));
      }),
    });
  },
});

function changeFinding(history: AccountHistory, last: AttributeStamp): Finding {
  const { host, account, systemChanged } = history;
  const { operatingSystem, operatingSystemVersion } = account.object;
  const age = connectionPointAge(history, last.time);
  return {
    code: `changed${age.code}`,
    severity: "info",
    subject: { kind: "node", name: host.name },
    arguments: {
      attributes: names(distinctTexts(systemChanged.map(stampedAttribute))),
      changed: span(last.time, last.time),
      system: text(
        shownName([operatingSystem, operatingSystemVersion].filter((part) => part !== null).join(" ") || "not shown"),
      ),
      ...age.arguments,
    },
    ...directoryProof(stampRefs(account, systemChanged), attributeRef(account, "replPropertyMetaData", "changed")),
  };
}
