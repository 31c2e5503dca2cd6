import { describe, expect, test } from "vitest";
import { deriveDirectoryHosts, deriveServerDifferences } from "../../../src/facts/directory/index.ts";
import type { SearchRequest } from "../../../src/sources/directory/connection.ts";
import { host, point, readAll, readOne, shortNames } from "./directory-objects.ts";
import { type FakeAttributes, FakeDirectory, type FakeObject, failure, type Fault } from "./fake-directory.ts";

const NOT_ASKED = "connection-point-not-asked";
const isDirect = ({ base }: SearchRequest): boolean => base.startsWith("CN=Microsoft Hyper-V,");

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${1000 + index}`);
}

/** Short names of the hosts whose connection point was asked for by DN, in that order. */
function asked({ searches }: FakeDirectory): readonly string[] {
  return shortNames(searches.filter(isDirect).map(({ base: dn }) => ({ dn })));
}

/** The question for this host's connection point fails. */
function failing(name: string, code: string): Fault {
  return { meets: ({ base }) => base === point(name).dn, code };
}

/** So many sound hosts that the domain is no small one: 30 requests, of which about ten are left for questions by DN. */
function largeDomain(...others: readonly FakeObject[]): readonly FakeObject[] {
  return [...numbered("SOUND", 2600).flatMap((name) => [host(name), point(name)]), ...others];
}

describe("a question by DN that fails", () => {
  const names = ["HV01", "HV02", "HV03", "HV04"];
  const objects = names.map((name) => host(name));

  test.each(["directory-connection-lost", "directory-timeout", "directory-unsound-answer", "directory-endless-answer"])(
    "with %s leaves unread that host and all that are asked for after it",
    async (code) => {
      const { view, source } = await readOne(new FakeDirectory("dc1", { objects, faults: [failing("HV02", code)] }));
      const { explanation: problem } = failure(code);
      expect(view?.unread).toEqual(
        ["HV02", "HV03", "HV04"].map((name) => ({ dn: host(name).dn, lacks: "connection-points", problem })),
      );
      expect(source).toMatchObject({ status: "damaged", problem });
      expect(source.warnings).toHaveLength(1);
    },
  );

  test.each(["directory-busy", "directory-search-refused", "directory-insufficient-rights"])(
    "with %s leaves unread that host alone: the others are asked for",
    async (code) => {
      const directory = new FakeDirectory("dc1", { objects, faults: [failing("HV02", code)] });
      const { view } = await readOne(directory);
      expect(shortNames(view?.unread ?? [])).toEqual(["HV02"]);
      expect(asked(directory)).toEqual(names);
    },
  );

  test("for five hosts is not tried again: the others are unread", async () => {
    const many = numbered("HV", 20);
    const faults = [{ meets: isDirect, code: "directory-busy" }];
    const directory = new FakeDirectory("dc1", { objects: many.map((name) => host(name)), faults });
    const { view } = await readOne(directory);
    expect(asked(directory)).toHaveLength(5);
    expect(shortNames(view?.unread ?? [])).toEqual(many);
  });

  test("for a connection that is lost before the first one leaves all unread", async () => {
    const lost: Fault = { meets: ({ showDeleted = false }) => showDeleted, code: "directory-connection-lost" };
    const { view } = await readOne(new FakeDirectory("dc1", { objects, faults: [lost] }));
    expect(shortNames(view?.unread ?? [])).toEqual(names);
  });
});

describe("in a domain of at most 5,000 objects", () => {
  test("as many as 250 hosts are asked for, and nothing is left open", async () => {
    const names = numbered("HV", 250);
    const directory = new FakeDirectory("dc1", { objects: names.map((name) => host(name)) });
    const { view, source } = await readOne(directory);
    expect(asked(directory)).toEqual(names);
    expect(view?.unread).toEqual([]);
    expect(source).toMatchObject({ status: "complete", warnings: [] });
  });

  test("of more, it is not known of those that were not asked for, and said how to ask", async () => {
    const { view, source } = await readOne(
      new FakeDirectory("dc1", { objects: numbered("HV", 252).map((name) => host(name)) }),
    );
    expect(view?.unread).toMatchObject(
      ["HV1250", "HV1251"].map((name) => ({
        dn: host(name).dn,
        lacks: "connection-points",
        problem: { code: NOT_ASKED, nextStep: `Ask for the host by name: --hosts ${name}` },
      })),
    );
    expect(source).toMatchObject({ status: "damaged", problem: { code: NOT_ASKED } });
    expect(source.warnings).toEqual([
      "2 of 252 hosts without a connection point were not asked for it by DN, for that would take a request for each: " +
        "whether they have one is not known. Ask for them by name: --hosts HV1250,HV1251",
    ]);
  });

  test("those that were asked for by name are asked for beside the 250, with or without services of Hyper-V", async () => {
    const objects = [
      ...numbered("HV", 252).map((name) => host(name)),
      host("PLAIN", { servicePrincipalName: "HOST/PLAIN" }),
    ];
    const directory = new FakeDirectory("dc1", { objects });
    const hosts = [...numbered("HV", 252).map((name) => `${name}.corp.example`), "PLAIN"];
    const { view, source } = await readOne(directory, { hosts });
    expect(asked(directory)).toHaveLength(253);
    expect(view?.unread).toEqual([]);
    expect(source.status).toBe("complete");
  });
});

describe("in a larger domain", () => {
  const withSystem = (name: string, given: FakeAttributes): FakeObject => host(name, given);
  const clients = numbered("A", 20).map((name) => withSystem(name, { operatingSystem: "Windows 11 Enterprise" }));
  const nodeSpns = (name: string): readonly string[] => [
    `Microsoft Virtual Console Service/${name}`,
    `MSServerClusterMgmtAPI/${name}`,
  ];

  test("hosts asked for by name come first, then cluster nodes, servers, disabled accounts and clients", async () => {
    const objects = largeDomain(
      ...clients.slice(0, 1),
      host("B", { userAccountControl: "4098" }),
      host("C", { operatingSystem: "Windows Server 2022 Standard" }),
      host("D", { servicePrincipalName: nodeSpns("D") }),
      host("E"),
    );
    const directory = new FakeDirectory("dc1", { objects });
    await readOne(directory, { hosts: ["E"] });
    expect(asked(directory)).toEqual(["E", "D", "C", "B", "A1000"]);
  });

  test("an audit sends one request for 500 objects and 20; of whom it does not ask for nothing is known", async () => {
    const names = numbered("HV", 30);
    const directory = new FakeDirectory("dc1", { objects: largeDomain(...names.map((name) => host(name))) });
    const { view, source } = await readOne(directory);
    expect(directory.requests).toBeLessThanOrEqual(Math.floor(5230 / 500) + 20);
    const asking = asked(directory);
    expect(asking.length).toBeGreaterThan(5);
    expect(asking).toEqual(names.slice(0, asking.length));
    expect(shortNames(view?.unread ?? [])).toEqual(names.slice(asking.length));
    expect(source).toMatchObject({ status: "damaged", problem: { code: NOT_ASKED } });
  });

  test("hosts asked for by name are asked for all the same", async () => {
    const names = numbered("HV", 30);
    const directory = new FakeDirectory("dc1", { objects: largeDomain(...names.map((name) => host(name))) });
    const { view, source } = await readOne(directory, { hosts: names });
    expect(asked(directory)).toEqual(names);
    expect(view?.unread).toEqual([]);
    expect(source.status).toBe("complete");
  });

  test("clients that are not asked for are no reason to call the reading incomplete", async () => {
    const { view, source } = await readOne(new FakeDirectory("dc1", { objects: largeDomain(...clients) }));
    expect(view?.unread.length).toBeGreaterThan(0);
    expect(source).toMatchObject({ status: "complete", warnings: [] });
  });
});

test("a server that was asked and one that was not do not disagree", async () => {
  const hosts = numbered("HV", 30).map((name) => host(name));
  const sound = numbered("SOUND", 2400).flatMap((name) => [host(name), point(name)]);
  const more = numbered("MORE", 100).flatMap((name) => [host(name), point(name)]);
  // Only what the second holds besides makes it a large one.
  const dc1 = new FakeDirectory("dc1", { objects: [...sound, ...hosts] });
  const dc2 = new FakeDirectory("dc2", { objects: [...sound, ...more, ...more.slice(0, 2), ...hosts, ...largeRest()] });
  const reading = await readAll([dc1, dc2]);
  const directory = { ...reading, askedHosts: null };
  expect(asked(dc1)).toHaveLength(30);
  expect(asked(dc2).length).toBeLessThan(30);
  const { hosts: judged } = deriveDirectoryHosts(directory);
  const last = judged.find(({ name }) => name === "HV1029");
  expect(last?.connectionPoint).toMatchObject({ kind: "unknown", reason: "unread" });
  const differing = deriveServerDifferences(directory, deriveDirectoryHosts(directory)).differences;
  expect(differing.filter(({ subject }) => subject === "connection-point")).toEqual([]);
});

function largeRest(): readonly FakeObject[] {
  return numbered("REST", 200).flatMap((name) => [host(name), point(name)]);
}

test("an answer with another object is no answer", async () => {
  class Mistaken extends FakeDirectory {
    override async *search(request: SearchRequest): ReturnType<FakeDirectory["search"]> {
      yield* super.search(isDirect(request) ? { ...request, base: point("HV02").dn } : request);
    }
  }
  const { view, source } = await readOne(new Mistaken("dc1", { objects: [host("HV01"), host("HV02"), point("HV02")] }));
  expect(shortNames(view?.connectionPoints ?? [])).toEqual(["HV02"]);
  expect(shortNames(view?.unread ?? [])).toEqual(["HV01"]);
  expect(source).toMatchObject({ status: "damaged", problem: { code: "directory-unsound-answer" } });
});
