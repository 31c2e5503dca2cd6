import { describe, expect, test } from "vitest";
import { parseServerAddress } from "../../../src/sources/directory/server-address.ts";
import { BadnodeError } from "../../../src/shared/errors.ts";

describe("a server may be given", () => {
  test.each([
    ["dc1", { given: "dc1", host: "dc1", port: 636 }],
    ["DC1.Corp.Example", { given: "DC1.Corp.Example", host: "dc1.corp.example", port: 636 }],
    ["dc1.corp.example:10636", { given: "dc1.corp.example:10636", host: "dc1.corp.example", port: 10_636 }],
    ["ldaps://dc1.corp.example", { given: "ldaps://dc1.corp.example", host: "dc1.corp.example", port: 636 }],
    ["LDAPS://dc1:1636/", { given: "LDAPS://dc1:1636/", host: "dc1", port: 1636 }],
    ["192.0.2.10", { given: "192.0.2.10", host: "192.0.2.10", port: 636 }],
    ["[2001:db8::10]", { given: "[2001:db8::10]", host: "2001:db8::10", port: 636 }],
    ["ldaps://[fe80::1%eth0]:636", { given: "ldaps://[fe80::1%eth0]:636", host: "fe80::1%eth0", port: 636 }],
    [" dc1 ", { given: "dc1", host: "dc1", port: 636 }],
    ["dc-münchen.corp.example", { given: "dc-münchen.corp.example", host: "dc-münchen.corp.example", port: 636 }],
  ])("for LDAPS as %s", (given, address) => {
    expect(parseServerAddress(given, "ldaps")).toEqual(address);
  });

  test.each([
    ["dc1.corp.example", { given: "dc1.corp.example", host: "dc1.corp.example", port: 389 }],
    ["ldap://dc1.corp.example", { given: "ldap://dc1.corp.example", host: "dc1.corp.example", port: 389 }],
    ["ldap://[2001:db8::10]:1389", { given: "ldap://[2001:db8::10]:1389", host: "2001:db8::10", port: 1389 }],
  ])("for StartTLS as %s", (given, address) => {
    expect(parseServerAddress(given, "starttls")).toEqual(address);
  });
});

function refusalOf(given: string, security: "ldaps" | "starttls" = "ldaps"): BadnodeError["explanation"] {
  try {
    parseServerAddress(given, security);
  } catch (error) {
    if (error instanceof BadnodeError) return error.explanation;
    throw error;
  }
  throw new Error("taken for an address");
}

test.each([
  "",
  "-dc1",
  "dc1:0",
  "dc1:65536",
  "dc1:x",
  "dc1..corp",
  "dc 1",
  "dc1/ou=x",
  "ldaps://user:secret@dc1",
  "ldaps://dc1?x",
  "[dc1]",
  "[::1",
  "[::1%;reboot]",
  "dc1;reboot",
  "$(reboot)",
  "a".repeat(256),
])("%j is no address", (given) => {
  expect(refusalOf(given)).toMatchObject({
    code: "directory-address",
    nextStep: "Give it like dc1.corp.example, dc1.corp.example:636, ldaps://dc1.corp.example or [2001:db8::1].",
  });
});

test("an IPv6 address without brackets is told to have some: its port could not be told from it", () => {
  expect(refusalOf("2001:db8::10")).toEqual({
    code: "directory-address",
    happened: '"2001:db8::10" is no address of a directory server.',
    nextStep: "Put an IPv6 address in brackets: [2001:db8::10].",
  });
});

test.each(["dc1:3268", "ldaps://dc1.corp.example:3269"])("the global catalog %s is refused, and why", (given) => {
  const { code, likelyCause, nextStep } = refusalOf(given);
  expect({ code, likelyCause, nextStep }).toEqual({
    code: "directory-global-catalog",
    likelyCause:
      "A global catalog has a part of each object only: serviceDNSName and others are not in it, and would look as if they were missing.",
    nextStep:
      "Give the server without this port; 636 is taken then. Name one domain controller of each domain with --server.",
  });
});

test("plain LDAP is refused for what it would show", () => {
  expect(refusalOf("ldap://dc1.corp.example")).toEqual({
    code: "directory-plain-refused",
    happened: "ldap://dc1.corp.example is plain LDAP, and nothing is sent over that: it would show the password.",
    nextStep: "Give it as ldaps://dc1.corp.example, or add --starttls.",
  });
});

test("ldaps:// and StartTLS contradict each other", () => {
  expect(refusalOf("ldaps://dc1", "starttls").code).toBe("directory-address");
});

test("a password in a URL is not repeated", () => {
  expect(refusalOf("ldaps://auditor:secret@dc1").happened).toBe(
    '"ldaps://...@dc1" is no address of a directory server.',
  );
});

test("another protocol is named", () => {
  expect(refusalOf("https://dc1").happened).toBe(
    "https://dc1 is no address of a directory server: https:// is another protocol.",
  );
});
