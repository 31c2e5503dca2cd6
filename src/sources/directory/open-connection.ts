import type { DirectoryConnection } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { ServerAddress } from "./server-address.ts";

export interface FirstConnection {
  readonly connection: DirectoryConnection;
  /** One line for each server that did not answer before it. */
  readonly warnings: readonly string[];
}

/** A bound connection. Rejects with a BadnodeError, and leaves no socket behind. */
export function openConnection(address: ServerAddress, options: ConnectionOptions): Promise<DirectoryConnection> {
  throw new Error("not built yet", { cause: [address, options] });
}

/**
 * To the first server that answers. Only one that cannot be reached is passed over: a refused password would be refused by
 * the next one too, and each trial counts against the account's lockout.
 */
export function openFirst(servers: readonly ServerAddress[], options: ConnectionOptions): Promise<FirstConnection> {
  throw new Error("not built yet", { cause: [servers, options] });
}
