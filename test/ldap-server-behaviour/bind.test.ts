import { Client } from "ldapts";
import { expect, onTestFinished, test } from "vitest";
import { refusedBind, RESULT } from "../ldap-server/index.ts";
import { bound, caCertificate, clientOf, corp, served } from "./client.ts";

test.each(["auditor@corp.example", "CORP\\auditor", "cn=auditor,CN=Users,DC=corp,DC=example"])(
  "the user binds as %s",
  async (name) => {
    const server = await served(corp());
    await clientOf(server).bind(name, "secret");
    expect(server.requests).toEqual([
      { connection: 1, isEncrypted: true, user: null, operation: "bind", name, mechanism: null },
    ]);
  },
);

test("a wrong password is refused as a domain controller refuses it", async () => {
  const client = clientOf(await served(corp()));
  const refused = client.bind("auditor@corp.example", "wrong");
  await expect(refused).rejects.toMatchObject({ code: RESULT.invalidCredentials });
  await expect(refused).rejects.toThrow("AcceptSecurityContext error, data 52e,");
});

test("any refusal can be scripted, for as many requests as wanted", async () => {
  const server = await served(corp());
  server.when(({ operation }) => operation === "bind", { kind: "result", result: refusedBind("80090346") }, 1);
  const client = clientOf(server);
  await expect(client.bind("auditor@corp.example", "secret")).rejects.toThrow("data 80090346");
  await client.bind("auditor@corp.example", "secret");
});

test("a password that comes unencrypted is refused with code 8", async () => {
  const server = await served(corp());
  const client = new Client({ url: `ldap://127.0.0.1:${server.port}` });
  onTestFinished(() => client.unbind());
  await expect(client.bind("auditor@corp.example", "secret")).rejects.toMatchObject({
    code: RESULT.strongerAuthRequired,
  });
  expect(server.requests[0]).toMatchObject({ operation: "bind", isEncrypted: false });
});

test("StartTLS encrypts a plain connection", async () => {
  const server = await served(corp());
  const client = new Client({ url: `ldap://127.0.0.1:${server.port}` });
  onTestFinished(() => client.unbind());
  await client.startTLS({ ca: [caCertificate], servername: "localhost" });
  await client.bind("auditor@corp.example", "secret");
  expect(server.requests.map(({ operation, isEncrypted }) => [operation, isEncrypted])).toEqual([
    ["extended", false],
    ["bind", true],
  ]);
});

test("who is not bound sees the rootDSE and nothing else; a name without password binds as nobody", async () => {
  const server = await served(corp());
  const client = clientOf(server);
  const { searchEntries } = await client.search("", { scope: "base", attributes: ["defaultNamingContext"] });
  expect(searchEntries).toEqual([{ dn: "", defaultNamingContext: "DC=corp,DC=example" }]);
  const search = () => client.search("DC=corp,DC=example", { scope: "base" });
  await expect(search()).rejects.toMatchObject({ code: RESULT.operationsError });
  await client.bind("auditor@corp.example", "");
  await expect(search()).rejects.toMatchObject({ code: RESULT.operationsError });
});

test("what would change the directory is recorded and refused", async () => {
  const server = await served(corp());
  const client = await bound(server);
  await expect(client.del("CN=auditor,CN=Users,DC=corp,DC=example")).rejects.toMatchObject({
    code: RESULT.insufficientAccessRights,
  });
  expect(server.requests.map(({ operation }) => operation)).toEqual(["bind", "delete"]);
});
