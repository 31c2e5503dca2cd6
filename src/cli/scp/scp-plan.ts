import type { ConnectionSecurity, ReadDirectoryOptions } from "../../index.ts";
import { type CommandArguments, usageError } from "../command.ts";

/** How the reader proves who it is. */
export type AskedCredentials =
  | { readonly kind: "kerberos" }
  | { readonly kind: "simple"; readonly user: string; readonly from: PasswordSource };

export type PasswordSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "prompt" };

export interface LivePlan {
  readonly kind: "live";
  readonly reading: Pick<ReadDirectoryOptions, "servers" | "domain" | "base" | "security" | "timeoutMilliseconds">;
  readonly credentials: AskedCredentials;
  readonly save?: string;
}

/** What is to be audited: directory servers, or files that were exported of one. */
export type ScpPlan = LivePlan | { readonly kind: "exports"; readonly paths: readonly string[] };

/** Options that make sense with a server only. */
const LIVE_OPTIONS = [
  "server",
  "domain",
  "base",
  "user",
  "password-file",
  "password-stdin",
  "kerberos",
  "ca-file",
  "starttls",
  "server-name",
  "insecure-tls",
  "timeout",
  "save",
] as const;

const DEFAULT_TIMEOUT_SECONDS = 15;
const LONGEST_TIMEOUT_SECONDS = 3600;

/** @throws BadnodeError with code `usage` for options that contradict each other, or lack others */
export function scpPlan(args: CommandArguments): ScpPlan {
  const paths = [...args.list("ldif"), ...args.operands];
  if (paths.length > 0) {
    const odd = LIVE_OPTIONS.find((name) => args.flag(name));
    if (odd === undefined) return { kind: "exports", paths };
    throw usageError(
      `--${odd} is for a directory server, and an export (${paths[0] ?? ""}) was given too.`,
      `Leave --${odd} out to audit the export, or the export to audit the server.`,
    );
  }
  if (!args.flag("server") && !args.flag("domain")) {
    throw usageError(
      "scp needs a directory server, a domain, or an export of a directory.",
      "For example: badnode scp --server dc1.corp.example --user auditor@corp.example, or: badnode scp --ldif hosts.ldif",
    );
  }
  return livePlan(args);
}

/** Of a command that was given a server or a domain. @throws BadnodeError with code `usage` */
export function livePlan(args: CommandArguments): LivePlan {
  const servers = args.list("server");
  for (const server of servers) checkServer(server, args.flag("starttls"));
  return {
    kind: "live",
    reading: {
      servers,
      ...optional("domain", args.text("domain")),
      ...optional("base", args.text("base")),
      security: askedSecurity(args),
      timeoutMilliseconds: timeoutOf(args.text("timeout")),
    },
    credentials: askedCredentials(args),
    ...optional("save", args.text("save")),
  };
}

function optional<K extends string>(name: K, value: string | undefined): { readonly [N in K]?: string } {
  if (value === undefined) return {};
  if (value.trim() === "") throw usageError(`--${name} is empty.`, `Give --${name} a value, or leave it out.`);
  const given: { [N in K]?: string } = {};
  given[name] = value;
  return given;
}

function checkServer(server: string, starttls: boolean): void {
  // Not repeated: what stands before the @ may be a password.
  if (server.includes("@")) {
    throw usageError("--server takes a name or an address, without a user.", "Give the user with --user.");
  }
  if (/^ldaps:/i.test(server) && starttls) {
    throw usageError(
      `--starttls contradicts --server ${server}.`,
      "ldaps:// is encrypted from the start: leave --starttls out, or write ldap:// or the name alone.",
    );
  }
  if (/^ldap:/i.test(server) && !starttls) {
    throw usageError(
      `--server ${server} would be asked without encryption.`,
      "Add --starttls, or write ldaps:// or the name alone.",
      "A password never goes over plain LDAP, and domain controllers refuse it there.",
    );
  }
}

function askedSecurity(args: CommandArguments): ConnectionSecurity {
  const isInsecure = args.flag("insecure-tls");
  if (isInsecure && args.flag("ca-file")) {
    throw usageError(
      "--insecure-tls contradicts --ca-file.",
      "Leave --insecure-tls out: with the authority's file the certificate can be checked.",
    );
  }
  return {
    kind: args.flag("starttls") ? "starttls" : "ldaps",
    ...optionalAs("caFile", "ca-file", args),
    ...optionalAs("serverName", "server-name", args),
    verifies: !isInsecure,
  };
}

function optionalAs<K extends string>(
  field: K,
  option: string,
  args: CommandArguments,
): { readonly [N in K]?: string } {
  const value = optional(option, args.text(option))[option];
  if (value === undefined) return {};
  const given: { [N in K]?: string } = {};
  given[field] = value;
  return given;
}

function askedCredentials(args: CommandArguments): AskedCredentials {
  const user = args.text("user");
  const file = args.text("password-file");
  const fromStdin = args.flag("password-stdin");
  if (args.flag("kerberos")) {
    const odd = (["user", "password-file", "password-stdin"] as const).find((name) => args.flag(name));
    if (args.flag("starttls")) {
      throw usageError(
        "--kerberos contradicts --starttls.",
        "Leave --starttls out: badnode uses Kerberos over LDAPS only.",
      );
    }
    if (odd === undefined) return { kind: "kerberos" };
    throw usageError(
      `--kerberos contradicts --${odd}: it takes the ticket of whoever is logged on.`,
      "Leave one of them out. To be somebody else with Kerberos: kinit auditor@CORP.EXAMPLE, then --kerberos alone.",
    );
  }
  if (user === undefined) {
    throw usageError(
      "scp needs to know who asks: the directory answers nobody without a name.",
      "Add --user auditor@corp.example (any domain user may do), or --kerberos for the ticket that you have.",
    );
  }
  if (user.trim() === "") throw usageError("--user is empty.", "Write --user auditor@corp.example.");
  if (file !== undefined && fromStdin) {
    throw usageError("--password-file contradicts --password-stdin.", "Give the password once.");
  }
  return { kind: "simple", user, from: passwordSource(file, fromStdin) };
}

function passwordSource(file: string | undefined, fromStdin: boolean): PasswordSource {
  if (file !== undefined) return { kind: "file", path: file };
  return { kind: fromStdin ? "stdin" : "prompt" };
}

function timeoutOf(given: string | undefined): number {
  const seconds = Number(given ?? DEFAULT_TIMEOUT_SECONDS);
  if (!/^\d{1,4}$/.test(given ?? "1") || seconds < 1 || seconds > LONGEST_TIMEOUT_SECONDS) {
    throw usageError(
      `--timeout cannot be read as seconds: "${given ?? ""}".`,
      `Write a whole number from 1 to ${LONGEST_TIMEOUT_SECONDS}; the default is ${DEFAULT_TIMEOUT_SECONDS}.`,
    );
  }
  return seconds * 1000;
}
