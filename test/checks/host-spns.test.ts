import { describe, expect, test } from "vitest";
import { hostSpns } from "../../src/checks/host-spns.ts";
import { nodeSpns, view } from "../evidence/build-directory.ts";
import { type HostGiven, host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const CONSOLE = "Microsoft Virtual Console Service";
const MIGRATION = "Microsoft Virtual System Migration Service";
const REPLICA = "Hyper-V Replica Service";

function withSpns(spns: readonly string[], given: HostGiven = {}): ReturnType<typeof host> {
  return host("HV06", { ...given, account: { servicePrincipalNames: spns, ...given.account } });
}

const ALL = nodeSpns("HV06");

describe("fails", () => {
  test("for each name that is not there, by class, short and full", () => {
    const short = ALL.filter((spn) => spn !== `${CONSOLE}/HV06` && !spn.startsWith(REPLICA));
    const result = judgeHosts(hostSpns, [host("HV01"), withSpns(short)]);
    expect(told(result)).toEqual({
      status: "fail",
      reason: "HV06 without all service principal names of Hyper-V under the present name",
      findings: [`critical HV06: lacks ${REPLICA}/HV06, ${REPLICA}/HV06.corp.example and ${CONSOLE}/HV06`],
    });
    expect(result.findings.map(({ code }) => code)).toEqual(["missing"]);
    expect(proofs(result)[0]).toBe(
      `dc1.corp.example: CN=HV06,OU=Hosts,DC=corp,DC=example: servicePrincipalName: ${REPLICA}/HV06: not there`,
    );
  });

  test("for one that names an old host, beside the present names", () => {
    const result = judgeHosts(hostSpns, [withSpns([...ALL, `${MIGRATION}/HVOLD.corp.example:1234`])]);
    expect(told(result).findings).toEqual([
      `critical HV06: has ${MIGRATION}/HVOLD.corp.example:1234, and the host is HV06.corp.example`,
    ]);
    expect(result.findings.map(({ code }) => code)).toEqual(["old-host"]);
    expect(proofs(result)).toEqual([
      `dc1.corp.example: CN=HV06,OU=Hosts,DC=corp,DC=example: servicePrincipalName: ${MIGRATION}/HVOLD.corp.example:1234`,
    ]);
  });

  test("twice for one that has them all under its old name", () => {
    const result = judgeHosts(hostSpns, [withSpns(nodeSpns("HVOLD"))]);
    expect(result.findings.map(({ code }) => code)).toEqual(["missing", "old-host"]);
  });

  test("for a host that shows only the names that every computer has: they could be read, and Hyper-V's are not among them", () => {
    const bare = withSpns([], { account: { hasOrdinaryNamesOnly: true }, more: { hasHyperVSpns: false } });
    const result = judgeHosts(hostSpns, [bare]);
    expect(result.findings).toMatchObject([{ code: "missing", severity: "critical" }]);
    expect(told(result).findings).toEqual([
      `critical HV06: lacks ${REPLICA}/HV06, ${REPLICA}/HV06.corp.example, ${CONSOLE}/HV06, ${CONSOLE}/HV06.corp.example, ` +
        `${MIGRATION}/HV06 and ${MIGRATION}/HV06.corp.example`,
    ]);
  });

  test("with a question's gravity where the role may be gone, and as information where the host is out of use", () => {
    const few = ALL.slice(0, -1);
    const gone = withSpns(few, { point: "missing", more: { isClusterNode: false } });
    const off = withSpns(few, { more: { activity: "disabled" } });
    expect(judgeHosts(hostSpns, [gone]).findings).toMatchObject([{ severity: "warning", isQuestion: true }]);
    expect(told(judgeHosts(hostSpns, [off]))).toMatchObject({ status: "pass" });
  });
});

describe("passes", () => {
  test.each([
    ["in any case, with ports and service names", ALL.map((spn) => `${spn.toUpperCase()}:2179/x`), {}],
    [
      "under additional names",
      [...ALL, `${CONSOLE}/alias.other.example`],
      { additionalNames: ["alias.other.example"] },
    ],
    ["with an address", [...ALL, `${CONSOLE}/192.0.2.1`, `${CONSOLE}/[2001:db8::1]:80`], {}],
    ["of other classes for other hosts", [...ALL, "HTTP/portal.corp.example"], {}],
    [
      "cut to 15 characters",
      nodeSpns("HYPERV-HOST-MÜN").flatMap((spn) => (spn.includes(".") ? [spn.replace("MÜN.", "MÜNSTER-12.")] : [spn])),
      { dnsHostName: "hyperv-host-münster-12.corp.example" },
    ],
  ])("for names %s", (_, spns, account) => {
    expect(told(judgeHosts(hostSpns, [withSpns(spns, { account })]))).toEqual({
      status: "pass",
      reason: "Nothing found on 1 host.",
      findings: [],
    });
  });

  test("where one server lags behind another", () => {
    const [dc1, dc2] = [view(), view({ server: "dc2.corp.example" })] as const;
    const there = withSpns(ALL, { views: [dc1, dc2] });
    const [first, second] = there.accounts;
    if (second === undefined) throw new Error("no second view");
    const behind = { ...second, object: { ...second.object, servicePrincipalNames: nodeSpns("HVOLD") } };
    expect(told(judgeHosts(hostSpns, [{ ...there, accounts: [first, behind] }])).status).toBe("pass");
  });
});

describe("is inconclusive", () => {
  test("for an account of which not all values came, whatever is not among the first; what is there counts", () => {
    const cutValues = { account: true, connectionPoint: false };
    expect(told(judgeHosts(hostSpns, [withSpns(ALL.slice(0, 4), { more: { cutValues } })]))).toEqual({
      status: "inconclusive",
      reason:
        "Nothing found on 0 hosts, but of HV06 not all values came: what would tell may be among the others of " +
        "servicePrincipalName.",
      findings: [],
    });
    const old = withSpns([...ALL.slice(0, 4), `${CONSOLE}/HVOLD`], { more: { cutValues } });
    expect(told(judgeHosts(hostSpns, [old])).findings).toEqual([
      `critical HV06: has ${CONSOLE}/HVOLD, and the host is HV06.corp.example`,
    ]);
  });

  test("for an account that shows no name of any class: all members have some", () => {
    expect(told(judgeHosts(hostSpns, [host("HV01"), withSpns([])])).reason).toBe(
      "Nothing found on 1 host, but of HV06 nothing is shown of servicePrincipalName: not set, or not to be read.",
    );
  });

  test("without the names in an export, and without the host's own name", () => {
    const bare = view({ attributes: new Set(["cn"]) });
    expect(told(judgeHosts(hostSpns, [withSpns([], { views: [bare] })])).reason).toBe(
      "Nothing found on 0 hosts, but of HV06 what was given does not hold servicePrincipalName: export that as well.",
    );
    expect(told(judgeHosts(hostSpns, [withSpns(ALL, { account: { dnsHostName: null } })])).status).toBe("inconclusive");
  });
});

test("judges a host whose connection point could not be seen: its account was", () => {
  expect(told(judgeHosts(hostSpns, [withSpns(ALL, { point: "list-refused" })])).status).toBe("pass");
});
