import type { ConnectionPointState, DirectoryHost, UncomparedHost, UnseenHost } from "../facts/directory/index.ts";
import { count, type Finding, names, type Phrase, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { defineCheck } from "./define-check.ts";
import { EXPORT_CONNECTION_POINTS, LET_READER_SEE, READ_AGAIN } from "./directory-next-steps.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { hostMessages } from "./judged-hosts.ts";
import { shownName } from "./shown-values.ts";

type Unseen = Extract<ConnectionPointState, { kind: "unknown" }>;

const UNSEEN = "The connection points of {hosts:host|hosts} could not be seen";
const UNFOUND = "Asked for and not found: {unfound:name|names}; no account that could be seen is called so";
const HIDDEN = "The connection points of {accounts:host|hosts} came, and the accounts above them did not";
const BUT_SEEN = "Of {judged:other host|other hosts} it could be seen.";

export const connectionPointsReadable = defineCheck({
  meta: {
    id: "connection-points-readable",
    title: "The connection points of all Hyper-V hosts could be seen",
    failureTitle: "Connection points of Hyper-V hosts could not be seen",
    label: "SCP not seen",
    subjectRole: "witness",
    severity: "warning",
    rationale:
      "What could not be read is unknown, never missing: a host whose connection point nobody was allowed to see may have a " +
      "sound one or none. Such hosts are neither blamed nor cleared, and the audit is incomplete.",
    threshold:
      "One host whose connection point could not be seen, or one that was asked for by name and was not found. Either makes the " +
      "check inconclusive; it never fails, for it says nothing about the hosts.",
    legend:
      "A directory does not say that it hides something: what stands below an account is simply not there for whoever may not " +
      "list it. So the account's own access list and the groups of whoever reads are looked at.",
    channels: [],
    requires: ["directoryHosts", "serverDifferences"],
    messages: {
      ...hostMessages("{hosts:hosts|hosts} whose connection points could not be seen"),
      "list-refused":
        "unknown: whoever read may not list what stands below the account, or is not shown the access list that would tell",
      unread: "unknown: {part} did not come: {problem}",
      "unread-file": "unknown: what was given is damaged, and may have held it",
      unreadable:
        "unknown: there is one, and none of its attributes may be read, or it is not shown to be one by its class",
      "access-not-shown": "unknown: an export shows none, and no access list that tells whether one is hidden",
      "account-unseen": "unknown: its account may not be read, or did not come; the connection point below it did",
      "unseen-by-server":
        "{servers} shows nothing of it that could be read, though another server does: whether it is the same there is not known",
      "not-asked": "unknown: no connection point at all was asked for or exported",
      unseen: `${UNSEEN}. ${BUT_SEEN}`,
      unfound: `${UNFOUND}. ${BUT_SEEN}`,
      accounts: `${HIDDEN}. ${BUT_SEEN}`,
      "unseen-and-unfound": `${UNSEEN}. ${UNFOUND}. ${BUT_SEEN}`,
      "unseen-and-alone": `${UNSEEN}.`,
      "unfound-and-alone": `${UNFOUND}.`,
      "accounts-and-alone": `${HIDDEN}.`,
      "unseen-and-unfound-and-alone": `${UNSEEN}. ${UNFOUND}.`,
      "unseen-and-accounts": `${UNSEEN}. ${HIDDEN}. ${BUT_SEEN}`,
      "unseen-and-accounts-and-alone": `${UNSEEN}. ${HIDDEN}.`,
      "unfound-and-accounts": `${UNFOUND}. ${HIDDEN}. ${BUT_SEEN}`,
      "unfound-and-accounts-and-alone": `${UNFOUND}. ${HIDDEN}.`,
      "unseen-and-unfound-and-accounts": `${UNSEEN}. ${UNFOUND}. ${HIDDEN}. ${BUT_SEEN}`,
      "unseen-and-unfound-and-accounts-and-alone": `${UNSEEN}. ${UNFOUND}. ${HIDDEN}.`,
      seen: "Whether there is a connection point could be seen of {judged:host|hosts}.",
    },
    remediation: [LET_READER_SEE, READ_AGAIN, EXPORT_CONNECTION_POINTS],
  },
  evaluate({ directoryHosts: { hosts, unfound, unseen: accounts }, serverDifferences: { uncompared } }) {
    const servers = hosts.filter(({ kind }) => kind === "server");
    if (servers.length === 0 && unfound.length === 0 && accounts.length === 0) {
      return { status: "not-applicable", reason: { code: "no-hosts", arguments: {} } };
    }
    const unseenNotes = servers.flatMap((host) =>
      host.connectionPoint.kind === "unknown" ? [unseenFinding(host, host.connectionPoint)] : [],
    );
    const unseen = unseenNotes.map(({ subject }) => subject.name);
    const hidden = accounts.map(({ name }) => name);
    const judged = new Set(servers.map(({ name }) => name));
    const partly = uncompared.filter(({ host }) => judged.has(host.name)).map(uncomparedFinding);
    const open = [...unseenNotes, ...accounts.map(hiddenFinding)];
    const notes = [...open, ...partly];
    const missing = unfound.map(({ name }) => shownName(name));
    if (open.length === 0 && missing.length === 0) {
      return { status: "pass", reason: { code: "seen", arguments: { judged: count(servers.length) } }, notes };
    }
    const reason: Phrase = {
      code: [
        ...[
          unseen.length > 0 ? ["unseen"] : [],
          missing.length > 0 ? ["unfound"] : [],
          hidden.length > 0 ? ["accounts"] : [],
        ].flat(),
        ...(servers.length > unseen.length ? [] : ["alone"]),
      ].join("-and-"),
      arguments: {
        hosts: names(unseen),
        unfound: names(missing),
        accounts: names(hidden),
        judged: count(servers.length - unseen.length),
      },
    };
    return { status: "inconclusive", reason, notes, unjudged: [...unseen, ...hidden, ...missing] };
  },
});

function uncomparedFinding({ host: { name, accounts }, views }: UncomparedHost): Finding {
  const [account] = accounts;
  const refs = views.map((view) => attributeRef({ view, object: account.object }, "CN=Microsoft Hyper-V", "not shown"));
  return {
    code: "unseen-by-server",
    severity: "info",
    subject: { kind: "node", name },
    arguments: { servers: names(views.map(({ server }) => server)) },
    ...directoryProof(refs, attributeRef(account, "CN=Microsoft Hyper-V", "not shown")),
  };
}

function hiddenFinding({ name, dn, points: [{ view }] }: UnseenHost): Finding {
  const account = attributeRef({ view, object: { dn } }, "distinguishedName", "not shown");
  return {
    code: "account-unseen",
    severity: "info",
    subject: { kind: "node", name },
    arguments: {},
    ...directoryProof([account], account),
  };
}

function unseenFinding(host: DirectoryHost, { reason, accounts, parts }: Unseen): Finding {
  const [part] = parts;
  const problems = distinctTexts(parts.map(({ problem }) => shownName(problem.happened)));
  const refs = accounts.map((account) => attributeRef(account, "CN=Microsoft Hyper-V", "not known"));
  return {
    code: reason === "unread" && part === undefined ? "unread-file" : reason,
    severity: "info",
    subject: { kind: "node", name: host.name },
    arguments: part === undefined ? {} : { part: text(shownName(part.dn)), problem: names(problems) },
    ...directoryProof(refs, attributeRef(accounts[0], "CN=Microsoft Hyper-V", "not known")),
  };
}
