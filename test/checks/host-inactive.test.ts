import { expect, test } from "vitest";
import { hostInactive } from "../../src/checks/host-inactive.ts";
import { exportView } from "../evidence/build-directory.ts";
import { host, judgeHosts, proofs, told } from "./build-directory-hosts.ts";

test("fails as information for hosts that are disabled or have long not logged on", () => {
  const disabled = host("HV09", { account: { userAccountControl: 4098 }, more: { activity: "disabled" } });
  const stale = host("HV02", { more: { activity: "stale" } });
  const result = judgeHosts(hostInactive, [host("HV01"), stale, disabled]);
  expect(told(result)).toEqual({
    status: "fail",
    reason: "Accounts out of use: HV02 and HV09",
    findings: [
      "info HV02: last logon 2026-09-05 08:00:00Z, password set 2026-08-25 08:00:00Z: switched off, or decommissioned?",
      "info HV09: the account is disabled; last logon 2026-09-05 08:00:00Z: decommissioned?",
    ],
  });
  expect(proofs(result)).toEqual([
    "dc1.corp.example: CN=HV02,OU=Hosts,DC=corp,DC=example: lastLogonTimestamp: 2026-09-05T08:00:00.0000000Z",
    "dc1.corp.example: CN=HV02,OU=Hosts,DC=corp,DC=example: pwdLastSet: 2026-08-25T08:00:00.0000000Z",
    "dc1.corp.example: CN=HV09,OU=Hosts,DC=corp,DC=example: userAccountControl: 4098",
  ]);
  expect([result.severity, result.text.subjectRole]).toEqual(["info", "witness"]);
});

test("passes when all are in use", () => {
  expect(told(judgeHosts(hostInactive, [host("HV01")])).status).toBe("pass");
});

test("is inconclusive when nothing is shown that would tell", () => {
  const bare = host("HV01", { views: [exportView({ attributes: new Set(["cn"]) })], more: { activity: "unknown" } });
  expect(told(judgeHosts(hostInactive, [bare])).reason).toBe(
    "Nothing found on 0 hosts, but of HV01 what was given does not hold lastLogonTimestamp, pwdLastSet and userAccountControl: " +
      "export that as well.",
  );
});
