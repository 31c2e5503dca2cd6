import type { DirectoryRef } from "../evidence/index.ts";
import type { DirectoryHost, SeenConnectionPoint } from "../facts/directory/index.ts";
import { type Finding, span, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { dnsNameOf } from "../shared/distinguished-name.ts";
import { defineCheck } from "./define-check.ts";
import { AUDIT_AGAIN, DELETE_UNSOUND, REPAIR_HOST } from "./directory-next-steps.ts";
import { attributeRef, compareRefs, directoryProof, timeRef } from "./directory-proof.ts";
import { judgeConnectionPoint, judged, open, openForLackOf } from "./host-judgement.ts";
import { hostNameOf, hostNamesInText } from "./host-names-in-text.ts";
import { severityOn } from "./host-severity.ts";
import { hostMessages, judgeHosts } from "./judged-hosts.ts";
import { type OwnHostNames, ownHostNames } from "./own-host-names.ts";
import { shownValues } from "./shown-values.ts";

export const scpStaleName = defineCheck({
  meta: {
    id: "scp-stale-name",
    title: "Service connection points name the host that they belong to",
    failureTitle: "Service connection points name another host than their own",
    label: "SCP names another host",
    subjectRole: "suspect",
    severity: "critical",
    rationale:
      "A host that is renamed while joined keeps its service connection point (SCP) as it was: seen in a lab. What is written in " +
      "it then leads to a host that is no more. In the published case hosts had been renamed: a probable cause.",
    threshold:
      "One host name in serviceDNSName, serviceBindingInformation or keywords that is neither a present nor an additional " +
      "name of the host.",
    legend:
      "Host names are those behind a key such as host=, in a URL or UNC path, with a domain that is the host's, or with a " +
      "domain and a port. `RDP listener port=2179`, which is all that is known from real domains, holds none.",
    channels: [],
    requires: ["directoryHosts"],
    messages: {
      ...hostMessages("Names of other hosts in the service connection points of {hosts:hosts|hosts}"),
      stale: "names {stale}, and the host is {present}; written {written}",
    },
    remediation: [AUDIT_AGAIN, DELETE_UNSOUND, ...REPAIR_HOST],
  },
  evaluate({ directoryHosts }) {
    return judgeHosts(directoryHosts.hosts, {
      severity: "critical",
      judge: (host) =>
        judgeConnectionPoint(host, (points) => {
          if (!host.accounts.some(({ object }) => object.dnsHostName !== null)) {
            return openForLackOf(host.accounts, "dNSHostName");
          }
          const own = ownHostNames(host.accounts);
          const stale = points.flatMap((point) => staleNames(point, own));
          const [first, ...rest] = stale;
          if (first !== undefined) return judged(staleFinding(host, points[0], [first, ...rest]));
          if (host.cutValues.connectionPoint) return open("values-cut", "keywords", "serviceBindingInformation");
          const shown = points.filter(({ view }) => view.attributes.has("servicebindinginformation"));
          return shown.length === 0 ? openForLackOf(points, "serviceBindingInformation") : judged();
        }),
    });
  },
});

interface StaleName {
  readonly name: string;
  readonly ref: DirectoryRef;
}

function staleNames(point: SeenConnectionPoint, { domains, include }: OwnHostNames): readonly StaleName[] {
  return [...point.object.attributes].flatMap(([attribute, values]) =>
    values.flatMap((value) =>
      namesIn(attribute, value, domains)
        .filter((name) => !include(name))
        .map((name) => ({ name, ref: attributeRef(point, attribute, value) })),
    ),
  );
}

function namesIn(attribute: string, value: string, domains: ReadonlySet<string>): readonly string[] {
  switch (attribute.toLowerCase()) {
    case "servicednsname":
      return hostNameOf(value, domains);
    case "servicebindinginformation":
    case "keywords":
      return hostNamesInText(value, domains);
    default:
      return [];
  }
}

function staleFinding(
  host: DirectoryHost,
  point: SeenConnectionPoint,
  stale: readonly [StaleName, ...StaleName[]],
): Finding {
  const present = distinctTexts(host.accounts.flatMap(({ object }) => object.dnsHostName ?? []));
  const refs = new Map(stale.map(({ ref }) => [JSON.stringify(ref), ref]));
  const named = [...refs.values()].sort(compareRefs);
  return {
    code: "stale",
    severity: severityOn(host, "critical"),
    subject: { kind: "node", name: host.name },
    arguments: {
      stale: shownValues(distinctTexts(stale.map(({ name }) => name))),
      present: shownValues(present),
      written: span(point.object.whenCreated, point.object.whenCreated),
      domain: text(dnsNameOf(host.namingContext)),
    },
    ...directoryProof([...named, timeRef(point, "whenCreated", point.object.whenCreated)], stale[0].ref),
  };
}
