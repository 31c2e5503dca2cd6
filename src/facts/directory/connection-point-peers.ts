import type { DirectoryHost, DirectoryHosts } from "./directory-hosts.ts";

/** What most sound connection points of like hosts have, learnt from them. */
export interface PeerAttributes {
  /** The hosts that it was learnt from. */
  readonly peers: readonly DirectoryHost[];
  /** lDAPDisplayNames that more than half of the peers have. */
  readonly expected: readonly string[];
}

export interface ConnectionPointPeers {
  /** null: too few sound peers to learn from. */
  expectedOf(host: DirectoryHost): PeerAttributes | null;
}

export function deriveConnectionPointPeers(hosts: DirectoryHosts): ConnectionPointPeers {
  throw new Error("not built yet", { cause: [hosts] });
}
