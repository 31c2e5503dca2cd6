import { type DirectoryHost, type SeenComputer, showsPrincipalNames } from "../facts/directory/index.ts";
import { type Finding, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { AUDIT_AGAIN, LET_HOST_REGISTER, LOOK_FOR_EVENT_14050 } from "./directory-next-steps.ts";
import { attributeRef, compareRefs, directoryProof } from "./directory-proof.ts";
import { type HostJudgement, judged, openForLackOf } from "./host-judgement.ts";
import { gravityOfRegistration } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { LOOK_AT_ACCOUNT_WRITES } from "./next-steps.ts";
import { ownHostNames } from "./own-host-names.ts";
import { shownValues } from "./shown-values.ts";

const ATTRIBUTE = "servicePrincipalName";

/** What Hyper-V registers for its host. */
const CLASSES = [
  "Hyper-V Replica Service",
  "Microsoft Virtual Console Service",
  "Microsoft Virtual System Migration Service",
];

const ADDRESS = /^(?:\d+(?:\.\d+){3}|\[.*\])$/;

export const hostSpns = defineCheck({
  meta: {
    id: "host-spns",
    title: "Hyper-V hosts have their service principal names",
    failureTitle: "Service principal names of Hyper-V hosts are missing or name an old host",
    label: "SPNs",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A host writes its service principal names (SPNs) to the same account as its connection point. What keeps it from the " +
      "one, such as a fixed directory service port (event 14050, KB 2761899), may keep it from the other: inferred.",
    threshold:
      "One of Hyper-V's three classes of SPNs that is not there both under the short and under the full name of the host, " +
      "or one that names a host which is neither its present nor an additional name.",
    legend:
      "The classes are Microsoft Virtual Console Service, Microsoft Virtual System Migration Service and Hyper-V Replica " +
      "Service. A short name may be cut to 15 characters. Where domain controllers differ, one that shows a name decides.",
    channels: [],
    requires: ["directoryHosts"],
    messages: {
      ...hostMessages("{hosts:hosts|hosts} without all service principal names of Hyper-V under the present name"),
      missing: "lacks {names}",
      "old-host": "has {names}, and the host is {present}",
    },
    remediation: [LOOK_FOR_EVENT_14050, LOOK_AT_ACCOUNT_WRITES, AUDIT_AGAIN, LET_HOST_REGISTER],
  },
  evaluate({ directoryHosts }) {
    return judgeHosts(directoryHosts.hosts, { severity: "critical", judge: judgeNames });
  },
});

interface ServiceName {
  readonly account: SeenComputer;
  readonly value: string;
  /** In lower case. */
  readonly serviceClass: string;
  readonly host: string;
}

function judgeNames(host: DirectoryHost): HostJudgement {
  const shown = host.accounts.filter(({ object }) => showsPrincipalNames(object));
  const [first] = shown;
  if (first === undefined) return openForLackOf(host.accounts, ATTRIBUTE);
  const registered = shown.flatMap(serviceNames);
  const old = oldNames(registered, shown);
  const oldFindings = old.length === 0 ? [] : [oldFinding(host, first, old)];
  const dnsHostName = host.accounts.find(({ object }) => object.dnsHostName !== null)?.object.dnsHostName;
  if (dnsHostName === undefined || dnsHostName === null) {
    return old.length > 0 ? judged(...oldFindings) : openForLackOf(host.accounts, "dNSHostName");
  }
  const missing = missingNames(registered, dnsHostName);
  if (host.cutValues.account) return { kind: "open", reason: "values-cut", lacks: [ATTRIBUTE], findings: oldFindings };
  const [lack] = missing;
  return judged(...oldFindings, ...(lack === undefined ? [] : [missingFinding(host, first, shown, missing)]));
}

/** Those of Hyper-V's classes: `class/host`, and behind the host maybe a port or a service name. */
function serviceNames(account: SeenComputer): readonly ServiceName[] {
  return account.object.servicePrincipalNames.flatMap((value) => {
    const slash = value.indexOf("/");
    const serviceClass = value.slice(0, Math.max(0, slash)).toLowerCase();
    const host = /^(\[[^\]]*\]|[^:/]*)/.exec(value.slice(slash + 1))?.[1] ?? "";
    return CLASSES.some((known) => known.toLowerCase() === serviceClass)
      ? [{ account, value, serviceClass, host }]
      : [];
  });
}

/** Those that every server which shows the account's names shows: one alone lags behind. */
function oldNames(registered: readonly ServiceName[], shown: readonly SeenComputer[]): readonly ServiceName[] {
  const own = ownHostNames(shown);
  const isOld = ({ host }: ServiceName): boolean => host !== "" && !ADDRESS.test(host) && !own.include(host);
  const showing = new Map<string, Set<SeenComputer>>();
  for (const { account, value } of registered) {
    const key = value.toLowerCase();
    showing.set(key, (showing.get(key) ?? new Set()).add(account));
  }
  return registered.filter((name) => isOld(name) && showing.get(name.value.toLowerCase())?.size === shown.length);
}

function missingNames(registered: readonly ServiceName[], dnsHostName: string): readonly string[] {
  const full = dnsHostName.replace(/\.$/, "");
  const short = full.split(".")[0] ?? full;
  return CLASSES.flatMap((serviceClass) => {
    const hosts = new Set(
      registered
        .filter((name) => name.serviceClass === serviceClass.toLowerCase())
        .map(({ host }) => host.normalize("NFC").toLowerCase()),
    );
    const has = (name: string): boolean => hosts.has(name.normalize("NFC").toLowerCase());
    const hasShort = has(short) || (short.length > 15 && has(short.slice(0, 15)));
    return [
      ...(hasShort ? [] : [`${serviceClass}/${short}`]),
      ...(short === full || has(full) ? [] : [`${serviceClass}/${full}`]),
    ];
  });
}

function oldFinding(host: DirectoryHost, first: SeenComputer, old: readonly ServiceName[]): Finding {
  const refs = old.map(({ account, value }) => attributeRef(account, ATTRIBUTE, value));
  const present = distinctTexts(
    host.accounts.flatMap(({ object }) => object.dnsHostName ?? object.samAccountName ?? []),
  );
  return {
    code: "old-host",
    ...gravityOfRegistration(host, "critical"),
    subject: { kind: "node", name: host.name },
    arguments: {
      names: shownValues(distinctTexts(old.map(({ value }) => value))),
      present: shownValues(present),
      domain: text(dnsNameOf(host.namingContext)),
    },
    ...directoryProof([...refs].sort(compareRefs), attributeRef(first, ATTRIBUTE, "of an old host")),
  };
}

function missingFinding(
  host: DirectoryHost,
  first: SeenComputer,
  shown: readonly SeenComputer[],
  missing: readonly string[],
): Finding {
  const refs = shown.flatMap((account) =>
    missing.map((name) => attributeRef(account, ATTRIBUTE, `${name}: not there`)),
  );
  return {
    code: "missing",
    ...gravityOfRegistration(host, "critical"),
    subject: { kind: "node", name: host.name },
    arguments: { names: shownValues(missing), domain: text(dnsNameOf(host.namingContext)) },
    ...directoryProof(refs, attributeRef(first, ATTRIBUTE, "not there")),
  };
}
