import { describe, expect, test } from "vitest";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import {
  binarySid,
  computer,
  guestPoint,
  host,
  ownedBy,
  point,
  readOne,
  shortNames,
  sidOf,
} from "./directory-objects.ts";
import { FakeDirectory, NAMING_CONTEXT } from "./fake-directory.ts";

describe("the hosts of a domain", () => {
  test("are the computers with a Hyper-V service, with their connection points", async () => {
    const objects = [host("HV01"), point("HV01"), host("HV02"), computer("PC01")];
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects }));
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02"]);
    expect(shortNames(view?.connectionPoints ?? [])).toEqual(["HV01"]);
    expect(source).toEqual({
      path: "dc1",
      status: "complete",
      objects: 3,
      warnings: [],
      problem: null,
    });
  });

  test("come in pages, one after the other", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `HV0${index}`);
    const seen: number[] = [];
    const directory = new FakeDirectory("dc1", { objects: names.map((name) => host(name)), pageSize: 3 });
    const { view } = await readOne(directory, { onProgress: ({ objects }) => seen.push(objects) });
    expect(shortNames(view?.computers ?? [])).toEqual(names);
    expect(seen.slice(0, 3)).toEqual([3, 6, 7]);
  });

  test("without any, nothing is wrong", async () => {
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects: [computer("PC01")] }));
    expect(view?.computers).toEqual([]);
    expect(source.status).toBe("complete");
  });

  test("have the connection points of conflicts too", async () => {
    const guid = "01234567-89ab-cdef-0123-456789abcdef";
    const duplicate = point("HV01");
    const conflict = { ...duplicate, dn: duplicate.dn.replace("Hyper-V", `Hyper-V\\0ACNF:${guid}`) };
    const { view } = await readOne(new FakeDirectory("dc1", { objects: [host("HV01"), duplicate, conflict] }));
    expect(view?.connectionPoints.map(({ dn }) => dn)).toEqual([duplicate.dn, conflict.dn]);
  });

  test("are virtual machines themselves where they have a guest's connection point; those of other computers are left", async () => {
    const objects = [host("HV01"), guestPoint("HV01"), computer("VM01"), guestPoint("VM01")];
    const { view } = await readOne(new FakeDirectory("dc1", { objects }));
    expect(view?.connectionPoints.map(({ dn, purpose }) => [dn, purpose])).toEqual([
      [`CN=Windows Virtual Machine,CN=HV01,OU=Hosts,${NAMING_CONTEXT}`, "guest"],
    ]);
  });
});

describe("what is said of the server", () => {
  test("is its own name, its clock, its domain, and who reads there with which groups", async () => {
    const tokenGroups = [binarySid(sidOf(1105)), binarySid("S-1-5-11")];
    const { view } = await readOne(
      new FakeDirectory("10.0.0.1", { rootDse: { dnsHostName: "dc1.corp.example", tokenGroups } }),
    );
    expect(view).toMatchObject({
      server: "dc1.corp.example",
      basis: "live",
      namingContext: NAMING_CONTEXT,
      time: isoToFiletime("2025-06-08T12:00:00Z"),
      readerSids: new Set([sidOf(1105), "S-1-5-11"]),
      asksForConnectionPoints: true,
      asksForDeleted: true,
      unread: [],
    });
  });

  test("names in lower case what was asked for", async () => {
    const { view } = await readOne(new FakeDirectory("dc1"));
    const asked = view?.attributes ?? new Set();
    for (const name of ["dnshostname", "servicebindinginformation", "ntsecuritydescriptor", "replpropertymetadata"]) {
      expect(asked).toContain(name);
    }
    expect(asked).not.toContain("*");
  });

  test("is no group at all where one of them is no SID: what it may read is then not known", async () => {
    const tokenGroups = [binarySid(sidOf(1105)), Uint8Array.of(9, 9)];
    const { view } = await readOne(new FakeDirectory("dc1", { rootDse: { tokenGroups } }));
    expect(view?.readerSids).toBeNull();
  });

  test("spoils nothing where it refuses to tell the groups", async () => {
    const faults = [
      {
        meets: ({ attributes }: { attributes: readonly string[] }) => attributes.includes("tokenGroups"),
        code: "directory-insufficient-rights",
      },
    ];
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects: [host("HV01")], faults }));
    expect(view?.readerSids).toBeNull();
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01"]);
    expect(source.status).toBe("complete");
  });

  test("warns of a server that has not finished its first replication", async () => {
    const { source } = await readOne(new FakeDirectory("dc1", { rootDse: { isSynchronized: "FALSE" } }));
    expect(source.warnings).toEqual([
      "It has not finished its first replication: what it lacks may stand on other domain controllers.",
    ]);
  });

  test("does not claim that access lists were asked for where it supports no such question", async () => {
    const rootDse = { supportedControl: ["1.2.840.113556.1.4.319", "1.2.840.113556.1.4.417"] };
    const directory = new FakeDirectory("dc1", { rootDse, objects: [host("HV01", ownedBy(sidOf(512)))] });
    const { view, source } = await readOne(directory);
    expect(view?.attributes).not.toContain("ntsecuritydescriptor");
    expect(view?.computers.map(({ access }) => access)).toEqual([null]);
    expect(source.warnings).toEqual(["It shows no owners and access lists to anybody."]);
  });
});

describe("references to other servers", () => {
  test("are not followed, and the first is named", async () => {
    const referrals = [
      "ldap://lab.corp.example/DC=lab,DC=corp,DC=example",
      "ldap://dev.corp.example/DC=dev,DC=corp,DC=example",
    ];
    const { source } = await readOne(new FakeDirectory("dc1", { referrals }));
    expect(source.status).toBe("complete");
    expect(source.warnings).toEqual([
      "2 references to other servers not followed, the first to ldap://dev.corp.example/DC=dev,DC=corp,DC=example: hosts there are not in this audit.",
    ]);
  });

  test("that every domain controller gives, to configuration and DNS, are no news", async () => {
    const referrals = ["CN=Configuration", "DC=DomainDnsZones", "DC=ForestDnsZones"].map(
      (name) => `ldaps://corp.example/${name},${NAMING_CONTEXT}`,
    );
    const { source } = await readOne(new FakeDirectory("dc1", { referrals }));
    expect(source.warnings).toEqual([]);
  });
});

describe("what is saved", () => {
  test("is every entry that is evidence, and no other", async () => {
    const saved: string[] = [];
    const objects = [host("HV01"), point("HV01"), guestPoint("HV01"), computer("VM01"), guestPoint("VM01")];
    await readOne(new FakeDirectory("dc1", { objects }), {
      onEntry: (server, { dn }) => saved.push(`${server} ${dn}`),
    });
    expect(saved).toEqual([
      `dc1.corp.example CN=HV01,OU=Hosts,${NAMING_CONTEXT}`,
      `dc1.corp.example CN=Microsoft Hyper-V,CN=HV01,OU=Hosts,${NAMING_CONTEXT}`,
      `dc1.corp.example CN=Windows Virtual Machine,CN=HV01,OU=Hosts,${NAMING_CONTEXT}`,
    ]);
  });
});
