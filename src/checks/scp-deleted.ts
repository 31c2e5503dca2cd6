import type { DirectoryHost, HostDeletion } from "../facts/directory/index.ts";
import { type Finding, span, text } from "../report/index.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { byName } from "./by-name.ts";
import { defineCheck } from "./define-check.ts";
import { ASK_WHETHER_HOST_IS_ON, AUDIT_AGAIN, LET_HOST_REGISTER, REPAIR_HOST } from "./directory-next-steps.ts";
import { attributeRef, directoryProof, timeRef } from "./directory-proof.ts";
import { type HostJudgement, judged, judgeUnlessUnseen, open } from "./host-judgement.ts";
import { gravityOfRegistration } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";

export const scpDeleted = defineCheck({
  meta: {
    id: "scp-deleted",
    title: "No Hyper-V host lost its service connection point by deletion",
    failureTitle: "Service connection points of Hyper-V hosts were deleted",
    label: "SCP deleted",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A service connection point (SCP) that was there and was deleted tells since when a host lacks it. A host makes its " +
      "own as it boots; one that was deleted and did not come back is missing for a reason.",
    threshold:
      "One deleted CN=Microsoft Hyper-V whose last parent is a host's account, and none there now. One that was replaced " +
      "since stays information, as does that of a host which is disabled or has long not logged on, and one that was deleted " +
      "before the account was made: it stood below a former account of that name. A server that is no cluster node and was " +
      "not asked for by name is a question (warning): its role may have been removed.",
    legend:
      "The date is whenChanged of the deleted object. Deleted objects are shown only to accounts with that right, and only " +
      "for the time that the directory keeps them: without one nothing is known to be deleted, or not to be.",
    channels: [],
    requires: ["directoryHosts", "deletedConnectionPoints"],
    messages: {
      ...hostMessages("Deleted service connection points of {hosts:hosts|hosts}"),
      deleted: "deleted {deleted}, and not there again",
      replaced: "deleted {deleted}; there is one again",
      former: "deleted {deleted}, before the present account was made: it belonged to a former account of that name",
      unseen: "deleted {deleted}; whether there is one again could not be seen",
    },
    remediation: [ASK_WHETHER_HOST_IS_ON, AUDIT_AGAIN, LET_HOST_REGISTER, ...REPAIR_HOST],
  },
  evaluate({ directoryHosts, deletedConnectionPoints: { deletions, areShown, wereAskedFor } }) {
    const judgeMissing = (): HostJudgement => {
      if (!wereAskedFor) return open("deleted-not-asked");
      return areShown ? judged() : open("deleted-not-shown");
    };
    const deletionsOf = byName(deletions, ({ host }) => host.name);
    return judgeHosts(directoryHosts.hosts, {
      severity: "critical",
      judge: (host) => {
        const found = (deletionsOf.get(host.name) ?? []).map((deletion) => deletionFinding(host, deletion));
        // One that has its connection point lacks none, whatever was deleted before.
        const isOpen = host.connectionPoint.kind === "missing" && found.length === 0;
        return isOpen ? judgeMissing() : judgeUnlessUnseen(host, found);
      },
    });
  },
});

function codeOf(
  { connectionPoint }: DirectoryHost,
  { isReplaced, isOfFormerAccount }: HostDeletion,
): "former" | "replaced" | "deleted" | "unseen" {
  if (isOfFormerAccount === true) return "former";
  if (isReplaced) return "replaced";
  return connectionPoint.kind === "missing" ? "deleted" : "unseen";
}

function deletionFinding(host: DirectoryHost, deletion: HostDeletion): Finding {
  const { seen } = deletion;
  const { lastKnownParent, whenChanged } = seen.object;
  const code = codeOf(host, deletion);
  const deleted = timeRef(seen, "whenChanged", whenChanged);
  return {
    code,
    ...(code === "deleted" ? gravityOfRegistration(host, "critical") : { severity: "info" }),
    subject: { kind: "node", name: host.name },
    arguments: { deleted: span(whenChanged, whenChanged), domain: text(dnsNameOf(host.namingContext)) },
    ...directoryProof([deleted, attributeRef(seen, "lastKnownParent", lastKnownParent ?? "not shown")], deleted),
  };
}
