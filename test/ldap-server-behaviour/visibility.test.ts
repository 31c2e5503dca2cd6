import { Control } from "ldapts";
import { expect, test } from "vitest";
import type { Visibility } from "../ldap-server/index.ts";
import { bound, corp, served } from "./client.ts";

class ShowDeleted extends Control {
  constructor() {
    super("1.2.840.113556.1.4.417", { critical: true });
  }
}

async function attributeNames(visibleTo: Visibility, filter: string): Promise<readonly (readonly string[])[]> {
  const made = corp();
  made.computer("PC1", { visibleTo: (user) => (user === "auditor@corp.example" ? visibleTo : "whole") });
  const client = await bound(await served(made));
  const { searchEntries } = await client.search("CN=Computers,DC=corp,DC=example", { scope: "one", filter });
  return searchEntries.map((entry) => Object.keys(entry).slice(0, 3));
}

test("an entry of which only the name is shown matches no filter but that for any object", async () => {
  expect(await attributeNames("name only", "(objectClass=*)")).toEqual([["dn"]]);
  expect(await attributeNames("name only", "(objectClass=computer)")).toEqual([]);
  expect(await attributeNames("name only", "(!(objectClass=computer))")).toEqual([]);
  expect(await attributeNames("nothing", "(objectClass=*)")).toEqual([]);
});

test("single attributes can be hidden", async () => {
  const visible = { without: ["CN"] };
  expect(await attributeNames(visible, "(objectClass=computer)")).toEqual([["dn", "objectClass", "distinguishedName"]]);
  expect(await attributeNames(visible, "(cn=PC1)")).toEqual([]);
});

test("metadata come only when asked for, the security descriptor only with its control", async () => {
  const made = corp();
  made.computer("PC1");
  const server = await served(made);
  const client = await bound(server);
  const names = async (attributes: string[]) =>
    Object.keys((await client.search(made.dn, { filter: "(cn=PC1)", attributes })).searchEntries[0] ?? {});
  const usual = await names([]);
  expect(usual).toContain("objectSid");
  for (const name of ["nTSecurityDescriptor", "replPropertyMetaData", "msDS-ReplAttributeMetaData"]) {
    expect(usual).not.toContain(name);
  }
  const { searchEntries } = await client.search(made.dn, {
    filter: "(cn=PC1)",
    attributes: ["msDS-ReplAttributeMetaData", "nTSecurityDescriptor"],
  });
  expect(searchEntries[0]?.["nTSecurityDescriptor"]).toEqual([]);
  expect(String(searchEntries[0]?.["msDS-ReplAttributeMetaData"])).toContain(
    "<pszAttributeName>dNSHostName</pszAttributeName>",
  );
});

test("deleted objects are shown with their control, to those who may see them", async () => {
  const made = corp();
  made.user("admin", "secret");
  const hidden = (user: string): Visibility => (user === "auditor@corp.example" ? "nothing" : "whole");
  made.deletedConnectionPoint({ below: "CN=HV06,DC=corp,DC=example", deletedAt: "2026-04-01T08:00:00Z" });
  made.deletedConnectionPoint({
    below: "CN=HV07,DC=corp,DC=example",
    deletedAt: "2026-04-02T08:00:00Z",
    visibleTo: hidden,
  });
  const client = await bound(await served(made));
  const parents = async (...controls: Control[]) => {
    const options = { filter: "(isDeleted=TRUE)", attributes: ["lastKnownParent"] };
    const { searchEntries } = await client.search(made.dn, options, ...controls);
    return searchEntries.map((entry) => entry["lastKnownParent"]);
  };
  expect(await parents()).toEqual([]);
  expect(await parents(new ShowDeleted())).toEqual(["CN=HV06,DC=corp,DC=example"]);
});
