import { describe, expect, test } from "vitest";
import {
  asksForDns,
  asksForHosts,
  binarySid,
  comparedValues,
  computer,
  guestPoint,
  host,
  ownedBy,
  point,
  readOne,
  shortNames,
  sidOf,
} from "./directory-objects.ts";
import { failure, FakeDirectory, type FakeObject, NAMING_CONTEXT } from "./fake-directory.ts";

describe("what connection points stand below", () => {
  test("is looked up where it did not come with the hosts: accounts that lost their services, and no accounts", async () => {
    const rack: FakeObject = {
      dn: `OU=Rack,${NAMING_CONTEXT}`,
      attributes: { objectClass: ["top", "organizationalUnit"] },
    };
    const objects = [host("HV01"), point("HV01"), computer("HV02"), point("HV02"), rack, point(rack.dn)];
    const directory = new FakeDirectory("dc1", { objects });
    const { view } = await readOne(directory);
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02"]);
    expect(view?.foreignParents).toEqual([{ dn: rack.dn, objectClasses: ["top", "organizationalUnit"] }]);
    expect(directory.searches.filter(asksForDns)).toHaveLength(1);
  });

  test("is unread where it does not come, for everything stands below something; that is no fault of the server", async () => {
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects: [point("HV01")] }));
    expect(view).toMatchObject({ computers: [], foreignParents: [] });
    expect(view?.unread).toMatchObject([
      { dn: host("HV01").dn, lacks: "computers", problem: { code: "directory-object-unseen" } },
    ]);
    expect(source.status).toBe("complete");
  });

  test("is looked up 200 at a time", async () => {
    const names = Array.from({ length: 450 }, (_, index) => `HV${1000 + index}`);
    const directory = new FakeDirectory("dc1", { objects: names.flatMap((name) => [computer(name), point(name)]) });
    const { view } = await readOne(directory);
    expect(shortNames(view?.computers ?? [])).toEqual(names);
    const asked = directory.searches.filter(asksForDns).map(({ filter }) => comparedValues(filter, "name").length);
    expect(asked).toEqual([200, 200, 50]);
  });

  test("is picked from all computers where more than 1,000 are missing", async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `HV${1000 + index}`);
    const objects = [...names.flatMap((name) => [computer(name), point(name)]), computer("PC01")];
    const directory = new FakeDirectory("dc1", { objects });
    const { view } = await readOne(directory);
    expect(shortNames(view?.computers ?? [])).toEqual(names);
    expect(directory.searches.filter(asksForDns)).toEqual([]);
  });

  test("is then looked up by its DN where it is no computer", async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `HV${1000 + index}`);
    const rack: FakeObject = { dn: `OU=Rack,${NAMING_CONTEXT}`, attributes: { objectClass: "organizationalUnit" } };
    const objects = [...names.flatMap((name) => [computer(name), point(name)]), rack, point(rack.dn)];
    const directory = new FakeDirectory("dc1", { objects });
    const { view } = await readOne(directory);
    expect(view?.foreignParents.map(({ dn }) => dn)).toEqual([rack.dn]);
    expect(view?.unread).toEqual([]);
    expect(directory.searches.filter(asksForDns)).toHaveLength(1);
  });

  test("stands above the base where the base is a connection point itself", async () => {
    const objects = [computer("HV01"), point("HV01")];
    const { view } = await readOne(new FakeDirectory("dc1", { objects }), { base: point("HV01").dn });
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01"]);
  });
});

describe("a host without a connection point", () => {
  const probes = (directory: FakeDirectory): readonly string[] =>
    directory.searches.filter(({ base }) => base.startsWith("CN=Microsoft Hyper-V,")).map(({ base }) => base);

  test("is asked for it by its DN: none may be there, or none that is shown", async () => {
    const directory = new FakeDirectory("dc1", { objects: [host("HV01"), host("HV02"), point("HV02")] });
    const { view } = await readOne(directory);
    expect(probes(directory)).toEqual([point("HV01").dn]);
    expect(shortNames(view?.connectionPoints ?? [])).toEqual(["HV02"]);
    expect(view?.unread).toEqual([]);
  });

  test("has one that may not be read where the answer is without attributes", async () => {
    const objects = [host("HV01"), point("HV01", { keywords: "a" }, { access: "unreadable" })];
    const { view } = await readOne(new FakeDirectory("dc1", { objects }));
    expect(view?.connectionPoints).toMatchObject([{ dn: point("HV01").dn, isReadable: false, purpose: "host" }]);
  });

  test("has one that may not be read where it shows no more than its owner", async () => {
    const shown = { ...point("HV01"), attributes: { objectClass: [], ...ownedBy(sidOf(512)) } };
    const { view } = await readOne(new FakeDirectory("dc1", { objects: [host("HV01"), shown] }));
    expect(view?.connectionPoints).toMatchObject([{ dn: shown.dn, isReadable: false, access: null }]);
  });

  test("is asked for it too where it has one that replication renamed", async () => {
    const name = "Hyper-V\\0ACNF:01234567-89ab-cdef-0123-456789abcdef";
    const conflict = { ...point("HV01"), dn: point("HV01").dn.replace("Hyper-V", name) };
    const directory = new FakeDirectory("dc1", { objects: [host("HV01"), conflict] });
    await readOne(directory);
    expect(probes(directory)).toEqual([point("HV01").dn]);
  });

  test("is unread where the server refuses to answer", async () => {
    const meets = ({ base }: { base: string }): boolean => base.startsWith("CN=Microsoft Hyper-V,");
    const faults = [{ meets, code: "directory-insufficient-rights" }];
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects: [host("HV01")], faults }));
    const problem = failure("directory-insufficient-rights").explanation;
    expect(view?.unread).toEqual([{ dn: host("HV01").dn, lacks: "connection-points", problem }]);
    expect(source.status).toBe("complete");
  });
});

