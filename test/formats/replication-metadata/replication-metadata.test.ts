import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AttributeStamp,
  attributeMetadataValues,
  propertyMetadataBytes,
  type StampedAttribute,
} from "../../../samples/generate/replication-metadata/index.ts";
import { parseAttributeMetadata, parsePropertyMetadata } from "../../../src/formats/replication-metadata/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";

const CREATED = 131_706_774_000_000_000n;
const RENAMED = 133_938_405_000_000_000n;
const originator = {
  invocationId: "7c46ed56-c91f-e7ac-eed7-1809cf7eb05c",
  settingsDn: "CN=NTDS Settings,CN=DC01,CN=Servers,CN=HQ & Lab <1>,CN=Sites,CN=Configuration,DC=corp,DC=example",
};

function stamp(attribute: StampedAttribute, version: number, time: bigint): AttributeStamp {
  return { attribute, version, time, originator, originatingUsn: 12n, localUsn: 34n };
}

const STAMPS = [
  stamp("objectClass", 1, CREATED),
  stamp("cn", 2, RENAMED),
  stamp("whenCreated", 1, CREATED),
  stamp("name", 2, RENAMED),
  stamp("sAMAccountName", 2, RENAMED),
  stamp("dNSHostName", 4_294_967_295, RENAMED),
];
const READ = [
  { attribute: "objectclass", version: 1, time: CREATED },
  { attribute: "cn", version: 2, time: RENAMED },
  { attribute: "whencreated", version: 1, time: CREATED },
  { attribute: "name", version: 2, time: RENAMED },
  { attribute: "samaccountname", version: 2, time: RENAMED },
  { attribute: "dnshostname", version: 4_294_967_295, time: RENAMED },
];

describe("replPropertyMetaData", () => {
  const bytes = propertyMetadataBytes(STAMPS);

  it("tells how often and when each attribute was changed", () => {
    expect(parsePropertyMetadata(bytes)).toEqual({ stamps: READ, problem: null });
  });

  it("tells it of the attributes that are wanted", () => {
    const { stamps } = parsePropertyMetadata(bytes, new Set(["cn", "operatingsystem"]));
    expect(stamps).toEqual([{ attribute: "cn", version: 2, time: RENAMED }]);
  });

  it("leaves out attributes whose number is not known", () => {
    const changed = bytes.slice();
    changed.set([0x34, 0x12, 0x99, 0x7f], 16);
    expect(parsePropertyMetadata(changed)).toEqual({ stamps: READ.slice(1), problem: null });
  });

  it("is damaged where it is shorter than it claims, or of another version", () => {
    expect(parsePropertyMetadata(bytes.subarray(0, 15))).toEqual({
      stamps: [],
      problem: { kind: "truncated", expected: "16 bytes of header" },
    });
    expect(parsePropertyMetadata(bytes.subarray(0, bytes.length - 1))).toEqual({
      stamps: READ.slice(0, -1),
      problem: { kind: "truncated", expected: "6 attributes" },
    });
    expect(parsePropertyMetadata(Uint8Array.from([2, ...bytes.subarray(1)]))).toEqual({
      stamps: [],
      problem: { kind: "version", expected: "version 1" },
    });
  });

  it("is damaged where a time is past every FILETIME", () => {
    const changed = bytes.slice();
    changed.fill(0xff, 24, 32);
    expect(parsePropertyMetadata(changed)).toEqual({
      stamps: [],
      problem: { kind: "time", expected: "seconds that a FILETIME can hold" },
    });
  });

  it("is never thrown over, and does not count beyond its end", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(bytes.length),
        (flips, length) => {
          const changed = bytes.slice(0, length);
          for (const [at, value] of flips) if (at < length) changed[at] = value;
          expect(parsePropertyMetadata(changed).stamps.length).toBeLessThanOrEqual(6);
        },
      ),
      { seed: 20_260_907, numRuns: 1000 },
    );
    const claims = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    expect(parsePropertyMetadata(claims).problem?.kind).toBe("truncated");
  });
});

describe("msDS-ReplAttributeMetaData", () => {
  const values = attributeMetadataValues(STAMPS);
  const byName = (stamps: readonly { readonly attribute: string }[]): unknown =>
    stamps.toSorted((a, b) => (a.attribute < b.attribute ? -1 : 1));

  it("says the same as the binary form, as bytes that end with a NUL or as text", () => {
    for (const given of [values, values.map((value) => new TextDecoder().decode(value))]) {
      const { stamps, problem } = parseAttributeMetadata(given);
      expect({ stamps: byName(stamps), problem }).toEqual({ stamps: byName(READ), problem: null });
    }
  });

  it("tells it of the attributes that are wanted", () => {
    expect(parseAttributeMetadata(values, new Set(["cn"])).stamps).toEqual([
      { attribute: "cn", version: 2, time: RENAMED },
    ]);
  });

  const text = (fields: string): string => `<DS_REPL_ATTR_META_DATA>\n${fields}</DS_REPL_ATTR_META_DATA>\n\0`;
  const name = "<pszAttributeName>cn</pszAttributeName>";
  const version = "<dwVersion>2</dwVersion>";
  const time = `<ftimeLastOriginatingChange>${filetimeToIso(RENAMED)}</ftimeLastOriginatingChange>`;

  it("survives a site's name with marks of XML in it", () => {
    const dn =
      "<pszLastOriginatingDsaDN>CN=NTDS Settings,CN=R&D <dwVersion>9</dwVersion>,DC=x</pszLastOriginatingDsaDN>";
    expect(parseAttributeMetadata([text(name + version + time + dn)])).toEqual({
      stamps: [{ attribute: "cn", version: 2, time: RENAMED }],
      problem: null,
    });
  });

  it.each([
    ["no such element", "<a/>", { kind: "element", expected: "<DS_REPL_ATTR_META_DATA> with pszAttributeName" }],
    ["no name", text(version + time), { kind: "element", expected: "<DS_REPL_ATTR_META_DATA> with pszAttributeName" }],
    ["no version", text(name + time), { kind: "field", expected: "dwVersion" }],
    [
      "a version of more than 32 bits",
      text(`${name}<dwVersion>4294967296</dwVersion>${time}`),
      { kind: "field", expected: "dwVersion" },
    ],
    ["a version that is cut", `<DS_REPL_ATTR_META_DATA>${name}<dwVersion>2`, { kind: "field", expected: "dwVersion" }],
    [
      "no time",
      text(`${name}${version}<ftimeLastOriginatingChange>now</ftimeLastOriginatingChange>`),
      { kind: "field", expected: "ftimeLastOriginatingChange" },
    ],
  ])("with %s is a problem beside the values that are sound", (_, broken, problem) => {
    expect(parseAttributeMetadata([broken, text(name + version + time)])).toEqual({
      stamps: [{ attribute: "cn", version: 2, time: RENAMED }],
      problem,
    });
  });
});
