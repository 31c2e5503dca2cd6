import { describe, expect, test } from "vitest";
import { scpStaleName } from "../../src/checks/scp-stale-name.ts";
import { view } from "../evidence/build-directory.ts";
import { type HostGiven, host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

function attributes(attribute: string, value: string): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ["serviceBindingInformation", ["RDP listener port=2179"]],
    [attribute, [value]],
  ]);
}

function naming(attribute: string, value: string, given: HostGiven = {}): ReturnType<typeof host> {
  return host("HV05", { point: { attributes: attributes(attribute, value) }, ...given });
}

describe("fails", () => {
  test("for a serviceDNSName of another host; the proof is the value, and when the object was written", () => {
    const result = judgeHosts(scpStaleName, [host("HV01"), naming("serviceDNSName", "oldhv05.corp.example")]);
    expect(told(result)).toEqual({
      status: "fail",
      reason: "Names of other hosts in the service connection points of HV05",
      findings: [
        "critical HV05: names oldhv05.corp.example, and the host is HV05.corp.example; written 2021-03-04 08:00:00Z",
      ],
    });
    const dn = "dc1.corp.example: CN=Microsoft Hyper-V,CN=HV05,OU=Hosts,DC=corp,DC=example";
    expect(proofs(result)).toEqual([
      `${dn}: serviceDNSName: oldhv05.corp.example`,
      `${dn}: whenCreated: 2021-03-04T08:00:00.0000000Z`,
    ]);
  });

  test.each([
    ["keywords", "host=HVOLD", "HVOLD"],
    ["KEYWORDS", "https://hvold.corp.example:2179/", "hvold.corp.example"],
    ["serviceDNSName", "HV05.other.example", "HV05.other.example"],
    ["keywords", "HV05.corp.example hvold.corp.example", "hvold.corp.example"],
  ])("for %s: %s", (attribute, value, stale) => {
    expect(told(judgeHosts(scpStaleName, [naming(attribute, value)])).findings).toEqual([
      `critical HV05: names ${stale}, and the host is HV05.corp.example; written 2021-03-04 08:00:00Z`,
    ]);
  });

  test("as information for a host that is out of use", () => {
    const off = naming("serviceDNSName", "old.corp.example", { more: { activity: "stale" } });
    expect(told(judgeHosts(scpStaleName, [off]))).toEqual({
      status: "pass",
      reason: "On 1 host only what is information was found.",
      findings: ["info HV05: names old.corp.example, and the host is HV05.corp.example; written 2021-03-04 08:00:00Z"],
    });
  });
});

describe("passes", () => {
  test.each([
    ["hv05.CORP.example", {}],
    ["HV05", {}],
    ["alias.other.example", { additionalNames: ["ALIAS$", "alias.other.example"] }],
    ["hv05.corp.example", { dnsHostName: "hv05.disjoint.example" }],
    ["hyperv-host-mün", { dnsHostName: "hyperv-host-münster.corp.example" }],
    ["hyperv-host-münster.corp.example", { dnsHostName: "Hyperv-Host-Mu\u0308nster.corp.example" }],
  ])("for its own name %s", (value, account) => {
    expect(told(judgeHosts(scpStaleName, [naming("serviceDNSName", value, { account })]))).toEqual({
      status: "pass",
      reason: "Nothing found on 1 host.",
      findings: [],
    });
  });

  test("for what holds no name, and judges no host without a connection point", () => {
    const hosts = [host("HV01"), naming("keywords", "10.0.14393"), host("HV03", { point: "missing" })];
    expect(told(judgeHosts(scpStaleName, hosts))).toMatchObject({
      status: "pass",
      reason: "Nothing found on 2 hosts.",
    });
  });
});

describe("is inconclusive", () => {
  test("when serviceBindingInformation was not exported", () => {
    const bare = view({ attributes: new Set(["cn", "dnshostname"]) });
    expect(
      told(judgeHosts(scpStaleName, [host("HV01", { views: [bare], point: { attributes: new Map() } })])).reason,
    ).toBe(
      "Nothing found on 0 hosts, but of HV01 what was given does not hold serviceBindingInformation: export that as well.",
    );
  });

  test("when not all values of the connection point came and those that did name no other host", () => {
    const cutValues = { account: false, connectionPoint: true };
    expect(told(judgeHosts(scpStaleName, [host("HV05", { more: { cutValues } })])).reason).toBe(
      "Nothing found on 0 hosts, but of HV05 not all values came: what would tell may be among the others of keywords " +
        "and serviceBindingInformation.",
    );
    const stale = naming("serviceDNSName", "hvold.corp.example", { more: { cutValues } });
    expect(told(judgeHosts(scpStaleName, [stale])).status).toBe("fail");
  });

  test("when the host's own name is not shown", () => {
    const hidden = naming("serviceDNSName", "hv05.corp.example", { account: { dnsHostName: null } });
    expect(told(judgeHosts(scpStaleName, [hidden])).reason).toBe(
      "Nothing found on 0 hosts, but of HV05 nothing is shown of dNSHostName: not set, or not to be read.",
    );
  });

  test("when the connection point could not be seen", () => {
    expect(told(judgeHosts(scpStaleName, [host("HV05", { point: "unreadable" })])).status).toBe("inconclusive");
  });
});

test("is not applicable where no host has a connection point", () => {
  expect(told(judgeHosts(scpStaleName, [host("HV03", { point: "missing" })]))).toEqual({
    status: "not-applicable",
    reason: "Nothing to look at: HV03 without a connection point.",
    findings: [],
  });
});
