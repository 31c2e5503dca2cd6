import { describe, expect, it } from "vitest";
import { readLdif, shownEntries, shownProblems } from "./seams/reading.ts";

const TEXT = "dn: CN=Ω 💥,DC=x\r\ncn: für\r\n\r\ndn: CN=B,DC=x\r\ncn: B\r\n\r\n";
const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf8"));

function utf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return Uint8Array.from(order === "le" ? bytes : bytes.swap16());
}

describe("the encoding of LDIF", () => {
  it.each<readonly [string, Uint8Array]>([
    ["UTF-8 without a mark", utf8(TEXT)],
    ["UTF-8 with its mark", utf8(`\ufeff${TEXT}`)],
    ["UTF-16 with its mark, as ldifde -u writes and Windows PowerShell redirects", utf16(`\ufeff${TEXT}`, "le")],
    ["UTF-16 without a mark", utf16(TEXT, "le")],
    ["big-endian UTF-16 with its mark", utf16(`\ufeff${TEXT}`, "be")],
    ["big-endian UTF-16 without a mark", utf16(TEXT, "be")],
  ])("%s", (_, bytes) => {
    for (const size of [Infinity, 1, 3, 10]) {
      const reading = readLdif(bytes, size);
      expect(shownEntries(reading)).toEqual([
        ["CN=Ω 💥,DC=x", "cn=für"],
        ["CN=B,DC=x", "cn=B"],
      ]);
      expect(reading.problems).toEqual([]);
    }
  });

  it("may be marked in its midst, where files were joined", () => {
    const reading = readLdif(`\ufeffdn: CN=A,DC=x\ncn: A\n\n\ufeffdn: CN=B,DC=x\ncn: B\n\n`);
    expect(shownEntries(reading).map(([dn]) => dn)).toEqual(["CN=A,DC=x", "CN=B,DC=x"]);
  });

  it("shows half a character at the end as a cut", () => {
    const reading = readLdif(utf16(`\ufeff${TEXT}`, "le").subarray(0, -1));
    expect(shownProblems(reading)).toEqual(["line 6: the file is cut off here; the entry at line 4 is left out"]);
  });

  it.each([new Uint8Array(0), Uint8Array.of(0xff), Uint8Array.of(0xff, 0xfe), utf8("\ufeff"), utf8("\n")])(
    "a file of nothing has no entries (%#)",
    (bytes) => {
      expect(readLdif(bytes).entries).toEqual([]);
    },
  );
});
