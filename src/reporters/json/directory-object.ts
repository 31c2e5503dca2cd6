import type { AuditedDirectory, AuditedHost, PointOwner } from "../../report/index.ts";
import { evidenceObject, timeOrNull } from "./json-values.ts";

export function directoryObject({ domains, hosts, leftOut, notFound }: AuditedDirectory): object {
  return {
    domains: domains.map(({ domain, namingContext, servers, compared }) => ({
      domain,
      namingContext,
      servers,
      compared,
    })),
    hosts: hosts.map(hostObject),
    leftOut: leftOut.map(({ name, domain, reason, evidence }) => ({
      computer: name,
      domain,
      reason,
      evidence: evidenceObject(evidence),
    })),
    notFound,
  };
}

function hostObject(host: AuditedHost): object {
  const { name, domain, dn, kind, nested, clusterNode, askedFor, activity, audit, reasons } = host;
  const { state, reason, faults } = host.connectionPoint;
  return {
    node: name,
    domain,
    dn,
    kind,
    nested,
    clusterNode,
    askedFor,
    activity,
    connectionPoint: { state, reason, faults },
    owner: ownerObject(host.owner),
    servicePrincipalNames: host.principalNames,
    changes: host.changes.map((change) => ({ kind: change.kind, time: timeOrNull(change.time) })),
    audit,
    reasons,
  };
}

function ownerObject(owner: PointOwner): object {
  const isOther = owner.kind === "other";
  return { kind: owner.kind, sid: isOther ? owner.sid : null, name: isOther ? owner.name : null };
}
