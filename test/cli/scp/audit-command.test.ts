import { expect, test } from "vitest";
import { auditCommand } from "../../../src/cli/scp/audit-command.ts";

const USER = { kind: "simple", user: "auditor@corp.example", from: { kind: "prompt" } } as const;

test("the command for the same audit again has all that changes what is read, and no way to the password", () => {
  const security = {
    kind: "starttls",
    caFile: "ca.pem",
    serverName: "dc.corp.example",
    verifies: true,
  } as const;
  const reading = {
    servers: ["dc2", "dc1"],
    domain: "corp.example",
    base: "OU=Hosts,DC=corp,DC=example",
    security,
    timeoutMilliseconds: 15_000,
  };
  expect(auditCommand({ kind: "live", reading, credentials: USER })).toEqual({
    basis: "servers",
    arguments: [
      ...["--server", "dc1", "--server", "dc2", "--domain", "corp.example", "--base", "OU=Hosts,DC=corp,DC=example"],
      ...["--starttls", "--ca-file", "ca.pem", "--server-name", "dc.corp.example", "--user", "auditor@corp.example"],
    ],
    reader: "auditor@corp.example",
  });
});

test("an unchecked certificate and a ticket are asked for again", () => {
  const security = { kind: "ldaps", verifies: false } as const;
  const reading = { servers: ["dc1"], security, timeoutMilliseconds: 15_000 };
  expect(auditCommand({ kind: "live", reading, credentials: { kind: "kerberos" } })).toEqual({
    basis: "servers",
    arguments: ["--server", "dc1", "--insecure-tls", "--kerberos"],
    reader: null,
  });
});
