import type { DeletedConnectionPoint, DirectoryEvidence } from "../../evidence/index.ts";
import { dnKey } from "../../shared/distinguished-name.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { sortedGroups } from "../sorted-groups.ts";
import type { DirectoryHost, Seen } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";
import { hostsByDn } from "./hosts-by-dn.ts";
import { domainViews } from "./view-index.ts";

/** A connection point that was deleted and whose last parent is a host's account. */
export interface HostDeletion {
  readonly host: DirectoryHost;
  /** The latest; of several servers, by the one that saw it first. */
  readonly seen: Seen<DeletedConnectionPoint>;
  /** The host has one again. */
  readonly isReplaced: boolean;
  /** It was deleted before the account was made: it stood below a former one of that name. */
  readonly isOfFormerAccount?: true;
}

export interface DeletedConnectionPoints {
  /** By host. */
  readonly deletions: readonly HostDeletion[];
  /** Deleted ones whose last parent is no host by its present DN. */
  readonly unmatched: number;
  /** Some view shows deleted objects of any kind of connection point: the reader may see them. */
  readonly areShown: boolean;
  readonly wereAskedFor: boolean;
}

type Deletion = Seen<DeletedConnectionPoint>;

export function deriveDeletedConnectionPoints(
  directory: DirectoryEvidence,
  { hosts, others }: DirectoryHosts,
): DeletedConnectionPoints {
  const hostByDn = hostsByDn([...hosts, ...others]);
  const judged = new Set(hosts);
  const latest = new Map<DirectoryHost, Deletion>();
  let unmatched = 0;
  for (const deletion of deletionsOf(directory)) {
    const { lastKnownParent } = deletion.object;
    const host = lastKnownParent === null ? undefined : hostByDn.get(dnKey(lastKnownParent));
    if (host === undefined) unmatched++;
    else if (judged.has(host)) {
      const other = latest.get(host);
      if (other === undefined || compareTimes(deletion, other) > 0) latest.set(host, deletion);
    }
  }
  const { views } = directory;
  return {
    deletions: [...latest]
      .map(([host, seen]) => hostDeletion(host, seen))
      .sort((a, b) => compareText(a.host.name, b.host.name)),
    unmatched,
    areShown: views.some(({ deletedConnectionPoints }) => deletedConnectionPoints.length > 0),
    wereAskedFor: views.some(({ asksForDeleted }) => asksForDeleted),
  };
}

/** Each object once: whenChanged is each server's own, and the earliest is nearest to the deletion. */
function deletionsOf(directory: DirectoryEvidence): readonly Deletion[] {
  const all = domainViews(directory).flatMap(({ views }) =>
    views.flatMap((view) => view.deletedConnectionPoints.map((object) => ({ view, object }))),
  );
  return sortedGroups(all, ({ object: { guid, dn } }) => guid ?? dnKey(dn)).map(([, [first, ...further]]) =>
    further.reduce((earliest, deletion) => (isEarlier(deletion, earliest) ? deletion : earliest), first),
  );
}

function isEarlier({ object: { whenChanged } }: Deletion, { object: other }: Deletion): boolean {
  return whenChanged !== null && (other.whenChanged === null || whenChanged < other.whenChanged);
}

function compareTimes({ object: one }: Deletion, { object: other }: Deletion): number {
  return compareBigint(one.whenChanged ?? 0n, other.whenChanged ?? 0n);
}

function hostDeletion(host: DirectoryHost, seen: Deletion): HostDeletion {
  const { whenChanged } = seen.object;
  const created = host.accounts.map(({ object }) => object.whenCreated).filter((time) => time !== null);
  const isFormer = whenChanged !== null && created.length > 0 && created.every((time) => time > whenChanged);
  return {
    host,
    seen,
    isReplaced: host.connectionPoint.kind === "present",
    ...(isFormer ? { isOfFormerAccount: true } : {}),
  };
}