describe("owners of connection points", () => {
  const account = (name: string, rid: number, attributes = {}): FakeObject => ({
    dn: `CN=${name},CN=Users,${NAMING_CONTEXT}`,
    attributes: { objectClass: "user", objectSid: binarySid(sidOf(rid)), sAMAccountName: name, ...attributes },
  });
  const hosts = [
    host("HV01", { objectSid: binarySid(sidOf(1001)) }),
    host("HV02", { objectSid: binarySid(sidOf(1002)) }),
  ];

  test("that are neither the host nor known everywhere are looked up by SID, in one question", async () => {
    const objects = [
      ...hosts,
      point("HV01", ownedBy(sidOf(1001))),
      point("HV02", ownedBy(sidOf(1200))),
      account("jdoe", 1200, { "msDS-PrincipalName": "CORP\\jdoe" }),
    ];
    const directory = new FakeDirectory("dc1", { objects });
    const saved: string[] = [];
    const { view } = await readOne(directory, { onEntry: (_, { dn }) => saved.push(dn) });
    expect(view?.principals).toEqual(new Map([[sidOf(1200), "CORP\\jdoe"]]));
    expect(saved).toContain(`CN=jdoe,CN=Users,${NAMING_CONTEXT}`);
  });

  test("have the names of their accounts where the server does not put names together", async () => {
    const objects = [...hosts, point("HV01", ownedBy(sidOf(1200))), account("jdoe", 1200)];
    const { view } = await readOne(new FakeDirectory("dc1", { objects }));
    expect(view?.principals).toEqual(new Map([[sidOf(1200), "jdoe"]]));
  });

  test("cost no question where there are none", async () => {
    const objects = [hosts[0] ?? host("HV01"), point("HV01", ownedBy(sidOf(1001)))];
    const directory = new FakeDirectory("dc1", { objects });
    await readOne(directory);
    expect(directory.searches.filter(({ filter }) => comparedValues(filter, "objectSid").length > 0)).toEqual([]);
  });

  test("keep their SIDs where they cannot be looked up", async () => {
    const faults = [
      {
        meets: ({ attributes }: { attributes: readonly string[] }) => attributes.includes("msDS-PrincipalName"),
        code: "directory-busy",
      },
    ];
    const objects = [...hosts.slice(0, 1), point("HV01", ownedBy(sidOf(1200)))];
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects, faults }));
    expect(view?.principals).toEqual(new Map());
    expect(source).toMatchObject({
      status: "complete",
      warnings: ["Owners of connection points are shown by SID alone: The server answers directory-busy."],
    });
  });
});

describe("deleted connection points", () => {
  const deleted: FakeObject = {
    dn: `CN=Microsoft Hyper-V\\0ADEL:01234567-89ab-cdef-0123-456789abcdef,CN=Deleted Objects,${NAMING_CONTEXT}`,
    attributes: {
      objectClass: ["top", "serviceConnectionPoint"],
      lastKnownParent: host("HV01").dn,
      whenChanged: "20250601080000.0Z",
    },
    isDeleted: true,
  };

  test("are asked for in the whole domain, with a base too: they are moved away from where they were", async () => {
    const organizationalUnit: FakeObject = {
      dn: `OU=Hosts,${NAMING_CONTEXT}`,
      attributes: { objectClass: "organizationalUnit" },
    };
    const directory = new FakeDirectory("dc1", { objects: [organizationalUnit, host("HV01"), deleted] });
    const { view } = await readOne(directory, { base: organizationalUnit.dn });
    expect(view?.deletedConnectionPoints).toMatchObject([{ dn: deleted.dn, lastKnownParent: host("HV01").dn }]);
    expect(view?.asksForDeleted).toBe(true);
  });

  test("are not asked for where the server supports no such question", async () => {
    const rootDse = { supportedControl: ["1.2.840.113556.1.4.319", "1.2.840.113556.1.4.801"] };
    const directory = new FakeDirectory("dc1", { objects: [deleted], rootDse });
    const { view, source } = await readOne(directory);
    expect(view?.asksForDeleted).toBe(false);
    expect(source.warnings).toEqual(["The server does not show deleted objects to anybody."]);
  });
});

test("guests' connection points are asked for once, with next to no attributes", async () => {
  const directory = new FakeDirectory("dc1", { objects: [host("HV01"), guestPoint("HV01")] });
  await readOne(directory);
  const asked = directory.searches.filter(({ filter }) => comparedValues(filter).includes("Windows Virtual Machine"));
  expect(asked.map(({ attributes }) => attributes)).toEqual([["objectClass", "distinguishedName", "cn", "objectGUID"]]);
  expect(directory.searches.filter(asksForHosts)).toHaveLength(1);
});
