import { isIP, isIPv6 } from "node:net";
import { BadnodeError } from "../../shared/errors.ts";
import type { ConnectionSecurity } from "./connection-options.ts";
import { foreignText } from "./problems/foreign-text.ts";

/** Where a directory server listens. */
export interface ServerAddress {
  /** As it was given or found: what reports call the server. */
  readonly given: string;
  /** DNS name or IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** The name that its certificate is expected to bear, where that is not the host: an address that was found by the domain's name. */
  readonly certificateName?: string;
}

export const DEFAULT_PORT: Readonly<Record<ConnectionSecurity["kind"], number>> = { ldaps: 636, starttls: 389 };

const GLOBAL_CATALOG_PORTS = [3268, 3269];
// What can be a name in DNS or in a hosts file, and stands in a command line without quotes.
const HOST_NAME = /^(?!-)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u;
const ZONED_IPV6 = /^[0-9a-f:.]+(?:%[0-9a-z_.-]+)?$/i;
const MAX_HOST_LENGTH = 255;

/** `dc1`, `dc1.corp.example:636`, `ldaps://...`, with StartTLS `ldap://...`, `[2001:db8::1]`. Throws a BadnodeError for anything else. */
export function parseServerAddress(given: string, security: ConnectionSecurity["kind"]): ServerAddress {
  const [, scheme, rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(given.trim()) ?? [];
  checkScheme(scheme?.toLowerCase(), given, security);
  const parts = splitHostAndPort(rest.replace(/\/$/, ""));
  if (parts === null) throw notAnAddress(given);
  const host = parts.host.toLowerCase();
  const port = parts.port ?? DEFAULT_PORT[security];
  if (port < 1 || port > 65_535) throw notAnAddress(given);
  if (GLOBAL_CATALOG_PORTS.includes(port)) throw globalCatalog(given, port, security);
  return { given: given.trim(), host, port };
}

/** null where the name or the number is none. */
function splitHostAndPort(text: string): { readonly host: string; readonly port: number | null } | null {
  const [, bracketed, name, digits] = /^(?:\[([^\]]*)\]|([^[\]:]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (bracketed !== undefined)
    return ZONED_IPV6.test(bracketed) && isIPv6(bracketed) ? { host: bracketed, port } : null;
  if (name === undefined || name.length > MAX_HOST_LENGTH || !HOST_NAME.test(name)) return null;
  return { host: name, port };
}

function checkScheme(scheme: string | undefined, given: string, security: ConnectionSecurity["kind"]): void {
  if (
    scheme === undefined ||
    (scheme === "ldaps" && security === "ldaps") ||
    (scheme === "ldap" && security === "starttls")
  )
    return;
  if (scheme === "ldap") {
    throw new BadnodeError({
      code: "directory-plain-refused",
      happened: `${shown(given)} is plain LDAP, and nothing is sent over that: it would show the password.`,
      nextStep: `Give it as ${shown(given.trim().replace(/^ldap:/i, "ldaps:"))}, or add --starttls.`,
    });
  }
  if (scheme === "ldaps") {
    throw new BadnodeError({
      code: "directory-address",
      happened: `${shown(given)} is LDAP over TLS from the first byte, and --starttls begins TLS later: both do not go together.`,
      nextStep: "Leave out --starttls, or give the server without ldaps://.",
    });
  }
  throw new BadnodeError({
    code: "directory-address",
    happened: `${shown(given)} is no address of a directory server: ${foreignText(scheme)}:// is another protocol.`,
    nextStep: "Give it like dc1.corp.example or ldaps://dc1.corp.example:636.",
  });
}

function notAnAddress(given: string): BadnodeError {
  const bare = given.trim();
  return new BadnodeError({
    code: "directory-address",
    happened: `"${shown(given)}" is no address of a directory server.`,
    nextStep:
      isIP(bare) === 6
        ? `Put an IPv6 address in brackets: [${foreignText(bare)}].`
        : "Give it like dc1.corp.example, dc1.corp.example:636, ldaps://dc1.corp.example or [2001:db8::1].",
  });
}

function globalCatalog(given: string, port: number, security: ConnectionSecurity["kind"]): BadnodeError {
  return new BadnodeError({
    code: "directory-global-catalog",
    happened: `${shown(given)} is a global catalog (port ${String(port)}), and that does not hold what is audited.`,
    likelyCause:
      "A global catalog has a part of each object only: serviceDNSName and others are not in it, and would look as if they were missing.",
    nextStep: `Give the server without this port; ${String(DEFAULT_PORT[security])} is taken then. Name one domain controller of each domain with --server.`,
  });
}

/** A URL may bear a password, which nobody asked for. */
function shown(given: string): string {
  return foreignText(given.replace(/\/\/.*@/s, "//...@"));
}
