import { isIP } from "node:net";
import { platform } from "node:os";
import { BadnodeError } from "../../shared/errors.ts";
import { explainKerberosError, explainKerberosPackage } from "./problems/kerberos-problems.ts";
import type { ServerAddress } from "./server-address.ts";
import type { ConnectionSecurity } from "./connection-options.ts";

/** One side of a GSS-API context; tokens are base64. */
export interface GssContext {
  /** What the server is to be sent next; null or empty: nothing. */
  step(challenge: string): Promise<string | null>;
  unwrap(challenge: string): Promise<string | null>;
  wrap(message: string): Promise<string | null>;
}

export type OpenGssContext = (service: string) => Promise<GssContext>;

/** No security layer (RFC 4752, 3.3): TLS is there. Largest message 0, as that demands then. */
const NO_LAYER = 0x01;
const CHOICE = Buffer.from([NO_LAYER, 0, 0, 0]).toString("base64");

/** The one part that needs the optional package. */
export async function loadGss(): Promise<OpenGssContext> {
  try {
    const { initializeClient, GSS_MECH_OID_KRB5 } = await import("kerberos");
    return (service) => initializeClient(service, { mechOID: GSS_MECH_OID_KRB5 });
  } catch (cause) {
    throw new BadnodeError(explainKerberosPackage(cause), { cause });
  }
}

/**
 * The service as tickets name it, `ldap/dc1.corp.example`. Throws for one that is known by its address only: tickets are
 * for names.
 */
export function ldapService(address: ServerAddress, security: ConnectionSecurity): string {
  const name = (security.serverName ?? address.host).replace(/\.$/, "").toLowerCase();
  if (isIP(name.replace(/%.*$/, "")) === 0) return `ldap/${name}`;
  throw new BadnodeError({
    code: "directory-kerberos-needs-name",
    happened: `Kerberos needs the DNS name of ${address.given}: a ticket is for a name, not for an address.`,
    nextStep: "Give the domain controller by its full DNS name with --server, or the name alone with --server-name.",
  });
}

/**
 * A context with a service's first token. Linux and macOS take the ticket cache, where a service is written `ldap@host`;
 * Windows takes the current logon through SSPI, where it is `ldap/host`. SSPI was not tried: it follows the package's source.
 */
export async function beginGss(
  open: OpenGssContext,
  service: string,
  system: string = platform(),
): Promise<{ readonly context: GssContext; readonly token: Buffer }> {
  return explained(service, async () => {
    const context = await open(system === "win32" ? service : service.replace("/", "@"));
    return { context, token: decode(await context.step("")) };
  });
}

/** What a server says to a token. */
export interface GssAnswer {
  readonly credentials: Buffer;
  readonly isBound: boolean;
}

/** The rest of the three steps. `send` carries a token to the server and brings back the server's answer. */
export async function negotiate(
  context: GssContext,
  service: string,
  first: Buffer,
  send: (token: Buffer) => Promise<GssAnswer>,
): Promise<"bound" | "unfinished" | "layer-required"> {
  const mutual = await send(first);
  const second = await explained(service, async () => decode(await context.step(encode(mutual))));
  const offer = await send(second);
  // One that is content this early has not agreed on what follows.
  if (mutual.isBound || offer.isBound) return "unfinished";
  const layers = await explained(service, async () => decode(await context.unwrap(encode(offer))));
  if (((layers[0] ?? 0) & NO_LAYER) === 0) return "layer-required";
  const { isBound } = await send(await explained(service, async () => decode(await context.wrap(CHOICE))));
  return isBound ? "bound" : "unfinished";
}

function encode({ credentials }: GssAnswer): string {
  return credentials.toString("base64");
}

function decode(token: string | null): Buffer {
  return Buffer.from(token ?? "", "base64");
}

async function explained<T>(service: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BadnodeError(explainKerberosError(cause, service), { cause });
  }
}
