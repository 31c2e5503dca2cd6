import { describe, expect, test } from "vitest";
import { scpMissing } from "../../src/checks/scp-missing.ts";
import { deletedPoint, stamp, view } from "../evidence/build-directory.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { history, host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const MISSING = "no CN=Microsoft Hyper-V stands below the account";
const RENAMED = { renamed: [stamp("samaccountname", 2, "2026-09-02T06:12:44Z")], rename: "account-name" } as const;

describe("fails", () => {
  test("for a cluster node without its connection point; the proof is the account on each server, and what is not below it", () => {
    const servers = [view(), view({ server: "dc2.corp.example" })] as const;
    const result = judgeHosts(scpMissing, [host("HV01"), host("HV03", { point: "missing", views: servers })]);
    expect(told(result)).toEqual({
      status: "fail",
      reason: "HV03 without a service connection point",
      findings: [`critical HV03: ${MISSING}`],
    });
    expect(proofs(result)).toEqual([
      "dc1.corp.example: CN=HV03,OU=Hosts,DC=corp,DC=example: CN=Microsoft Hyper-V: not there",
      "dc2.corp.example: CN=HV03,OU=Hosts,DC=corp,DC=example: CN=Microsoft Hyper-V: not there",
    ]);
    expect(result.text.subjectRole).toBe("suspect");
  });

  test("and names each probable cause that the directory tells", () => {
    const hv03 = host("HV03", { point: "missing" });
    const hv06 = host("HV06", { point: "missing" });
    const hv08 = host("HV08", { point: "missing" });
    const deleted = { view: view(), object: deletedPoint(hv08.accounts[0].object, "2026-09-03T10:00:00Z") };
    const result = judgeHosts(scpMissing, [hv03, hv06, hv08], {
      accountHistories: [
        history(hv03, RENAMED),
        history(hv06, {
          systemChanged: [stamp("operatingsystemversion", 2, "2026-08-01T20:00:00Z")],
          reCreated: { whenCreated: ticks("2026-07-01T00:00:00Z"), peersMedian: ticks("2021-03-01T00:00:00Z") },
        }),
        history(hv08, { ...RENAMED, rename: "dns-name-only" }),
      ],
      deletedConnectionPoints: {
        deletions: [{ host: hv08, seen: deleted, isReplaced: false }],
        unmatched: 0,
        areShown: true,
        wereAskedFor: true,
      },
    });
    expect(told(result).findings).toEqual([
      `critical HV03: ${MISSING}; since when is not known; probable cause: the account was renamed while joined, last ` +
        "2026-09-02 06:12:44Z",
      `critical HV06: ${MISSING}; since when is not known; probable causes: the account is much younger than its peers', made 2026-07-01 00:00:00Z and ` +
        "Windows was upgraded in place, or reinstalled on the account, last 2026-08-01 20:00:00Z",
      `critical HV08: ${MISSING}; probable causes: it was deleted 2026-09-03 10:00:00Z and the account's DNS name was changed, ` +
        "last 2026-09-02 06:12:44Z",
    ]);
  });

  test("without blaming the deletion of what a former account of the name had", () => {
    const hv08 = host("HV08", { point: "missing" });
    const seen = { view: view(), object: deletedPoint(hv08.accounts[0].object, "2019-09-03T10:00:00Z") };
    const deletions = [{ host: hv08, seen, isReplaced: false, isOfFormerAccount: true }] as const;
    const deletedConnectionPoints = { deletions, unmatched: 0, areShown: true, wereAskedFor: true };
    const result = judgeHosts(scpMissing, [hv08], { deletedConnectionPoints });
    expect(told(result).findings).toEqual([`critical HV08: ${MISSING}`]);
  });

  test("with a question for a server that is no cluster node and was not asked for: its role may be gone", () => {
    const alone = host("HV20", { point: "missing", more: { isClusterNode: false } });
    expect(told(judgeHosts(scpMissing, [alone], { accountHistories: [history(alone, RENAMED)] }))).toEqual({
      status: "fail",
      reason: "HV20 without a service connection point",
      findings: [
        "warning HV20: is it still a Hyper-V host, or were its service principal names left over when the role was removed? " +
          "No CN=Microsoft Hyper-V stands below the account, and it is no cluster node; since when is not known; probable cause: the account was " +
          "renamed while joined, last 2026-09-02 06:12:44Z",
      ],
    });
  });

  test("with another question for one that was asked for and has no service principal name of Hyper-V", () => {
    const other = host("SQL01", {
      point: "missing",
      more: { isClusterNode: false, isAskedFor: true, hasHyperVSpns: false },
    });
    const result = judgeHosts(scpMissing, [other]);
    expect(result.findings).toMatchObject([{ severity: "warning", isQuestion: true }]);
    expect(told(result).findings).toEqual([
      "warning SQL01: is it a Hyper-V host at all? No CN=Microsoft Hyper-V stands below the account, and none of its service " +
        "principal names is Hyper-V's; it is no cluster node",
    ]);
  });

  test("for one that was asked for by name and has Hyper-V's service principal names", () => {
    const asked = host("HV20", { point: "missing", more: { isClusterNode: false, isAskedFor: true } });
    expect(told(judgeHosts(scpMissing, [asked])).findings).toEqual([`critical HV20: ${MISSING}`]);
  });

  test("with a question, whatever the host, where an export holds no access list that tells whether one was hidden", () => {
    const hidden = [host("HV18", { point: "access-not-shown" }), host("HV19", { point: "access-not-shown" })];
    const result = judgeHosts(scpMissing, [host("HV01"), ...hidden]);
    const question =
      "is there one? What was given shows no CN=Microsoft Hyper-V below the account, but no access list of the account " +
      "either, so a hidden one cannot be ruled out: audit live, or export nTSecurityDescriptor as well";
    const perhaps =
      "an export shows no connection point, and no access list that tells whether one was hidden from whoever made it";
    expect(told(result)).toEqual({
      status: "fail",
      reason: `A question only: perhaps HV18 and HV19: ${perhaps}`,
      findings: [`warning HV18: ${question}`, `warning HV19: ${question}`],
    });
    expect(result.findings.map(({ isQuestion }) => isQuestion)).toEqual([true, true]);
    expect(told(judgeHosts(scpMissing, [host("HV03", { point: "missing" }), ...hidden])).reason).toBe(
      `HV03 without a service connection point; perhaps HV18 and HV19: ${perhaps}`,
    );
  });

  test("and says beside it which hosts could not be judged", () => {
    const hosts = [host("HV03", { point: "missing" }), host("HV04", { point: "list-refused" })];
    expect(told(judgeHosts(scpMissing, hosts)).reason).toBe(
      "HV03 without a service connection point; HV04 could not be judged",
    );
  });

  test("for names with umlauts, commas and more than 15 characters, by the DN as it is written", () => {
    const dn = "CN=HV-Münster\\, Halle 12,OU=Hosts,DC=corp,DC=example";
    const result = judgeHosts(scpMissing, [host("HV-MÜNSTER, HALLE 12", { account: { dn }, point: "missing" })]);
    expect(told(result).findings).toEqual([`critical HV-MÜNSTER, HALLE 12: ${MISSING}`]);
    expect(proofs(result)).toEqual([`dc1.corp.example: ${dn}: CN=Microsoft Hyper-V: not there`]);
  });
});

