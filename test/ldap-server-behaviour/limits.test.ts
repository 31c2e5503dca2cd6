import { Control, type Entry, type SearchOptions } from "ldapts";
import { expect, test } from "vitest";
import { RESULT } from "../ldap-server/index.ts";
import { bound, corp, served } from "./client.ts";

function computers(count: number) {
  const made = corp();
  for (let number = 1; number <= count; number++) made.computer(`PC${number}`);
  return made;
}
const COMPUTERS: SearchOptions = { filter: "(objectClass=computer)", attributes: ["cn"] };

test("without pages an answer ends after so many entries with code 4; with pages all come", async () => {
  const server = await served(computers(7), { maxPageSize: 3 });
  const client = await bound(server);
  await expect(client.search("DC=corp,DC=example", COMPUTERS)).rejects.toMatchObject({
    code: RESULT.sizeLimitExceeded,
  });
  const { searchEntries } = await client.search("DC=corp,DC=example", { ...COMPUTERS, paged: { pageSize: 500 } });
  expect(searchEntries).toHaveLength(7);
  expect(server.searches.map(({ pageSize, isContinued }) => [pageSize, isContinued])).toEqual([
    [null, false],
    [500, false],
    [500, true],
    [500, true],
  ]);
});

test("a search from the top of the domain says what lies elsewhere, with the last page", async () => {
  const client = await bound(await served(computers(2), { references: ["ldap://other.example/DC=other,DC=example"] }));
  const pages = client.searchPaginated("DC=corp,DC=example", { ...COMPUTERS, paged: { pageSize: 1 } });
  const references: (readonly string[])[] = [];
  for await (const { searchReferences } of pages) references.push(searchReferences);
  expect(references).toEqual([[], ["ldap://other.example/DC=other,DC=example"]]);
});

test("a base in another domain is answered with a referral, one that is not there with code 32", async () => {
  const client = await bound(await served(computers(1)));
  await expect(client.search("DC=other,DC=example")).rejects.toMatchObject({ code: RESULT.referral });
  const missing = client.search("OU=None,CN=Computers,DC=corp,DC=example");
  await expect(missing).rejects.toMatchObject({ code: RESULT.noSuchObject });
  await expect(missing).rejects.toThrow("best match of:\n\t'CN=Computers,DC=corp,DC=example'");
  await expect(client.search("Hyper-V hosts")).rejects.toMatchObject({ code: RESULT.invalidDnSyntax });
});

test("more values than one answer holds come in ranges, of which the last ends with a star", async () => {
  const made = corp();
  const values = ["one", "two", "three", "four", "five"];
  made.computer("PC1", { attributes: { description: values } });
  const client = await bound(await served(made, { valuesAtOnce: 2 }));
  const asked = async (attribute: string): Promise<Entry | undefined> =>
    (await client.search(made.dn, { filter: "(cn=PC1)", attributes: [attribute] })).searchEntries[0];
  const dn = "CN=PC1,CN=Computers,DC=corp,DC=example";
  expect(await asked("description")).toEqual({ dn, description: [], "description;range=0-1": ["one", "two"] });
  expect(await asked("description;range=2-*")).toMatchObject({ "description;range=2-3": ["three", "four"] });
  expect(await asked("description;range=4-*")).toMatchObject({ "description;range=4-*": "five" });
});

class UnknownControl extends Control {}

test("an unknown control is refused with code 12 where it is critical, else ignored", async () => {
  const client = await bound(await served(computers(1)));
  const search = (critical: boolean) =>
    client.search("DC=corp,DC=example", COMPUTERS, new UnknownControl("1.2.3.4", { critical }));
  await expect(search(true)).rejects.toMatchObject({ code: RESULT.unavailableCriticalExtension });
  expect((await search(false)).searchEntries).toHaveLength(1);
});
