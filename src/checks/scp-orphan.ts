import { type DirectoryHost, lacksValuesOnly, type OrphanedConnectionPoint } from "../facts/directory/index.ts";
import { type Finding, type Severity, span, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { parentDn } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { DELETE_MISPLACED, LOOK_AT_REPLICATION } from "./directory-next-steps.ts";
import { attributeRef, directoryProof, timeRef } from "./directory-proof.ts";
import { judgeUnlessUnseen } from "./host-judgement.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { misplacedFindings } from "./misplaced-findings.ts";
import { shownName } from "./shown-values.ts";

export const scpOrphan = defineCheck({
  meta: {
    id: "scp-orphan",
    title: "Every connection point of Hyper-V stands below a computer account",
    failureTitle: "Connection points of Hyper-V stand below no computer account",
    label: "SCP orphaned",
    subjectRole: "witness",
    severity: "warning",
    rationale:
      "A connection point whose account was deleted on another domain controller, or that stands below something else, serves " +
      "no host, and the host that it was made for may lack one.",
    threshold: "One CN=Microsoft Hyper-V in LostAndFound, or right below an object that is no computer.",
    legend:
      "Replication moves an object to LostAndFound when its parent was deleted elsewhere. Only what was read can be seen: " +
      "an audit below one base sees no orphans beside it.",
    channels: [],
    requires: ["directoryHosts", "misplacedConnectionPoints"],
    messages: {
      ...hostMessages("{findings:connection point|connection points} below no computer account"),
      "lost-and-found": "{object} is in LostAndFound: its account was deleted on another server; made {made}",
      "foreign-parent": "{object} stands below an object of class {parentClass}; made {made}",
    },
    remediation: [LOOK_AT_REPLICATION, DELETE_MISPLACED],
  },
  evaluate({ directoryHosts, misplacedConnectionPoints: { orphans } }) {
    const findings = misplacedFindings(orphans, directoryHosts, orphanFinding);
    return judgeHosts(directoryHosts.hosts, {
      severity: "warning",
      judge: (host) => {
        const found = findings.of(host);
        const parts = unreadParts(host);
        if (parts.length === 0) return judgeUnlessUnseen(host, found);
        return { kind: "open", reason: "part-unread", lacks: parts, findings: found };
      },
      further: findings.further,
    });
  },
});

function unreadParts({ accounts }: DirectoryHost): readonly string[] {
  return distinctTexts(
    accounts.flatMap(({ view }) => view.unread.filter((part) => !lacksValuesOnly(part)).map(({ dn }) => dn)),
  );
}

function orphanFinding({ name, reason, seen, parentClass }: OrphanedConnectionPoint, severity: Severity): Finding {
  const { dn, whenCreated } = seen.object;
  const own = attributeRef(seen, "distinguishedName", dn);
  const parent = parentDn(dn);
  const parentRefs =
    parent === null || parentClass === null
      ? []
      : [attributeRef({ view: seen.view, object: { dn: parent } }, "objectClass", parentClass)];
  return {
    code: reason,
    severity,
    subject: { kind: "node", name },
    arguments: {
      object: text(shownName(dn)),
      parentClass: text(parentClass ?? "that is not shown"),
      made: span(whenCreated, whenCreated),
    },
    ...directoryProof([own, ...parentRefs, timeRef(seen, "whenCreated", whenCreated)], own),
  };
}
