import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../../src/formats/ldif/base64.ts";
import { type LdifEntry, ldifComment, ldifEntry } from "../../../src/formats/ldif/index.ts";
import { readLdif } from "./seams/reading.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "binary-ascii", maxLength: 300 }),
  fc.constantFrom(" a", "a ", ":", "<", "", "a\nb", "a\r\n b", "#", "\ufeff", "\0"),
);
/** Bytes that are text come back as that. */
const value = fc.oneof(text, fc.uint8Array({ maxLength: 300 }).map(textOrBytes));
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/).filter((it) => !/^(?:dn|changetype|control)$/i.test(it));
const options = fc.array(fc.constantFrom("binary", "range=0-1499", "range=1500-*", "lang-de"), { maxLength: 2 });
const entry: fc.Arbitrary<LdifEntry> = fc.record({
  dn: text,
  attributes: fc.array(fc.record({ name, options, value }), { maxLength: 12 }),
});

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Uint8Array.from(bytes);
  }
}

describe("what is written", () => {
  it("is read again as it was, in pieces of any size, with any line ends", () => {
    const property = fc.property(
      fc.array(entry, { maxLength: 6 }),
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom("\n", "\r\n"),
      (entries, size, end) => {
        const written = `version: 1\n\n${entries.map(ldifEntry).join("")}`;
        const reading = readLdif(written.replaceAll("\n", end), size);
        expect(reading.problems).toEqual([]);
        expect(reading.entries.map(({ dn, attributes }) => ({ dn, attributes }))).toEqual(entries);
        expect(reading.entries.every(({ isClosed }) => isClosed)).toBe(true);
      },
    );
    fc.assert(property, { seed: 4, numRuns: 500 });
  });

  it("is printable ASCII in lines of 76 characters at most", () => {
    const property = fc.property(entry, (any) => {
      expect(ldifEntry(any)).toMatch(/^(?:[ -~]{1,76}\n)+\n$/);
    });
    fc.assert(property, { seed: 4, numRuns: 300 });
  });

  it("is plain where RFC 2849 allows, else base64", () => {
    const values = ["HV01", "a: b", " a", ":a", "<a", "a ", "für", "a\nb", "", Uint8Array.of(0xff)];
    expect(
      ldifEntry({ dn: "CN=Ü", attributes: values.map((it) => ({ name: "cn", options: [], value: it })) }).split("\n"),
    ).toEqual([
      "dn:: Q049w5w=",
      "cn: HV01",
      "cn: a: b",
      "cn:: IGE=",
      "cn:: OmE=",
      "cn:: PGE=",
      "cn:: YSA=",
      "cn:: ZsO8cg==",
      "cn:: YQpi",
      "cn: ",
      "cn:: /w==",
      "",
      "",
    ]);
  });

  it("may be a comment of any length, which stays one", () => {
    const comment = "badnode: ".padEnd(500, "x");
    expect(readLdif(ldifComment(comment)).comments).toEqual([comment]);
    expect(ldifComment("a\ndn: b")).toBe("# a?dn: b\n");
  });
});

describe("base64", () => {
  const decoded = (written: string): Uint8Array | null => {
    const bytes = new TextEncoder().encode(written);
    return decodeBase64(bytes, 0, bytes.length);
  };

  it("is written and read as Node's own does", () => {
    const property = fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const written = encodeBase64(bytes);
      expect(written).toBe(Buffer.from(bytes).toString("base64"));
      expect(decoded(written)).toEqual(Uint8Array.from(bytes));
    });
    fc.assert(property, { seed: 4, numRuns: 500 });
  });

  it.each(["A", "AA", "AAA", "AA=A", "A===", "====", "AAAA=", "AA-_", "AA A", "AA==AAAA", "AAA\u00e9"])(
    "is strict: %s",
    (written) => {
      expect(decoded(written)).toBeNull();
    },
  );
});
