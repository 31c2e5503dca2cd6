import { EqualityFilter } from "ldapts";
import { expect, test } from "vitest";
import { sidBytes } from "../../samples/generate/evtx/value-bytes.ts";
import { bound, corp, namesFound, served } from "./client.ts";

function twoHosts() {
  const made = corp();
  made.hyperVHost("HV01", { attributes: { logonCount: ["9"] } }).connectionPoint();
  made.computer("Müller, PC*", {
    fqdn: "pc.corp.example",
    attributes: { logonCount: ["10"], userAccountControl: ["4098"], operatingSystem: [] },
  });
  return made;
}

test.each([
  ["(objectClass=computer)", ["HV01", "Müller, PC*"]],
  ["(OBJECTCLASS=Computer)", ["HV01", "Müller, PC*"]],
  ["(objectCategory=computer)", ["HV01", "Müller, PC*"]],
  ["(objectCategory=cn=computer, CN=Schema,CN=Configuration,dc=CORP,DC=example)", ["HV01", "Müller, PC*"]],
  ["(cn=müller, pc\\2a)", ["Müller, PC*"]],
  ["(&(objectClass=serviceConnectionPoint)(cn=microsoft hyper-v))", ["Microsoft Hyper-V"]],
  ["(servicePrincipalName=Microsoft Virtual Console Service/*)", ["HV01"]],
  ["(servicePrincipalName=*virtual*corp.example)", ["HV01"]],
  ["(&(objectClass=computer)(cn=*\\2a*))", ["Müller, PC*"]],
  ["(&(objectClass=computer)(operatingSystem=*))", ["HV01"]],
  ["(&(objectClass=computer)(!(operatingSystem=*2022*)))", ["Müller, PC*"]],
  ["(|(cn=HV01)(dNSHostName=PC.corp.example))", ["HV01", "Müller, PC*"]],
  ["(logonCount>=10)", ["Müller, PC*"]],
  ["(logonCount<=9)", ["HV01"]],
  ["(userAccountControl:1.2.840.113556.1.4.803:=2)", ["Müller, PC*"]],
  ["(&(objectClass=computer)(noSuchAttribute=1))", []],
])("%s finds %j", async (filter, expected) => {
  const server = await served(twoHosts());
  expect(await namesFound(server, filter)).toEqual(expected);
});

test("an account is found by the bytes of its SID, and by the SID as text", async () => {
  const made = corp();
  const { dn, sid } = made.computer("PC01");
  const client = await bound(await served(made));
  const filters = [
    new EqualityFilter({ attribute: "objectSid", value: Buffer.from(sidBytes(sid)) }),
    `(objectSid=${sid})`,
  ];
  for (const filter of filters) {
    const { searchEntries } = await client.search(made.dn, { filter, attributes: ["cn"] });
    expect(searchEntries).toEqual([{ dn, cn: "PC01" }]);
  }
});

test("the scopes are the object, what is right below it, and all of it", async () => {
  const made = corp();
  const { dn } = made.hyperVHost("HV01").connectionPoint();
  const client = await bound(await served(made));
  const found = async (scope: "base" | "one" | "sub") =>
    (await client.search(dn.toLowerCase(), { scope, attributes: ["1.1"] })).searchEntries.map((entry) => entry.dn);
  expect(await found("base")).toEqual([dn]);
  expect(await found("one")).toEqual([`CN=Microsoft Hyper-V,${dn}`]);
  expect(await found("sub")).toEqual([dn, `CN=Microsoft Hyper-V,${dn}`]);
});
