import { describe, expect, test } from "vitest";
import { connectionPointsReadable } from "../../src/checks/connection-points-readable.ts";
import type { UnseenHost } from "../../src/facts/directory/index.ts";
import { connectionPoint, CORP, unread, view } from "../evidence/build-directory.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const SECRET = "OU=Secret\\, Nord,DC=corp,DC=example";

const REFUSED = { dn: SECRET, problem: { code: "refused", happened: "It was refused.", nextStep: "Ask again." } };

describe("is inconclusive", () => {
  test("for each reason why a connection point could not be seen, with the account as proof", () => {
    const result = judgeHosts(connectionPointsReadable, [
      host("HV01"),
      host("HV02", { point: "list-refused" }),
      host("HV03", { point: "unread", parts: [unread(SECRET), unread(SECRET), REFUSED] }),
      host("HV04", { point: "unread" }),
      host("HV05", { point: "unreadable" }),
      host("HV06", { point: "not-asked" }),
      host("HV07", { point: "access-not-shown" }),
    ]);
    expect(told(result)).toEqual({
      status: "inconclusive",
      reason:
        "The connection points of HV02, HV03, HV04, HV05, HV06 and HV07 could not be seen. Of 1 other host it could be seen.",
      findings: [
        "info HV02: unknown: whoever read may not list what stands below the account, or is not shown the access list that would tell",
        `info HV03: unknown: ${SECRET} did not come: It did not come. and It was refused.`,
        "info HV04: unknown: what was given is damaged, and may have held it",
        "info HV05: unknown: there is one, and none of its attributes may be read, or it is not shown to be one by its class",
        "info HV06: unknown: no connection point at all was asked for or exported",
        "info HV07: unknown: an export shows none, and no access list that tells whether one is hidden",
      ],
    });
    expect(result.unjudged).toEqual(["HV02", "HV03", "HV04", "HV05", "HV06", "HV07"]);
    expect(proofs(result)[0]).toBe(
      "dc1.corp.example: CN=HV02,OU=Hosts,DC=corp,DC=example: CN=Microsoft Hyper-V: not known",
    );
  });

  test("for names that were asked for and not found", () => {
    const directoryHosts = {
      hosts: [host("HV01")],
      others: [],
      leftOut: [],
      unfound: [{ name: "HV99*)(cn=*" }],
      unseen: [],
    };
    const result = judgeHosts(connectionPointsReadable, [], { directoryHosts });
    expect(told(result)).toEqual({
      status: "inconclusive",
      reason:
        "Asked for and not found: HV99*)(cn=*; no account that could be seen is called so. Of 1 other host it could be seen.",
      findings: [],
    });
    expect(result.unjudged).toEqual(["HV99*)(cn=*"]);
  });

  test("for a host whose account may not be read, with the DN of the account as proof", () => {
    const dn = "CN=HV17,OU=Locked,DC=corp,DC=example";
    const point = { view: view(), object: connectionPoint({ dn, sid: null }) };
    const hv17: UnseenHost = { name: "HV17", namingContext: CORP, isAskedFor: true, dn, points: [point] };
    for (const hosts of [[], [host("HV01")]]) {
      const directoryHosts = { hosts, others: [], leftOut: [], unfound: [], unseen: [hv17] };
      const result = judgeHosts(connectionPointsReadable, [], { directoryHosts });
      expect(told(result)).toEqual({
        status: "inconclusive",
        reason:
          "The connection points of HV17 came, and the accounts above them did not." +
          (hosts.length === 0 ? "" : " Of 1 other host it could be seen."),
        findings: [
          "info HV17: unknown: its account may not be read, or did not come; the connection point below it did",
        ],
      });
      expect(result.unjudged).toEqual(["HV17"]);
      expect(proofs(result)).toEqual([`dc1.corp.example: ${dn}: distinguishedName: not shown`]);
    }
  });

  test("for both, even without any host that could be judged", () => {
    const directoryHosts = {
      hosts: [host("HV02", { point: "list-refused" })],
      others: [],
      leftOut: [],
      unfound: [{ name: "HV98" }, { name: "HV99" }],
      unseen: [],
    };
    expect(told(judgeHosts(connectionPointsReadable, [], { directoryHosts })).reason).toBe(
      "The connection points of HV02 could not be seen. Asked for and not found: HV98 and HV99; no account that could be seen " +
        "is called so.",
    );
  });
});

test("passes when of every server it could be seen, missing or not; clients do not count", () => {
  const client = host("PC01", { point: "list-refused", more: { kind: "client" } });
  const result = judgeHosts(connectionPointsReadable, [host("HV01"), host("HV03", { point: "missing" }), client]);
  expect(told(result)).toEqual({
    status: "pass",
    reason: "Whether there is a connection point could be seen of 2 hosts.",
    findings: [],
  });
  expect(result.unjudged).toBeUndefined();
});

test("is not applicable without a host", () => {
  expect(told(judgeHosts(connectionPointsReadable, [])).status).toBe("not-applicable");
});
