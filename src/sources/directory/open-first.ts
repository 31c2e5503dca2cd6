import { BadnodeError } from "../../shared/errors.ts";
import type { DirectoryConnection } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { openConnection } from "./open-connection.ts";
import type { ServerAddress } from "./server-address.ts";

export interface FirstConnection {
  readonly connection: DirectoryConnection;
  /** One line for each server that did not answer before it. */
  readonly warnings: readonly string[];
}

/** What is wrong with one server and may be right with the next, and came before any password was judged. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  "directory-busy",
  "directory-certificate-expired",
  "directory-certificate-name",
  "directory-certificate-not-yet-valid",
  "directory-certificate-unfit",
  "directory-certificate-untrusted",
  "directory-connection-lost",
  "directory-host-not-found",
  "directory-not-tls",
  "directory-port-closed",
  "directory-starttls-refused",
  "directory-timeout",
  "directory-tls-failed",
  "directory-tls-refused",
  "directory-tls-too-old",
  "directory-unreachable",
  "directory-unsound-answer",
]);

/**
 * To the first server that answers. One that cannot be reached or trusted is passed over; a refused logon is not: the next
 * server would refuse it too, and each trial counts against the account's lockout.
 */
export async function openFirst(
  servers: readonly ServerAddress[],
  options: ConnectionOptions,
  open: (address: ServerAddress, options: ConnectionOptions) => Promise<DirectoryConnection> = openConnection,
): Promise<FirstConnection> {
  const failures: BadnodeError[] = [];
  for (const address of servers) {
    try {
      const connection = await open(address, options);
      return { connection, warnings: failures.map(({ message }) => message) };
    } catch (error) {
      if (!(error instanceof BadnodeError) || !PASSED_OVER.has(error.code)) throw error;
      failures.push(error);
    }
  }
  const [first, ...others] = failures;
  if (first === undefined) throw new TypeError("No server to connect to");
  if (others.length === 0) throw first;
  const more = others.length === 1 ? "The other one failed too." : `The other ${String(others.length)} failed too.`;
  throw new BadnodeError(
    { ...first.explanation, happened: `${first.explanation.happened} ${more}` },
    { cause: new AggregateError(failures, "Each server failed.") },
  );
}
