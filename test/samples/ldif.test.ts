import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LdifEntry, type LdifValue, writeLdif } from "../../samples/generate/ldif/index.ts";
import { ldifEntries } from "./ldif-entries.ts";

function one(value: LdifValue): readonly LdifEntry[] {
  return [{ dn: "CN=a", attributes: [["info", [value]]] }];
}

function lines(entries: readonly LdifEntry[], program: "ldifde" | "ldapsearch" = "ldapsearch"): readonly string[] {
  return new TextDecoder().decode(writeLdif(entries, program)).split(program === "ldifde" ? "\r\n" : "\n");
}

const LONG = "0123456789".repeat(16);

describe("an entry as ldifde -f writes it", () => {
  it("says that it is to be added, ends its lines with CRLF and itself with an empty line", () => {
    const entries = [
      { dn: "CN=a", attributes: [["cn", ["a"]] as const, ["objectClass", ["top", "computer"]] as const] },
      { dn: "CN=b", attributes: [["description", []] as const] },
    ];
    expect(new TextDecoder().decode(writeLdif(entries, "ldifde"))).toBe(
      [
        "dn: CN=a",
        "changetype: add",
        "cn: a",
        "objectClass: top",
        "objectClass: computer",
        "",
        "dn: CN=b",
        "changetype: add",
        "",
        "",
      ].join("\r\n"),
    );
  });

  it("leaves the name alone on its line when the value does not fit beside it", () => {
    const beside = "x".repeat(60);
    expect(lines(one(beside), "ldifde").slice(2, 3)).toEqual([`info: ${beside}`]);
    expect(lines(one(`${beside}x`), "ldifde").slice(2, 4)).toEqual(["info: ", ` ${beside}x`]);
    expect(lines(one(LONG), "ldifde").slice(2, 6)).toEqual([
      "info: ",
      ` ${LONG.slice(0, 75)}`,
      ` ${LONG.slice(75, 150)}`,
      ` ${LONG.slice(150)}`,
    ]);
    expect(lines(one(new Uint8Array(60)), "ldifde").slice(2, 5)).toEqual([
      "info:: ",
      ` ${"A".repeat(75)}`,
      ` ${"A".repeat(5)}`,
    ]);
  });
});

describe("an entry as ldapsearch -LLL writes it", () => {
  it("has no changetype and lines of at most 78 characters, the space of a continuation included", () => {
    expect(lines(one(LONG))).toEqual([
      "dn: CN=a",
      `info: ${LONG.slice(0, 72)}`,
      ` ${LONG.slice(72, 149)}`,
      ` ${LONG.slice(149)}`,
      "",
      "",
    ]);
    expect(lines(one("x".repeat(72))).slice(1, 3)).toEqual([`info: ${"x".repeat(72)}`, ""]);
  });
});

describe("a value in LDIF", () => {
  it.each([
    ["plain text", "RDP listener port=2179", "info: RDP listener port=2179"],
    ["an empty value", "", "info: "],
    ["a leading space", " a", "info:: IGE="],
    ["a trailing space", "a ", "info:: YSA="],
    ["a leading colon", ":a", "info:: OmE="],
    ["a leading less-than sign", "<a", "info:: PGE="],
    ["a colon, a space and a less-than sign inside", "a: b<c", "info: a: b<c"],
    ["a line feed", "a\nb", "info:: YQpi"],
    ["a carriage return", "a\rb", "info:: YQ1i"],
    ["a NUL", "a\0", "info:: YQA="],
    ["a tab", "a\tb", "info: a\tb"],
    ["what is no ASCII", "Köln", "info:: S8O2bG4="],
    ["bytes, even of plain text", Uint8Array.of(0x61), "info:: YQ=="],
  ])("with %s", (_title, value, line) => {
    expect(lines(one(value))[1]).toBe(line);
  });

  it("in a distinguished name is written in base64 where it is no ASCII", () => {
    expect(lines([{ dn: "OU=Köln", attributes: [] }])[0]).toBe("dn:: T1U9S8O2bG4=");
  });

  it.each(["ldifde", "ldapsearch"] as const)("can be read back from what %s writes, whatever it is", (program) => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 200 }), { minLength: 1 }), (values) => {
        const [entry] = ldifEntries(writeLdif([{ dn: "CN=a", attributes: [["info", values]] }], program));
        expect(entry?.texts("info")).toEqual(values);
      }),
    );
  });
});
