import type { Explanation } from "../../../shared/errors.ts";
import type { SearchRequest } from "../connection.ts";
import type { Result } from "../protocol/answers.ts";
import { foreignText, serverSaid } from "./foreign-text.ts";

/** What was asked of whom. */
export interface SearchAttempt {
  readonly server: string;
  readonly request: Pick<SearchRequest, "base" | "showDeleted" | "securityDescriptors">;
  /** The password, lest the server repeats it. */
  readonly secret?: string | undefined;
}

/** Why a search was refused or broken off. `result.code` is not 0. */
export function explainSearchRefusal(result: Result, { server, request, secret }: SearchAttempt): Explanation {
  const base = request.base === "" ? "the root of the directory" : foreignText(request.base);
  const said = serverSaid(result.text, secret);
  switch (result.code) {
    case 1:
      return {
        code: "directory-operations-error",
        happened: `${server} could not answer the search below ${base}.${said}`,
        likelyCause: "The server does not hold the connection for logged on any more, or fails itself.",
        nextStep: "Run this again; if it stays, name another domain controller with --server.",
      };
    case 3:
      return {
        code: "directory-time-limit",
        happened: `${server} broke off the search below ${base} at its time limit: what it sent is not all.${said}`,
        likelyCause: "The server is busy, or its MaxQueryDuration is short.",
        nextStep: "Ask for less with --base, raise --timeout, or name another domain controller with --server.",
      };
    case 4:
      return {
        code: "directory-size-limit",
        happened: `${server} broke off the search below ${base} at its size limit: what it sent is not all.${said}`,
        likelyCause: "The server does not take part in paging, or a limit is set for this account.",
        nextStep: "Ask for less with --base, or name another domain controller with --server.",
      };
    case 8:
    case 13:
      return {
        code: "directory-signing-required",
        happened: `${server} wants the connection signed or encrypted before it answers.${said}`,
        likelyCause: "Something between here and the server ends the encryption and passes on plain LDAP.",
        nextStep: "Connect to the domain controller itself, over LDAPS: --server ldaps://NAME.",
      };
    case 10:
      return {
        code: "directory-referral",
        happened: `${server} does not hold ${base}${elsewhere(result.referrals, secret)}.${said}`,
        likelyCause: "It belongs to another domain.",
        nextStep: "Name a domain controller of that domain with --server; referrals are not followed.",
      };
    case 11:
      return {
        code: "directory-administrative-limit",
        happened: `${server} broke off the search below ${base} at a limit that its administrators set.${said}`,
        likelyCause:
          "Its LDAP policy (MaxPageSize, MaxResultSetSize, MaxTempTableSize) is tight, or many searches run at once.",
        nextStep: "Ask for less with --base, or name another domain controller with --server.",
      };
    case 12:
      return {
        code: "directory-control-refused",
        happened: `${server} refuses a control of the search below ${base}: ${controlsOf(request)}.${said}`,
        likelyCause: "It is no Active Directory domain controller, or the account may not use it.",
        nextStep: "Name a domain controller with --server; what cannot be asked for stays unknown.",
      };
    case 32:
      return {
        code: "directory-no-such-object",
        happened: `${server} has no ${base}${result.matchedDn === "" ? "" : `; what there is ends at ${foreignText(result.matchedDn, secret)}`}.`,
        likelyCause: "The DN is misspelt, belongs to another domain, or the account may not see it.",
        nextStep:
          "Copy the DN from the properties of the container (Attribute Editor, distinguishedName) and give it with --base.",
      };
    case 34:
      return {
        code: "directory-invalid-dn",
        happened: `${server} does not take ${base} for a DN.${said}`,
        likelyCause:
          "A comma or another special character in a name is not escaped with a backslash, or a part has no type.",
        nextStep: 'Write it like "OU=Hosts,DC=corp,DC=example", with \\, for a comma inside a name.',
      };
    case 50:
      return {
        code: "directory-insufficient-rights",
        happened: `${server} does not let this account read ${base}.${said}`,
        likelyCause: "The rights of authenticated users were taken away there.",
        nextStep: "Have the account given the right to read there, or use another one with --user.",
      };
    case 51:
    case 52:
      return {
        code: "directory-busy",
        happened: `${server} is too busy to search below ${base}.${said}`,
        nextStep: "Try again in a minute, or name another domain controller with --server.",
      };
    case 53:
      return {
        code: "directory-unwilling",
        happened: `${server} is not willing to search below ${base}.${said}`,
        likelyCause: "A policy of the server forbids it, or the page cookie belongs to another connection.",
        nextStep: "Run this again; if it stays, name another domain controller with --server.",
      };
    default:
      return {
        code: "directory-search-refused",
        happened: `${server} refused the search below ${base} with result ${String(result.code)}.${said}`,
        nextStep: "Run this again; if it stays, name another domain controller with --server.",
      };
  }
}

function elsewhere(referrals: readonly string[], secret: string | undefined): string {
  const [first] = referrals;
  return first === undefined ? "" : ` and points to ${foreignText(first, secret)}`;
}

function controlsOf(request: SearchAttempt["request"]): string {
  return [
    "paging (1.2.840.113556.1.4.319)",
    ...(request.showDeleted === true ? ["deleted objects (1.2.840.113556.1.4.417)"] : []),
    ...(request.securityDescriptors === true ? ["security descriptors (1.2.840.113556.1.4.801)"] : []),
  ].join(", ");
}
