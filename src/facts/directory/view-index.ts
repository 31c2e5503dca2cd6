import type {
  ComputerObject,
  ConnectionPointObject,
  DirectoryEvidence,
  DirectoryView,
  UnreadPart,
} from "../../evidence/index.ts";
import { dnKey, firstValue, isConflictName, parentDn } from "../../shared/distinguished-name.ts";
import { compareBigint, compareText } from "../../shared/order.ts";
import { type Group, sortedGroups } from "../sorted-groups.ts";
import { lacksValuesOnly, objectsWithCutValues } from "./cut-values.ts";
import type { Seen } from "./directory-host.ts";

/** What stands right below one object. */
export interface PointsBelow {
  /** `CN=Microsoft Hyper-V`. */
  readonly host: readonly ConnectionPointObject[];
  /** The same, renamed by replication beside another of that name. */
  readonly conflicts: readonly ConnectionPointObject[];
  /** `CN=Windows Virtual Machine`. */
  readonly guest: readonly ConnectionPointObject[];
}

export interface IndexedComputer {
  readonly index: ViewIndex;
  readonly object: ComputerObject;
  /** dnKey of its DN. */
  readonly key: string;
}

type UnreadKind = NonNullable<UnreadPart["lacks"]>;

/** One view, with its objects found by the dnKey of their DN. */
export interface ViewIndex {
  readonly view: DirectoryView;
  readonly computers: ReadonlyMap<string, IndexedComputer>;
  below(key: string): PointsBelow;
  /** The nearest parts at or above this object, of one DN, that did not come and that may have such objects; none: it came. */
  unreadPartsOf(key: string, kind: UnreadKind): readonly UnreadPart[];
  /** Of this object not all values of some attribute came: what is not among those may be there. */
  hasCutValues(key: string): boolean;
  /** A file of which something could not be read: nothing is known to be absent from it. */
  readonly isDamaged: boolean;
  /** Of an export that holds connection points and no account: the containers of the accounts that they stand below. */
  readonly completes: ReadonlySet<string>;
}

/** The views of one domain. */
export interface DomainIndex {
  readonly namingContext: string;
  readonly views: readonly ViewIndex[];
}

/** No directory has a longer name; one that is made up is not searched part by part. */
const LONGEST_KEY = 10_000;

const NOTHING: PointsBelow = { host: [], conflicts: [], guest: [] };

export interface DomainViews {
  readonly namingContext: string;
  /** By server. */
  readonly views: readonly DirectoryView[];
}

/** By naming context. Of several answers of one server the latest counts; of files each is one of its own. */
export function domainViews({ views }: Pick<DirectoryEvidence, "views">): readonly DomainViews[] {
  return sortedGroups(views, ({ namingContext }) => dnKey(namingContext)).map(([, all]) => ({
    namingContext: all[0].namingContext,
    views: sortedGroups(all, viewKey).map(([, [first, ...later]]) =>
      later.reduce((kept, view) => (compareViews(view, kept) > 0 ? view : kept), first),
    ),
  }));
}

/** Names of servers have no case, names of files may. */
function viewKey({ server, basis }: DirectoryView): string {
  return basis === "export" ? server : server.toLowerCase();
}

/** The later one is the greater; at the same time the one that shows more. */
function compareViews(a: DirectoryView, b: DirectoryView): number {
  return (
    compareBigint(a.time ?? 0n, b.time ?? 0n) ||
    a.computers.length - b.computers.length ||
    a.connectionPoints.length - b.connectionPoints.length ||
    compareText(a.server, b.server)
  );
}

export function indexDomains(directory: DirectoryEvidence): readonly DomainIndex[] {
  const damaged = new Set(directory.sources.filter(({ status }) => status !== "complete").map(({ path }) => path));
  return domainViews(directory).map(({ namingContext, views }) => ({
    namingContext,
    views: views.map((view) => indexView(view, damaged)),
  }));
}

