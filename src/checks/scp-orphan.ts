import { type DirectoryHosts, lacksValuesOnly, type OrphanedConnectionPoint } from "../facts/directory/index.ts";
import { count, type Finding, names, type Severity, span, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { dnKey, parentDn } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { DELETE_MISPLACED, LOOK_AT_REPLICATION } from "./directory-next-steps.ts";
import { attributeRef, directoryProof, timeRef } from "./directory-proof.ts";
import { hostMessages } from "./judged-hosts.ts";
import { misplacedFindings } from "./misplaced-findings.ts";
import { shownName } from "./shown-values.ts";

const SUMMARY = "{findings:connection point|connection points} below no computer account";

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
      ...hostMessages(SUMMARY),
      "summary-partly-read": `${SUMMARY}; there may be more, for not all was to be read of {gaps}`,
      "partly-read": "Nothing found in what was read, but there may be one: not all was to be read of {gaps}.",
      elsewhere:
        "It looks at the whole directory, and hosts were asked for by name. {elsewhere:connection point|connection points} " +
        "of other or of no hosts below no computer account: audit without names to see what.",
      "unread-elsewhere":
        "It looks at the whole directory, and hosts were asked for by name: a part of it that is not theirs was not read.",
      "lost-and-found": "{object} is in LostAndFound: its account was deleted on another server; made {made}",
      "foreign-parent": "{object} stands below an object of class {parentClass}; made {made}",
    },
    remediation: [LOOK_AT_REPLICATION, DELETE_MISPLACED],
  },
  evaluate({ directoryHosts, misplacedConnectionPoints: { orphans } }) {
    const { of, further, isByName } = misplacedFindings(orphans, directoryHosts, orphanFinding);
    const servers = directoryHosts.hosts.filter(({ kind }) => kind === "server");
    const all = [...servers.flatMap(of), ...(isByName ? [] : further)];
    const notes = all.filter(({ severity }) => severity === "info");
    const [first, ...rest] = all.filter(({ severity }) => severity !== "info");
    const parts = unreadParts(directoryHosts);
    const unseen = servers.filter(({ connectionPoint }) => connectionPoint.kind === "unknown").map(({ name }) => name);
    const gaps = [...unseen, ...(isByName ? nearby(parts, directoryHosts) : parts)];
    if (first !== undefined) {
      const arguments_ = { findings: count(rest.length + 1), gaps: names(gaps) };
      const code = gaps.length === 0 ? "summary" : "summary-partly-read";
      return { status: "fail", reason: { code, arguments: arguments_ }, findings: [first, ...rest], notes };
    }
    if (gaps.length > 0) {
      return { status: "inconclusive", reason: { code: "partly-read", arguments: { gaps: names(gaps) } }, notes };
    }
    if (isByName && notes.length === 0 && further.length + parts.length > 0) {
      const code = further.length > 0 ? "elsewhere" : "unread-elsewhere";
      return { status: "not-applicable", reason: { code, arguments: { elsewhere: count(further.length) } } };
    }
    if (servers.length === 0) return { status: "not-applicable", reason: { code: "no-hosts", arguments: {} } };
    const code = notes.length === 0 ? "hosts-judged" : "hosts-judged-with-notes";
    return { status: "pass", reason: { code, arguments: { judged: count(servers.length) } }, notes };
  },
});

/** DNs of what did not come. */
function unreadParts({
  hosts,
  others,
  unseen,
}: Pick<DirectoryHosts, "hosts" | "others" | "unseen">): readonly string[] {
  const accounts = [...hosts, ...others].flatMap((host) => host.accounts.map(({ view }) => view));
  const views = new Set([...accounts, ...unseen.flatMap(({ points }) => points.map(({ view }) => view))]);
  return distinctTexts(
    [...views].flatMap(({ unread }) => unread.filter((part) => !lacksValuesOnly(part)).map(({ dn }) => dn)),
  );
}

/** Of these the parts that the audited accounts are or stand in: of what stands elsewhere nothing is theirs. */
function nearby(
  parts: readonly string[],
  { hosts, unseen }: Pick<DirectoryHosts, "hosts" | "unseen">,
): readonly string[] {
  const dns = [...hosts.flatMap((host) => host.accounts.map(({ object }) => object.dn)), ...unseen.map(({ dn }) => dn)];
  const theirs = new Set(dns.flatMap((dn) => [...atAndAbove(dn)]));
  return parts.filter((part) => theirs.has(dnKey(part)));
}

function* atAndAbove(dn: string): Generator<string> {
  for (let at: string | null = dn; at !== null; at = parentDn(at)) yield dnKey(at);
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
