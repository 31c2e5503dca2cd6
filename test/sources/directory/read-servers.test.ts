import { describe, expect, test } from "vitest";
import { readServers, type ServerToRead } from "../../../src/sources/directory/read-servers.ts";
import { BadnodeError } from "../../../src/shared/errors.ts";
import { host, point, readAll, readOne, shortNames } from "./directory-objects.ts";
import { failure, FakeDirectory, type FakeObject, NAMING_CONTEXT } from "./fake-directory.ts";

const ofDomain = (server: string, domain: string, options = {}): FakeDirectory =>
  new FakeDirectory(server, {
    rootDse: { dnsHostName: `${server}.example`, defaultNamingContext: domain, namingContexts: [domain] },
    objects: [{ dn: domain, attributes: { objectClass: "domainDNS" } }],
    ...options,
  });

describe("several servers", () => {
  const outcome = async (servers: readonly FakeDirectory[]) => {
    const { views, sources } = await readAll(servers);
    return {
      views: views.map(({ namingContext, server }) => `${namingContext} ${server}`),
      sources: sources.map(({ path }) => path),
    };
  };

  test("give their views by domain and server, whatever the order", async () => {
    const make = (): FakeDirectory[] => [
      ofDomain("dc3", "DC=lab,DC=example"),
      new FakeDirectory("dc2"),
      new FakeDirectory("dc1"),
    ];
    const expected = {
      views: [
        "DC=corp,DC=example dc1.corp.example",
        "DC=corp,DC=example dc2.corp.example",
        "DC=lab,DC=example dc3.example",
      ],
      sources: ["dc1", "dc2", "dc3"],
    };
    expect(await outcome(make())).toEqual(expected);
    expect(await outcome(make().toReversed())).toEqual(expected);
  });

  test("of one name are one server, which is asked once", async () => {
    const again = new FakeDirectory("ldaps://10.0.0.1", { rootDse: { dnsHostName: "DC1.corp.example" } });
    const { views, sources } = await readAll([again, new FakeDirectory("dc1")]);
    expect(views.map(({ server }) => server)).toEqual(["dc1.corp.example"]);
    expect(sources.map(({ path, warnings }) => ({ path, warnings }))).toEqual([
      { path: "dc1", warnings: ["ldaps://10.0.0.1 is the same server, and was not asked again."] },
    ]);
    expect(again.searches.every(({ base }) => base === "")).toBe(true);
    expect(again.closed).toBeGreaterThan(0);
  });

  test("are read four at once", async () => {
    let under = 0;
    let most = 0;
    const beforePage = async (): Promise<void> => {
      most = Math.max(most, ++under);
      await Promise.resolve();
      under--;
    };
    await readAll(Array.from({ length: 9 }, (_, index) => new FakeDirectory(`dc${index}`, { beforePage })));
    expect(most).toBe(4);
  });

  test("are read one after the other where entries are saved", async () => {
    const saved: string[] = [];
    const servers = ["dc2", "dc1"].map(
      (name) => new FakeDirectory(name, { objects: [host("HV01"), host("HV02")], pageSize: 1 }),
    );
    await readAll(servers, { onEntry: (server, { dn }) => saved.push(`${server} ${shortNames([{ dn }]).join("")}`) });
    expect(saved).toEqual([
      "dc1.corp.example HV01",
      "dc1.corp.example HV02",
      "dc2.corp.example HV01",
      "dc2.corp.example HV02",
    ]);
  });
});

describe("a server that cannot be read", () => {
  test("is an unreadable source beside the others", async () => {
    const problem = failure("directory-invalid-credentials").explanation;
    const good = new FakeDirectory("dc2");
    const servers: readonly ServerToRead[] = [
      { path: "dc1", open: () => Promise.reject(new BadnodeError(problem)) },
      { path: "dc2", open: () => Promise.resolve({ connection: good, warnings: ["dc9 did not answer."] }) },
    ];
    const { views, sources } = await readServers(servers, { hosts: null });
    expect(views).toHaveLength(1);
    expect(sources).toEqual([
      { path: "dc1", status: "unreadable", objects: 0, warnings: [], problem },
      { path: "dc2", status: "complete", objects: 0, warnings: ["dc9 did not answer."], problem: null },
    ]);
  });

  test("because it says nothing of itself is unreadable", async () => {
    const faults = [{ meets: ({ base }: { base: string }) => base === "", code: "directory-timeout" }];
    const directory = new FakeDirectory("dc1", { faults });
    const { view, source } = await readOne(directory);
    expect(view).toBeNull();
    expect(source).toMatchObject({ status: "unreadable", problem: { code: "directory-timeout" } });
    expect(directory.closed).toBeGreaterThan(0);
  });

  test("because it is no domain controller is unreadable", async () => {
    const { source } = await readOne(new FakeDirectory("dc1", { rootDse: { defaultNamingContext: [] } }));
    expect(source).toMatchObject({ status: "unreadable", problem: { code: "directory-no-domain" } });
  });
});

