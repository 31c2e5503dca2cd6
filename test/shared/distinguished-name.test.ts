import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dnKey,
  dnsNameOf,
  domainOf,
  escapeDnValue,
  firstValue,
  isAtOrBelow,
  isConflictName,
  parentDn,
  parseDn,
} from "../../src/shared/distinguished-name.ts";

const FIXED = { seed: 20_260_907, numRuns: 1000 };
const GUID = "01020304-0506-0708-090a-0b0c0d0e0f10";

const types = fc.constantFrom("CN", "OU", "DC", "cn", "2.5.4.3");
/** What escaping is for, beside ordinary text. */
const characters = fc.oneof(
  fc.constantFrom(...Array.from(', +"\\<>;=#\n\r\u0000\u007fäß€😀AaFf09')),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const values = fc.array(characters, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
const names = fc.array(fc.record({ type: types, value: values }), { minLength: 1, maxLength: 6 });

const write = (parts: readonly { readonly type: string; readonly value: string }[], separator = ","): string =>
  parts.map(({ type, value }) => `${type}=${escapeDnValue(value)}`).join(separator);

describe("A distinguished name", () => {
  it("has its parts from the object outwards", () => {
    expect(parseDn("CN=Microsoft Hyper-V,CN=HV01,OU=Hyper-V Hosts,DC=corp,DC=example")).toEqual([
      { type: "CN", value: "Microsoft Hyper-V" },
      { type: "CN", value: "HV01" },
      { type: "OU", value: "Hyper-V Hosts" },
      { type: "DC", value: "corp" },
      { type: "DC", value: "example" },
    ]);
  });

  it.each([
    ["a comma", String.raw`CN=Doe\, John,DC=x`, "Doe, John"],
    ["a comma in hexadecimal", String.raw`CN=Doe\2C John,DC=x`, "Doe, John"],
    ["a plus sign", String.raw`CN=A\+B,DC=x`, "A+B"],
    ["a plus sign that starts no further value", "CN=C++ team,DC=x", "C++ team"],
    ["quotation marks", String.raw`CN=\"A\" B,DC=x`, '"A" B'],
    ["a quotation mark within", 'CN=19" rack,DC=x', '19" rack'],
    ["a backslash", String.raw`CN=A\\,DC=x`, "A\\"],
    ["a backslash before a blank that belongs to nothing", String.raw`CN=A\\ ,DC=x`, "A\\"],
    ["angle brackets, a semicolon and a sharp", String.raw`CN=\#\<\>\;,DC=x`, "#<>;"],
    ["an equals sign, escaped or not", String.raw`CN=a=b\=c,DC=x`, "a=b=c"],
    ["a line feed", String.raw`CN=HV01\0ACNF:1,DC=x`, "HV01\nCNF:1"],
    ["umlauts as bytes", String.raw`CN=B\C3\BCro,DC=x`, "Büro"],
    ["umlauts as they are, and more", "CN=Büro 😀,DC=x", "Büro 😀"],
    ["umlauts behind an escape", String.raw`CN=\,Büro,DC=x`, ",Büro"],
    ["an escaped character of two code units", "CN=\\😀,DC=x", "😀"],
    ["blanks at its ends, escaped", String.raw`CN=\ A\ ,DC=x`, " A "],
    ["blanks around it", "CN =   A B   ,DC=x", "A B"],
    ["nothing but a blank", String.raw`CN=\ ,DC=x`, " "],
    ["a zero", String.raw`CN=a\00b,DC=x`, "a\0b"],
    ["a mark of byte order", String.raw`CN=\EF\BB\BFa,DC=x`, "\ufeffa"],
    ["commas in quotes", 'CN="Doe, John; A+B=C",DC=x', "Doe, John; A+B=C"],
    ["quotes in quotes", String.raw`CN= "a \"b\" \2C" ,DC=x`, 'a "b" ,'],
  ])("may have %s in a value", (_, dn, value) => {
    expect(parseDn(dn)).toEqual([
      { type: dn.slice(0, 2), value },
      { type: "DC", value: "x" },
    ]);
    expect(firstValue(dn)).toBe(value);
    expect(parentDn(dn)).toBe("DC=x");
  });

  it("may have its parts parted by semicolons and blanks", () => {
    expect(parseDn("CN=A ; OU=B,  DC=x")).toEqual([
      { type: "CN", value: "A" },
      { type: "OU", value: "B" },
      { type: "DC", value: "x" },
    ]);
  });

  it("keeps the further values of one part in its value", () => {
    expect(parseDn("CN=A + UID=b,DC=x")).toEqual([
      { type: "CN", value: "A+UID=b" },
      { type: "DC", value: "x" },
    ]);
    expect(parentDn("CN=A+UID=b,DC=x")).toBe("DC=x");
  });

  it("of the root has no parts", () => {
    for (const root of ["", "  "]) {
      expect(parseDn(root)).toEqual([]);
      expect(parentDn(root)).toBeNull();
      expect(firstValue(root)).toBeNull();
    }
  });

  it.each([
    ["HV01"],
    ["=HV01"],
    ["CN="],
    ["CN= ,DC=x"],
    ["CN=A,"],
    ["CN=A,,DC=x"],
    [",CN=A"],
    ["C N=A"],
    ["1.=A"],
    ["CN=A\\"],
    [String.raw`CN=\FF`],
    [String.raw`CN=\C3,DC=x`],
    ['CN="A'],
    ['CN="A" B'],
    [String.raw`CN="A\"`],
    ['CN=""'],
  ])("is not what %j says", (text) => {
    expect(parseDn(text)).toBeNull();
    expect(parentDn(text)).toBeNull();
    expect(dnKey(text)).toBe(text.toLowerCase());
  });

  it("reads back as it was written, whatever its values", () => {
    fc.assert(
      fc.property(names, fc.constantFrom(",", ";", " , "), (parts, separator) => {
        expect(parseDn(write(parts, separator))).toEqual(parts);
      }),
      FIXED,
    );
  });

  it("reads back from bytes in hexadecimal", () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = [...new TextEncoder().encode(value)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`);
        expect(firstValue(`CN=${bytes.join("")},DC=x`)).toBe(value);
      }),
      FIXED,
    );
  });

  it("makes no one throw, and is read in one pass", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(characters, fc.constantFrom("CN=", "DC=x")), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const parsed = parseDn(text);
        expect(
          [parentDn(text), firstValue(text), domainOf(text)].every((part) => parsed !== null || part === null),
        ).toBe(true);
        expect(isAtOrBelow(text, text)).toBe(true);
      }),
      FIXED,
    );
    for (const run of [" ", "\\ ", "\\", '"', "+", "+a", "+1.", ",", "a=", "CN=a,", 'CN="', " +"]) {
      const long = `CN=a${run.repeat(200_000)}z`;
      expect(dnKey(long).length).toBeGreaterThan(0);
    }
  });
});

describe("The parent of an object", () => {
  it("is the rest of its name, as it was written", () => {
    expect(parentDn(String.raw`CN=Microsoft Hyper-V,  CN=HV\2C01,OU="A, B";DC=x`)).toBe(
      String.raw`CN=HV\2C01,OU="A, B";DC=x`,
    );
    expect(parentDn("DC=example")).toBeNull();
  });

  it("has one part less", () => {
    fc.assert(
      fc.property(names, (parts) => {
        const parent = parentDn(write(parts));
        expect(parent === null ? [] : parseDn(parent)).toEqual(parts.slice(1));
      }),
      FIXED,
    );
  });
});

describe("The key of a name", () => {
  it("is the same for all ways to write it", () => {
    const ways = [
      "CN=Doe\\, Jörg,OU=Hosts,DC=corp,DC=example",
      "cn=doe\\2c j\\c3\\b6rg, ou=hosts,dc=CORP,dc=example",
      'CN="Doe, JÖRG" ;OU= Hosts ,DC=corp,DC=example',
    ];
    expect(new Set(ways.map(dnKey)).size).toBe(1);
  });

  it("is the same for its values in any order, and another for one value that looks like two", () => {
    expect(dnKey("CN=a+UID=b,DC=x")).toBe(dnKey("uid=B + cn=A,dc=X"));
    expect(dnKey("CN=a+UID=b,DC=x")).not.toBe(dnKey(String.raw`CN=a\+UID=b,DC=x`));
  });

  it("differs where names differ in more than case", () => {
    fc.assert(
      fc.property(names, names, (one, other) => {
        const same = JSON.stringify(one).toLowerCase() === JSON.stringify(other).toLowerCase();
        expect(dnKey(write(one)) === dnKey(write(other))).toBe(same);
      }),
      FIXED,
    );
    expect(dnKey(String.raw`CN=a\,DC=x`)).not.toBe(dnKey("CN=a,DC=x"));
  });

  it("is a name with that key", () => {
    fc.assert(
      fc.property(names, (parts) => {
        const key = dnKey(write(parts));
        expect(dnKey(key)).toBe(key);
      }),
      FIXED,
    );
  });
});

describe("An object stands at or below", () => {
  it.each([
    ["itself", "CN=HV01,DC=corp,DC=example", "cn=hv01, dc=corp,dc=example"],
    ["its parent", "CN=HV01,DC=corp,DC=example", "DC=CORP,DC=example"],
    ["the root", "CN=HV01,DC=corp,DC=example", ""],
  ])("%s", (_, dn, ancestor) => {
    expect(isAtOrBelow(dn, ancestor)).toBe(true);
  });

  it.each([
    ["its child", "DC=corp,DC=example", "CN=HV01,DC=corp,DC=example"],
    ["a name that ends like it", "CN=HV01,DC=corp,DC=example", "DC=orp,DC=example"],
    ["what stands in its value", String.raw`CN=HV01\,DC=x`, "DC=x"],
    ["what stands in its quotes", 'CN="HV01,DC=x"', "DC=x"],
    ["anything, where it is no name", "CN=A,,DC=x", "DC=x"],
    ["what is no name", "CN=A,CN=B\\", "CN=B\\"],
  ])("not %s", (_, dn, ancestor) => {
    expect(isAtOrBelow(dn, ancestor)).toBe(false);
  });

  it("all that it is written below, and nothing else", () => {
    fc.assert(
      fc.property(names, names, (own, above) => {
        expect(isAtOrBelow(write([...own, ...above]), write(above))).toBe(true);
        expect(isAtOrBelow(write(above), write([...own, ...above]))).toBe(false);
      }),
      FIXED,
    );
  });
});

describe("A domain", () => {
  it.each([
    ["CN=HV01,OU=Hosts,DC=corp,DC=example", "DC=corp,DC=example"],
    ["dc=corp, dc=example", "dc=corp,dc=example"],
    ["DC=_msdcs,DC=hv01,CN=MicrosoftDNS,DC=corp,DC=example", "DC=corp,DC=example"],
    [String.raw`CN=a\,DC=x,DC=corp`, "DC=corp"],
  ])("of %s is %s", (dn, domain) => {
    expect(domainOf(dn)).toBe(domain);
  });

  it.each([["CN=HV01,O=corp"], [""], ["CN=A,,DC=x"]])("is none of %j", (dn) => {
    expect(domainOf(dn)).toBeNull();
  });

  it("has a name in the DNS", () => {
    expect(dnsNameOf("DC=corp,DC=example")).toBe("corp.example");
    expect(dnsNameOf("")).toBe("");
  });
});

describe("A value", () => {
  it.each([
    ["HV01", "HV01"],
    ["Microsoft Hyper-V", "Microsoft Hyper-V"],
    [" a  b ", String.raw`\ a  b\ `],
    ["#1 a#b", String.raw`\#1 a#b`],
    ['a,b+c"d\\e<f>g;h=i', String.raw`a\,b\+c\"d\\e\<f\>g\;h\=i`],
    ["HV01\nCNF:1", String.raw`HV01\0ACNF:1`],
    ["a\0b\u007f", String.raw`a\00b\7F`],
    ["Büro", "Büro"],
  ])("%j is written %s", (value, written) => {
    expect(escapeDnValue(value)).toBe(written);
  });

  it("of a duplicate has the mark and a GUID at its end", () => {
    expect(isConflictName(`HV01\nCNF:${GUID}`)).toBe(true);
    expect(isConflictName(firstValue(`CN=HV01\\0aCNF:${GUID},DC=x`) ?? "")).toBe(true);
    expect(isConflictName(`HV01\nDEL:${GUID}`)).toBe(false);
    expect(isConflictName(`HV01CNF:${GUID}`)).toBe(false);
    expect(isConflictName(`HV01\nCNF:${GUID}x`)).toBe(false);
  });
});
