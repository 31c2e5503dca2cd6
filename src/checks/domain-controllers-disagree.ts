import type { ServerDifference, ShownValue } from "../facts/directory/index.ts";
import { count, type Finding, names, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { LOOK_AT_REPLICATION, WAIT_OR_REPLICATE } from "./directory-next-steps.ts";
import { attributeRef, directoryProof } from "./directory-proof.ts";
import { severityOn } from "./host-severity.ts";
import { hostMessages } from "./judged-hosts.ts";
import { shownValues } from "./shown-values.ts";

export const domainControllersDisagree = defineCheck({
  meta: {
    id: "domain-controllers-disagree",
    title: "Domain controllers show the same of every Hyper-V host",
    failureTitle: "Domain controllers disagree about Hyper-V hosts",
    label: "DCs disagree",
    subjectRole: "witness",
    severity: "warning",
    rationale:
      "What one domain controller knows and another does not has not been replicated yet, or is not replicated at all. A " +
      "connection point that a host's own domain controller lacks is missing for that host.",
    threshold: "One account, connection point or attribute of a host that two servers of one domain show differently.",
    legend:
      "Servers were asked one after the other, so a change in between looks the same: ask again before anything is done. " +
      "The other checks take a connection point for present where one server shows it.",
    channels: [],
    requires: ["directoryHosts", "serverDifferences"],
    messages: {
      ...hostMessages("{findings:difference|differences} about {hosts:hosts|hosts}"),
      account: "the account: {shown}",
      "connection-point": "the connection point: {shown}",
      attribute: "{attribute}: {shown}",
      uncompared:
        "Nothing found on {judged:host|hosts}, but of {open:host|hosts} a connection point is shown by one server and not by {servers}.",
      "one-server": "No domain was shown by two servers or exports: nothing to compare.",
      "servers-agree": "{servers} show the same of every host of {domains}.",
    },
    remediation: [LOOK_AT_REPLICATION, WAIT_OR_REPLICATE],
  },
  evaluate({ directoryHosts, serverDifferences: { differences, compared, uncompared } }) {
    const servers = directoryHosts.hosts.filter(({ kind }) => kind === "server");
    if (servers.length === 0) return { status: "not-applicable", reason: { code: "no-hosts", arguments: {} } };
    if (compared.length === 0) return { status: "not-applicable", reason: { code: "one-server", arguments: {} } };
    const judged = new Set(servers.map(({ name }) => name));
    const all = differences.filter(({ host }) => judged.has(host.name)).map(differenceFinding);
    const notes = all.filter(({ severity }) => severity === "info");
    const [first, ...rest] = all.filter(({ severity }) => severity !== "info");
    if (first !== undefined) {
      const hosts = distinctTexts([first, ...rest].map(({ subject }) => subject.name));
      const given = { hosts: names(hosts), findings: count(rest.length + 1) };
      return { status: "fail", reason: { code: "summary", arguments: given }, findings: [first, ...rest], notes };
    }
    const hidden = uncompared.filter(({ host }) => judged.has(host.name));
    if (hidden.length > 0) {
      const open = distinctTexts(hidden.map(({ host }) => host.name));
      const hiding = distinctTexts(hidden.flatMap(({ views }) => views.map(({ server }) => server)));
      const given = { open: names(open), servers: names(hiding), judged: count(servers.length - open.length) };
      return { status: "inconclusive", reason: { code: "uncompared", arguments: given }, notes, unjudged: open };
    }
    const cut = servers.filter(
      ({ cutValues, namingContext }) =>
        (cutValues.account || cutValues.connectionPoint) && compared.some((one) => one.namingContext === namingContext),
    );
    if (cut.length > 0) {
      const lacks = names([
        ...(cut.some(({ cutValues }) => cutValues.account) ? ["servicePrincipalName"] : []),
        ...(cut.some(({ cutValues }) => cutValues.connectionPoint) ? ["the connection point"] : []),
      ]);
      const open = names(cut.map(({ name }) => name));
      const reason = { code: "values-cut", arguments: { open, lacks, judged: count(servers.length - cut.length) } };
      return { status: "inconclusive", reason, notes };
    }
    const given = {
      servers: names(distinctTexts(compared.flatMap((one) => one.servers))),
      domains: names(distinctTexts(compared.map(({ namingContext }) => dnsNameOf(namingContext)))),
      judged: count(servers.length),
    };
    const code = notes.length === 0 ? "servers-agree" : "hosts-judged-with-notes";
    return { status: "pass", reason: { code, arguments: given }, notes };
  },
});

function differenceFinding({ host, subject, attribute, shown }: ServerDifference): Finding {
  const isObject = subject === "account" || subject === "connection-point";
  const refOf = ({ view, dn, value }: ShownValue): ReturnType<typeof attributeRef> =>
    attributeRef({ view, object: { dn } }, attribute, value ?? "not there");
  return {
    code: isObject ? subject : "attribute",
    severity: severityOn(host, "warning"),
    subject: { kind: "node", name: host.name },
    arguments: {
      attribute: text(attribute),
      shown: shownValues(
        shown.map(({ view, value }) => `${view.server} has ${value === null ? "none" : isObject ? "it" : value}`),
      ),
    },
    ...directoryProof(shown.map(refOf), refOf(shown[0])),
  };
}