function indexView(view: DirectoryView, damaged: ReadonlySet<string>): ViewIndex {
  const computers = new Map<string, IndexedComputer>();
  const below = pointsByParent(view.connectionPoints);
  const cut = objectsWithCutValues(view);
  const unread = {
    computers: unreadParts(view, "computers"),
    "connection-points": unreadParts(view, "connection-points"),
  };
  const index: ViewIndex = {
    view,
    computers,
    below: (key) => below.get(key) ?? NOTHING,
    unreadPartsOf: (key, kind) => (unread[kind].size === 0 ? [] : nearest(key, unread[kind])),
    hasCutValues: (key) => cut.has(key),
    isDamaged: view.basis === "export" && damaged.has(view.server),
    completes: new Set(view.basis === "export" && view.computers.length === 0 ? containersOfHosts(below) : []),
  };
  for (const object of view.computers) {
    const key = dnKey(object.dn);
    computers.set(key, { index, object, key });
  }
  return index;
}

type PartsByKey = ReadonlyMap<string, Group<UnreadPart>>;

/** All that is told of each DN, in one order whatever order it came in. */
function unreadParts({ unread }: DirectoryView, kind: UnreadKind): PartsByKey {
  const parts = unread.filter((part) => (part.lacks === undefined || part.lacks === kind) && !lacksValuesOnly(part));
  return new Map(
    sortedGroups(parts, ({ dn }) => dnKey(dn)).map(([key, [first, ...others]]) => {
      const [least = first, ...further] = [first, ...others].sort(comparePart);
      return [key, [least, ...further]];
    }),
  );
}

function comparePart({ problem: a }: UnreadPart, { problem: b }: UnreadPart): number {
  return compareText(a.code, b.code) || compareText(a.happened, b.happened);
}

function pointsByParent(points: readonly ConnectionPointObject[]): ReadonlyMap<string, PointsBelow> {
  const below = new Map<string, Record<keyof PointsBelow, ConnectionPointObject[]>>();
  for (const point of points) {
    const key = dnKey(parentDn(point.dn) ?? "");
    const group = below.get(key) ?? { host: [], conflicts: [], guest: [] };
    below.set(key, group);
    group[kindOf(point)].push(point);
  }
  for (const { host, conflicts, guest } of below.values())
    for (const group of [host, conflicts, guest]) group.sort((a, b) => compareText(a.dn, b.dn));
  return below;
}

function containersOfHosts(below: ReadonlyMap<string, PointsBelow>): readonly string[] {
  return [...below].flatMap(([key, { host, conflicts }]) =>
    host.length + conflicts.length > 0 ? [keyAbove(key)] : [],
  );
}

function kindOf({ dn, purpose }: ConnectionPointObject): keyof PointsBelow {
  if (purpose === "guest") return "guest";
  return isConflictName(firstValue(dn) ?? "") ? "conflicts" : "host";
}

/** Its own part, else its parent's, and so outwards. */
function nearest(key: string, parts: PartsByKey): readonly UnreadPart[] {
  if (key.length > LONGEST_KEY) return [...parts.values()][0] ?? [];
  for (let rest = key; ; ) {
    const part = parts.get(rest);
    if (part !== undefined) return part;
    if (rest === "") return [];
    rest = keyAbove(rest);
  }
}

/**
 * What stands below an account by any view, also by one that does not show the account: an export may hold nothing but
 * connection points. Where another account stands by that view, it is that one's.
 */
export function seenBelow(
  computers: readonly IndexedComputer[],
  { views }: DomainIndex,
  kind: keyof PointsBelow,
): readonly Seen<ConnectionPointObject>[] {
  const keys = [...new Set(computers.map(({ key }) => key))];
  return views.flatMap((index) =>
    keys
      .filter((key) => {
        const there = index.computers.get(key);
        return there === undefined || computers.includes(there);
      })
      .flatMap((key) => index.below(key)[kind].map((object) => ({ view: index.view, object }))),
  );
}

/** The key of the object that it stands below; empty for the outermost. A comma that separates nothing is escaped in a key. */
export function keyAbove(key: string): string {
  for (let comma = key.indexOf(","); comma !== -1; comma = key.indexOf(",", comma + 1)) {
    let backslashes = 0;
    while (key[comma - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return key.slice(comma + 1);
  }
  return "";
}
