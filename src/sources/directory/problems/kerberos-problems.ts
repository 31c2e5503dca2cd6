import type { Explanation } from "../../../shared/errors.ts";
import { seconds } from "./connect-problems.ts";
import { foreignText } from "./foreign-text.ts";

/** The package cannot be loaded. */
export function explainKerberosPackage(error: unknown): Explanation {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND") {
    return {
      code: "directory-kerberos-missing",
      happened: "--kerberos needs the npm package kerberos, and it is not installed.",
      likelyCause: "It is optional: npm leaves it out where it cannot be built, or with --omit=optional.",
      nextStep:
        "Install it beside badnode with `npm install kerberos@7`, or use a name and a password over LDAPS: --user.",
    };
  }
  return {
    code: "directory-kerberos-missing",
    happened: `The npm package kerberos cannot be loaded${words(error)}.`,
    likelyCause: "It was built for another version of Node.js, or the system's Kerberos library is missing.",
    nextStep:
      "Run `npm rebuild kerberos`, on Debian and Ubuntu `apt-get install libgssapi-krb5-2`, or use a name and a password over LDAPS: --user.",
  };
}

// Texts of MIT krb5, Heimdal and Windows (SSPI). A localised library says it in other words: the last case shows those.
const KNOWN: readonly { readonly pattern: RegExp; readonly explain: (service: string) => Explanation }[] = [
  {
    pattern: /clock skew|time.{0,20}skew|clocks? .{0,60}(skewed|synchroni[sz]ed)/i,
    explain: () => ({
      code: "directory-clock-skew",
      happened: "Kerberos refuses: the clock of this computer and that of the domain differ too much.",
      likelyCause: "More than five minutes are not tolerated.",
      nextStep: "Set the clock of this computer (`w32tm /resync`, `timedatectl`), then run this again.",
    }),
  },
  {
    pattern: /server .{0,300}not found in kerberos database|target .{0,60}(unknown|unreachable)|S_PRINCIPAL_UNKNOWN/i,
    explain: (service) => ({
      code: "directory-service-unknown",
      happened: `Kerberos does not know the service ${service}.`,
      likelyCause:
        "The server was given by an alias or a short name, and its domain knows it by its full DNS name only.",
      nextStep: "Give --server, or --server-name, the domain controller's full DNS name.",
    }),
  },
  {
    pattern: /ticket expired|credentials.{0,80}expired/i,
    explain: () => ({
      code: "directory-no-ticket",
      happened: "The Kerberos ticket has expired.",
      nextStep: "Get a new one with `kinit USER@REALM`, then run this again.",
    }),
  },
  {
    pattern:
      /no kerberos credentials available|no credentials (were|cache)|credentials? cache .{0,200}not found|no credentials are available|can't find client principal|matching credential not found|unavailable credential/i,
    explain: () => ({
      code: "directory-no-ticket",
      happened: "There is no Kerberos ticket.",
      likelyCause: "Nobody has logged on to the domain here, or the ticket cache is another one (KRB5CCNAME).",
      nextStep: "Get one with `kinit USER@REALM`, look with `klist`, then run this again.",
    }),
  },
  {
    pattern:
      /cannot (find|contact|resolve) .{0,60}kdc|unable to (find|reach) .{0,40}kdc|no authority could be contacted|cannot determine realm/i,
    explain: () => ({
      code: "directory-kdc-unreachable",
      happened: "Kerberos finds no domain controller to ask for a ticket.",
      likelyCause: "DNS or /etc/krb5.conf does not say where the realm's servers are, or port 88 is closed.",
      nextStep: "Check with `kinit USER@REALM`, and name the KDC in /etc/krb5.conf if DNS does not.",
    }),
  },
];

/** What the Kerberos library says. `service` as it was asked for: `ldap/dc1.corp.example`. */
export function explainKerberosError(error: unknown, service: string): Explanation {
  const text = error instanceof Error ? error.message : "";
  const known = KNOWN.find(({ pattern }) => pattern.test(text.slice(0, 2000)));
  return (
    known?.explain(service) ?? {
      code: "directory-kerberos-failed",
      happened: `Kerberos failed${words(error)}.`,
      nextStep: `Check with \`klist\` that there is a ticket and with \`kvno ${service}\` that the service is known, or use a name and a password over LDAPS: --user.`,
    }
  );
}

export function explainKerberosTimeout(milliseconds: number): Explanation {
  return {
    code: "directory-kdc-unreachable",
    happened: `Kerberos gave no ticket for the server within ${seconds(milliseconds)}.`,
    likelyCause: "No domain controller answers on port 88, and the library goes through all that it knows.",
    nextStep: "Check with `kinit USER@REALM`, and name the KDC in /etc/krb5.conf if DNS does not.",
  };
}

function words(error: unknown): string {
  const text = error instanceof Error ? foreignText(error.message) : "";
  return text === "" ? "" : `: "${text}"`;
}
