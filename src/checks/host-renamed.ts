import type { EventEvidence } from "../evidence/index.ts";
import type { HostRename, NameChangeProof } from "../facts/index.ts";
import { count, type Finding, names, type Phrase, span, type Subject, text } from "../report/index.ts";
import { hostShortName } from "../shared/host-name.ts";
import { defineCheck } from "./define-check.ts";
import { eventProof } from "./event-proof.ts";
import { hostSubject } from "./host-subject.ts";
import { logCoverage } from "./log-coverage.ts";
import { AUDIT_CONNECTION_POINTS } from "./next-steps.ts";
import { concludeFrom } from "./outcome.ts";

const CHANNEL = "System";

const LOGGED = "{from} became {to}, logged {span}";
const INFERRED = "{from} became {to} between two records of its log, {span}: inferred";
const UNSERVED = "; no record shows what it had been before";
const REFUSED = "; the cluster then did not know the node by its new name";

export const hostRenamed = defineCheck({
  meta: {
    id: "host-renamed",
    title: "Hosts kept their names",
    failureTitle: "Hosts were renamed while in service",
    label: "renamed",
    subjectRole: "witness",
    severity: "info",
    rationale:
      "In the published case the bad nodes had been renamed while joined to the domain, or upgraded in place, before " +
      "their service connection points were missing: a probable cause, not proof. Most renamed hosts are in order.",
    threshold:
      "One change of names after the host's name had a domain, or after it had written to a Hyper-V or clustering log, " +
      "or without any record that shows what it had been before. Changes while a machine was set up are ordinary: they " +
      "are counted, and shown as former names only.",
    legend:
      "EventLog 6011 logs a change of names. Inferred: in one log of one channel, all records of the one name come before " +
      "all of the other, and no number is missing between them. FailoverClustering 1093 beside it: the cluster did not know the node by the new name.",
    channels: [CHANNEL],
    requires: ["hosts", "snapshotImporters", "horizon"],
    messages: {
      logged: LOGGED,
      "logged-unserved": LOGGED + UNSERVED,
      "logged-refused": LOGGED + REFUSED,
      inferred: INFERRED,
      "inferred-unserved": INFERRED + UNSERVED,
      "inferred-refused": INFERRED + REFUSED,
      summary: "{renames:change of names|changes of names}, of {hosts:hosts|hosts}",
      "set-up-only":
        "No host was renamed while in service; {renames:change|changes} of names outside any domain and cluster, as at a " +
        "set-up.",
    },
    remediation: [AUDIT_CONNECTION_POINTS],
  },
  evaluate({ hosts, snapshotImporters, horizon }) {
    // A change of the domain alone is no rename.
    const renames = hosts.renames.filter(({ from, to }) => hostShortName(from) !== hostShortName(to));
    const found = renames.filter(({ before }) => before !== "set-up");
    const setUp = renames.filter(({ before }) => before === "set-up");
    const outcome = concludeFrom(
      found.map((rename) => renameFinding(rename, hostSubject(rename.host, { hosts, snapshotImporters }))),
      countPhrase("summary", found),
      [],
      logCoverage(horizon, CHANNEL),
    );
    return outcome.status === "pass" && setUp.length > 0
      ? { ...outcome, reason: countPhrase("set-up-only", setUp) }
      : outcome;
  },
});

function countPhrase(code: string, renames: readonly HostRename[]): Phrase {
  const hosts = [...new Set(renames.map(({ host }) => host))];
  return { code, arguments: { renames: count(renames.length), hosts: names(hosts) } };
}

function renameFinding(rename: HostRename, subject: Subject): Finding {
  const { from, to, until, since, proof, before, notAMember } = rename;
  const basis = proof.basis === "verified" ? "logged" : "inferred";
  const what = notAMember !== null ? "-refused" : before === "not-shown" ? "-unserved" : "";
  return {
    code: `${basis}${what}`,
    severity: "info",
    subject,
    arguments: { from: text(from), to: text(to), span: span(until, since) },
    ...renameProof(proof, notAMember === null ? [] : [notAMember]),
  };
}

function renameProof(
  proof: NameChangeProof,
  further: readonly EventEvidence[],
): Pick<Finding, "evidence" | "eventKinds"> {
  if (proof.basis === "verified") return eventProof(proof.event, further);
  // Two records of any kind: what they have in common is only the log.
  return { evidence: [proof.lastBefore, proof.firstAfter, ...further.map(({ ref }) => ref)], eventKinds: [] };
}