describe("passes", () => {
  test("when every host has one, and says how many were judged", () => {
    expect(told(judgeHosts(scpMissing, [host("HV01"), host("HV02")]))).toEqual({
      status: "pass",
      reason: "Nothing found on 2 hosts.",
      findings: [],
    });
  });

  test.each([
    ["disabled", "the account is disabled"],
    ["stale", "it has not logged on for long"],
  ] as const)("with a note for a host that is %s", (activity, words) => {
    const off = host("HV09", { point: "missing", more: { activity } });
    expect(told(judgeHosts(scpMissing, [host("HV01"), off]))).toEqual({
      status: "pass",
      reason: "On 2 hosts only what is information was found.",
      findings: [`info HV09: ${MISSING}; ${words}`],
    });
  });

  test("whatever a client has: it is not judged", () => {
    const client = host("PC01", { point: "missing", more: { kind: "client" } });
    expect(told(judgeHosts(scpMissing, [host("HV01"), client]))).toEqual({
      status: "pass",
      reason: "Nothing found on 1 host.",
      findings: [],
    });
  });
});

test.each(["list-refused", "unread", "unreadable", "not-asked"] as const)(
  "is inconclusive when a connection point could not be seen: %s",
  (point) => {
    expect(told(judgeHosts(scpMissing, [host("HV01"), host("HV05", { point })]))).toEqual({
      status: "inconclusive",
      reason:
        "Nothing found on 1 host, but of HV05 the connection point could not be seen: connection-points-readable says why.",
      findings: [],
    });
  },
);

test.each([
  ["no directory", []],
  ["clients alone", [host("PC01", { more: { kind: "client" } })]],
])("is not applicable with %s", (_, hosts) => {
  expect(told(judgeHosts(scpMissing, hosts))).toEqual({
    status: "not-applicable",
    reason: "No directory that shows a Hyper-V host on Windows Server was given.",
    findings: [],
  });
});
