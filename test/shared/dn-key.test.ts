import { expect, test } from "vitest";
import { dnKey } from "../../src/shared/distinguished-name.ts";

test.each([
  ["CN=HV01,OU=Hosts,DC=corp,DC=example", "cn=hv01,ou=hosts,dc=corp,dc=example"],
  ["cn=hv01, ou=Hosts ,DC=corp;dc=example", "cn=hv01,ou=hosts,dc=corp,dc=example"],
  ["CN=Hyper V  Hosts,DC=corp", "cn=hyper v  hosts,dc=corp"],
  ["CN=Müller\\, Köln,DC=corp", "cn=müller\\, köln,dc=corp"],
  ["CN=M\\c3\\bcller\\2c K\\C3\\B6ln,DC=corp", "cn=müller\\, köln,dc=corp"],
  ['CN="Müller, Köln",DC=corp', "cn=müller\\, köln,dc=corp"],
  ["CN=a=b,DC=corp", "cn=a\\=b,dc=corp"],
  ["CN=HV01\\0ACNF:5f,DC=corp", "cn=hv01\\0acnf:5f,dc=corp"],
  ["CN=\u{1f4a5},DC=corp", "cn=\u{1f4a5},dc=corp"],
  ["CN=#04024869", "cn=\\#04024869"],
  ["CN=blank\\  ,DC=corp", "cn=blank\\ ,dc=corp"],
  ["CN=slash\\\\ ,DC=corp", "cn=slash\\\\,dc=corp"],
  ["no DN At All", "no dn at all"],
  ["CN=,DC=Corp", "cn=,dc=corp"],
  ["", ""],
])("the key of %j is %j, the same for every way to write it", (dn, key) => {
  expect(dnKey(dn)).toBe(key);
});

test("a key is made in time that grows with the length of the name, also where it ends badly", () => {
  const blanks = " ".repeat(200_000);
  expect(dnKey(`CN=a${blanks}b${blanks},DC=corp`)).toBe(`cn=a${blanks}b,dc=corp`);
});
