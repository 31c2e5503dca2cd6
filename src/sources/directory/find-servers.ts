import { lookup, Resolver } from "node:dns/promises";
import { BadnodeError } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import type { ConnectionSecurity } from "./connection-options.ts";
import { within } from "./deadline.ts";
import { errorCodes } from "./problems/error-codes.ts";
import { foreignText } from "./problems/foreign-text.ts";
import { DEFAULT_PORT, parseServerAddress, type ServerAddress } from "./server-address.ts";

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

export interface ServiceRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** What is asked of DNS. */
export interface Dns {
  /** Service records; c-ares asks the DNS servers itself. */
  services(name: string): Promise<readonly ServiceRecord[]>;
  /** Addresses; the operating system asks, with its own means and caches. */
  addresses(name: string): Promise<readonly string[]>;
}

/** More domain controllers than these are not tried one after the other. */
const MAX_SERVERS = 32;

// Names that DNS can have, so that nothing else gets into a question or a message.
const DOMAIN_NAME = /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})*\.?$/u;

/**
 * The domain controllers of a domain: by SRV records, where those cannot be had by the domain's own addresses. One that answers is enough for
 * an audit (`openFirst`): a domain may have hundreds, most of them far away. Several are compared when they are named.
 */
export async function findServers(search: ServerSearch, dns: Dns = systemDns(search)): Promise<FoundServers> {
  const { domain, timeoutMilliseconds, signal } = search;
  if (!DOMAIN_NAME.test(domain) || domain.length > 253) {
    throw new BadnodeError({
      code: "directory-domain-name",
      happened: `"${foreignText(domain)}" is no DNS name of a domain.`,
      nextStep: "Give it like corp.example with --domain.",
    });
  }
  const name = domain.replace(/\.$/, "").toLowerCase();
  const query = `_ldap._tcp.dc._msdcs.${name}`;
  let failure: unknown;
  try {
    const records = await within(dns.services(query), timeoutMilliseconds, signal);
    const servers = inOrder(records).flatMap((record) => asServer(record, search.security));
    if (servers.length > 0) return { servers: servers.slice(0, MAX_SERVERS), warnings: [] };
  } catch (error) {
    signal?.throwIfAborted();
    failure = error;
  }
  const addresses = await addressesOf(name, failure, dns, search);
  const port = DEFAULT_PORT[search.security];
  return {
    servers: addresses.map((host) => ({ given: host, host, port, certificateName: name })),
    warnings: [
      `SRV records ${query}: ${explainFailure(failure)}. The addresses of ${name} itself were taken for its domain controllers; name one with --server to be sure which is read.`,
    ],
  };
}

async function addressesOf(name: string, failure: unknown, dns: Dns, search: ServerSearch): Promise<readonly string[]> {
  const { timeoutMilliseconds, signal } = search;
  try {
    const addresses = await within(dns.addresses(name), timeoutMilliseconds, signal);
    if (addresses.length > 0) return [...new Set(addresses)].sort(fourBeforeSix).slice(0, MAX_SERVERS);
  } catch (error) {
    signal?.throwIfAborted();
    throw noServers(name, failure, error);
  }
  throw noServers(name, failure, undefined);
}

function noServers(name: string, failure: unknown, cause: unknown): BadnodeError {
  return new BadnodeError(
    {
      code: "directory-no-servers",
      happened: `No domain controller of ${name} was found: SRV records _ldap._tcp.dc._msdcs.${name}: ${explainFailure(failure)}; addresses of ${name}: ${explainFailure(cause)}.`,
      likelyCause: "The name is misspelt, or this computer does not ask the DNS servers of the domain.",
      nextStep: "Name a domain controller with --server.",
    },
    { cause },
  );
}

/**
 * By priority, then by weight, then by name. RFC 2782 draws lots by weight; the same domain should give the same report, so
 * the heaviest comes first.
 */
function inOrder(records: readonly ServiceRecord[]): readonly ServiceRecord[] {
  return [...records].sort(
    (a, b) => a.priority - b.priority || b.weight - a.weight || compareText(a.name.toLowerCase(), b.name.toLowerCase()),
  );
}

/** What is no address is left out: a record is what any DNS server on the way may have made of it. */
function asServer({ name, port }: ServiceRecord, security: ConnectionSecurity["kind"]): readonly ServerAddress[] {
  const host = name.replace(/\.$/, "");
  try {
    // SRV records name the port of plain LDAP, where StartTLS begins; LDAP over TLS has none of its own.
    return [parseServerAddress(security === "ldaps" ? host : `${host}:${String(port)}`, security)].map((address) => ({
      ...address,
      given: address.host,
    }));
  } catch {
    return [];
  }
}

function fourBeforeSix(a: string, b: string): number {
  return Number(a.includes(":")) - Number(b.includes(":")) || compareText(a, b);
}

/** Why DNS gave nothing, in words. */
export function explainFailure(failure: unknown): string {
  if (failure === undefined) return "there are none";
  const [code = "unknown error"] = errorCodes(failure);
  switch (code) {
    case "ENOTFOUND":
    case "ENODATA":
    case "EAI_NODATA":
    case "EAI_NONAME":
      return "there are none";
    case "EBADRESP":
      return "the resolver of this version of Node.js does not understand the answer (EBADRESP, seen with Node.js 22 and compressed answers)";
    case "ECONNREFUSED":
      return "no DNS server answered the resolver of Node.js (ECONNREFUSED, seen on Windows where it does not find the system's DNS servers)";
    case "ESERVFAIL":
      return "the DNS server failed (ESERVFAIL)";
    case "EREFUSED":
      return "the DNS server refused (EREFUSED)";
    case "ETIMEOUT":
    case "ETIMEDOUT":
    case "ECANCELLED":
    case "EAI_AGAIN":
      return `no DNS server answered in time (${code})`;
    default:
      return `the look-up failed (${foreignText(code)})`;
  }
}

function systemDns({ timeoutMilliseconds }: ServerSearch): Dns {
  return {
    services: (name) => new Resolver({ timeout: timeoutMilliseconds, tries: 1 }).resolveSrv(name),
    addresses: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  };
}
