import type { ConnectionSecurity } from "./connection-options.ts";
import type { ServerAddress } from "./server-address.ts";

export interface ServerSearch {
  /** DNS name of the domain. */
  readonly domain: string;
  readonly security: ConnectionSecurity["kind"];
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}

export interface FoundServers {
  /** In the order in which they are to be tried; at least one. */
  readonly servers: readonly ServerAddress[];
  /** One line each: what had to be done another way. */
  readonly warnings: readonly string[];
}

/**
 * The domain controllers of a domain: by SRV records, where those cannot be had by the domain's own addresses. One that answers is enough for
 * an audit (`openFirst`); several are compared when they are named.
 */
export function findServers(search: ServerSearch): Promise<FoundServers> {
  throw new Error("not built yet", { cause: [search] });
}
