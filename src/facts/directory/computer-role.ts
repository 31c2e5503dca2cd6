import { labelOf } from "../computer-names.ts";
import type { Group } from "../sorted-groups.ts";
import { labelsOf } from "./account-names.ts";
import type { LeftOutComputer } from "./directory-host.ts";
import { clusterNameKind, areHostSpns, isHyperVSpn, serviceHostOf } from "./service-principal-names.ts";
import { type DomainIndex, type IndexedComputer, seenBelow } from "./view-index.ts";

/** What tells that a computer is none: see LeftOutComputer. */
type NoHost = Pick<LeftOutComputer, "reason" | "dn" | "attribute" | "value"> & { readonly computer: IndexedComputer };

export type Role = { readonly kind: "host" } | ({ readonly kind: "left-out" } & NoHost) | { readonly kind: "none" };

/** By what all views show of one computer. */
export function roleOf(computers: Group<IndexedComputer>, isAskedFor: boolean, domain: DomainIndex): Role {
  const hasPoint =
    seenBelow(computers, domain, "host").length > 0 || seenBelow(computers, domain, "conflicts").length > 0;
  if (hasPoint) return { kind: "host" };
  const clusterName = clusterNameOf(computers);
  if (clusterName !== null) return { kind: "left-out", ...clusterName };
  if (computers.some(({ object }) => object.servicePrincipalNames.some(isHyperVSpn))) return { kind: "host" };
  if (!isAskedFor) return { kind: "none" };
  const guest = guestOf(computers, domain);
  return guest === null ? { kind: "host" } : { kind: "left-out", ...guest };
}

/**
 * A name of a cluster, by an SPN that only clusters register, for itself. Hyper-V's SPNs do not speak against it: the Replica
 * Broker is a virtual computer and has `Hyper-V Replica Service`. What only hosts register, all of it and in its own name,
 * does: then the cluster's SPN is astray, and the host must not be lost.
 */
function clusterNameOf(computers: Group<IndexedComputer>): NoHost | null {
  const own = new Set(computers.flatMap(({ object }) => labelsOf(object).map(labelOf)));
  const isOwn = (spn: string): boolean => own.has(labelOf(serviceHostOf(spn)));
  const ownSpns = computers.flatMap((computer) =>
    computer.object.servicePrincipalNames.filter(isOwn).map((spn) => ({ computer, spn })),
  );
  if (areHostSpns(ownSpns.map(({ spn }) => spn))) return null;
  for (const reason of ["cluster-name", "virtual-computer"] as const) {
    const proof = ownSpns.find(({ spn }) => clusterNameKind(spn) === reason);
    if (proof === undefined) continue;
    const { computer, spn } = proof;
    return { reason, computer, dn: computer.object.dn, attribute: "servicePrincipalName", value: spn };
  }
  return null;
}

function guestOf(computers: Group<IndexedComputer>, domain: DomainIndex): NoHost | null {
  const [point] = seenBelow(computers, domain, "guest");
  if (point === undefined) return null;
  const [first] = computers;
  const computer = computers.find(({ index }) => index.view === point.view) ?? first;
  return { reason: "guest", computer, dn: point.object.dn, attribute: "cn", value: "Windows Virtual Machine" };
}
