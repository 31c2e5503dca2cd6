import type { DirectoryRef } from "../evidence/index.ts";
import type { DirectoryHost, SeenComputer } from "../facts/directory/index.ts";
import { type Finding, names, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { dnsNameOf, isConflictName } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { AUDIT_AGAIN, CORRECT_NAMES, LOOK_AT_REPLICATION } from "./directory-next-steps.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { type HostJudgement, judged, openForLackOf } from "./host-judgement.ts";
import { severityOn } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { isSameShortName } from "./own-host-names.ts";
import { shownName } from "./shown-values.ts";

export const accountNamesDisagree = defineCheck({
  meta: {
    id: "account-names-disagree",
    title: "The names of each host's account agree",
    failureTitle: "Names of Hyper-V hosts' accounts disagree",
    label: "names disagree",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A rename changes the names of an account together. Names that differ are left of one that was not finished, or was made " +
      "in the directory alone; the host then registers itself under one name and is looked for under another.",
    threshold: "cn, sAMAccountName without its $ and the first label of dNSHostName are not all the same.",
    legend: "Case does not count, nor does what a name of 15 characters (NetBIOS) leaves out of a longer one.",
    channels: [],
    requires: ["directoryHosts"],
    messages: {
      ...hostMessages("{hosts:hosts|hosts} with names that disagree"),
      disagree: "cn is {cn}, sAMAccountName {account}, dNSHostName {dns}",
    },
    remediation: [LOOK_AT_REPLICATION, AUDIT_AGAIN, CORRECT_NAMES],
  },
  evaluate({ directoryHosts }) {
    return judgeHosts(directoryHosts.hosts, { severity: "critical", judge: judgeNames });
  },
});

interface AccountName {
  readonly attribute: "cn" | "sAMAccountName" | "dNSHostName";
  readonly value: string;
  /** Without `$` and domain. */
  readonly short: string;
}

function judgeNames(host: DirectoryHost): HostJudgement {
  // What replication renamed beside another account has a finding of its own.
  const accounts = host.accounts.filter(({ object }) => object.cn === null || !isConflictName(object.cn));
  const [first, ...rest] = accounts.filter((account) => doDisagree(namesOf(account)));
  if (first !== undefined) return judged(disagreeFinding(host, [first, ...rest]));
  const lacking = (["cn", "sAMAccountName", "dNSHostName"] as const).filter(
    (attribute) => !accounts.some((account) => namesOf(account).some((name) => name.attribute === attribute)),
  );
  const [lack, ...lacks] = lacking;
  return accounts.length === 0 || lack === undefined ? judged() : openForLackOf(accounts, lack, ...lacks);
}

function namesOf({ object: { cn, samAccountName, dnsHostName } }: SeenComputer): readonly AccountName[] {
  return [
    ...(cn === null ? [] : [{ attribute: "cn", value: cn, short: cn } as const]),
    ...(samAccountName === null
      ? []
      : [{ attribute: "sAMAccountName", value: samAccountName, short: samAccountName.replace(/\$$/, "") } as const]),
    ...(dnsHostName === null
      ? []
      : [{ attribute: "dNSHostName", value: dnsHostName, short: dnsHostName.split(".")[0] ?? "" } as const]),
  ];
}

function doDisagree(accountNames: readonly AccountName[]): boolean {
  return accountNames.some((one, index) =>
    accountNames.slice(index + 1).some((other) => !isSameShortName(one.short, other.short)),
  );
}

function disagreeFinding(host: DirectoryHost, accounts: readonly [SeenComputer, ...SeenComputer[]]): Finding {
  const refs = accounts.flatMap((account): readonly DirectoryRef[] =>
    namesOf(account).map(({ attribute, value }) => attributeRef(account, attribute, value)),
  );
  const shown = (attribute: AccountName["attribute"]): readonly string[] =>
    distinctTexts(
      accounts.flatMap((account) =>
        namesOf(account).flatMap((name) => (name.attribute === attribute ? [shownName(name.value)] : [])),
      ),
    );
  const words = (attribute: AccountName["attribute"]): ReturnType<typeof names> => {
    const values = shown(attribute);
    return values.length === 0 ? text("not shown") : names(values);
  };
  return {
    code: "disagree",
    severity: severityOn(host, "critical"),
    subject: { kind: "node", name: host.name },
    arguments: {
      cn: words("cn"),
      account: words("sAMAccountName"),
      dns: words("dNSHostName"),
      domain: text(dnsNameOf(host.namingContext)),
    },
    ...directoryProof(refs, attributeRef(accounts[0], "cn", "disagrees")),
  };
}
