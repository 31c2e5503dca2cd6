import { describe, expect, test } from "vitest";
import { comparedValues, computer, guestPoint, host, point, readOne, shortNames } from "./directory-objects.ts";
import { FakeDirectory, NAMING_CONTEXT } from "./fake-directory.ts";

const asksForNames = ({ filter }: FakeDirectory["searches"][number]): boolean =>
  comparedValues(filter, "sAMAccountName").length > 0 || comparedValues(filter, "dNSHostName").length > 0;

async function namesFound(objects: readonly ReturnType<typeof computer>[], asked: string): Promise<readonly string[]> {
  const { view } = await readOne(new FakeDirectory("dc1", { objects }), { hosts: [asked] });
  return shortNames(view?.computers ?? []);
}

describe("hosts that are asked for by name", () => {
  test("come with all other hosts, their peers, and without a further question", async () => {
    const directory = new FakeDirectory("dc1", { objects: [host("HV01"), point("HV01"), host("HV02")] });
    const { view } = await readOne(directory, { hosts: ["hv01", "HV02.corp.example"] });
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02"]);
    expect(directory.searches.filter(asksForNames)).toEqual([]);
  });

  test("are looked up where they have no Hyper-V service", async () => {
    expect(await namesFound([computer("HV01"), computer("PC01")], "HV01")).toEqual(["HV01"]);
  });

  test("show whether they are guests", async () => {
    const directory = new FakeDirectory("dc1", { objects: [computer("VM01"), guestPoint("VM01")] });
    const { view } = await readOne(directory, { hosts: ["VM01"] });
    expect(view?.connectionPoints.map(({ purpose }) => purpose)).toEqual(["guest"]);
  });

  test.each([
    ["its name", "HV01"],
    ["its account", "HV01$"],
    ["its full name, with a dot at its end or without", "hv01.corp.example."],
    ["its DN, with blanks or without", `cn=hv01, ou=Hosts, ${NAMING_CONTEXT}`],
  ])("are found by %s", async (_, asked) => {
    expect(await namesFound([computer("HV01"), computer("PC01")], asked)).toEqual(["HV01"]);
  });

  test("are found by an account whose object has another name", async () => {
    expect(await namesFound([computer("OLD01", { sAMAccountName: "HV01$" })], "HV01")).toEqual(["OLD01"]);
  });

  test("are found by the account that a long name is cut to", async () => {
    const long = computer("OLD01", { sAMAccountName: "HYPERVISOR-RACK$" });
    expect(
      await namesFound(
        [{ ...long, attributes: { ...long.attributes, sAMAccountName: "HYPERVISOR-RACK$" } }],
        "hypervisor-rack-07",
      ),
    ).toEqual(["OLD01"]);
  });

  test("are found by a full name in a DNS domain that is not the directory's", async () => {
    expect(await namesFound([computer("HV01", { dNSHostName: "hv01.lab.test" })], "hv01.lab.test")).toEqual(["HV01"]);
  });

  test("are no strangers with the short name of a host in another domain", async () => {
    expect(await namesFound([computer("HV01")], "hv01.other.example")).toEqual([]);
  });
});

describe("names that try to change the question", () => {
  test.each([
    "*",
    "HV01)(objectClass=*",
    "*)(sAMAccountName=*))(|(cn=*",
    "\\2a",
    "HV01\u0000",
    "CN=*,OU=Hosts,DC=corp,DC=example",
    "CN=HV01)(cn=*,DC=corp,DC=example",
    "OU=Hosts,DC=corp,DC=example",
  ])("find nothing: %j", async (asked) => {
    expect(await namesFound([computer("HV01"), computer("PC01")], asked)).toEqual([]);
  });

  test("are values and nothing else", async () => {
    const directory = new FakeDirectory("dc1", { objects: [computer("HV01")] });
    await readOne(directory, { hosts: ["a)(cn=*"] });
    const [search] = directory.searches.filter(asksForNames);
    expect(search === undefined ? [] : comparedValues(search.filter, "cn")).toEqual(["a)(cn=*"]);
  });

  test.each(["", " ", ".", "$", "x".repeat(2001)])("or are none cost no question", async (asked) => {
    const directory = new FakeDirectory("dc1", { objects: [computer("HV01")] });
    await readOne(directory, { hosts: [asked] });
    expect(directory.searches.filter(asksForNames)).toEqual([]);
  });
});

describe("many names", () => {
  const names = Array.from({ length: 1200 }, (_, index) => `HV${1000 + index}`);

  test("are looked up 200 at a time", async () => {
    const objects = names.slice(0, 450).map((name) => computer(name));
    const directory = new FakeDirectory("dc1", { objects });
    const { view } = await readOne(directory, { hosts: names.slice(0, 450) });
    expect(view?.computers).toHaveLength(450);
    expect(directory.searches.filter(asksForNames)).toHaveLength(3);
  });

  test("are picked from all computers where they are more than 1,000", async () => {
    const objects = [...names.map((name) => computer(name)), computer("PC01")];
    const directory = new FakeDirectory("dc1", { objects });
    const { view } = await readOne(directory, { hosts: names });
    expect(shortNames(view?.computers ?? [])).toEqual(names);
    expect(directory.searches.filter(asksForNames)).toEqual([]);
  });
});

test("a look-up that fails leaves computers unread: a name that was not found may be there", async () => {
  const faults = [{ meets: asksForNames, code: "directory-time-limit" }];
  const { view, source } = await readOne(new FakeDirectory("dc1", { objects: [host("HV02")], faults }), {
    hosts: ["HV01"],
  });
  expect(view?.unread).toMatchObject([{ dn: NAMING_CONTEXT, lacks: "computers" }]);
  expect(source.status).toBe("damaged");
});
