import { parseDn } from "../../shared/distinguished-name.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { type DirectoryReading, readServers, type ReadServersOptions, type ServerToRead } from "./read-servers.ts";
import { foreignText } from "./problems/foreign-text.ts";
import { parseServerAddress } from "./server-address.ts";

export interface ReadDirectoryOptions extends Omit<ReadServersOptions, "timeoutMilliseconds">, ConnectionOptions {
  /** `dc1.corp.example`, `dc1:636`, `ldaps://dc1.corp.example`; none: found by the domain's name. */
  readonly servers: readonly string[];
  /** DNS name of the domain. */
  readonly domain?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads what an audit needs from each server. A server that could not be read is an unreadable source, one that could not be
 * read whole a damaged one; rejects for wrong options and for the signal only.
 */
export async function readDirectory(options: ReadDirectoryOptions): Promise<DirectoryReading> {
  const { base } = options;
  if (base !== undefined && (parseDn(base)?.length ?? 0) === 0) {
    throw new BadnodeError({
      code: "directory-base-malformed",
      happened: `The base "${foreignText(base)}" is no distinguished name.`,
      nextStep: "Give it as the directory writes it, such as OU=Hosts,DC=corp,DC=example.",
    });
  }
  return readServers(serversToRead(options), options);
}

/** Sockets, TLS and ldapts are loaded when a server is asked: what reads folders needs none of them. */
function serversToRead(options: ReadDirectoryOptions): readonly ServerToRead[] {
  const { servers, domain, security, timeoutMilliseconds, signal } = options;
  if (servers.length > 0) {
    const addresses = [...new Set(servers)].sort(compareText).map((given) => parseServerAddress(given, security.kind));
    return addresses.map((address) => ({
      path: address.given,
      open: async () => {
        const { openConnection } = await import("./open-connection.ts");
        return { connection: await openConnection(address, options), warnings: [] };
      },
    }));
  }
  if (domain === undefined) {
    throw new BadnodeError({
      code: "directory-no-server",
      happened: "Neither a server nor a domain was given.",
      nextStep: "Name a domain controller with --server, or the domain with --domain.",
    });
  }
  return [
    {
      path: domain,
      open: async () => {
        const { findServers } = await import("./find-servers.ts");
        const { openFirst } = await import("./open-first.ts");
        const found = await findServers({
          domain,
          security: security.kind,
          timeoutMilliseconds,
          ...(signal === undefined ? {} : { signal }),
        });
        const opened = await openFirst(found.servers, options);
        return { connection: opened.connection, warnings: [...found.warnings, ...opened.warnings] };
      },
    },
  ];
}
