import { describe, expect, test } from "vitest";
import type { AccessEntry, ConnectionPointObject, DirectoryEvidence } from "../../../src/evidence/index.ts";
import { type ConnectionPointState, deriveDirectoryHosts } from "../../../src/facts/directory/index.ts";
import {
  allow,
  AUDITOR,
  AUTHENTICATED_USERS,
  computer,
  connectionPoint,
  CORP,
  deny,
  directoryOf,
  DOMAIN_ADMINS,
  exportView,
  FULL_CONTROL,
  READ_AND_LIST,
  unread,
  view,
} from "../../evidence/build-directory.ts";

const HV01 = computer("HV01");
const HV02 = computer("HV02");
const LIST = 0x4;

function stateOf(directory: DirectoryEvidence): ConnectionPointState | undefined {
  return deriveDirectoryHosts(directory).hosts.find(({ name }) => name === "HV01")?.connectionPoint;
}

/** `missing`, or why it is not known. */
function verdictOf(directory: DirectoryEvidence): string | undefined {
  const state = stateOf(directory);
  return state?.kind === "unknown" ? state.reason : state?.kind;
}

function withEntries(...entries: readonly AccessEntry[]): typeof HV01 {
  return { ...HV01, access: { owner: DOMAIN_ADMINS, entries } };
}

describe("a connection point", () => {
  test("is present where one stands right below the account, however its DN is written", () => {
    const account = computer("Köln, Rack 1", { cn: null, dnsHostName: "hv01.corp.example" });
    const point = connectionPoint(account, {
      dn: `cn=microsoft hyper-v, CN=K\\C3\\B6ln\\2C Rack 1,OU=Hosts,DC=CORP,dc=example`,
    });
    const shown = view({ computers: [account], connectionPoints: [point] });
    expect(stateOf(directoryOf([shown]))).toEqual({ kind: "present", points: [{ view: shown, object: point }] });
  });

  test.each<[string, Partial<ConnectionPointObject>]>([
    ["below something below the account", { dn: `CN=Microsoft Hyper-V,CN=Deeper,${HV01.dn}` }],
    ["below the account of another host", { dn: `CN=Microsoft Hyper-V,${HV02.dn}` }],
    ["renamed by replication", { dn: `CN=Microsoft Hyper-V\\0ACNF:5f0c1d1e-0000-4000-8000-000000000000,${HV01.dn}` }],
    ["of a guest", { dn: `CN=Windows Virtual Machine,${HV01.dn}`, purpose: "guest" }],
  ])("is missing where one stands %s", (_, given) => {
    const shown = view({ computers: [HV01, HV02], connectionPoints: [connectionPoint(HV01, given)] });
    expect(stateOf(directoryOf([shown]))).toEqual({
      kind: "missing",
      accounts: [{ view: shown, object: HV01 }],
    });
  });

  test("is present where one of two servers shows it", () => {
    const [dc1, dc2] = [
      view({ computers: [HV01] }),
      view({ server: "dc2.corp.example", computers: [HV01], connectionPoints: [connectionPoint(HV01)] }),
    ];
    expect(stateOf(directoryOf([dc1, dc2]))).toMatchObject({ kind: "present", points: [{ view: dc2 }] });
  });

  test("that stands there without a readable attribute is unknown, and shown", () => {
    const point = connectionPoint(HV01, { isReadable: false, attributes: new Map() });
    const shown = view({ computers: [HV01], connectionPoints: [point] });
    expect(stateOf(directoryOf([shown]))).toEqual({
      kind: "unknown",
      reason: "unreadable",
      accounts: [{ view: shown, object: HV01 }],
      parts: [],
      points: [{ view: shown, object: point }],
    });
  });

  test("is not known where none was asked for, unless another view was", () => {
    const computers = [HV01];
    const accountsOnly = exportView({ server: "a.json", computers, asksForConnectionPoints: false });
    expect(verdictOf(directoryOf([accountsOnly]))).toBe("not-asked");
    expect(verdictOf(directoryOf([accountsOnly, view({ computers })]))).toBe("missing");
  });
});

