import type { AttributeStamp } from "../evidence/index.ts";
import type { AccountHistory } from "../facts/directory/index.ts";
import { type Finding, names, span } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { judgeByStamps, stampedAttribute, stampRefs } from "./account-stamps.ts";
import { connectionPointAge, messagesWithAge } from "./connection-point-age.ts";
import { defineCheck } from "./define-check.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { judged } from "./host-judgement.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { AUDIT_CONNECTION_POINTS } from "./next-steps.ts";

export const accountRenamed = defineCheck({
  meta: {
    id: "account-renamed",
    title: "The accounts of Hyper-V hosts kept their names",
    failureTitle: "Accounts of Hyper-V hosts were renamed",
    label: "renamed",
    labels: { "dns-name-changed": "DNS name changed" },
    subjectRole: "witness",
    severity: "info",
    rationale:
      "In the published case the bad nodes had been renamed while joined to the domain, or upgraded in place, before " +
      "their service connection points were missing: a probable cause, not proof. Most renamed hosts are in order.",
    threshold:
      "sAMAccountName or dNSHostName written a second time by the account's replication metadata. A move between OUs is no " +
      "rename, nor is what was written within an hour of the account's creation.",
    legend:
      "Metadata keep the last change of an attribute only, and not the name before it; a change of case alone looks the same. " +
      "repadmin /showobjmeta shows them.",
    channels: [],
    requires: ["directoryHosts", "accountHistories"],
    messages: {
      ...hostMessages("Renamed accounts of {hosts:hosts|hosts}"),
      ...messagesWithAge("renamed", "{attributes} changed, last {changed}: the account was renamed while joined"),
      ...messagesWithAge("dns-name-changed", "{attributes} changed, last {changed}, and the account's name did not"),
    },
    remediation: [AUDIT_CONNECTION_POINTS],
  },
  evaluate({ directoryHosts, accountHistories }) {
    return judgeHosts(directoryHosts.hosts, {
      severity: "info",
      judge: judgeByStamps(accountHistories, (history) => {
        const last = history.renamed.at(-1);
        return last === undefined ? judged() : judged(renameFinding(history, last));
      }),
    });
  },
});

function renameFinding(history: AccountHistory, last: AttributeStamp): Finding {
  const { host, account, renamed, rename } = history;
  const age = connectionPointAge(history, last.time);
  return {
    code: `${rename === "dns-name-only" ? "dns-name-changed" : "renamed"}${age.code}`,
    severity: "info",
    subject: { kind: "node", name: host.name },
    arguments: {
      attributes: names(distinctTexts(renamed.map(stampedAttribute))),
      changed: span(last.time, last.time),
      ...age.arguments,
    },
    ...directoryProof(stampRefs(account, renamed), attributeRef(account, "replPropertyMetaData", "changed")),
  };
}
