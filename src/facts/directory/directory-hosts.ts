import type { DirectoryEvidence } from "../../evidence/index.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import type { Group } from "../sorted-groups.ts";
import { activityOf } from "./account-activity.ts";
import { groupAccounts } from "./account-groups.ts";
import { isConflictAccount, placeOf } from "./account-names.ts";
import { type AskedHosts, findAskedHosts } from "./asked-hosts.ts";
import { type Role, roleOf } from "./computer-role.ts";
import { connectionPointState } from "./connection-point-state.ts";
import type { DirectoryHost, LeftOutComputer, SeenComputer, UnseenHost } from "./directory-host.ts";
import { nameHosts } from "./host-names.ts";
import type { NamedNodes } from "./node-accounts.ts";
import { clusterNameKind, isClusterNodeSpn, isHyperVSpn } from "./service-principal-names.ts";
import { type UnseenAccount, unseenAccounts } from "./unseen-accounts.ts";
import { type DomainIndex, indexDomains, type IndexedComputer, seenBelow } from "./view-index.ts";

/** A name that was asked for and that no account bears, as far as the reader sees. */
export interface UnfoundHost {
  /** As it was given. */
  readonly name: string;
}

export interface DirectoryHosts {
  /** By name. */
  readonly hosts: readonly DirectoryHost[];
  /** Where hosts were asked for by name, the others of these domains, by name: not judged, but peers to learn from. */
  readonly others: readonly DirectoryHost[];
  /** By name; where hosts were asked for by name, only of these. */
  readonly leftOut: readonly LeftOutComputer[];
  readonly unfound: readonly UnfoundHost[];
  /** By name; where hosts were asked for by name, only of these. Nothing can be judged of them. */
  readonly unseen: readonly UnseenHost[];
}

const NO_NODES: NamedNodes = { names: [], dnsNames: new Map() };

/** One computer by all views of its domain. */
interface Candidate {
  readonly domain: DomainIndex;
  readonly computers: Group<IndexedComputer>;
  readonly accounts: Group<SeenComputer>;
  readonly isAskedFor: boolean;
  readonly role: Role;
}

/** `nodes`: what else was given names hosts, too; an account of one of these is called as it is. */
export function deriveDirectoryHosts(directory: DirectoryEvidence, nodes: NamedNodes = NO_NODES): DirectoryHosts {
  const domains = indexDomains(directory);
  const unseen = domains.flatMap(unseenAccounts);
  const asked = directory.askedHosts === null ? null : findAskedHosts(directory.askedHosts, domains, unseen);
  const candidates = domains.flatMap((domain) =>
    withoutDuplicates(groupAccounts(domain, wantedIn(domain, asked)).map((group) => candidate(group, domain, asked))),
  );
  const names = nameHosts<Candidate | UnseenAccount>([...candidates, ...unseen], nodes);
  const hosts: DirectoryHost[] = [];
  const others: DirectoryHost[] = [];
  const leftOut: LeftOutComputer[] = [];
  const unseenHosts: UnseenHost[] = [];
  for (const [one, name] of names) {
    if (!("role" in one)) {
      const isAskedFor = asked?.isAskedFor(one.computer) === true;
      if (asked === null || isAskedFor) unseenHosts.push(unseenHost(one, name, isAskedFor));
      continue;
    }
    const isWanted = asked === null || one.isAskedFor;
    if (one.role.kind === "host") (isWanted ? hosts : others).push(hostOf(one, name));
    if (one.role.kind === "left-out" && isWanted) leftOut.push(leftOutOf(one.role, name));
  }
  return {
    hosts: hosts.sort(compareNames),
    others: others.sort(compareNames),
    leftOut: leftOut.sort(compareNames),
    unfound: (asked?.unfound ?? []).map((name) => ({ name })),
    unseen: unseenHosts.sort(compareNames),
  };
}

