import { describe, expect, test } from "vitest";
import type { ComputerObject, DirectoryView } from "../../../src/evidence/index.ts";
import { deriveDirectoryHosts, deriveServerDifferences } from "../../../src/facts/directory/index.ts";
import {
  AUTHENTICATED_USERS,
  computer,
  connectionPoint,
  CORP,
  deny,
  directoryOf,
  exportView,
  NORTH,
  unread,
  view,
} from "../../evidence/build-directory.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const HV01 = computer("HV01");
const HV02 = computer("HV02");
const DC2 = { server: "dc2.corp.example" };

function differences(...views: readonly DirectoryView[]): readonly string[] {
  const directory = directoryOf(views);
  return deriveServerDifferences(directory, deriveDirectoryHosts(directory)).differences.map(
    ({ host, subject, attribute, shown }) =>
      `${host.name} ${subject} ${attribute}: ${shown.map((one) => `${one.view.server} ${one.value ?? "none"}`).join(" | ")}`,
  );
}

/** What two servers show of one account. */
function accountDifferences(changed: Partial<ComputerObject>): readonly string[] {
  return differences(view({ computers: [HV01] }), view({ ...DC2, computers: [{ ...HV01, ...changed }] }));
}

describe("servers of one domain", () => {
  test("that show the same differ in nothing", () => {
    const shown = { computers: [HV01, HV02], connectionPoints: [connectionPoint(HV01)] };
    expect(differences(view(shown), view({ ...shown, ...DC2 }))).toEqual([]);
  });

  test("differ in an account that one of them lacks", () => {
    expect(differences(view({ computers: [HV01, HV02] }), view({ ...DC2, computers: [HV01] }))).toEqual([
      `HV02 account distinguishedName: dc1.corp.example ${HV02.dn} | dc2.corp.example none`,
    ]);
  });

  test("differ in a connection point that one of them lacks", () => {
    const computers = [HV01];
    expect(
      differences(view({ computers, connectionPoints: [connectionPoint(HV01)] }), view({ ...DC2, computers })),
    ).toEqual([
      `HV01 connection-point distinguishedName: dc1.corp.example CN=Microsoft Hyper-V,${HV01.dn} | dc2.corp.example none`,
    ]);
  });

  test.each<[string, Partial<ComputerObject>, string, string]>([
    ["dNSHostName", { dnsHostName: "hv10.corp.example" }, "HV01.corp.example", "hv10.corp.example"],
    ["sAMAccountName", { samAccountName: "HV10$" }, "HV01$", "HV10$"],
    ["userAccountControl", { userAccountControl: 4098 }, "4096", "4098"],
    ["objectSid", { sid: "S-1-5-21-1-2-3-7" }, HV01.sid ?? "", "S-1-5-21-1-2-3-7"],
    ["distinguishedName", { dn: `CN=HV01,OU=Racks,${CORP}` }, HV01.dn, `CN=HV01,OU=Racks,${CORP}`],
    ["dNSHostName", { dnsHostName: null }, "HV01.corp.example", "none"],
  ])("differ in %s", (attribute, changed, one, other) => {
    expect(accountDifferences(changed)).toEqual([
      `HV01 account-attribute ${attribute}: dc1.corp.example ${one} | dc2.corp.example ${other}`,
    ]);
  });

  test("differ in SPNs as a set, in any case and order", () => {
    const spns = HV01.servicePrincipalNames;
    expect(accountDifferences({ servicePrincipalNames: spns.map((spn) => spn.toUpperCase()).reverse() })).toEqual([]);
    const [, ...fewer] = spns;
    expect(accountDifferences({ servicePrincipalNames: fewer })).toHaveLength(1);
  });

  test("do not differ in what each of them keeps for itself, or what lags by design", () => {
    const later = ticks("2026-09-09T09:00:00Z");
    expect(
      accountDifferences({ whenChanged: later, lastLogonTimestamp: later, pwdLastSet: later, guid: null, stamps: [] }),
    ).toEqual([]);
  });

  test("differ in attributes of a connection point, but for those that are a server's own", () => {
    const computers = [HV01];
    const [one, other] = [
      { keywords: ["a", "b"], uSNChanged: ["1"] },
      { Keywords: ["B", "A"], uSNChanged: ["2"], serviceDNSName: ["hv01"] },
    ].map((attributes) => connectionPoint(HV01, { attributes: new Map(Object.entries(attributes)) }));
    expect(
      differences(
        view({ computers, connectionPoints: one === undefined ? [] : [one] }),
        view({ ...DC2, computers, connectionPoints: other === undefined ? [] : [other] }),
      ),
    ).toEqual(["HV01 connection-point-attribute serviceDNSName: dc1.corp.example none | dc2.corp.example hv01"]);
  });
});

