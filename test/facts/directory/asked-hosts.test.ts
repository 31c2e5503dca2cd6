import { describe, expect, test } from "vitest";
import { deriveDirectoryHosts } from "../../../src/facts/directory/index.ts";
import { computer, CORP, directoryOf, guestPoint, NORTH, view } from "../../evidence/build-directory.ts";

const LONG = "HYPERV-CLUSTER-NODE-01";
const BARE = { servicePrincipalNames: [] };
const VM01 = computer("VM01", BARE);

const CORP_VIEW = view({
  computers: [
    computer("HV01"),
    computer("HV02", { additionalNames: ["node2.cluster.example", "NODE2$"] }),
    computer(LONG),
    computer("BROKEN", { dnsHostName: "hv00.corp.example", ...BARE }),
    computer("HYPERV-STANDBY-", { dnsHostName: null, ...BARE }),
    computer("Müller, Köln", { samAccountName: "HV07$", dnsHostName: null }),
    computer("CLU01", { servicePrincipalNames: ["MSServerCluster/CLU01"] }),
    VM01,
  ],
  connectionPoints: [guestPoint(VM01)],
});
const NORTH_VIEW = view({
  server: "dc1.north.corp.example",
  namingContext: NORTH,
  computers: [computer("HV01", { container: NORTH })],
});

/** What asking for the names finds: hosts, what is left out with its reason, names that nobody bears. */
function found(...askedHosts: readonly string[]): readonly string[] {
  const { hosts, leftOut, unfound } = deriveDirectoryHosts(directoryOf([CORP_VIEW, NORTH_VIEW], { askedHosts }));
  return [
    ...hosts.map(({ name }) => name),
    ...leftOut.map(({ name, reason }) => `${name}: ${reason}`),
    ...unfound.map(({ name }) => `${name}?`),
  ];
}

describe("a host is found by", () => {
  test.each([
    ["its short name in any case", "hv02", "HV02"],
    ["its full name", "HV02.corp.example", "HV02"],
    ["its full name with the root's dot", "hv02.corp.example.", "HV02"],
    ["its account", "HV02$", "HV02"],
    ["its account with the domain", "CORP\\HV02$", "HV02"],
    ["its name with the domain's DNS name", "corp.example\\hv02", "HV02"],
    ["its name with a NetBIOS name that no DNS name tells", "CONTOSO0\\hv02", "HV02"],
    ["its DN", `cn=hv02, OU=hosts,${CORP}`, "HV02"],
    ["an additional DNS name", "NODE2.cluster.example", "HV02"],
    ["an additional account name", "node2", "HV02"],
    ["a DN with commas and umlauts", `CN=M\\C3\\BCller\\2C Köln,OU=Hosts,${CORP}`, "HV07"],
    ["a long name", LONG.toLowerCase(), LONG],
    ["a long name as NetBIOS cuts it", "HYPERV-CLUSTER-", LONG],
    ["a long name of which the account shows only what NetBIOS keeps", "hyperv-standby-node-07", "HYPERV-STANDBY-"],
    ["the same with the domain", "hyperv-standby-node-07.corp.example", "HYPERV-STANDBY-"],
    ["the name that it should have", "broken.corp.example", "HV00"],
    ["the name that it shows", "hv00", "HV00"],
  ])("%s", (_, asked, name) => {
    expect(found(asked)).toEqual([name]);
  });

  test("a short name that two domains have, in both; by a full name or a domain in one", () => {
    expect(found("HV01")).toEqual(["HV01.CORP.EXAMPLE", "HV01.NORTH.CORP.EXAMPLE"]);
    expect(found("hv01.north.corp.example")).toEqual(["HV01.NORTH.CORP.EXAMPLE"]);
    expect(found("NORTH\\HV01")).toEqual(["HV01.NORTH.CORP.EXAMPLE"]);
  });
});

test("a long name is not found by another long name that NetBIOS cuts to the same", () => {
  expect(found("HYPERV-CLUSTER-NODE-02")).toEqual(["HYPERV-CLUSTER-NODE-02?"]);
});

test("a host that was asked for is one without any mark of Hyper-V: its connection point is what was asked about", () => {
  const { hosts } = deriveDirectoryHosts(directoryOf([CORP_VIEW], { askedHosts: ["BROKEN"] }));
  expect(hosts).toMatchObject([
    { kind: "server", isAskedFor: true, hasHyperVSpns: false, connectionPoint: { kind: "missing" } },
  ]);
});

test("the hosts that were not asked for stay known, but not as hosts of the audit", () => {
  const { hosts, others } = deriveDirectoryHosts(directoryOf([CORP_VIEW], { askedHosts: ["HV02"] }));
  expect([hosts, others].map((some) => some.map(({ name, isAskedFor }) => [name, isAskedFor]))).toEqual([
    [["HV02", true]],
    [
      ["HV01", false],
      ["HV07", false],
      [LONG, false],
    ],
  ]);
});

test("clusters and guests are left out with their reason, and names that nobody bears are said once", () => {
  expect(found("CLU01", "vm01", "HV99", "hv99", " ", "HV99.corp.example", "CN=nobody,DC=corp", "*", ")(cn=*")).toEqual([
    "CLU01: cluster-name",
    "VM01: guest",
    ")(cn=*?",
    "*?",
    "CN=nobody,DC=corp?",
    "HV99?",
    "HV99.corp.example?",
  ]);
});
