import { describe, expect, test } from "vitest";
import {
  type Dns,
  explainFailure,
  findServers,
  type ServiceRecord,
} from "../../../src/sources/directory/find-servers.ts";
import { refusal } from "./support/corp-server.ts";

const search = { domain: "Corp.Example", security: "ldaps", timeoutMilliseconds: 1_000 } as const;
const QUERY = "_ldap._tcp.dc._msdcs.corp.example";

function record(name: string, priority = 0, weight = 100, port = 389): ServiceRecord {
  return { name, priority, weight, port };
}

function dns(
  services: readonly ServiceRecord[] | Error,
  addresses: readonly string[] | Error = [],
): Dns & { asked: string[] } {
  const asked: string[] = [];
  const answer = <T>(question: string, given: T | Error): Promise<T> => {
    asked.push(question);
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
  };
  return {
    asked,
    services: (name) => answer(`SRV ${name}`, services),
    addresses: (name) => answer(`A ${name}`, addresses),
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(`query ${code}`), { code });
}

test("domain controllers are taken by priority, then by weight, then by name, whatever order DNS gave them in", async () => {
  const records = [
    record("dc4.corp.example", 10),
    record("dc3.corp.example", 0, 50),
    record("DC2.corp.example.", 0, 100),
    record("dc1.corp.example", 0, 100),
  ];
  const found = await findServers(search, dns(records));
  expect(found).toEqual({
    servers: ["dc1", "dc2", "dc3", "dc4"].map((name) => ({
      given: `${name}.corp.example`,
      host: `${name}.corp.example`,
      port: 636,
    })),
    warnings: [],
  });
  expect(await findServers(search, dns(records.toReversed()))).toEqual(found);
});

test("StartTLS begins at the port of the record; LDAP over TLS has its own", async () => {
  const found = await findServers({ ...search, security: "starttls" }, dns([record("dc1.corp.example", 0, 0, 1389)]));
  expect(found.servers).toEqual([{ given: "dc1.corp.example", host: "dc1.corp.example", port: 1389 }]);
});

test("records that name no host are left out", async () => {
  const found = await findServers(search, dns([record("."), record("dc1;reboot"), record("dc2.corp.example")]));
  expect(found.servers.map(({ host }) => host)).toEqual(["dc2.corp.example"]);
});

describe("where SRV records cannot be had, the domain's own addresses are taken", () => {
  test.each([
    [
      "EBADRESP",
      "the resolver of this version of Node.js does not understand the answer (EBADRESP, seen with Node.js 22 and compressed answers)",
    ],
    [
      "ECONNREFUSED",
      "no DNS server answered the resolver of Node.js (ECONNREFUSED, seen on Windows where it does not find the system's DNS servers)",
    ],
    ["ENOTFOUND", "there are none"],
    ["ESERVFAIL", "the DNS server failed (ESERVFAIL)"],
    ["ETIMEOUT", "no DNS server answered in time (ETIMEOUT)"],
  ])("after %s, and it is said", async (code, words) => {
    const asked = dns(failure(code), ["2001:db8::2", "192.0.2.20", "192.0.2.10", "192.0.2.10"]);
    expect(await findServers(search, asked)).toEqual({
      servers: ["192.0.2.10", "192.0.2.20", "2001:db8::2"].map((host) => ({
        given: host,
        host,
        port: 636,
        certificateName: "corp.example",
      })),
      warnings: [
        `SRV records ${QUERY}: ${words}. The addresses of corp.example itself were taken for its domain controllers; name one with --server to be sure which is read.`,
      ],
    });
    expect(asked.asked).toEqual([`SRV ${QUERY}`, "A corp.example"]);
  });

  test("after an empty answer", async () => {
    expect((await findServers(search, dns([], ["192.0.2.10"]))).servers).toHaveLength(1);
  });

  test("after silence", async () => {
    const silent = { ...dns([], ["192.0.2.10"]), services: () => new Promise<never>(() => undefined) };
    const { warnings } = await findServers({ ...search, timeoutMilliseconds: 20 }, silent);
    expect(warnings[0]).toContain("no DNS server answered in time (ETIMEDOUT)");
  });
});

test("a domain that nobody knows is an error that says what was asked", async () => {
  expect(await refusal(findServers(search, dns(failure("ENOTFOUND"), failure("ENOTFOUND"))))).toEqual({
    code: "directory-no-servers",
    happened: `No domain controller of corp.example was found: SRV records ${QUERY}: there are none; addresses of corp.example: there are none.`,
    likelyCause: "The name is misspelt, or this computer does not ask the DNS servers of the domain.",
    nextStep: "Name a domain controller with --server.",
  });
});

test("addresses that do not come in time are an error too", async () => {
  const silence = (): Promise<never> => new Promise(() => undefined);
  const silent = { services: silence, addresses: silence };
  const { code, happened } = await refusal(findServers({ ...search, timeoutMilliseconds: 20 }, silent));
  expect({ code, happened }).toEqual({
    code: "directory-no-servers",
    happened: `No domain controller of corp.example was found: SRV records ${QUERY}: no DNS server answered in time (ETIMEDOUT); addresses of corp.example: no DNS server answered in time (ETIMEDOUT).`,
  });
});

test.each(["", "corp example", "corp.example;x", "..", `${"a.".repeat(130)}a`])(
  "%j is no name to ask DNS for",
  async (domain) => {
    const asked = dns([]);
    expect((await refusal(findServers({ ...search, domain }, asked))).code).toBe("directory-domain-name");
    expect(asked.asked).toEqual([]);
  },
);

test("an interrupted search asks nothing more", async () => {
  const controller = new AbortController();
  const asked = { ...dns([], ["192.0.2.10"]), services: () => new Promise<never>(() => undefined) };
  const found = findServers({ ...search, signal: controller.signal }, asked);
  const reason = new Error("Ctrl+C");
  controller.abort(reason);
  await expect(found).rejects.toBe(reason);
  expect(asked.asked).toEqual([]);
});

test("an unknown failure shows its code and nothing that a terminal obeys", () => {
  expect(explainFailure(failure("E\u001b[31mX"))).toBe("the look-up failed (E [31mX)");
});
