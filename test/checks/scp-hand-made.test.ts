import { describe, expect, test } from "vitest";
import { scpHandMade } from "../../src/checks/scp-hand-made.ts";
import type { AccessControl } from "../../src/evidence/index.ts";
import { allow, deny, DOMAIN_ADMINS, exportView, FULL_CONTROL, view } from "../evidence/build-directory.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const SELF = "S-1-5-21-1-2-3-1107";
const MADE = "made 2021-03-04 08:00:00Z";

function made(access: AccessControl | null, view1 = view()): ReturnType<typeof host> {
  return host("HV07", { account: { sid: SELF }, point: { access }, views: [view1] });
}

describe("fails", () => {
  test("for one that an administrator made: owner by name and SID, no rights for the host", () => {
    const principals = new Map([[DOMAIN_ADMINS, "CORP\\Domain Admins"]]);
    const access = { owner: DOMAIN_ADMINS, entries: [allow(DOMAIN_ADMINS, FULL_CONTROL)] };
    const result = judgeHosts(scpHandMade, [host("HV01"), made(access, view({ principals }))]);
    const owner = `CORP\\Domain Admins (${DOMAIN_ADMINS})`;
    expect(told(result)).toEqual({
      status: "fail",
      reason: "Service connection points of HV07 that the host did not make",
      findings: [`critical HV07: owned by ${owner}, not by the host, which has no full control of it; ${MADE}`],
    });
    expect(proofs(result)).toEqual([
      "dc1.corp.example: CN=Microsoft Hyper-V,CN=HV07,OU=Hosts,DC=corp,DC=example: nTSecurityDescriptor: " +
        `owner ${owner}, no full control for the host`,
      `dc1.corp.example: CN=HV07,OU=Hosts,DC=corp,DC=example: objectSid: ${SELF}`,
    ]);
  });

  test.each([
    [
      "another owns it",
      { owner: "S-1-5-21-1-2-3-1400", entries: [allow(SELF, FULL_CONTROL)] },
      "owned by S-1-5-21-1-2-3-1400, not by the host",
    ],
    [
      "a group does that is known by its number",
      { owner: DOMAIN_ADMINS, entries: null },
      `owned by Domain Admins (${DOMAIN_ADMINS}), not by the host`,
    ],
    [
      "it has fewer rights",
      { owner: SELF, entries: [allow(SELF, 0x3)] },
      "the host owns it and has no full control of it",
    ],
    [
      "it has them on a property alone",
      { owner: SELF, entries: [allow(SELF, FULL_CONTROL, { objectType: "bf967a86-0de6-11d0-a285-00aa003049e2" })] },
      "the host owns it and has no full control of it",
    ],
    [
      "it has them below alone",
      { owner: SELF, entries: [allow(SELF, FULL_CONTROL, { inheritOnly: true })] },
      "the host owns it and has no full control of it",
    ],
    [
      "it is refused them",
      { owner: SELF, entries: [deny(SELF, FULL_CONTROL)] },
      "the host owns it and has no full control of it",
    ],
    [
      "its owner is not shown, and it has none",
      { owner: null, entries: [] },
      "the host has no full control of it, and its owner is not shown",
    ],
  ])("when %s", (_, access, words) => {
    expect(told(judgeHosts(scpHandMade, [made(access)])).findings).toEqual([`critical HV07: ${words}; ${MADE}`]);
  });
});

test.each([
  ["full control", { owner: SELF, entries: [allow(DOMAIN_ADMINS, FULL_CONTROL), allow(SELF, FULL_CONTROL)] }],
  ["all generic rights", { owner: SELF, entries: [allow(SELF, 0x1000_0000)] }],
  ["no list at all, which refuses nobody", { owner: SELF, entries: null }],
])("passes for the host's own with %s", (_, access) => {
  expect(told(judgeHosts(scpHandMade, [made(access)]))).toEqual({
    status: "pass",
    reason: "Nothing found on 1 host.",
    findings: [],
  });
});

describe("is inconclusive", () => {
  test("when an export lacks the security descriptors", () => {
    const bare = exportView({ attributes: new Set(["cn", "objectsid"]) });
    expect(told(judgeHosts(scpHandMade, [made(null, bare)])).reason).toBe(
      "Nothing found on 0 hosts, but of HV07 what was given does not hold nTSecurityDescriptor: export that as well.",
    );
  });

  test("when a server does not show one", () => {
    expect(told(judgeHosts(scpHandMade, [host("HV01"), made(null)])).reason).toBe(
      "Nothing found on 1 host, but of HV07 nothing is shown of nTSecurityDescriptor: not set, or not to be read.",
    );
  });

  test("when the owner is not shown, though the rights are right", () => {
    expect(told(judgeHosts(scpHandMade, [made({ owner: null, entries: null })])).status).toBe("inconclusive");
  });

  test("when the host's SID is not shown", () => {
    const unknown = host("HV07", { account: { sid: null }, point: { access: { owner: DOMAIN_ADMINS, entries: [] } } });
    expect(told(judgeHosts(scpHandMade, [unknown])).reason).toBe(
      "Nothing found on 0 hosts, but of HV07 nothing is shown of objectSid: not set, or not to be read.",
    );
  });

  test("when the connection point could not be seen", () => {
    expect(told(judgeHosts(scpHandMade, [host("HV07", { point: "list-refused" })])).status).toBe("inconclusive");
  });
});

test("leaves a missing one to another check", () => {
  const hosts = [host("HV01"), host("HV03", { point: "missing" })];
  expect(told(judgeHosts(scpHandMade, hosts))).toMatchObject({ status: "pass", reason: "Nothing found on 1 host." });
});