describe("a part that did not come", () => {
  test.each([
    ["the domain", CORP],
    ["the container", `ou=hosts, ${CORP}`],
    ["the account", HV01.dn],
    ["the connection point", `CN=Microsoft Hyper-V,${HV01.dn}`],
  ])("leaves it unknown: %s", (_, dn) => {
    const shown = view({ computers: [HV01], unread: [unread(dn)] });
    expect(stateOf(directoryOf([shown]))).toMatchObject({ kind: "unknown", reason: "unread", parts: [{ dn }] });
  });

  test.each([`OU=Racks,${CORP}`, HV02.dn, `CN=HV01,OU=Hosts,DC=north,${CORP}`])("that is %s does not", (dn) => {
    expect(verdictOf(directoryOf([view({ computers: [HV01], unread: [unread(dn)] })]))).toBe("missing");
  });

  test("is told of with all that is told of its DN, in whatever order it came", () => {
    const told = [
      unread(CORP, "one"),
      unread(CORP, "other"),
      { ...unread(CORP, "third"), lacks: "computers" as const },
    ];
    for (const parts of [told, told.toReversed()])
      expect(stateOf(directoryOf([view({ computers: [HV01], unread: parts })]))).toMatchObject({
        kind: "unknown",
        parts: [{ problem: { code: "one" } }, { problem: { code: "other" } }],
      });
  });

  test("is none where only values of the account were cut, which hides nothing below it", () => {
    const cut = unread(HV01.dn, "directory-values-cut");
    expect(verdictOf(directoryOf([view({ computers: [HV01], unread: [cut] })]))).toBe("missing");
    expect(verdictOf(directoryOf([view({ computers: [HV01], unread: [unread(HV01.dn), cut] })]))).toBe("unread");
  });

  test("that lacks accounts only does not, for the account came", () => {
    const parts = (["computers", "connection-points"] as const).map((lacks) => ({ ...unread(CORP), lacks }));
    expect(parts.map((part) => verdictOf(directoryOf([view({ computers: [HV01], unread: [part] })])))).toEqual([
      "missing",
      "unread",
    ]);
  });

  test("of one server leaves it unknown, though another shows none", () => {
    const dc2 = view({ server: "dc2.corp.example", computers: [HV01], unread: [unread(CORP)] });
    expect(verdictOf(directoryOf([view({ computers: [HV01] }), dc2]))).toBe("unread");
  });

  test("is all that a damaged export does not show", () => {
    const shown = exportView({ computers: [HV01] });
    const directory = directoryOf([shown]);
    const damaged = directory.sources.map((source) => ({ ...source, status: "damaged" as const }));
    expect([verdictOf(directory), verdictOf({ ...directory, sources: damaged })]).toEqual(["missing", "unread"]);
  });
});

describe("a reader who is known", () => {
  const everybody = allow(AUTHENTICATED_USERS, READ_AND_LIST);

  test.each<[string, readonly AccessEntry[]]>([
    ["all users may list", [everybody]],
    ["everyone may list", [allow("S-1-1-0", LIST)]],
    ["a group of the reader may do everything, by a generic right", [allow(AUDITOR, 0x10000000)]],
    ["a generic right to read is given", [allow(AUTHENTICATED_USERS, 0x80000000)]],
    ["somebody else is denied", [deny(DOMAIN_ADMINS, FULL_CONTROL), everybody]],
    ["the reader is denied other things", [deny(AUDITOR, 0x1), everybody]],
    ["the reader is allowed before being denied", [allow(AUDITOR, LIST), deny(AUDITOR, LIST)]],
  ])("finds it missing where %s", (_, entries) => {
    expect(verdictOf(directoryOf([view({ computers: [withEntries(...entries)] })]))).toBe("missing");
  });

  test.each<[string, readonly AccessEntry[]]>([
    ["nobody is allowed to", []],
    ["only others may", [allow(DOMAIN_ADMINS, FULL_CONTROL), allow("S-1-5-32-554", LIST)]],
    ["the reader is denied it first", [deny(AUDITOR, LIST), everybody]],
    ["everything is denied to all", [deny("S-1-1-0", FULL_CONTROL), everybody]],
    ["the right is for objects below only", [allow(AUTHENTICATED_USERS, LIST, { inheritOnly: true })]],
    [
      "the right is for a kind of object only",
      [allow(AUTHENTICATED_USERS, LIST, { objectType: "bf967a86-0de6-11d0-a285-00aa003049e2" })],
    ],
    ["what stands below may not be read", [deny(AUDITOR, 0x10, { inheritOnly: true }), everybody]],
  ])("may not see it where %s", (_, entries) => {
    expect(verdictOf(directoryOf([view({ computers: [withEntries(...entries)] })]))).toBe("list-refused");
  });

  test("may not see it where the account's list is not shown, and sees all where the account has none", () => {
    const [hidden, none] = [null, { owner: null, entries: null }].map((access) => ({ ...HV01, access }));
    expect(
      [hidden, none].map((account) => verdictOf(directoryOf([view({ computers: account ? [account] : [] })]))),
    ).toEqual(["list-refused", "missing"]);
  });

  test("has the rights of Pre-Windows 2000 Compatible Access as a member only", () => {
    const computers = [withEntries(allow("S-1-5-32-554", READ_AND_LIST))];
    const readerSids = new Set([AUDITOR, "S-1-5-32-554"]);
    expect(verdictOf(directoryOf([view({ computers, readerSids })]))).toBe("missing");
  });
});

