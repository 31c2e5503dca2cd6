import { describe, expect, it } from "vitest";
import { readLdif, shownEntries, shownProblems } from "./seams/reading.ts";

const A = "dn: CN=A,DC=x\ncn: A\n\n";
const Z = "dn: CN=Z,DC=x\ncn: Z\n\n";

describe("a damaged entry is named with its line and left out, and the rest is read", () => {
  it.each([
    [
      "a value that is no base64",
      "dn: CN=B,DC=x\ncn:: A-==\nsn: b\n\n",
      "line 5: the value of cn is no base64; the entry at line 4 is left out",
    ],
    [
      "base64 without its padding",
      "dn: CN=B,DC=x\ncn:: QUI\n\n",
      "line 5: the value of cn is no base64; the entry at line 4 is left out",
    ],
    [
      "base64 with padding in its midst",
      "dn: CN=B,DC=x\ncn:: QQ==\n QUJD\n\n",
      "line 5: the value of cn is no base64; the entry at line 4 is left out",
    ],
    ["a dn that is no base64", "dn:: Q04=9\ncn: B\nsn: b\n\n", "line 4: the value of dn is no base64"],
    ["a dn that is no text", "dn:: /w==\ncn: B\n\n", "line 4: the dn is no UTF-8 text"],
    [
      "a line without a colon",
      "dn: CN=B,DC=x\ncn: B\nSize limit exceeded (4)\nsn B\n\n",
      'line 6: "Size limit exceeded (4)" has no colon; the entry at line 4 is left out',
    ],
    [
      "a line without a colon and without an entry",
      "Size limit exceeded (4)\n\n",
      'line 4: "Size limit exceeded (4)" has no colon',
    ],
    [
      "a name that is none",
      "dn: CN=B,DC=x\nc n: B\n\n",
      'line 5: "c n" is no attribute\'s name; the entry at line 4 is left out',
    ],
    ["a value before its dn", "cn: B\nsn: b\n\n", "line 4: cn stands before any dn"],
    ["a continued line that is not there", " cn: B\nsn: b\n\n", "line 4: a line that continues another follows none"],
    [
      "a value in another file",
      "dn: CN=B,DC=x\njpegPhoto:< file:///etc/passwd\n\n",
      "line 5: the value of jpegPhoto stands in another file, which is not fetched; the entry at line 4 is left out",
    ],
    [
      "zeros in a plain value",
      "dn: CN=B,DC=x\ncn: \0\0\0\nsn: b\n\n",
      "line 5: bytes of zero stand where text must, so a part of the file is lost; the entry at line 4 is left out",
    ],
    [
      "zeros that have taken an entry's end and the next one's dn",
      "dn: CN=B,DC=x\ncn: B\0\0\0\0\0\0C,DC=x\nsn: b\n\n",
      "line 5: bytes of zero stand where text must, so a part of the file is lost; the entry at line 4 is left out",
    ],
    [
      "zeros in a comment between entries",
      "# \0\0\0\0\0,DC=x\ncn: B\n\n",
      "line 4: bytes of zero stand where text must, so a part of the file is lost",
    ],
    [
      "zeros in a record of a change",
      "dn: CN=B,DC=x\nchangetype: delete\0\0\0\0\0,DC=x\ncn: B\n\n",
      "line 5: bytes of zero stand where text must, so a part of the file is lost; the entry at line 4 is left out",
    ],
    [
      "an entry that ends without an empty line",
      "dn: CN=B,DC=x\ncn: B\n",
      "line 6: an entry begins without an empty line behind the one before, which may be cut off; the entry at line 4 is left out",
    ],
  ])("%s", (_, damaged, problem) => {
    const reading = readLdif(A + damaged + Z);
    expect(shownProblems(reading)).toEqual([problem]);
    expect(shownEntries(reading)).toEqual([
      ["CN=A,DC=x", "cn=A"],
      ["CN=Z,DC=x", "cn=Z"],
    ]);
  });

  it("also where the next dn follows without an empty line", () => {
    const reading = readLdif(`dn: CN=B,DC=x\ncn\n${A}`);
    expect(shownProblems(reading)).toEqual(['line 2: "cn" has no colon; the entry at line 1 is left out']);
    expect(shownEntries(reading)).toEqual([["CN=A,DC=x", "cn=A"]]);
  });

  it("each of several", () => {
    const reading = readLdif(`dn: CN=B,DC=x\ncn:: =\n\ndn:: =\n\ndn: CN=C,DC=x\nc\n\n${Z}`);
    expect(shownProblems(reading)).toHaveLength(3);
    expect(shownEntries(reading)).toEqual([["CN=Z,DC=x", "cn=Z"]]);
  });

  it("a version that is not known is told, and the file is read", () => {
    const reading = readLdif(`version: 2\n\n${A}`);
    expect(shownProblems(reading)).toEqual(["line 1: LDIF of version 2 is not known"]);
    expect(shownEntries(reading)).toEqual([["CN=A,DC=x", "cn=A"]]);
  });
});

