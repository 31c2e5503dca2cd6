import { describe, expect, test } from "vitest";
import { accountReCreated } from "../../src/checks/account-re-created.ts";
import { accountRenamed } from "../../src/checks/account-renamed.ts";
import { accountSystemChanged } from "../../src/checks/account-system-changed.ts";
import { exportView, stamp } from "../evidence/build-directory.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { history, host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

const HV03 = host("HV03");
const RENAMED = {
  renamed: [stamp("dnshostname", 3, "2026-09-01T06:12:44Z"), stamp("samaccountname", 2, "2026-09-02T06:12:44Z")],
  rename: "account-name",
} as const;

describe("account-renamed", () => {
  test("fails as information, with the changes of the metadata as proof, and blames nobody", () => {
    const result = judgeHosts(accountRenamed, [host("HV01"), HV03], {
      accountHistories: [history(host("HV01")), history(HV03, RENAMED)],
    });
    expect(told(result)).toEqual({
      status: "fail",
      reason: "Renamed accounts of HV03",
      findings: [
        "info HV03: dNSHostName and sAMAccountName changed, last 2026-09-02 06:12:44Z: the account was renamed while joined",
      ],
    });
    expect([result.severity, result.text.subjectRole]).toEqual(["info", "witness"]);
    const dn = "dc1.corp.example: CN=HV03,OU=Hosts,DC=corp,DC=example: replPropertyMetaData";
    expect(proofs(result)).toEqual([
      `${dn}: dNSHostName: version 3, 2026-09-01T06:12:44.0000000Z`,
      `${dn}: sAMAccountName: version 2, 2026-09-02T06:12:44.0000000Z`,
    ]);
  });

  test.each([
    ["older", HV03, "2026-09-01T00:00:00Z", "; its connection point is older than that, written 2026-09-01 00:00:00Z"],
    ["newer", HV03, "2026-09-03T00:00:00Z", "; its connection point was written later, 2026-09-03 00:00:00Z"],
    ["missing", host("HV03", { point: "missing" }), null, "; it has no connection point"],
    ["unseen", host("HV03", { point: "list-refused" }), "2026-09-03T00:00:00Z", ""],
  ])("compares the change with the connection point's own date: %s", (_, of, written, words) => {
    const connectionPointWritten = written === null ? null : ticks(written);
    const result = judgeHosts(accountRenamed, [of], {
      accountHistories: [history(of, { ...RENAMED, connectionPointWritten })],
    });
    expect(told(result).findings).toEqual([
      "info HV03: dNSHostName and sAMAccountName changed, last 2026-09-02 06:12:44Z: the account was renamed while joined" +
        words,
    ]);
  });

  test("tells a change of the DNS name alone from a rename", () => {
    const renamed = [stamp("dnshostname", 2, "2026-09-01T06:12:44Z")];
    const result = judgeHosts(accountRenamed, [HV03], {
      accountHistories: [history(HV03, { renamed, rename: "dns-name-only" })],
    });
    expect(told(result).findings).toEqual([
      "info HV03: dNSHostName changed, last 2026-09-01 06:12:44Z, and the account's name did not",
    ]);
  });
});

describe.each([
  ["account-renamed", accountRenamed],
  ["account-system-changed", accountSystemChanged],
])("%s", (_, check) => {
  test("passes when the metadata of all hosts show none", () => {
    expect(told(judgeHosts(check, [HV03], { accountHistories: [history(HV03)] }))).toEqual({
      status: "pass",
      reason: "Nothing found on 1 host.",
      findings: [],
    });
  });

  test("is inconclusive when an export lacks the metadata", () => {
    const bare = host("HV04", { views: [exportView({ attributes: new Set(["cn"]) })] });
    const known = { accountHistories: [history(HV03), history(bare, { hasStamps: false })] };
    expect(told(judgeHosts(check, [HV03, bare], known)).reason).toBe(
      "Nothing found on 1 host, but of HV04 what was given does not hold msDS-ReplAttributeMetaData and " +
        "replPropertyMetaData: export that as well.",
    );
  });

  test("is not applicable without a host", () => {
    expect(told(judgeHosts(check, [])).status).toBe("not-applicable");
  });
});

test("account-system-changed says that it may be an upgrade or a reinstallation, and what runs now", () => {
  const systemChanged = [stamp("operatingsystemversion", 2, "2026-08-01T20:00:00Z")];
  const result = judgeHosts(accountSystemChanged, [HV03], { accountHistories: [history(HV03, { systemChanged })] });
  expect(told(result)).toEqual({
    status: "fail",
    reason: "Another Windows than at first on HV03",
    findings: [
      "info HV03: operatingSystemVersion changed, last 2026-08-01 20:00:00Z, now Windows Server 2022 Datacenter 10.0 (20348): " +
        "upgraded in place, or reinstalled on the account",
    ],
  });
});

describe("account-re-created", () => {
  const reCreated = { whenCreated: ticks("2026-07-01T00:00:00Z"), peersMedian: ticks("2021-03-01T00:00:00Z") };

  test("fails as information for an account much younger than its peers'", () => {
    const result = judgeHosts(accountReCreated, [HV03], { accountHistories: [history(HV03, { reCreated })] });
    expect(told(result)).toEqual({
      status: "fail",
      reason: "Young accounts of HV03",
      findings: [
        "info HV03: made 2026-07-01 00:00:00Z, when most peers' accounts were made by 2021-03-01 00:00:00Z: made anew, or a host " +
          "that was added later",
      ],
    });
    expect(proofs(result)).toEqual([
      "dc1.corp.example: CN=HV03,OU=Hosts,DC=corp,DC=example: whenCreated: 2026-07-01T00:00:00.0000000Z",
    ]);
  });

  test("passes for accounts of one age, whether metadata are shown or not", () => {
    const hosts = ["HV01", "HV02", "HV03", "HV04"].map((name) => host(name));
    const known = { accountHistories: hosts.map((one) => history(one, { hasStamps: false })) };
    expect(told(judgeHosts(accountReCreated, hosts, known)).status).toBe("pass");
  });

  test("is inconclusive without peers to compare with", () => {
    expect(told(judgeHosts(accountReCreated, [HV03], { accountHistories: [history(HV03)] })).reason).toBe(
      "Nothing found on 0 hosts, but there are too few other hosts to compare the age of HV03 with.",
    );
  });

  test("is inconclusive when the date is not shown", () => {
    const dateless = host("HV03", { account: { whenCreated: null } });
    expect(told(judgeHosts(accountReCreated, [dateless], { accountHistories: [history(dateless)] })).reason).toBe(
      "Nothing found on 0 hosts, but of HV03 nothing is shown of whenCreated: not set, or not to be read.",
    );
  });
});
