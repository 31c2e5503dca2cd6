import type { OptionSpec } from "../command.ts";

/** How a directory server is found, and who asks it. */
export const CONNECTION_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  server: { kind: "list", value: "NAME", describe: "A domain controller: dc1.corp.example, dc1:636, ldaps://dc1" },
  domain: { kind: "text", value: "NAME", describe: "DNS name of the domain, whose domain controllers are looked up" },
  base: { kind: "text", value: "DN", describe: "Only what stands below: OU=Hosts,DC=corp,DC=example" },
  user: {
    kind: "text",
    value: "NAME",
    describe: "auditor@corp.example, CORP\\auditor or a DN; any domain user may do",
  },
  "password-file": { kind: "text", value: "FILE", describe: "Take the password from the first line of this file" },
  "password-stdin": { kind: "flag", describe: "Take the password from the first line of standard input" },
  kerberos: {
    kind: "flag",
    describe: "Log on with the ticket cache (Linux, macOS) or as whoever is logged on (Windows)",
  },
  "ca-file": {
    kind: "text",
    value: "FILE",
    describe: "PEM file of the authorities to trust instead of the usual ones",
  },
  "server-name": { kind: "text", value: "NAME", describe: "The name that the server's certificate must bear" },
  starttls: { kind: "flag", describe: "Encrypt on port 389 with StartTLS instead of LDAPS on 636" },
  "insecure-tls": { kind: "flag", describe: "Take any certificate: whoever answers sees the password" },
  timeout: { kind: "text", value: "SECONDS", describe: "Of connecting and of each request; default 15" },
};
