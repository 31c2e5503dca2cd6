import { describe, expect, test } from "vitest";
import { accountNamesDisagree } from "../../src/checks/account-names-disagree.ts";
import { view } from "../evidence/build-directory.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

describe("fails", () => {
  test("for names that differ; the proof is all three", () => {
    const result = judgeHosts(accountNamesDisagree, [
      host("HV01"),
      host("HV10", { account: { samAccountName: "HV0X$" } }),
    ]);
    expect(told(result)).toEqual({
      status: "fail",
      reason: "HV10 with names that disagree",
      findings: ["critical HV10: cn is HV10, sAMAccountName HV0X$, dNSHostName HV10.corp.example"],
    });
    const dn = "dc1.corp.example: CN=HV10,OU=Hosts,DC=corp,DC=example";
    expect(proofs(result)).toEqual([
      `${dn}: cn: HV10`,
      `${dn}: sAMAccountName: HV0X$`,
      `${dn}: dNSHostName: HV10.corp.example`,
    ]);
  });

  test.each([
    ["two that do, when the third is not shown", { cn: "HV10", samAccountName: "HVOLD$", dnsHostName: null }],
    [
      "long ones that differ behind 15 characters",
      { cn: "HYPERV-HOST-LON-01", samAccountName: "HYPERV-HOST-LON$", dnsHostName: "hyperv-host-lon-02.corp.example" },
    ],
    [
      "one that is short by less than 15 characters",
      { cn: "HV1", samAccountName: "HV10$", dnsHostName: "hv10.corp.example" },
    ],
  ])("for %s", (_, account) => {
    expect(told(judgeHosts(accountNamesDisagree, [host("HV10", { account })])).status).toBe("fail");
  });

  test("also where the connection point could not be seen: the account was", () => {
    const unseen = host("HV10", { account: { samAccountName: "HV0X$" }, point: "list-refused" });
    expect(told(judgeHosts(accountNamesDisagree, [unseen])).status).toBe("fail");
  });
});

test.each([
  ["in another case", { cn: "hv10", samAccountName: "HV10$", dnsHostName: "Hv10.corp.example" }],
  [
    "cut to 15 characters",
    { cn: "HYPERV-HOST-LON", samAccountName: "HYPERV-HOST-LON$", dnsHostName: "hyperv-host-lon-01.corp.example" },
  ],
  [
    "with umlauts, composed or not",
    { cn: "HV-MÜNSTER", samAccountName: "HV-MÜNSTER$", dnsHostName: "hv-mu\u0308nster.corp.example" },
  ],
  ["with a comma in them", { cn: "HV, 10", samAccountName: "HV, 10$", dnsHostName: "HV, 10.corp.example" }],
  ["of a duplicate, which has a finding of its own", { cn: "HV10\nCNF:0b5a2c2e-7b0f-4f0e-9f56-0d4b8a3ad9a1" }],
])("passes for names %s", (_, account) => {
  expect(told(judgeHosts(accountNamesDisagree, [host("HV10", { account })]))).toEqual({
    status: "pass",
    reason: "Nothing found on 1 host.",
    findings: [],
  });
});

test("is inconclusive when a name is not shown and the others agree", () => {
  const bare = view({ attributes: new Set(["cn", "samaccountname"]) });
  const hosts = [host("HV01"), host("HV02", { account: { dnsHostName: null }, views: [bare] })];
  expect(told(judgeHosts(accountNamesDisagree, hosts)).reason).toBe(
    "Nothing found on 1 host, but of HV02 what was given does not hold dNSHostName: export that as well.",
  );
});