describe("a file that is cut off", () => {
  it.each([
    ["inside base64", "dn: CN=B,DC=x\ncn:: QUJ", "line 5: the file is cut off here; the entry at line 4 is left out"],
    ["inside a name", "dn: CN=B,DC=x\nc", "line 5: the file is cut off here; the entry at line 4 is left out"],
    ["inside the word dn", "d", "line 4: the file is cut off here"],
  ])("%s", (_, rest, problem) => {
    const reading = readLdif(A + rest);
    expect(shownProblems(reading)).toEqual([problem]);
    expect(shownEntries(reading)).toEqual([["CN=A,DC=x", "cn=A"]]);
  });

  it("anywhere never shows its last entry as closed, and never throws", () => {
    const text = `${A}dn:: Q049TcO8bmNoZW4sREM9eA==\ncn:: TcO8bmNo\n ZW4=\nsn: b\n\n${Z}`;
    const ends = [A.length, text.length - Z.length, text.length];
    for (let length = 1; length < text.length; length++) {
      const reading = readLdif(text.slice(0, length));
      const isSound = reading.problems.length === 0 && reading.entries.every(({ isClosed }) => isClosed);
      // A blank line that is not ended yet is one.
      expect([length, isSound]).toEqual([length, ends.includes(length)]);
    }
  });
});

describe("what a hostile file can cost is bounded", () => {
  const LIMITS = { lineBytes: 1000, entryBytes: 3000, entryValues: 20 };

  it.each([
    [
      "a line",
      `dn: CN=B,DC=x\ncn: ${"b".repeat(2000)}\nsn: b\n\n`,
      "line 5: the line is longer than any value of a directory; the entry at line 4 is left out",
    ],
    [
      "a folded line",
      `dn: CN=B,DC=x\ncn: ${"b\n ".repeat(2000)}\nsn: b\n\n`,
      "line 5: the line is longer than any value of a directory; the entry at line 4 is left out",
    ],
    [
      "an entry's bytes",
      `dn: CN=B,DC=x\n${`cn: ${"b".repeat(900)}\n`.repeat(5)}\n`,
      "line 8: the entry has more values than any object of a directory; the entry at line 4 is left out",
    ],
    [
      "an entry's values",
      `dn: CN=B,DC=x\n${"cn:\n".repeat(30)}\n`,
      "line 25: the entry has more values than any object of a directory; the entry at line 4 is left out",
    ],
  ])("%s", (_, damaged, problem) => {
    for (const size of [Infinity, 100]) {
      const reading = readLdif(A + damaged + Z, size, LIMITS);
      expect(shownProblems(reading)).toEqual([problem]);
      expect(shownEntries(reading)).toEqual([
        ["CN=A,DC=x", "cn=A"],
        ["CN=Z,DC=x", "cn=Z"],
      ]);
    }
  });

  it("a comment of any length is read over", () => {
    const reading = readLdif(`# ${"c".repeat(5000)}\n${A}`, 100, LIMITS);
    expect(reading.comments).toEqual([]);
    expect(reading.problems).toEqual([]);
    expect(reading.entries).toHaveLength(1);
  });

  it("what is shown of it is short", () => {
    expect(shownProblems(readLdif(`${"x".repeat(5000)}\n\n`))).toEqual([`line 1: "${"x".repeat(60)}..." has no colon`]);
  });
});
