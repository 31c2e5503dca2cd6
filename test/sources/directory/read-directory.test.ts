import { afterEach, describe, expect, test } from "vitest";
import {
  type DirectoryReading,
  readDirectory,
  type ReadDirectoryOptions,
} from "../../../src/sources/directory/index.ts";
import { domain, type LdapServer, RESULT, selfSignedCertificate, type TestDomain } from "../../ldap-server/index.ts";
import { shortNames } from "./directory-objects.ts";

const PASSWORD = "Correct-Horse-9";
const certificate = selfSignedCertificate();
const servers: LdapServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** HV01 is sound, HV02 lacks its connection point, HV03's was deleted, HV04's may not be read, PC01 is no host. */
function corp(): TestDomain {
  const corp = domain("DC=corp,DC=example");
  corp.user("auditor", PASSWORD);
  corp.hyperVHost("HV01").connectionPoint();
  corp.hyperVHost("HV02");
  const deletedFrom = corp.hyperVHost("HV03");
  corp.deletedConnectionPoint({ below: deletedFrom.dn, deletedAt: "2026-05-01T08:00:00Z" });
  corp.hyperVHost("HV04").connectionPoint({ visibleTo: () => "name only" });
  corp.computer("PC01");
  return corp;
}

async function serve(corp: TestDomain): Promise<LdapServer> {
  const server = await corp.serve({ certificate });
  servers.push(server);
  return server;
}

function read(server: LdapServer, options: Partial<ReadDirectoryOptions> = {}): Promise<DirectoryReading> {
  return readDirectory({
    servers: [`${server.address}:${String(server.tlsPort)}`],
    hosts: null,
    security: { kind: "ldaps", verifies: false },
    credentials: { kind: "simple", user: "auditor@corp.example", password: PASSWORD },
    timeoutMilliseconds: 5000,
    ...options,
  });
}

describe("an audit over the real protocol", () => {
  test("reads the hosts of a domain, what is missing, what was deleted and what may not be read", async () => {
    const server = await serve(corp());
    const { views, sources } = await read(server);
    const [view] = views;
    expect(shortNames(view?.computers ?? [])).toEqual(["HV01", "HV02", "HV03", "HV04"]);
    expect(view?.connectionPoints.map(({ dn, isReadable }) => [shortNames([{ dn }])[0], isReadable])).toEqual([
      ["HV01", true],
      ["HV04", false],
    ]);
    expect(view?.deletedConnectionPoints.map(({ lastKnownParent }) => lastKnownParent)).toEqual([
      "CN=HV03,OU=Hyper-V Hosts,DC=corp,DC=example",
    ]);
    expect(view?.readerSids).toContain("S-1-5-11");
    expect(sources.map(({ status, warnings }) => [status, warnings])).toEqual([["complete", []]]);
    // Six questions, and HV02, HV03 and HV04 asked for their connection points by DN.
    expect(server.requests.filter(({ operation }) => operation === "search")).toHaveLength(9);
    expect(server.requests.every(({ isEncrypted }) => isEncrypted)).toBe(true);
  });

  test("leaves no connection open", async () => {
    const server = await serve(corp());
    await read(server);
    expect(server.requests.at(-1)?.operation).toBe("unbind");
  });

  test("knows a server by whatever address it is given", async () => {
    const server = await serve(corp());
    const { views, sources } = await read(server, {
      servers: [`127.0.0.1:${String(server.tlsPort)}`, `ldaps://127.0.0.1:${String(server.tlsPort)}`],
    });
    expect(views).toHaveLength(1);
    expect(sources).toHaveLength(1);
  });

  test("is damaged where the server cuts the connection in the middle of an answer", async () => {
    const server = await serve(corp());
    server.when((request) => request.operation === "search" && request.filter.includes("cn=Microsoft Hyper-V"), {
      kind: "cut",
      afterEntries: 1,
      isWithinMessage: true,
    });
    const { views, sources } = await read(server);
    expect(shortNames(views[0]?.computers ?? [])).toEqual(["HV01", "HV02", "HV03", "HV04"]);
    expect(views[0]).toMatchObject({
      asksForConnectionPoints: false,
      unread: [
        { dn: "DC=corp,DC=example", lacks: "connection-points", problem: { code: "directory-connection-lost" } },
      ],
    });
    expect(sources[0]).toMatchObject({ status: "damaged", problem: { code: "directory-connection-lost" } });
  });

  test("keeps what a size limit lets through", async () => {
    const server = await serve(corp());
    server.when((request) => request.operation === "search" && request.filter.includes("servicePrincipalName="), {
      kind: "result",
      result: { code: RESULT.sizeLimitExceeded },
      afterEntries: 2,
    });
    const { views, sources } = await read(server);
    expect(views[0]?.unread).toMatchObject([{ lacks: "computers", problem: { code: "directory-size-limit" } }]);
    expect(sources[0]?.status).toBe("damaged");
    expect(views[0]?.computers.length).toBeGreaterThanOrEqual(2);
  });

  test("completes an attribute that comes in ranges", async () => {
    const corp = domain("DC=corp,DC=example");
    corp.user("auditor", PASSWORD);
    const names = Array.from({ length: 3200 }, (_, index) => `Microsoft Virtual Console Service/${10_000 + index}`);
    corp.hyperVHost("HV01", { attributes: { servicePrincipalName: names } }).connectionPoint();
    const { views } = await read(await serve(corp));
    expect(views[0]?.computers.map(({ servicePrincipalNames }) => servicePrincipalNames)).toEqual([names]);
  });
});

describe("options that cannot work are refused before anything is sent:", () => {
  test.each<[string, Partial<ReadDirectoryOptions>, string]>([
    ["a base that is no DN", { base: "Hosts" }, "directory-base-malformed"],
    ["an empty base", { base: " " }, "directory-base-malformed"],
    ["neither server nor domain", { servers: [] }, "directory-no-server"],
    ["an address that is none", { servers: ["dc1 --help"] }, "directory-address"],
  ])("%s", async (_, options, code) => {
    const server = await serve(corp());
    await expect(read(server, options)).rejects.toMatchObject({ code });
    expect(server.requests).toEqual([]);
  });
});

test("a refused password leaves an unreadable source, which does not repeat it", async () => {
  const server = await serve(corp());
  const reading = await read(server, {
    credentials: { kind: "simple", user: "auditor@corp.example", password: "Wrong-Horse-8" },
  });
  expect(reading.views).toEqual([]);
  expect(reading.sources).toMatchObject([{ status: "unreadable", objects: 0 }]);
  expect(JSON.stringify(reading)).not.toContain("Wrong-Horse-8");
});
