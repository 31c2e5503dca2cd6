import type { Socket } from "node:net";
import { BadnodeError } from "../../shared/errors.ts";
import { bindSimply, bindWithTicket, type PreparedGss, prepareGss } from "./bind.ts";
import type { DirectoryConnection } from "./connection.ts";
import type { ConnectionOptions, Credentials } from "./connection-options.ts";
import { DeadlinePassed, reasonOf } from "./deadline.ts";
import { ldapService, loadGss, type OpenGssContext } from "./kerberos.ts";
import { LdapConnection } from "./ldap-connection.ts";
import { breachError } from "./problems/breach-problems.ts";
import { explainKerberosTimeout } from "./problems/kerberos-problems.ts";
import { explainStartTlsRefusal } from "./problems/start-tls-problems.ts";
import { UnsoundAnswer } from "./protocol/ber-cursor.ts";
import { Channel, ChannelBroken } from "./protocol/channel.ts";
import { startTlsRequest, unbindRequest } from "./protocol/requests.ts";
import { encrypt, openSocket } from "./secure-socket.ts";
import type { ServerAddress } from "./server-address.ts";
import { tlsOptions } from "./trust.ts";

/** What is not the same on every computer. */
export interface ConnectionMeans {
  readonly loadGss: () => Promise<OpenGssContext>;
}

/** A bound connection. Rejects with a BadnodeError or the signal's reason, and leaves no socket behind. */
export async function openConnection(
  address: ServerAddress,
  options: ConnectionOptions,
  means: ConnectionMeans = { loadGss },
): Promise<DirectoryConnection> {
  const { credentials, security, timeoutMilliseconds, signal } = options;
  signal?.throwIfAborted();
  checkCredentials(credentials, options);
  // All that can fail without the server, before it sees anything.
  const tls = await tlsOptions(address, security);
  const gss = credentials.kind === "kerberos" ? await gssFor(address, options, means) : null;
  const plain = await openSocket(address, options);
  if (security.kind === "starttls") await askForTls(plain, address, options);
  const socket = await encrypt(plain, tls, address, options);
  const channel = new Channel(socket, timeoutMilliseconds, signal);
  try {
    await bind(channel, address, credentials, gss);
  } catch (error) {
    await channel.close(unbindRequest);
    throw explained(error, address, options, "the logon");
  }
  return new LdapConnection(channel, {
    server: address.given,
    requestsBefore: security.kind === "starttls" ? 1 : 0,
    logon: credentials.kind === "simple" ? { ...credentials, server: address.given } : null,
    timeoutMilliseconds,
    ...(signal === undefined ? {} : { signal }),
  });
}

function bind(
  channel: Channel,
  address: ServerAddress,
  credentials: Credentials,
  gss: PreparedGss | null,
): Promise<void> {
  if (credentials.kind === "simple") return bindSimply(channel, address.given, credentials);
  if (gss === null) throw new TypeError("Kerberos without a ticket");
  return bindWithTicket(channel, address.given, gss);
}

/** What must not reach a server. */
function checkCredentials(credentials: Credentials, { security }: ConnectionOptions): void {
  if (credentials.kind === "kerberos") {
    if (security.kind === "ldaps") return;
    throw new BadnodeError({
      code: "directory-kerberos-needs-ldaps",
      happened: "--kerberos and --starttls do not go together: badnode uses Kerberos over LDAPS only.",
      nextStep: "Leave out --starttls.",
    });
  }
  // Both would be taken for an unauthenticated bind, which succeeds and shows less (RFC 4513, 5.1.2).
  if (credentials.user.trim() === "") {
    throw new BadnodeError({
      code: "directory-user-missing",
      happened: "There is no name to log on with, and nothing is asked without logging on.",
      nextStep: "Give it as user@domain, DOMAIN\\user or its DN with --user, or use --kerberos.",
    });
  }
  if (credentials.password === "") {
    throw new BadnodeError({
      code: "directory-password-empty",
      happened: "The password is empty: a directory takes that for no logon at all, and answers with less.",
      nextStep: "Check the password file or what is piped in: the password is its first line.",
    });
  }
}

async function gssFor(
  address: ServerAddress,
  { security, timeoutMilliseconds, signal }: ConnectionOptions,
  means: ConnectionMeans,
): Promise<PreparedGss> {
  const service = ldapService(address, security);
  try {
    return await prepareGss(await means.loadGss(), service, timeoutMilliseconds, signal);
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error;
    throw new BadnodeError(explainKerberosTimeout(timeoutMilliseconds), { cause: error });
  }
}

/** RFC 4511, 4.14. */
async function askForTls(plain: Socket, address: ServerAddress, options: ConnectionOptions): Promise<void> {
  const channel = new Channel(plain, options.timeoutMilliseconds, options.signal);
  try {
    const result = await channel.request(startTlsRequest, (answer) => {
      if (answer.kind !== "extended") throw new UnsoundAnswer("something else than an answer to StartTLS");
      return answer.result;
    });
    if (result.code !== 0) throw new BadnodeError(explainStartTlsRefusal(result, address));
    // Whatever came behind the answer is plain, and must not be taken for encrypted.
    channel.release();
  } catch (error) {
    await channel.close(unbindRequest);
    throw explained(error, address, options, "the request for TLS");
  }
}

function explained(error: unknown, address: ServerAddress, options: ConnectionOptions, task: string): unknown {
  if (!(error instanceof ChannelBroken)) return error;
  const { breach } = error;
  if (breach.kind === "aborted") return reasonOf(options.signal);
  const { credentials, timeoutMilliseconds } = options;
  const exchange = { server: address.given, task, timeoutMilliseconds, secret: secretOf(credentials) };
  return breachError(breach, exchange);
}

function secretOf(credentials: Credentials): string | undefined {
  return credentials.kind === "simple" ? credentials.password : undefined;
}