describe("an export, of which the reader is not known", () => {
  const without = new Set(["cn", "serviceprincipalname"]);

  test("does not tell whether it is missing or hidden where it holds no access lists at all", () => {
    const computers = [{ ...HV01, access: null }];
    const connectionPoints = [connectionPoint(HV02)];
    const plain = exportView({ computers, connectionPoints, attributes: without });
    expect(verdictOf(directoryOf([plain]))).toBe("access-not-shown");
    expect(verdictOf(directoryOf([exportView({ computers })]))).toBe("list-refused");
  });

  test.each<[string, Partial<ConnectionPointObject>]>([
    ["of a guest", { dn: `CN=Windows Virtual Machine,${HV01.dn}`, purpose: "guest" }],
    ["that replication renamed", { dn: `CN=Microsoft Hyper-V\\0ACNF:5f0c1d1e-0000-4000-8000-000000000000,${HV01.dn}` }],
  ])("without access lists shows it missing beside another one %s, which was to be seen", (_, given) => {
    const connectionPoints = [connectionPoint(HV01, given)];
    const computers = [{ ...HV01, access: null }];
    expect(verdictOf(directoryOf([exportView({ computers, connectionPoints, attributes: without })]))).toBe("missing");
  });

  test("without access lists takes nothing back that another view tells", () => {
    const plain = exportView({ computers: [{ ...HV01, access: null }], attributes: without });
    expect(verdictOf(directoryOf([plain, view({ computers: [HV01] })]))).toBe("missing");
    const accountsOnly = exportView({ server: "a.json", computers: [HV01], asksForConnectionPoints: false });
    expect(verdictOf(directoryOf([plain, accountsOnly]))).toBe("access-not-shown");
  });

  test.each<[string, string, readonly AccessEntry[]]>([
    ["missing", "all users may list", [allow(AUTHENTICATED_USERS, READ_AND_LIST)]],
    ["missing", "domain users may list", [allow("S-1-5-21-1-2-3-513", LIST)]],
    ["list-refused", "administrators may list", [allow(DOMAIN_ADMINS, FULL_CONTROL)]],
    ["list-refused", "somebody is denied it", [allow(AUTHENTICATED_USERS, LIST), deny(AUDITOR, LIST)]],
  ])("shows it %s where %s", (verdict, _, entries) => {
    expect(verdictOf(directoryOf([exportView({ computers: [withEntries(...entries)] })]))).toBe(verdict);
  });

  test("of accounts alone is completed by one of connection points alone, of the same container", () => {
    const accounts = exportView({ server: "a.json", computers: [HV01, HV02], asksForConnectionPoints: false });
    const pointsOf = (...connectionPoints: readonly ConnectionPointObject[]): DirectoryEvidence =>
      directoryOf([accounts, exportView({ server: "b.json", connectionPoints })]);
    expect(verdictOf(pointsOf(connectionPoint(HV01)))).toBe("present");
    expect(verdictOf(pointsOf(connectionPoint(HV02)))).toBe("missing");
    expect(verdictOf(pointsOf(connectionPoint(computer("HV03", { container: CORP }))))).toBe("not-asked");
  });
});