describe("a base", () => {
  const racks: FakeObject = { dn: `OU=Racks,${NAMING_CONTEXT}`, attributes: { objectClass: "organizationalUnit" } };
  const racked: FakeObject = { ...host("HV02"), dn: `CN=HV02,${racks.dn}` };
  const read = (base: string, options = {}) =>
    readOne(new FakeDirectory("dc1", { objects: [host("HV01"), racks, racked], ...options }), { base });

  test("is all that is looked in; the view is one of its domain", async () => {
    const { view } = await read(racks.dn);
    expect(view?.namingContext).toBe(NAMING_CONTEXT);
    expect(shortNames(view?.computers ?? [])).toEqual(["HV02"]);
  });

  test("that does not exist leaves nothing to read", async () => {
    const { view, source } = await read(`OU=Rakcs,${NAMING_CONTEXT}`);
    expect(view).toBeNull();
    expect(source).toMatchObject({
      status: "unreadable",
      problem: { code: "directory-no-base", happened: `The server shows no object OU=Rakcs,${NAMING_CONTEXT}.` },
    });
  });

  test("of another domain is not the server's", async () => {
    const { source } = await read("OU=Racks,DC=lab,DC=example");
    expect(source).toMatchObject({
      status: "unreadable",
      problem: {
        code: "directory-base-elsewhere",
        happened: `The server does not hold OU=Racks,DC=lab,DC=example. It holds ${NAMING_CONTEXT}; CN=Configuration,${NAMING_CONTEXT}.`,
      },
    });
  });

  test("of a domain below, to which the server refers, is not the server's either", async () => {
    const base = `DC=lab,${NAMING_CONTEXT}`;
    const meets = (request: { base: string }): boolean => request.base === base;
    const { source } = await read(base, { faults: [{ meets, code: "directory-referral" }] });
    expect(source.problem?.code).toBe("directory-base-elsewhere");
  });

  test("belongs to the smallest naming context that holds it", async () => {
    const context = `CN=Configuration,${NAMING_CONTEXT}`;
    const objects: readonly FakeObject[] = [{ dn: context, attributes: { objectClass: "configuration" } }];
    const { view } = await read(context, { objects });
    expect(view?.namingContext).toBe(context);
  });
});

describe("an interruption", () => {
  test("ends the reading of a server that does not answer, and closes all connections", async () => {
    const interruption = new AbortController();
    const stalled = new FakeDirectory("dc1", {
      beforePage: async ({ scope }) => {
        if (scope !== "subtree") return;
        interruption.abort(new Error("interrupted"));
        await new Promise(() => undefined);
      },
    });
    const other = new FakeDirectory("dc2");
    await expect(readAll([stalled, other], { signal: interruption.signal })).rejects.toThrow("interrupted");
    expect([stalled.closed, other.closed].every((times) => times > 0)).toBe(true);
  });

  test("before the beginning opens nothing", async () => {
    const directory = new FakeDirectory("dc1");
    await expect(readAll([directory], { signal: AbortSignal.abort(new Error("interrupted")) })).rejects.toThrow();
    expect(directory.searches).toEqual([]);
  });
});

test("a writer that fails is no fault of the server: reading ends with its error, and no connection stays open", async () => {
  const directory = new FakeDirectory("dc1", { objects: [host("HV01"), point("HV01")] });
  const onEntry = (): never => {
    throw new Error("the disk is full");
  };
  await expect(readAll([directory], { onEntry })).rejects.toThrow("the disk is full");
  expect(directory.closed).toBeGreaterThan(0);
});
