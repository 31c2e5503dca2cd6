import { expect, test } from "vitest";
import { scpAttributesMissing } from "../../src/checks/scp-attributes-missing.ts";
import type { ConnectionPointPeers } from "../../src/facts/directory/index.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

function peers(...expected: readonly string[]): { readonly connectionPointPeers: ConnectionPointPeers } {
  return { connectionPointPeers: { expectedOf: () => ({ peerCount: 7, peers: [], expected }) } };
}

const BARE = host("HV07", { point: { attributes: new Map() } });

test("fails for one that lacks what most peers have", () => {
  const result = judgeHosts(scpAttributesMissing, [host("HV01"), BARE], peers("SERVICEBINDINGINFORMATION"));
  expect(told(result)).toEqual({
    status: "fail",
    reason: "Service connection points of HV07 with less than those of peers",
    findings: ["warning HV07: lacks SERVICEBINDINGINFORMATION, which most of 7 peers have"],
  });
  expect(proofs(result)).toEqual([
    "dc1.corp.example: CN=Microsoft Hyper-V,CN=HV07,OU=Hosts,DC=corp,DC=example: SERVICEBINDINGINFORMATION: not set",
  ]);
});

test("passes for those that have it, and more", () => {
  expect(told(judgeHosts(scpAttributesMissing, [host("HV01")], peers("serviceBindingInformation")))).toEqual({
    status: "pass",
    reason: "Nothing found on 1 host.",
    findings: [],
  });
});

test("is inconclusive with too few peers", () => {
  const few = { connectionPointPeers: { expectedOf: () => null } };
  expect(told(judgeHosts(scpAttributesMissing, [BARE], few))).toEqual({
    status: "inconclusive",
    reason:
      "Nothing found on 0 hosts, but there are too few other hosts with sound connection points to learn from what HV07 should " +
      "have.",
    findings: [],
  });
});

test("is inconclusive for one that could not be seen, and not applicable without any", () => {
  const missing = host("HV03", { point: "missing" });
  const unseen = host("HV04", { point: "unread" });
  expect(told(judgeHosts(scpAttributesMissing, [missing, unseen], peers("keywords"))).status).toBe("inconclusive");
  expect(told(judgeHosts(scpAttributesMissing, [missing], peers("keywords"))).status).toBe("not-applicable");
});
