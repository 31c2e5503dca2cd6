import { describe, expect, test } from "vitest";
import { explainRepeatedPassword } from "../../../../src/sources/directory/problems/repeated-password.ts";

const LOGON = { server: "dc1.corp.example", user: "auditor@corp.example", password: "Correct-Horse" };

function explained(attributes: Readonly<Record<string, string>>, logon: Partial<typeof LOGON> = {}): string | null {
  const rootDse = { dn: "", attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, [value]])) };
  return explainRepeatedPassword(rootDse, { ...LOGON, ...logon })?.code ?? null;
}

describe("a server that calls itself by the password", () => {
  test.each(["dnsHostName", "defaultNamingContext", "namingContexts"])("in %s, in any case", (attribute) => {
    expect(explained({ [attribute]: "a.CORRECT-horse.b" })).toBe("directory-password-repeated");
  });

  test("does not by what is never shown, by chance, or where it stands in what was typed", () => {
    expect(explained({ dnsHostName: "dc1.corp.example", supportedControl: "Correct-Horse" })).toBeNull();
    expect(explained({ dnsHostName: "dc1.corp.example" }, { password: "dc1" })).toBeNull();
    expect(explained({ dnsHostName: "dc1.corp.example" }, { password: "corp.example" })).toBeNull();
  });
});
