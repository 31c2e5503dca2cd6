import { hostShortName } from "../../shared/host-name.ts";
import type { Hosts } from "../hosts.ts";
import { sortedGroups } from "../sorted-groups.ts";

/** Hosts that logs and exports name. */
export type NamedNodes = Pick<Hosts, "names" | "dnsNames">;

/** What an account is called, in upper case. */
export interface AccountNames {
  /** By dNSHostName, else as its domain calls it; no two accounts have the same. null: another account has both. */
  readonly full: string | null;
  /** Its full names: its dNSHostName and as its domain calls it. */
  readonly all: readonly string[];
}

/**
 * Which account is which host's. A full name of a host has to be the account's: the same short name in another domain is another machine. A host of
 * which no domain is known may be the one that has its short name; of several, nobody knows which.
 */
export function accountsOfNodes<T extends AccountNames>(
  accounts: readonly T[],
  { dnsNames }: NamedNodes,
): ReadonlyMap<T, string> {
  const nodeOf = new Map<T, string>();
  const joined = new Set<string>();
  const join = (node: string, found: readonly T[] | undefined): void => {
    const [account, another] = found ?? [];
    if (account === undefined || another !== undefined || nodeOf.has(account) || joined.has(node)) return;
    nodeOf.set(account, node);
    joined.add(node);
  };
  const byFull = groupedBy(accounts, ({ full }) => (full === null ? [] : [full]));
  const byAny = groupedBy(accounts, ({ all }) => all);
  const byShort = groupedBy(accounts, ({ full }) => (full === null ? [] : [hostShortName(full)]));
  for (const [node, dnsName] of dnsNames) if (dnsName !== null) join(node, byFull.get(dnsName));
  for (const [node, dnsName] of dnsNames) if (dnsName !== null) join(node, byAny.get(dnsName));
  for (const [node, dnsName] of dnsNames) if (dnsName === null) join(node, byShort.get(node));
  return nodeOf;
}

function groupedBy<T>(
  accounts: readonly T[],
  namesOf: (account: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const named = accounts.flatMap((account) => [...new Set(namesOf(account))].map((name) => ({ name, account })));
  return new Map(
    sortedGroups(named, ({ name }) => name).map(([name, group]) => [name, group.map(({ account }) => account)]),
  );
}
