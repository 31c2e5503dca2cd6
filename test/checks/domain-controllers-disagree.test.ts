import { expect, test } from "vitest";
import { connectionPointsReadable } from "../../src/checks/connection-points-readable.ts";
import { domainControllersDisagree } from "../../src/checks/domain-controllers-disagree.ts";
import type { ServerDifference, ServerDifferences } from "../../src/facts/directory/index.ts";
import { CORP, view } from "../evidence/build-directory.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const DC1 = view();
const DC2 = view({ server: "dc2.corp.example" });
const HV04 = host("HV04");
const DN = "CN=Microsoft Hyper-V,CN=HV04,OU=Hosts,DC=corp,DC=example";

function compared(...differences: readonly ServerDifference[]): { readonly serverDifferences: ServerDifferences } {
  const servers = ["dc1.corp.example", "dc2.corp.example"];
  return { serverDifferences: { differences, uncompared: [], compared: [{ namingContext: CORP, servers }] } };
}

const POINT: ServerDifference = {
  host: HV04,
  subject: "connection-point",
  attribute: "distinguishedName",
  shown: [
    { view: DC1, dn: DN, value: DN },
    { view: DC2, dn: DN, value: null },
  ],
};

test("fails for a connection point that one server lacks; each server is a proof, and nobody is blamed", () => {
  const result = judgeHosts(domainControllersDisagree, [HV04], compared(POINT));
  expect(told(result)).toEqual({
    status: "fail",
    reason: "1 difference about HV04",
    findings: [`warning HV04: the connection point: dc1.corp.example has it and dc2.corp.example has none`],
  });
  expect(proofs(result)).toEqual([
    `dc1.corp.example: ${DN}: distinguishedName: ${DN}`,
    `dc2.corp.example: ${DN}: distinguishedName: not there`,
  ]);
  expect(result.text.subjectRole).toBe("witness");
});

test("fails for an attribute", () => {
  const dn = HV04.accounts[0].object.dn;
  const different: ServerDifference = {
    host: HV04,
    subject: "account-attribute",
    attribute: "dNSHostName",
    shown: [
      { view: DC1, dn, value: "hv04.corp.example" },
      { view: DC2, dn, value: "old.corp.example" },
    ],
  };
  expect(told(judgeHosts(domainControllersDisagree, [HV04], compared(different))).findings).toEqual([
    "warning HV04: dNSHostName: dc1.corp.example has hv04.corp.example and dc2.corp.example has old.corp.example",
  ]);
});

test("passes when the servers agree, and leaves clients", () => {
  const client = host("PC01", { more: { kind: "client" } });
  const known = compared({ ...POINT, host: client });
  expect(told(judgeHosts(domainControllersDisagree, [HV04, client], known))).toEqual({
    status: "pass",
    reason: "dc1.corp.example and dc2.corp.example show the same of every host of corp.example.",
    findings: [],
  });
});

test("is inconclusive for a host of which one server could not show the connection point", () => {
  const { serverDifferences } = compared();
  const known = { serverDifferences: { ...serverDifferences, uncompared: [{ host: HV04, views: [DC2] as const }] } };
  const result = judgeHosts(domainControllersDisagree, [HV04, host("HV05")], known);
  expect(told(result)).toEqual({
    status: "inconclusive",
    reason:
      "Nothing found on 1 host, but of HV04 a connection point is shown by one server and not by dc2.corp.example.",
    findings: [],
  });
  expect(result.unjudged).toEqual(["HV04"]);
  const seen = judgeHosts(connectionPointsReadable, [HV04], known);
  expect(told(seen)).toMatchObject({
    status: "pass",
    findings: [
      "info HV04: dc2.corp.example shows nothing of it that could be read, though another server does: whether it is the same there is not known",
    ],
  });
  expect(proofs(seen)).toEqual([
    "dc2.corp.example: CN=HV04,OU=Hosts,DC=corp,DC=example: CN=Microsoft Hyper-V: not shown",
  ]);
});

test("is inconclusive where not all values of a host came, which were not compared", () => {
  const cut = host("HV06", { more: { cutValues: { account: true, connectionPoint: false } } });
  expect(told(judgeHosts(domainControllersDisagree, [HV04, cut], compared()))).toEqual({
    status: "inconclusive",
    reason:
      "Nothing found on 1 host, but of HV06 not all values came: what would tell may be among the others of servicePrincipalName.",
    findings: [],
  });
});

test("passes with a note about a host that is out of use", () => {
  const off = host("HV04", { more: { activity: "disabled" } });
  expect(told(judgeHosts(domainControllersDisagree, [off], compared({ ...POINT, host: off })))).toMatchObject({
    status: "pass",
    reason: "On 1 host only what is information was found.",
  });
});

test("is not applicable with one server, or without a host", () => {
  expect(told(judgeHosts(domainControllersDisagree, [HV04])).reason).toBe(
    "No domain was shown by two servers or exports: nothing to compare.",
  );
  expect(told(judgeHosts(domainControllersDisagree, [], compared())).status).toBe("not-applicable");
});
