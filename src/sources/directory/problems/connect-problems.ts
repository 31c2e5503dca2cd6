import type { Explanation } from "../../../shared/errors.ts";
import type { ConnectionSecurity } from "../connection-options.ts";
import type { ServerAddress } from "../server-address.ts";
import { errorCodes } from "./error-codes.ts";
import { foreignText } from "./foreign-text.ts";

/** What a port can be opened with, and how that went wrong. */
export function explainConnectError(
  error: unknown,
  address: ServerAddress,
  security: ConnectionSecurity["kind"],
): Explanation {
  const where = `port ${String(address.port)} of ${address.given}`;
  const codes = errorCodes(error);
  if (codes.includes("ENOTFOUND") || codes.includes("EAI_NONAME") || codes.includes("EAI_NODATA")) {
    return {
      code: "directory-host-not-found",
      happened: `The name ${address.host} has no address.`,
      likelyCause: "The name is misspelt, or this computer does not ask the DNS servers of the domain.",
      nextStep: `Ask for it with \`nslookup ${address.host}\`, or give the domain controller's address: --server ADDRESS --server-name ITS-DNS-NAME.`,
    };
  }
  if (codes.includes("EAI_AGAIN")) {
    return {
      code: "directory-host-not-found",
      happened: `The name ${address.host} could not be looked up: no DNS server answered.`,
      likelyCause: "The DNS servers that this computer is set to ask cannot be reached.",
      nextStep: `Ask again with \`nslookup ${address.host}\`, or give the domain controller's address: --server ADDRESS --server-name ITS-DNS-NAME.`,
    };
  }
  if (codes.includes("ECONNREFUSED")) {
    return {
      code: "directory-port-closed",
      happened: `${capitalised(where)} is closed.`,
      likelyCause:
        security === "ldaps"
          ? "It is no domain controller, LDAP over TLS is not offered there (a domain controller needs a certificate for that), or a firewall refuses."
          : "It is no domain controller, or a firewall refuses.",
      nextStep: `Try \`Test-NetConnection ${address.host} -Port ${String(address.port)}\`, or another domain controller with --server.`,
    };
  }
  if (codes.some((code) => ["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"].includes(code))) {
    return {
      code: "directory-unreachable",
      happened: `There is no way in the network to ${where}.`,
      likelyCause: "The address is wrong, or a VPN or a route is missing.",
      nextStep: `Try \`Test-NetConnection ${address.host} -Port ${String(address.port)}\`, or another domain controller with --server.`,
    };
  }
  if (codes.includes("ETIMEDOUT")) return explainConnectTimeout(address, null);
  return {
    code: "directory-unreachable",
    happened: `The connection to ${where} could not be opened${describe(error)}.`,
    nextStep: `Try \`Test-NetConnection ${address.host} -Port ${String(address.port)}\`, or another domain controller with --server.`,
  };
}

export function explainConnectTimeout(address: ServerAddress, milliseconds: number | null): Explanation {
  const within = milliseconds === null ? "" : ` within ${seconds(milliseconds)}`;
  return {
    code: "directory-timeout",
    happened: `Port ${String(address.port)} of ${address.given} did not answer${within}.`,
    likelyCause: "The server is off, or a firewall drops what is sent to that port.",
    nextStep: `Try \`Test-NetConnection ${address.host} -Port ${String(address.port)}\`, or another domain controller with --server.`,
  };
}

export function seconds(milliseconds: number): string {
  return milliseconds === 1000 ? "1 second" : `${String(milliseconds / 1000)} seconds`;
}

/** The library's own words, where nothing better is known: ` (EXYZ)`. */
export function describe(error: unknown): string {
  const words = errorCodes(error)[0] ?? (error instanceof Error ? foreignText(error.message) : "");
  return words === "" ? "" : ` (${words})`;
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
