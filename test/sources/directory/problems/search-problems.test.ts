import { expect, test } from "vitest";
import { explainSearchRefusal } from "../../../../src/sources/directory/problems/search-problems.ts";

const request = { base: "OU=Hosts,DC=corp,DC=example", showDeleted: true };

function refused(code: number, more: { matchedDn?: string; text?: string; referrals?: readonly string[] } = {}) {
  const result = { code, matchedDn: "", text: "", referrals: [], ...more };
  return explainSearchRefusal(result, { server: "dc1", request });
}

test.each([
  [1, "directory-operations-error", "dc1 could not answer the search below OU=Hosts,DC=corp,DC=example."],
  [
    3,
    "directory-time-limit",
    "dc1 broke off the search below OU=Hosts,DC=corp,DC=example at its time limit: what it sent is not all.",
  ],
  [
    4,
    "directory-size-limit",
    "dc1 broke off the search below OU=Hosts,DC=corp,DC=example at its size limit: what it sent is not all.",
  ],
  [8, "directory-signing-required", "dc1 wants the connection signed or encrypted before it answers."],
  [10, "directory-referral", "dc1 does not hold OU=Hosts,DC=corp,DC=example."],
  [
    11,
    "directory-administrative-limit",
    "dc1 broke off the search below OU=Hosts,DC=corp,DC=example at a limit that its administrators set.",
  ],
  [
    12,
    "directory-control-refused",
    "dc1 refuses a control of the search below OU=Hosts,DC=corp,DC=example: paging (1.2.840.113556.1.4.319), deleted objects (1.2.840.113556.1.4.417).",
  ],
  [13, "directory-signing-required", "dc1 wants the connection signed or encrypted before it answers."],
  [32, "directory-no-such-object", "dc1 has no OU=Hosts,DC=corp,DC=example."],
  [34, "directory-invalid-dn", "dc1 does not take OU=Hosts,DC=corp,DC=example for a DN."],
  [50, "directory-insufficient-rights", "dc1 does not let this account read OU=Hosts,DC=corp,DC=example."],
  [51, "directory-busy", "dc1 is too busy to search below OU=Hosts,DC=corp,DC=example."],
  [52, "directory-busy", "dc1 is too busy to search below OU=Hosts,DC=corp,DC=example."],
  [53, "directory-unwilling", "dc1 is not willing to search below OU=Hosts,DC=corp,DC=example."],
  [80, "directory-search-refused", "dc1 refused the search below OU=Hosts,DC=corp,DC=example with result 80."],
])("result %d is %s", (code, name, happened) => {
  expect(refused(code)).toMatchObject({ code: name, happened });
});

test("a DN that does not exist is followed up to where it does", () => {
  expect(refused(32, { matchedDn: "DC=corp,DC=example" }).happened).toBe(
    "dc1 has no OU=Hosts,DC=corp,DC=example; what there is ends at DC=corp,DC=example.",
  );
});

test("a referral says where to, and what to do with that", () => {
  expect(refused(10, { referrals: ["ldap://east.corp.example/DC=east\u001b[2J"] })).toMatchObject({
    happened: "dc1 does not hold OU=Hosts,DC=corp,DC=example and points to ldap://east.corp.example/DC=east [2J.",
    nextStep: "Name a domain controller of that domain with --server; referrals are not followed.",
  });
});

test("the root of the directory has a name", () => {
  const result = { code: 51, matchedDn: "", text: "", referrals: [] };
  expect(explainSearchRefusal(result, { server: "dc1", request: { base: "" } }).happened).toBe(
    "dc1 is too busy to search below the root of the directory.",
  );
});
