import { describe, expect, test } from "vitest";
import { explainBindRefusal } from "../../../../src/sources/directory/problems/bind-problems.ts";
import { refusedBind } from "../../../ldap-server/index.ts";

const simple = { server: "dc1", credentials: { kind: "simple", user: "CORP\\jdoe", password: "hunter2" } } as const;
const ticket = { server: "dc1", credentials: { kind: "kerberos" } } as const;

function refused(code: number, text = "", attempt: typeof simple | typeof ticket = simple) {
  return explainBindRefusal({ code, matchedDn: "", text, referrals: [] }, attempt);
}

function invalid(data: string, attempt: typeof simple | typeof ticket = simple) {
  return refused(49, refusedBind(data).diagnosticMessage, attempt);
}

test.each([
  ["525", "directory-user-unknown", "dc1 does not know the account CORP\\jdoe."],
  ["52e", "directory-wrong-password", "dc1 refuses the password of CORP\\jdoe."],
  [
    "52f",
    "directory-account-restricted",
    "dc1 does not let CORP\\jdoe log on: a restriction on the account forbids it.",
  ],
  ["530", "directory-logon-hours", "dc1 does not let CORP\\jdoe log on at this time."],
  ["531", "directory-workstation-refused", "dc1 does not let CORP\\jdoe log on from here."],
  ["532", "directory-password-expired", "The password of CORP\\jdoe has expired, says dc1."],
  ["533", "directory-account-disabled", "The account CORP\\jdoe is disabled, says dc1."],
  ["701", "directory-account-expired", "The account CORP\\jdoe has expired, says dc1."],
  [
    "773",
    "directory-password-must-change",
    "The password of CORP\\jdoe must be changed before it can be used, says dc1.",
  ],
  ["775", "directory-account-locked", "The account CORP\\jdoe is locked, says dc1."],
  [
    "80090346",
    "directory-channel-binding",
    "dc1 refuses the logon because it does not carry a channel binding token. The credentials of CORP\\jdoe are not at fault.",
  ],
])("result 49 with data %s is %s", (data, code, happened) => {
  expect(invalid(data)).toMatchObject({ code, happened });
  expect(invalid(data.toUpperCase())).toMatchObject({ code, happened });
});

test("a missing channel binding is told by the code in front as well", () => {
  const text = "80090346: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data 80090346, v4f7c";
  expect(refused(49, text, ticket)).toMatchObject({
    code: "directory-channel-binding",
    nextStep:
      "Use a name and a password over LDAPS instead (--user), or set the policy to When supported on one domain controller and name it with --server.",
  });
});

describe("result 49 that says no more", () => {
  test("blames name or password", () => {
    expect(refused(49)).toMatchObject({
      code: "directory-credentials-refused",
      happened: "dc1 refuses the name or the password of CORP\\jdoe.",
    });
  });

  test("or the ticket", () => {
    expect(refused(49, "", ticket)).toMatchObject({ code: "directory-ticket-refused" });
  });

  test("with data of another kind shows what the server said", () => {
    expect(invalid("57").happened).toBe(
      'dc1 refuses the name or the password of CORP\\jdoe. The server said: "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data 57, v4563".',
    );
  });

  test.each(["constructor", "__proto__", "toString"])("is not led astray by data %s", (data) => {
    expect(invalid(data).code).toBe("directory-credentials-refused");
  });
});

test.each([
  [7, simple, "directory-mechanism-refused"],
  [8, simple, "directory-signing-required"],
  [13, simple, "directory-signing-required"],
  [8, ticket, "directory-signing-required"],
  [34, simple, "directory-user-unknown"],
  [48, simple, "directory-mechanism-refused"],
  [51, simple, "directory-busy"],
  [52, simple, "directory-busy"],
  [1, simple, "directory-bind-refused"],
  [-7, simple, "directory-bind-refused"],
] as const)("result %d is %s", (code, attempt, expected) => {
  expect(refused(code, "", attempt).code).toBe(expected);
});

test("a server that repeats the password is not quoted with it", () => {
  expect(refused(80, "user=jdoe&password=hunter2").happened).toBe(
    'dc1 refused the logon of CORP\\jdoe with result 80. The server said: "user=jdoe&password=[...]".',
  );
});
