import { Client } from "ldapts";
import { expect, onTestFinished, test } from "vitest";
import { CertificateAuthority, domain } from "./index.ts";

test("a plain user reads a host and its connection point over LDAPS, page by page", async () => {
  const authority = new CertificateAuthority();
  const corp = domain("DC=corp,DC=example");
  corp.user("auditor", "secret");
  corp.hyperVHost("HV01").connectionPoint();
  const server = await corp.serve({ certificate: authority.issue() });
  onTestFinished(() => server.close());
  const client = new Client({
    url: `ldaps://127.0.0.1:${server.tlsPort}`,
    tlsOptions: { ca: [authority.certificate] },
    timeout: 5_000,
  });
  onTestFinished(() => client.unbind());
  await client.bind("auditor@corp.example", "secret");
  const { searchEntries } = await client.search(corp.dn, {
    filter: "(|(objectClass=computer)(objectClass=serviceConnectionPoint))",
    attributes: ["cn"],
    paged: { pageSize: 1 },
  });
  expect(searchEntries).toEqual([
    { dn: "CN=HV01,OU=Hyper-V Hosts,DC=corp,DC=example", cn: "HV01" },
    { dn: "CN=Microsoft Hyper-V,CN=HV01,OU=Hyper-V Hosts,DC=corp,DC=example", cn: "Microsoft Hyper-V" },
  ]);
  expect(server.searches.map(({ user, isEncrypted, isContinued }) => ({ user, isEncrypted, isContinued }))).toEqual([
    { user: "auditor@corp.example", isEncrypted: true, isContinued: false },
    { user: "auditor@corp.example", isEncrypted: true, isContinued: true },
  ]);
});
