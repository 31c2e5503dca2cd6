import type { DirectoryHost, SeenComputer } from "../facts/directory/index.ts";
import { type Finding, text } from "../report/index.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { ASK_WHETHER_HOST_IS_ON, AUDIT_AGAIN, LOOK_FOR_EVENT_14050, REPAIR_HOST } from "./directory-next-steps.ts";
import { absenceRefs, attributeRef, directoryProof } from "./directory-proof.ts";
import { judged, open } from "./host-judgement.ts";
import { gravityOfRegistration, isPerhapsNoHost } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { messagesWithCauses, type ProbableCauses, probableCauses } from "./probable-causes.ts";

const MISSING = "no CN=Microsoft Hyper-V stands below the account";

export const scpMissing = defineCheck({
  meta: {
    id: "scp-missing",
    title: "Every Hyper-V host has its service connection point",
    failureTitle: "Hyper-V hosts lack their service connection point",
    label: "SCP missing",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "In the published case the missing service connection point (SCP) was the one factor that all hosts with failing " +
      "off-host backups had in common. It is a probable cause, not proof: its author is not certain of the root cause.",
    threshold:
      "One host whose account is shown, by every server that was read whole, without CN=Microsoft Hyper-V right below it. A " +
      "host that is disabled or has not logged on for 45 days stays information. A server that is no cluster node is " +
      "a question (warning), unless it has Hyper-V's service principal names and was asked for by name: its role may have been " +
      "removed, and the names left.",
    legend:
      "Hosts are told by their Hyper-V service principal names, by an SCP, or were asked for; clients (Windows 10 and 11) " +
      "are not judged. What could not be seen is never missing. Causes are probable: they follow from dates in the directory.",
    channels: [],
    requires: ["directoryHosts", "accountHistories", "deletedConnectionPoints"],
    messages: {
      ...hostMessages("{hosts:hosts|hosts} without a service connection point"),
      ...messagesWithCauses("missing", MISSING),
      ...messagesWithCauses(
        "perhaps-no-host",
        "is it still a Hyper-V host, or were its service principal names left over when the role was removed? " +
          "No CN=Microsoft Hyper-V stands below the account, and it is no cluster node",
      ),
      ...messagesWithCauses(
        "never-registered",
        "is it a Hyper-V host at all? No CN=Microsoft Hyper-V stands below the account, and none of its service principal " +
          "names is Hyper-V's; it is no cluster node",
      ),
      "missing-disabled": `${MISSING}; the account is disabled`,
      "missing-stale": `${MISSING}; it has not logged on for long`,
    },
    remediation: [ASK_WHETHER_HOST_IS_ON, LOOK_FOR_EVENT_14050, AUDIT_AGAIN, ...REPAIR_HOST],
  },
  evaluate({ directoryHosts, accountHistories, deletedConnectionPoints }) {
    const causesOf = probableCauses(accountHistories, deletedConnectionPoints);
    return judgeHosts(directoryHosts.hosts, {
      severity: "critical",
      judge: (host) => {
        switch (host.connectionPoint.kind) {
          case "present":
            return judged();
          case "missing":
            return judged(missingFinding(host, host.connectionPoint.accounts, causesOf(host)));
          case "unknown":
            return open("connection-point-unseen");
        }
      },
    });
  },
});

function missingFinding(
  host: DirectoryHost,
  accounts: readonly [SeenComputer, ...SeenComputer[]],
  causes: ProbableCauses,
): Finding {
  const { activity, name, namingContext } = host;
  const isInactive = activity === "disabled" || activity === "stale";
  const code = isInactive
    ? `missing-${activity}`
    : `${isPerhapsNoHost(host) ? (host.hasHyperVSpns ? "perhaps-no-host" : "never-registered") : "missing"}${causes.code}`;
  return {
    code,
    ...gravityOfRegistration(host, "critical"),
    subject: { kind: "node", name },
    arguments: { ...(isInactive ? {} : causes.arguments), domain: text(dnsNameOf(namingContext)) },
    ...directoryProof(absenceRefs(accounts), attributeRef(accounts[0], "CN=Microsoft Hyper-V", "not there")),
  };
}
