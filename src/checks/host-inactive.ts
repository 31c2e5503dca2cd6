import type { DirectoryRef } from "../evidence/index.ts";
import type { DirectoryHost, SeenComputer } from "../facts/directory/index.ts";
import { type Finding, span } from "../report/index.ts";
import { defineCheck } from "./define-check.ts";
import { LOOK_AT_INACTIVE } from "./directory-next-steps.ts";
import { attributeRef, directoryProof, timeRef } from "./directory-proof.ts";
import { type HostJudgement, judged, openForLackOf } from "./host-judgement.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";

export const hostInactive = defineCheck({
  meta: {
    id: "host-inactive",
    title: "The accounts of Hyper-V hosts are in use",
    failureTitle: "Accounts of Hyper-V hosts are disabled, or have long not been used",
    label: "inactive",
    labels: { disabled: "disabled", stale: "no recent logon" },
    subjectRole: "witness",
    severity: "info",
    rationale:
      "A host that was decommissioned, or has long been off, has no connection point for good reason. What other checks find " +
      "about it is information, so it is named here.",
    threshold:
      "An account that is disabled (bit 2 of userAccountControl), or that by lastLogonTimestamp and pwdLastSet has not been " +
      "used for 45 days.",
    legend:
      "lastLogonTimestamp lags up to 14 days behind; a host that is on sets its password every 30 days by default.",
    channels: [],
    requires: ["directoryHosts"],
    messages: {
      ...hostMessages("Accounts out of use: {hosts:hosts|hosts}"),
      disabled: "the account is disabled; last logon {logon}: decommissioned?",
      stale: "last logon {logon}, password set {password}: switched off, or decommissioned?",
    },
    remediation: [LOOK_AT_INACTIVE],
  },
  evaluate({ directoryHosts }) {
    return judgeHosts(directoryHosts.hosts, { severity: "info", judge: judgeActivity });
  },
});

function judgeActivity(host: DirectoryHost): HostJudgement {
  switch (host.activity) {
    case "active":
      return judged();
    case "unknown":
      return openForLackOf(host.accounts, "lastLogonTimestamp", "pwdLastSet", "userAccountControl");
    case "disabled":
      return judged(inactiveFinding(host, "disabled", host.accounts.flatMap(controlRefs)));
    case "stale":
      return judged(inactiveFinding(host, "stale", host.accounts.flatMap(logonRefs)));
  }
}

function inactiveFinding(host: DirectoryHost, code: "disabled" | "stale", refs: readonly DirectoryRef[]): Finding {
  const latest = (ticksOf: (account: SeenComputer) => bigint | null): bigint | null =>
    host.accounts.reduce<bigint | null>((most, account) => {
      const ticks = ticksOf(account);
      return ticks !== null && (most === null || ticks > most) ? ticks : most;
    }, null);
  const logon = latest(({ object }) => object.lastLogonTimestamp);
  const password = latest(({ object }) => object.pwdLastSet);
  return {
    code,
    severity: "info",
    subject: { kind: "node", name: host.name },
    arguments: { logon: span(logon, logon), password: span(password, password) },
    ...directoryProof(refs, attributeRef(host.accounts[0], "userAccountControl", "not shown")),
  };
}

function controlRefs(account: SeenComputer): readonly DirectoryRef[] {
  const { userAccountControl } = account.object;
  return userAccountControl === null
    ? []
    : [attributeRef(account, "userAccountControl", userAccountControl.toString())];
}

function logonRefs(account: SeenComputer): readonly DirectoryRef[] {
  const { lastLogonTimestamp, pwdLastSet } = account.object;
  return [timeRef(account, "lastLogonTimestamp", lastLogonTimestamp), timeRef(account, "pwdLastSet", pwdLastSet)];
}
