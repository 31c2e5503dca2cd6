import { dnsNameOf } from "../../shared/distinguished-name.ts";
import { groupNames } from "../computer-names.ts";
import type { Group } from "../sorted-groups.ts";
import { accountName, commonName, dnsName, NETBIOS_LENGTH } from "./account-names.ts";
import type { SeenComputer } from "./directory-host.ts";
import { accountsOfNodes, type NamedNodes } from "./node-accounts.ts";

/**
 * One name for each host, no two the same: that of the node whose account it is, else by dNSHostName, else as its domain calls it, at last its DN. Of
 * several accounts with one dNSHostName the account that is called so keeps it. What a node that is another machine is called, no account is: it has
 * its full name then. The hosts are given in a fixed order.
 */
export function nameHosts<T extends { readonly accounts: Group<SeenComputer> }>(
  hosts: readonly T[],
  nodes: NamedNodes,
): ReadonlyMap<T, string> {
  const named = hosts.map((host) => ({ host, own: ownName(host.accounts), dns: fullDnsName(host.accounts) }));
  const taken = new Map<string, T>();
  const take = (name: string | null, host: T): void => {
    if (name !== null && !taken.has(name)) taken.set(name, host);
  };
  for (const { host, own, dns } of named) if (dns === own) take(dns, host);
  for (const { host, dns } of named) take(dns, host);
  const holds = (name: string | null, host: T): name is string => name !== null && taken.get(name) === host;
  for (const { host, own, dns } of named) if (!holds(dns, host)) take(own, host);
  const names = groupNames(taken.keys());
  const accounts = named.map(({ host, own, dns }) => ({
    host,
    full: [dns, own].find((name) => holds(name, host)) ?? null,
    all: dns === null ? [own] : [dns, own],
  }));
  const nodeOf = accountsOfNodes(accounts, nodes);
  const ofNodes = new Set(nodes.names);
  return new Map(
    accounts.map((account) => {
      const { host, full } = account;
      const [{ object }] = host.accounts;
      const apart = full === null ? [] : [names.keyOf(full), full];
      return [host, nodeOf.get(account) ?? apart.find((name) => !ofNodes.has(name)) ?? object.dn];
    }),
  );
}

/** With its domain: two domains may each have an `HV01`. */
function fullDnsName(accounts: Group<SeenComputer>): string | null {
  const shown = accounts.map(({ object }) => dnsName(object)).find((name) => name?.includes(".") === true);
  return shown?.toUpperCase() ?? null;
}

function ownName([{ object, view }]: Group<SeenComputer>): string {
  const label = accountName(object) ?? commonName(object);
  return `${fullLabel(label, commonName(object))}.${dnsNameOf(view.namingContext)}`.toUpperCase();
}

/** sAMAccountName is cut to what NetBIOS keeps of a name; what it was cut from says more. */
function fullLabel(label: string, commonName: string): string {
  const isCut = label.length === NETBIOS_LENGTH && commonName.toUpperCase().startsWith(label.toUpperCase());
  return isCut ? commonName : label;
}