function wantedIn({ views }: DomainIndex, asked: AskedHosts | null): (computer: IndexedComputer) => boolean {
  const hasPoint = (key: string): boolean =>
    views.some((index) => {
      const { host, conflicts } = index.below(key);
      return host.length + conflicts.length > 0;
    });
  return (computer) =>
    computer.object.servicePrincipalNames.some((spn) => isHyperVSpn(spn) || clusterNameKind(spn) !== null) ||
    hasPoint(computer.key) ||
    asked?.isAskedFor(computer) === true;
}

function candidate(group: Group<IndexedComputer>, domain: DomainIndex, asked: AskedHosts | null): Candidate {
  const [first = group[0], ...further] = [...group].sort(compareTelling);
  const computers: Group<IndexedComputer> = [first, ...further];
  const isAskedFor = computers.some((computer) => asked?.isAskedFor(computer) === true);
  return {
    domain,
    computers,
    accounts: [seen(first), ...further.map(seen)],
    isAskedFor,
    role: roleOf(computers, isAskedFor, domain),
  };
}

function seen({ index, object }: IndexedComputer): SeenComputer {
  return { view: index.view, object };
}

/** An account beside a host's own of the same name is that host's duplicate; without such a host it may be the host itself. */
function withoutDuplicates(candidates: readonly Candidate[]): readonly Candidate[] {
  const places = new Set(
    candidates
      .filter((one) => one.role.kind === "host" && !isDuplicate(one))
      .flatMap(({ computers }) => placesOf(computers)),
  );
  return candidates.filter((one) => !isDuplicate(one) || !placesOf(one.computers).some((place) => places.has(place)));
}

function isDuplicate({ computers }: Candidate): boolean {
  return computers.every(({ object }) => isConflictAccount(object));
}

function placesOf(computers: Group<IndexedComputer>): readonly string[] {
  return computers.map(({ key, object }) => placeOf(object, key));
}

function hostOf({ domain, computers, accounts, isAskedFor }: Candidate, name: string): DirectoryHost {
  const spns = accounts.flatMap(({ object }) => object.servicePrincipalNames);
  return {
    name,
    namingContext: domain.namingContext,
    kind: kindOf(accounts),
    isNested: seenBelow(computers, domain, "guest").length > 0,
    isClusterNode: spns.some(isClusterNodeSpn),
    isAskedFor,
    hasHyperVSpns: spns.some(isHyperVSpn),
    activity: activityOf(accounts),
    accounts,
    connectionPoint: connectionPointState(computers, accounts, domain),
    cutValues: {
      account: computers.some(({ index, key }) => index.hasCutValues(key)),
      connectionPoint: domain.views.some((index) =>
        computers.some(({ key }) => index.hasCutValues(`cn=microsoft hyper-v,${key}`)),
      ),
    },
  };
}

/** `Windows 11 Enterprise`, but `Windows Server 2022 Datacenter`, `Hyper-V Server 2019` and `Azure Stack HCI`. */
function kindOf(accounts: Group<SeenComputer>): DirectoryHost["kind"] {
  const system = accounts.map(({ object }) => object.operatingSystem).find((shown) => shown !== null) ?? "";
  return /^windows\b(?!.*server)/i.test(system) ? "client" : "server";
}

function unseenHost({ domain, computer, points }: UnseenAccount, name: string, isAskedFor: boolean): UnseenHost {
  return { name, namingContext: domain.namingContext, isAskedFor, dn: computer.object.dn, points };
}

function leftOutOf(
  { computer, reason, dn, attribute, value }: Extract<Role, { kind: "left-out" }>,
  name: string,
): LeftOutComputer {
  return { name, reason, account: seen(computer), dn, attribute, value };
}

/** Those that show more first, then those of a later time. */
function compareTelling(a: IndexedComputer, b: IndexedComputer): number {
  return (
    shownOf(b) - shownOf(a) ||
    compareBigint(b.index.view.time ?? 0n, a.index.view.time ?? 0n) ||
    compareText(a.index.view.server, b.index.view.server)
  );
}

function shownOf({ object }: IndexedComputer): number {
  return Object.values(object).filter((value) => value !== null && !(Array.isArray(value) && value.length === 0))
    .length;
}

function compareNames(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}
