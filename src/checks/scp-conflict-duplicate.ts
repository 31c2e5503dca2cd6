import type { ConflictDuplicate } from "../facts/directory/index.ts";
import { type Finding, type Severity, span, text } from "../report/index.ts";
import { defineCheck } from "./define-check.ts";
import { DELETE_MISPLACED, LOOK_AT_REPLICATION } from "./directory-next-steps.ts";
import { attributeRef, directoryProof, timeRef } from "./directory-proof.ts";
import { judgeUnlessUnseen } from "./host-judgement.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { misplacedFindings } from "./misplaced-findings.ts";
import { shownName } from "./shown-values.ts";

export const scpConflictDuplicate = defineCheck({
  meta: {
    id: "scp-conflict-duplicate",
    title: "No connection point or host account was made twice at the same time",
    failureTitle: "Replication renamed connection points or accounts that were made twice",
    label: "conflict duplicate",
    subjectRole: "witness",
    severity: "warning",
    rationale:
      "Two objects of one name that were made on two domain controllers before these had told each other: replication keeps " +
      "both and renames one, so a host may look for its connection point under a name that it no longer has.",
    threshold: "One connection point of Hyper-V, or one account of a host, with CNF: and a GUID in its name.",
    legend: "The mark CNF: behind a line feed is replication's own (MS-ADTS). Whichever object is newer kept the name.",
    channels: [],
    requires: ["directoryHosts", "misplacedConnectionPoints"],
    messages: {
      ...hostMessages("{findings:object|objects} that replication renamed, of {hosts:hosts|hosts}"),
      duplicate: "{object} is a duplicate that replication renamed; made {made}",
    },
    remediation: [LOOK_AT_REPLICATION, DELETE_MISPLACED],
  },
  evaluate({ directoryHosts, misplacedConnectionPoints: { duplicates } }) {
    const findings = misplacedFindings(duplicates, directoryHosts, duplicateFinding);
    return judgeHosts(directoryHosts.hosts, {
      severity: "warning",
      judge: (host) => judgeUnlessUnseen(host, findings.of(host)),
      further: findings.further,
    });
  },
});

function duplicateFinding({ name, seen }: ConflictDuplicate, severity: Severity): Finding {
  const { dn, whenCreated } = seen.object;
  const own = attributeRef(seen, "distinguishedName", dn);
  return {
    code: "duplicate",
    severity,
    subject: { kind: "node", name },
    arguments: { object: text(shownName(dn)), made: span(whenCreated, whenCreated) },
    ...directoryProof([own, timeRef(seen, "whenCreated", whenCreated)], own),
  };
}