describe("nothing is known to be absent", () => {
  test("from values that were cut, but what has one value is compared all the same", () => {
    const few = { ...HV01, servicePrincipalNames: HV01.servicePrincipalNames.slice(0, 2), userAccountControl: 4098 };
    const point = connectionPoint(HV01, { attributes: new Map([["keywords", ["a", "b"]]]) });
    const cutPoint = connectionPoint(HV01, { attributes: new Map([["keywords", ["a"]]]) });
    const cut = [HV01.dn, point.dn].map((dn) => unread(dn, "directory-values-cut"));
    const whole = view({ computers: [HV01], connectionPoints: [point] });
    expect(differences(whole, view({ ...DC2, computers: [few], connectionPoints: [cutPoint], unread: cut }))).toEqual([
      "HV01 account-attribute userAccountControl: dc1.corp.example 4096 | dc2.corp.example 4098",
    ]);
  });

  const whole = view({ computers: [HV01], connectionPoints: [connectionPoint(HV01)] });
  const denied = { owner: null, entries: [deny(AUTHENTICATED_USERS, 0x4)] };

  test.each<[string, Partial<DirectoryView>]>([
    ["where a part was not read", { computers: [], unread: [unread(`OU=Hosts,${CORP}`)] }],
    ["where connection points were not read", { computers: [HV01], unread: [unread(CORP)] }],
    ["where children may not be listed", { computers: [{ ...HV01, access: denied }] }],
    ["where connection points were not asked for", { computers: [HV01], asksForConnectionPoints: false }],
    [
      "where an attribute was not asked for",
      {
        computers: [{ ...HV01, dnsHostName: null }],
        connectionPoints: [connectionPoint(HV01)],
        attributes: new Set(["cn"]),
      },
    ],
    ["in an export of other containers", { basis: "export", computers: [computer("HV07", { container: CORP })] }],
  ])("%s", (_, given) => {
    const about = differences(whole, view({ ...DC2, ...given })).filter((line) => line.startsWith("HV01"));
    expect(about).toEqual([]);
  });

  test("in an export that has no account in common with the other: each is of one cluster's hosts", () => {
    const first = exportView({ server: "first.ldif", computers: [HV01] });
    const second = exportView({ server: "second.ldif", computers: [HV02] });
    expect(differences(first, second)).toEqual([]);
  });

  test("in a damaged export, but in a whole one of the same container", () => {
    const one = exportView({ server: "dc1.ldif", computers: [HV01, HV02] });
    const other = exportView({ server: "dc2.ldif", computers: [HV01] });
    const directory = directoryOf([one, other]);
    const sources = directory.sources.map((source) => ({ ...source, status: "damaged" as const }));
    const count = [directory, { ...directory, sources }].map(
      (given) => deriveServerDifferences(given, deriveDirectoryHosts(given)).differences.length,
    );
    expect(count).toEqual([1, 0]);
  });
});

test("what was compared is named by domain; one server at two times, or of two domains, is not", () => {
  const north = view({ server: "n1", namingContext: NORTH, computers: [computer("HV09", { container: NORTH })] });
  const earlier = view({ time: ticks("2026-01-01T00:00:00Z"), computers: [HV01, HV02] });
  const compare = (...views: readonly DirectoryView[]): unknown => {
    const directory = directoryOf(views);
    return deriveServerDifferences(directory, deriveDirectoryHosts(directory));
  };
  expect(compare(view({ computers: [HV01] }), earlier, north)).toEqual({
    differences: [],
    uncompared: [],
    compared: [],
  });
  expect(compare(view({ ...DC2, computers: [HV01] }), view({ computers: [HV01] }), north)).toEqual({
    differences: [],
    uncompared: [],
    compared: [{ namingContext: CORP, servers: ["dc1.corp.example", "dc2.corp.example"] }],
  });
});

describe("a host of which one server could not show the connection point that another shows", () => {
  const computers = [HV01];
  const DC1 = view({ computers, connectionPoints: [connectionPoint(HV01)] });
  const uncomparedIn = (...views: readonly DirectoryView[]): readonly string[] => {
    const directory = directoryOf(views);
    return deriveServerDifferences(directory, deriveDirectoryHosts(directory)).uncompared.map(
      ({ host, views: hiding }) => `${host.name}: ${hiding.map(({ server }) => server).join(", ")}`,
    );
  };

  test.each<[string, Partial<DirectoryView>]>([
    ["is not asked", { computers, asksForConnectionPoints: false }],
    ["does not let list it", { computers: [{ ...HV01, access: null }] }],
    ["did not answer for it", { computers, unread: [unread(HV01.dn)] }],
    ["does not let read it", { computers, connectionPoints: [{ ...connectionPoint(HV01), isReadable: false }] }],
    ["did not answer for its account", { computers: [], unread: [unread(CORP)] }],
  ])("is told with that server, which %s", (_, shown) => {
    expect(uncomparedIn(DC1, view({ ...DC2, ...shown }))).toEqual(["HV01: dc2.corp.example"]);
  });

  test("is not told where both show it, or where one is known to lack it", () => {
    expect(uncomparedIn(DC1, { ...DC1, ...DC2 })).toEqual([]);
    expect(uncomparedIn(DC1, view({ ...DC2, computers }))).toEqual([]);
  });
});
