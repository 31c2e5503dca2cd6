import type { DirectoryHost } from "./directory-host.ts";
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

export function deriveConnectionPointPeers(hosts: DirectoryHosts): ConnectionPointPeers {
  if (hosts.hosts.length === 0) return { expectedOf: () => null };
  throw new Error("not built yet", { cause: [hosts] });
}
