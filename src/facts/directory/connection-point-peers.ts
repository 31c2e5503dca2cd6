import { compareText } from "../../shared/order.ts";
import type { DirectoryHost, SeenConnectionPoint } from "./directory-host.ts";
import type { DirectoryHosts } from "./directory-hosts.ts";

/** What most sound connection points of like hosts have, learnt from them. */
export interface PeerAttributes {
  /** How many hosts it was learnt from; the host itself is none of them. */
  readonly peerCount: number;
  /** The first of them by name, eight at most. */
  readonly peers: readonly DirectoryHost[];
  /** lDAPDisplayNames that more than half of the peers have, of those that a view with the host's connection point would show. */
  readonly expected: readonly string[];
}

export interface ConnectionPointPeers {
  /** null: too few sound peers to learn from. */
  expectedOf(host: DirectoryHost): PeerAttributes | null;
}

/** Those of one system may have other attributes than those of another one; fewer than this are no majority of their own. */
const FEWEST_OF_ONE_SYSTEM = 3;
const FEWEST = 2;
const SHOWN_PEERS = 8;

/** Sound hosts that are compared with each other. */
interface PeerGroup {
  /** By name. */
  readonly members: readonly DirectoryHost[];
  /** How many have each attribute, of those that about half of them have. */
  readonly counts: ReadonlyMap<string, number>;
}

const NOBODY: PeerGroup = { members: [], counts: new Map() };

export function deriveConnectionPointPeers({ hosts, others }: DirectoryHosts): ConnectionPointPeers {
  const sound = [...hosts, ...others].filter(isSound).sort((a, b) => compareText(a.name, b.name));
  const attributesOf = new Map(sound.map((host) => [host, attributesOfPoints(pointsOf(host))]));
  const spellings = new Map([...attributesOf.values()].reverse().flatMap((attributes) => [...attributes]));
  const everybody = peerGroup(sound, attributesOf);
  const bySystem = new Map(
    [...groupedBySystem(sound)].map(([system, members]) => [system, peerGroup(members, attributesOf)]),
  );
  return {
    expectedOf(host) {
      const own = attributesOf.get(host);
      const self = own === undefined ? 0 : 1;
      const like = bySystem.get(systemOf(host) ?? "") ?? NOBODY;
      const isEnough = like.members.length - self >= FEWEST_OF_ONE_SYSTEM;
      const { members, counts } = isEnough ? like : everybody;
      const peerCount = members.length - self;
      if (peerCount < FEWEST) return null;
      const expected = [...counts]
        .filter(([key, count]) => (count - (own?.has(key) === true ? 1 : 0)) * 2 > peerCount && wouldShow(host, key))
        .map(([key]) => spellings.get(key) ?? key);
      const peers = members.slice(0, SHOWN_PEERS + 1).filter((peer) => peer !== host);
      return { peerCount, peers: peers.slice(0, SHOWN_PEERS), expected: expected.sort(compareText) };
    },
  };
}

/** A server in use, whose connection point it made itself as far as is shown. */
function isSound(host: DirectoryHost): boolean {
  if (host.kind !== "server" || host.activity === "disabled" || host.activity === "stale") return false;
  const sids = new Set(host.accounts.map(({ object }) => object.sid).filter((sid) => sid !== null));
  const points = pointsOf(host);
  return (
    points.length > 0 &&
    points.every(({ object: { access } }) => {
      const owner = access?.owner ?? null;
      return owner === null || sids.size === 0 || sids.has(owner);
    })
  );
}

function pointsOf({ connectionPoint }: DirectoryHost): readonly SeenConnectionPoint[] {
  return connectionPoint.kind === "present" ? connectionPoint.points : [];
}

/** As they are spelled, by their lower case. */
function attributesOfPoints(points: readonly SeenConnectionPoint[]): ReadonlyMap<string, string> {
  const names = points.flatMap(({ object }) => [...object.attributes.keys()]).sort(compareText);
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function peerGroup(
  members: readonly DirectoryHost[],
  attributesOf: ReadonlyMap<DirectoryHost, ReadonlyMap<string, string>>,
): PeerGroup {
  const counts = new Map<string, number>();
  for (const member of members)
    for (const key of attributesOf.get(member)?.keys() ?? []) counts.set(key, (counts.get(key) ?? 0) + 1);
  // What fewer have is expected of nobody, whichever host is taken out; and it may be very many.
  return { members, counts: new Map([...counts].filter(([, count]) => count * 2 > members.length - 1)) };
}

function groupedBySystem(hosts: readonly DirectoryHost[]): ReadonlyMap<string, readonly DirectoryHost[]> {
  const groups = new Map<string, DirectoryHost[]>();
  for (const host of hosts) {
    const system = systemOf(host);
    if (system === null) continue;
    const group = groups.get(system);
    if (group === undefined) groups.set(system, [host]);
    else group.push(host);
  }
  return groups;
}

function systemOf({ accounts }: DirectoryHost): string | null {
  return accounts.map(({ object }) => object.operatingSystemVersion).find((version) => version !== null) ?? null;
}

/** An export may hold some attributes only. */
function wouldShow(host: DirectoryHost, key: string): boolean {
  const points = pointsOf(host);
  const views = points.length > 0 ? points.map(({ view }) => view) : host.accounts.map(({ view }) => view);
  return views.some(({ basis, attributes }) => basis === "live" || attributes.has(key));
}
