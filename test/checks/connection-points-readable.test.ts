import { describe, expect, test } from "vitest";
import { connectionPointsReadable } from "../../src/checks/connection-points-readable.ts";
import { unread } from "../evidence/build-directory.ts";
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
    ]);
    expect(told(result)).toEqual({
      status: "inconclusive",
      reason:
        "The connection points of HV02, HV03, HV04, HV05 and HV06 could not be seen. Of 1 other host it could be seen.",
      findings: [
        "info HV02: unknown: whoever read may not list what stands below the account, or is not shown the access list that would tell",
        `info HV03: unknown: ${SECRET} did not come: It did not come. and It was refused.`,
        "info HV04: unknown: what was given is damaged, and may have held it",
        "info HV05: unknown: there is one, and none of its attributes may be read",
        "info HV06: unknown: no connection point at all was asked for or exported",
      ],
    });
    expect(result.unjudged).toEqual(["HV02", "HV03", "HV04", "HV05", "HV06"]);
    expect(proofs(result)[0]).toBe(
      "dc1.corp.example: CN=HV02,OU=Hosts,DC=corp,DC=example: CN=Microsoft Hyper-V: not known",
    );
  });

  test("for names that were asked for and not found", () => {
    const directoryHosts = { hosts: [host("HV01")], others: [], leftOut: [], unfound: [{ name: "HV99*)(cn=*" }] };
    const result = judgeHosts(connectionPointsReadable, [], { directoryHosts });
    expect(told(result)).toEqual({
      status: "inconclusive",
      reason:
        "Asked for and not found: HV99*)(cn=*; no account that could be seen is called so. Of 1 other host it could be seen.",
      findings: [],
    });
    expect(result.unjudged).toEqual(["HV99*)(cn=*"]);
  });

  test("for both, even without any host that could be judged", () => {
    const directoryHosts = {
      hosts: [host("HV02", { point: "list-refused" })],
      others: [],
      leftOut: [],
      unfound: [{ name: "HV98" }, { name: "HV99" }],
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
