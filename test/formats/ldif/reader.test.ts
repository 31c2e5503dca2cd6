import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLdif, shownEntries, shownProblems } from "./seams/reading.ts";

const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

describe("what ldifde writes", () => {
  const FILE = crlf(
    [
      "dn: CN=HV01,DC=corp,DC=example",
      "changetype: add",
      "cn: HV01",
      "servicePrincipalName: ",
      " Microsoft Virtual Console Service/HV01.corp.example",
      "objectGUID:: yubJW50n+n6ctcbb9wpc7w==",
      "nTSecurityDescriptor:: ",
      " AQAEhBQAAAAwAAAAAAAAAEwAAAABBQAAAAAABRUAAADc",
      " 9Nw7",
      "",
      "dn:: Q049TcO8bmNoZW4sREM9Y29ycCxEQz1leGFtcGxl",
      "changetype: add",
      "cn:: TcO8bmNoZW4=",
      "",
      "",
    ].join("\n"),
  );

  it("is read with values that start on the next line, base64 and an umlaut in the dn", () => {
    const reading = readLdif(FILE);
    expect(shownEntries(reading)).toEqual([
      [
        "CN=HV01,DC=corp,DC=example",
        "cn=HV01",
        "servicePrincipalName=Microsoft Virtual Console Service/HV01.corp.example",
        "objectGUID=0xcae6c95b9d27fa7e9cb5c6dbf70a5cef",
        "nTSecurityDescriptor=0x01000484140000003000000000000000" + "4c000000010500000000000515000000dcf4dc3b",
      ],
      ["CN=München,DC=corp,DC=example", "cn=München"],
    ]);
    expect(reading.entries.map(({ line, isClosed }) => [line, isClosed])).toEqual([
      [1, true],
      [11, true],
    ]);
    expect(reading.problems).toEqual([]);
  });

  it("is the same in pieces of any size", () => {
    const whole = readLdif(FILE);
    for (const size of [1, 2, 3, 7, 64]) expect(readLdif(FILE, size)).toEqual(whole);
  });

  it("is read whole from the samples", () => {
    for (const scenario of ["missing-scp", "healthy"]) {
      const bytes = readFileSync(`samples/${scenario}/directory/hosts.ldif`);
      const reading = readLdif(bytes, 4096);
      expect(reading.problems).toEqual([]);
      expect(reading.entries.length).toBeGreaterThan(8);
      expect(reading.entries.length).toBe(bytes.toString("latin1").match(/^dn:/gm)?.length);
      expect(reading.entries.every(({ isClosed }) => isClosed)).toBe(true);
    }
  });
});

describe("records that are no objects", () => {
  it("changes and deletions are counted and left out, whatever stands in them", () => {
    const reading = readLdif(
      [
        "version: 1",
        "dn: CN=A,DC=x",
        "changetype: modify",
        "replace: cn",
        "cn: B",
        "-",
        "",
        "dn: CN=B,DC=x",
        "control: 1.2.840.113556.1.4.805 true",
        "changetype: delete",
        "",
        "dn: CN=C,DC=x",
        "control: 1.2.840.113556.1.4.805 true",
        "changetype: add",
        "cn: C",
        "",
        "dn: CN=D,DC=x",
        "changetype: modrdn",
        "newrdn: CN=E",
        "deleteoldrdn: 1",
        "",
        "",
      ].join("\n"),
    );
    expect(shownEntries(reading)).toEqual([["CN=C,DC=x", "cn=C"]]);
    expect(reading.counts).toEqual({ changes: 3, references: 0 });
    expect(reading.problems).toEqual([]);
  });
});

describe("lines", () => {
  it("may have options, and no value", () => {
    const reading = readLdif("dn: CN=A,DC=x\nmember;range=0-*: CN=B\nuserCertificate;binary:: MII=\ndescription:\n\n");
    expect(shownEntries(reading)).toEqual([
      ["CN=A,DC=x", "member;range=0-*=CN=B", "userCertificate;binary=0x3082", "description="],
    ]);
    expect(reading.entries[0]?.attributes[0]).toEqual({ name: "member", options: ["range=0-*"], value: "CN=B" });
  });

  it("are folded anywhere, comments too", () => {
    const reading = readLdif("# one\n  two\nd\n n: CN=A,\n DC=x\nc\n n\n : \n  b\n# inside\n c: d\nsn: e\n\n");
    expect(shownEntries(reading)).toEqual([["CN=A,DC=x", "cn=b", "sn=e"]]);
    expect(reading.comments).toEqual(["one two"]);
  });

  it("keep the blanks behind a value, and lose those before it", () => {
    expect(shownEntries(readLdif("dn: CN=A,DC=x\ncn:   b  \n\n"))).toEqual([["CN=A,DC=x", "cn=b  "]]);
  });

  it("may be separated by several empty lines, or by indented ones", () => {
    const reading = readLdif("\n\n \ndn: CN=A,DC=x\ncn: A\n\n  \n\n\ndn: CN=B,DC=x\ncn: B\n\n\n");
    expect(shownEntries(reading)).toEqual([
      ["CN=A,DC=x", "cn=A"],
      ["CN=B,DC=x", "cn=B"],
    ]);
    expect(reading.problems).toEqual([]);
  });

  it("are no text where their bytes are none", () => {
    const bytes = Uint8Array.from(Buffer.from("dn: CN=A,DC=x\ncn: f\xfcr\nsn: f\xc3\xbcr\n\n", "latin1"));
    expect(shownEntries(readLdif(bytes))).toEqual([["CN=A,DC=x", "cn=0x66fc72", "sn=für"]]);
  });
});

describe("the last entry", () => {
  it.each([
    ["with an empty line behind it is closed", "dn: CN=A,DC=x\ncn: A\n\n", true],
    ["with an empty line that nothing ends is closed", "dn: CN=A,DC=x\ncn: A\n\r\n", true],
    ["without an empty line is read and may be cut off", "dn: CN=A,DC=x\ncn: A\n", false],
    ["without a line's end is read and may be cut off", "dn: CN=A,DC=x\ncn: A", false],
  ])("%s", (_, text, isClosed) => {
    const reading = readLdif(text);
    expect(reading.entries).toEqual([
      { dn: "CN=A,DC=x", line: 1, isClosed, attributes: [{ name: "cn", options: [], value: "A" }] },
    ]);
    expect(shownProblems(reading)).toEqual([]);
  });
});
