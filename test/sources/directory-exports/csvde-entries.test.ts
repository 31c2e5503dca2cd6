import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvdeEntries } from "../../../src/sources/directory-exports/csvde-entries.ts";

const HOST = "CN=HV01,OU=Hosts,DC=corp,DC=example";

function read(...lines: readonly string[]) {
  const { entries, problem, attributes } = csvdeEntries(lines.join("\r\n"));
  return { entries: entries.map(({ dn, attributes: shown }) => [dn, Object.fromEntries(shown)]), problem, attributes };
}

describe("A csvde export", () => {
  it("is a header with the attributes that some object has, and a line for each object", () => {
    expect(
      read(
        "DN,objectClass,cn,operatingSystem,objectGUID",
        `"${HOST}",top;person;computer,HV01,Windows Server 2016 Datacenter,X'5b899bca279d7efa9cb5c6dbf70a5cef'`,
        '"CN=Users,DC=corp,DC=example",top;container,Users,,',
        "",
      ),
    ).toEqual({
      entries: [
        [
          HOST,
          {
            objectclass: ["top", "person", "computer"],
            cn: ["HV01"],
            operatingsystem: ["Windows Server 2016 Datacenter"],
            objectguid: [new Uint8Array(Buffer.from("5b899bca279d7efa9cb5c6dbf70a5cef", "hex"))],
          },
        ],
        ["CN=Users,DC=corp,DC=example", { objectclass: ["top", "container"], cn: ["Users"] }],
      ],
      problem: null,
      attributes: ["cn", "objectclass", "objectguid", "operatingsystem"],
    });
  });

  it("keeps how attributes are spelt, and text that bytes are", () => {
    const { entries } = csvdeEntries(`dn,serviceBindingInformation\n"${HOST}",X'526f6f6d'`);
    expect(entries[0]?.spellings.get("servicebindinginformation")).toBe("serviceBindingInformation");
    expect(entries[0]?.attributes.get("servicebindinginformation")).toEqual(["Room"]);
  });

  it.each([
    ["one that stands as it is", String.raw`"CN=Doe\, John,DC=x"`, String.raw`CN=Doe\, John,DC=x`],
    ["one whose backslashes are doubled", String.raw`"CN=Doe\\, John,DC=x"`, String.raw`CN=Doe\, John,DC=x`],
    ["a duplicate's", String.raw`"CN=HV01\0ACNF:1,DC=x"`, String.raw`CN=HV01\0ACNF:1,DC=x`],
    [
      "a deleted object's with doubled backslashes",
      String.raw`"CN=HV01\\0ADEL:1,DC=x"`,
      String.raw`CN=HV01\0ADEL:1,DC=x`,
    ],
  ])("has %s for a DN", (_, written, dn) => {
    expect(read("DN,distinguishedName", `${written},${written}`).entries).toEqual([[dn, { distinguishedname: [dn] }]]);
  });

  it("parts values at semicolons that are not escaped", () => {
    expect(read("DN,keywords", String.raw`"${HOST}",a\;b;c\\;\d;X'ff00'`).entries).toEqual([
      [HOST, { keywords: ["a;b", "c\\", String.raw`\d`, Uint8Array.of(0xff, 0)] }],
    ]);
  });

  it.each([
    ["is empty", [""], { line: 1, what: "the file holds no line" }, 0],
    ["has no column DN", ["cn,objectClass", "HV01,computer"], { line: 1, what: "no column is named DN" }, 0],
    [
      "has a line that is too short",
      ["DN,cn", `"${HOST}"`, `"${HOST}",HV01`],
      { line: 2, what: "1 cells stand below 2 columns" },
      1,
    ],
    [
      "has a line without a DN",
      ["DN,cn", `"${HOST}",HV01`, "HV02,HV02"],
      { line: 3, what: "the cell below DN is no distinguished name" },
      1,
    ],
    [
      "is cut within quotes",
      ["DN,cn", `"${HOST}",HV01`, '"CN=HV0'],
      { line: 3, what: "a closing quotation mark is missing" },
      1,
    ],
    [
      "has zeros in a line",
      ["DN,cn", `"${HOST}",HV01`, `"${HOST}",\0\0\0`, `"${HOST}",HV01`],
      { line: 3, what: "bytes of zero stand where text must, so a part of the file is lost" },
      2,
    ],
    [
      "has zeros among its columns",
      ["DN,\0\0", `"${HOST}",HV01`],
      { line: 1, what: "bytes of zero stand where text must, so a part of the file is lost" },
      0,
    ],
    [
      "has more in a cell than a directory holds",
      ["DN,cn", `"${HOST}",${String.raw`\;`.repeat(10_000_000)}`, `"${HOST}",HV01`],
      { line: 2, what: "a cell is larger than any attribute of a directory" },
      1,
    ],
    [
      "has more values in a cell than a directory holds",
      ["DN,cn", `"${HOST}",${"a;".repeat(600_000)}`, `"${HOST}",HV01`],
      { line: 2, what: "a cell is larger than any attribute of a directory" },
      1,
    ],
  ])("that %s says where", (_, lines, problem, count) => {
    const { entries, problem: found } = read(...lines);
    expect(found).toEqual(problem);
    expect(entries).toHaveLength(count);
  });

  it("parts the longest cell in one pass", () => {
    const [[, shown] = []] = read("DN,keywords", `"${HOST}",${String.raw`\;`.repeat(1_000_000)};b\\`).entries;
    expect(shown).toEqual({ keywords: [";".repeat(1_000_000), "b\\"] });
    const bytes = read("DN,keywords", `"${HOST}",X'${"ff".repeat(1_000_000)}'`).entries;
    expect(bytes).toEqual([[HOST, { keywords: [new Uint8Array(1_000_000).fill(0xff)] }]]);
  });

  it("makes no one throw", () => {
    const parts = fc.constantFrom("DN", ",", ";", "\\", '"', "\n", "CN=a", "X'ff'", "X'", "objectClass", "\ufeff", "=");
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (written) => {
        csvdeEntries(`DN,cn\n${written.join("")}`);
        csvdeEntries(written.join(""));
      }),
      { seed: 20_260_907, numRuns: 1000 },
    );
    csvdeEntries(`DN,cn\n"CN=a",${";".repeat(500_000)}`);
    csvdeEntries(`DN,cn\n"CN=a",${"\\".repeat(500_001)}`);
  });
});
