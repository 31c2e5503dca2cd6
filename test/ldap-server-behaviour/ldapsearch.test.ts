import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import type { LdapServer } from "../ldap-server/index.ts";
import { caCertificate, corp, served } from "./client.ts";

// OpenLDAP's client reads the protocol with code of its own.
const hasLdapsearch = spawnSync("ldapsearch", ["-VV"]).error === undefined;
const testWithLdapsearch = test.skipIf(!hasLdapsearch);

const folder = mkdtempSync(join(tmpdir(), "badnode-ldap-server-"));
const caFile = join(folder, "ca.pem");
writeFileSync(caFile, caCertificate);
afterAll(() => rmSync(folder, { recursive: true }));

async function ldapsearch(server: LdapServer, url: string, ...args: readonly string[]): Promise<readonly string[]> {
  const bind = ["-x", "-LLL", "-o", "ldif-wrap=no", "-D", "CORP\\auditor", "-w", "secret"];
  const { stdout } = await promisify(execFile)(
    "ldapsearch",
    [...bind, "-H", url, "-b", "DC=corp,DC=example", ...args],
    {
      env: { ...process.env, LDAPTLS_CACERT: caFile },
    },
  );
  expect(
    server.requests.filter(({ operation }) => operation === "search").every(({ isEncrypted }) => isEncrypted),
  ).toBe(true);
  return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

testWithLdapsearch("ldapsearch reads pages over LDAPS", async () => {
  const made = corp();
  for (const name of ["PC1", "PC2", "PC3"]) made.computer(name);
  const server = await served(made, { references: [] });
  const url = `ldaps://127.0.0.1:${server.tlsPort}`;
  expect(await ldapsearch(server, url, "-E", "pr=2/noprompt", "(objectCategory=computer)", "sAMAccountName")).toEqual([
    "dn: CN=PC1,CN=Computers,DC=corp,DC=example",
    "sAMAccountName: PC1$",
    "dn: CN=PC2,CN=Computers,DC=corp,DC=example",
    "sAMAccountName: PC2$",
    "dn: CN=PC3,CN=Computers,DC=corp,DC=example",
    "sAMAccountName: PC3$",
  ]);
});

testWithLdapsearch("ldapsearch reads deleted objects and references over StartTLS", async () => {
  const made = corp();
  const { dn } = made.hyperVHost("HV01");
  made.deletedConnectionPoint({ below: dn, deletedAt: "2026-04-01T08:00:00Z" });
  const server = await served(made, { references: ["ldap://other.example/DC=other,DC=example"] });
  const url = `ldap://127.0.0.1:${server.port}`;
  const lines = await ldapsearch(
    server,
    url,
    "-ZZ",
    "-E",
    "!1.2.840.113556.1.4.417",
    "(isDeleted=TRUE)",
    "lastKnownParent",
  );
  expect(lines).toEqual([
    expect.stringMatching(/^dn: CN=Microsoft Hyper-V\\0ADEL:[0-9a-f-]{36},CN=Deleted Objects,DC=corp,DC=example$/),
    `lastKnownParent: ${dn}`,
  ]);
});

testWithLdapsearch("ldapsearch gets a range of values", async () => {
  const made = corp();
  made.computer("PC1", { attributes: { description: ["one", "two", "three"] } });
  const server = await served(made, { valuesAtOnce: 2, references: [] });
  expect(await ldapsearch(server, `ldaps://127.0.0.1:${server.tlsPort}`, "(cn=PC1)", "description")).toEqual([
    "dn: CN=PC1,CN=Computers,DC=corp,DC=example",
    "description;range=0-1: one",
    "description;range=0-1: two",
  ]);
});
