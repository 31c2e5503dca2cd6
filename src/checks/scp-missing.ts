import type { DirectoryHost, SeenComputer } from "../facts/directory/index.ts";
import { count, type Finding, names, type Phrase, text } from "../report/index.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import {
  ASK_WHETHER_HOST_IS_ON,
  AUDIT_AGAIN,
  EXPORT_ACCESS_LISTS,
  LOOK_FOR_EVENT_14050,
  REPAIR_HOST,
} from "./directory-next-steps.ts";
import { absenceRefs, attributeRef, directoryProof } from "./directory-proof.ts";
import { judged, open } from "./host-judgement.ts";
import { gravityOfRegistration, isPerhapsNoHost, severityOn } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { messagesWithCauses, type ProbableCauses, probableCauses } from "./probable-causes.ts";

const WITHOUT = "{hosts:hosts|hosts} without a service connection point";
const HIDDEN =
  "perhaps {hidden:host|hosts}: an export shows no connection point, and no access list that tells whether one was hidden " +
  "from whoever made it";
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
      "removed, and the names left. So is, whatever the host, one that an export without access lists (nTSecurityDescriptor) " +
      "does not show.",
    legend:
      "Hosts are told by their Hyper-V service principal names, by an SCP, or were asked for; clients (Windows 10 and 11) " +
      "are not judged. What could not be seen is never missing; of an export that is inferred from its access lists, for a hidden one cannot be asked for. Causes are probable: they follow from dates in the directory.",
    channels: [],
    requires: ["directoryHosts", "accountHistories", "deletedConnectionPoints"],
    messages: {
      ...hostMessages(WITHOUT),
      "summary-partly-hidden": `${WITHOUT}; ${HIDDEN}`,
      "summary-hidden": `A question only: ${HIDDEN}`,
      "perhaps-hidden":
        "is there one? What was given shows no CN=Microsoft Hyper-V below the account, but no access list of the account " +
        "either, so a hidden one cannot be ruled out: audit live, or export nTSecurityDescriptor as well",
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
    remediation: [EXPORT_ACCESS_LISTS, ASK_WHETHER_HOST_IS_ON, LOOK_FOR_EVENT_14050, AUDIT_AGAIN, ...REPAIR_HOST],
  },
  evaluate({ directoryHosts, accountHistories, deletedConnectionPoints }) {
    const causesOf = probableCauses(accountHistories, deletedConnectionPoints);
    const outcome = judgeHosts(directoryHosts.hosts, {
      severity: "critical",
      judge: (host) => {
        switch (host.connectionPoint.kind) {
          case "present":
            return judged();
          case "missing":
            return judged(missingFinding(host, host.connectionPoint.accounts, causesOf(host)));
          case "unknown":
            return host.connectionPoint.reason === "access-not-shown"
              ? { ...UNSEEN, findings: [hiddenFinding(host, host.connectionPoint.accounts)] }
              : UNSEEN;
        }
      },
    });
    return outcome.status === "fail" ? { ...outcome, reason: reasonOf(outcome.reason, outcome.findings) } : outcome;
  },
});

const UNSEEN = open("connection-point-unseen");

/** Of findings that only ask nothing is claimed. */
function reasonOf(reason: Phrase, findings: readonly Finding[]): Phrase {
  const isHidden = ({ code }: Finding): boolean => code === "perhaps-hidden";
  const named = (found: readonly Finding[]): readonly string[] => found.map(({ subject }) => subject.name);
  const hidden = named(findings.filter(isHidden));
  if (hidden.length === 0) return reason;
  const missing = named(findings.filter((finding) => !isHidden(finding)));
  return {
    code: missing.length === 0 ? "summary-hidden" : "summary-partly-hidden",
    arguments: { hosts: names(missing), hidden: names(hidden), findings: count(findings.length) },
  };
}

/** The role may be gone, or the connection point hidden: neither is told. */
function hiddenFinding(host: DirectoryHost, accounts: readonly [SeenComputer, ...SeenComputer[]]): Finding {
  const severity = severityOn(host, "warning");
  const notShown = accounts.map((account) => attributeRef(account, "CN=Microsoft Hyper-V", "not shown"));
  return {
    code: "perhaps-hidden",
    severity,
    ...(severity === "info" ? {} : { isQuestion: true }),
    subject: { kind: "node", name: host.name },
    arguments: { domain: text(dnsNameOf(host.namingContext)) },
    ...directoryProof(notShown, attributeRef(accounts[0], "CN=Microsoft Hyper-V", "not shown")),
  };
}

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
