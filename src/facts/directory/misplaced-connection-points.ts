import type { ConnectionPointObject, DirectoryEvidence, DirectoryView } from "../../evidence/index.ts";
import { dnKey, firstValue, isConflictName, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { sortedGroups } from "../sorted-groups.ts";
import { isConflictAccount, placeOf } from "./account-names.ts";
import type { DirectoryHost, Seen, SeenComputer, SeenConnectionPoint } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";
import { hostsByDn } from "./hosts-by-dn.ts";
import { isHyperVSpn } from "./service-principal-names.ts";
import { type DomainViews, domainViews } from "./view-index.ts";

/** A connection point, or an account of a host, that replication renamed beside another of its name (`\0ACNF:` in its RDN). */
export interface ConflictDuplicate {
  /** A host's name, or the object's DN where it belongs to none. */
  readonly name: string;
  readonly seen: SeenConnectionPoint | SeenComputer;
}

/** `lost-and-found`: its parent was deleted on another server. `foreign-parent`: it stands below no computer. */
export interface OrphanedConnectionPoint {
  /** A host's name, or the object's DN where it belongs to none. */
  readonly name: string;
  readonly reason: "lost-and-found" | "foreign-parent";
  readonly seen: SeenConnectionPoint;
  /** Of the parent; null where it did not come. */
  readonly parentClass: string | null;
}

/** Each object once, by name; what belongs to hosts that were not asked for is left out. */
export interface MisplacedConnectionPoints {
  readonly duplicates: readonly ConflictDuplicate[];
  readonly orphans: readonly OrphanedConnectionPoint[];
}

interface Owners {
  readonly hosts: readonly DirectoryHost[];
  readonly byDn: ReadonlyMap<string, DirectoryHost>;
  /** Audited; not those that were not asked for. */
  readonly judged: ReadonlySet<DirectoryHost>;
}

export function deriveMisplacedConnectionPoints(
  directory: DirectoryEvidence,
  { hosts, others }: DirectoryHosts,
): MisplacedConnectionPoints {
  const all = [...hosts, ...others];
  const owners: Owners = { hosts: all, byDn: hostsByDn(all), judged: new Set(hosts) };
  const domains = domainViews(directory);
  const orphans = domains.flatMap((domain) => orphansOf(domain, owners));
  const orphaned = new Set(orphans.map(({ seen }) => identityOf(seen)));
  const duplicates = domains.flatMap((domain) => [
    ...duplicatePoints(domain, owners).filter(({ seen }) => !orphaned.has(identityOf(seen))),
    ...duplicateAccounts(domain, owners, directory.askedHosts !== null),
  ]);
  return { duplicates: eachOnce(duplicates), orphans: eachOnce(orphans) };
}

function orphansOf({ namingContext, views }: DomainViews, owners: Owners): readonly OrphanedConnectionPoint[] {
  const lost = `,cn=lostandfound,${dnKey(namingContext)}`;
  const foreign = new Map(views.flatMap(({ foreignParents }) => foreignParents.map((one) => [dnKey(one.dn), one])));
  const found = hostPoints(views).flatMap((seen) => {
    const parent = parentKey(seen.object);
    const classes = foreign.get(parent)?.objectClasses ?? null;
    const isLost = `,${parent}`.endsWith(lost);
    return isLost || classes !== null ? [{ seen, parent, classes, isLost }] : [];
  });
  if (found.length === 0) return [];
  const computers = keysOfComputers(views, new Set(found.map(({ parent }) => parent)));
  return found.flatMap(({ seen, parent, classes, isLost }) => {
    const isBelowComputer =
      computers.has(parent) || classes?.some((name) => name.toLowerCase() === "computer") === true;
    const name = nameFor(owners.byDn.get(parent), seen, owners);
    if (name === null || (isBelowComputer && !isLost)) return [];
    const parentClass = isBelowComputer ? "computer" : (classes?.at(-1) ?? null);
    return [{ name, seen, parentClass, reason: isLost ? ("lost-and-found" as const) : ("foreign-parent" as const) }];
  });
}

function duplicatePoints({ views }: DomainViews, owners: Owners): readonly ConflictDuplicate[] {
  return hostPoints(views).flatMap((seen) => {
    if (!hasConflictName(seen.object.dn)) return [];
    const name = nameFor(owners.byDn.get(parentKey(seen.object)), seen, owners);
    return name === null ? [] : [{ name, seen }];
  });
}

/** Of hosts: it stands beside one, or is marked as one itself. */
function duplicateAccounts({ views }: DomainViews, owners: Owners, isByName: boolean): readonly ConflictDuplicate[] {
  const duplicates = views.flatMap((view) =>
    view.computers.filter(isConflictAccount).map((object) => ({ view, object })),
  );
  if (duplicates.length === 0) return [];
  const byPlace = new Map(
    owners.hosts
      .flatMap((host) => host.accounts.map(({ object }) => [placeOf(object, dnKey(object.dn)), host] as const))
      .reverse(),
  );
  const parents = new Set(hostPoints(views).map(({ object }) => parentKey(object)));
  return duplicates.flatMap((seen) => {
    const key = dnKey(seen.object.dn);
    const host = owners.byDn.get(key) ?? byPlace.get(placeOf(seen.object, key));
    const isMarked = seen.object.servicePrincipalNames.some(isHyperVSpn) || parents.has(key);
    if (host === undefined && (isByName || !isMarked)) return [];
    const name = nameFor(host, seen, owners);
    return name === null ? [] : [{ name, seen }];
  });
}

/** null: of a host that is not audited. */
function nameFor(
  host: DirectoryHost | undefined,
  { object }: SeenConnectionPoint | SeenComputer,
  { judged }: Owners,
): string | null {
  if (host === undefined) return object.dn;
  return judged.has(host) ? host.name : null;
}

function hostPoints(views: readonly DirectoryView[]): readonly Seen<ConnectionPointObject>[] {
  return views.flatMap((view) =>
    view.connectionPoints.filter(({ purpose }) => purpose === "host").map((object) => ({ view, object })),
  );
}

function hasConflictName(dn: string): boolean {
  return /CNF:/i.test(dn) && isConflictName(firstValue(dn) ?? "");
}

function parentKey({ dn }: ConnectionPointObject): string {
  return dnKey(parentDn(dn) ?? "");
}

function keysOfComputers(views: readonly DirectoryView[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const keys = views.flatMap(({ computers }) => computers.map(({ dn }) => dnKey(dn)).filter((key) => wanted.has(key)));
  return new Set(keys);
}

function identityOf({ object: { guid, dn } }: SeenConnectionPoint | SeenComputer): string {
  return guid ?? dnKey(dn);
}

/** By the first server that shows it. */
function eachOnce<T extends { readonly name: string; readonly seen: SeenConnectionPoint | SeenComputer }>(
  items: readonly T[],
): readonly T[] {
  return sortedGroups(items, ({ seen }) => identityOf(seen))
    .map(([, [first]]) => first)
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.seen.object.dn, b.seen.object.dn));
}
