import { describe, expect, it } from "vitest";
import { moment } from "../../samples/generate/moment.ts";
import {
  type AttributeStamp,
  attributeMetadataValues,
  propertyMetadataBytes,
} from "../../samples/generate/replication-metadata/index.ts";
import { hex } from "./seams.ts";

const originator = { invocationId: "00112233-4455-6677-8899-aabbccddeeff", settingsDn: "CN=NTDS Settings,CN=DC01" };
const name: AttributeStamp = {
  attribute: "name",
  version: 2,
  time: moment("2026-09-02T13:12:00Z"),
  originator,
  originatingUsn: 258n,
  localUsn: 3n,
};
const cn: AttributeStamp = { ...name, attribute: "cn", version: 1, time: moment("1601-01-01T00:00:01Z") };

describe("replPropertyMetaData", () => {
  const dsa = "33221100554477668899aabbccddeeff";

  it("holds a header and 48 bytes for each attribute in the order of their ids, times in seconds since 1601", () => {
    // 2026-09-02T13:12:00Z is 13,432,828,320 seconds after 1601-01-01.
    expect(hex(propertyMetadataBytes([name, cn]))).toBe(
      [
        "01000000000000000200000000000000", // version 1, reserved, two stamps, reserved
        ...["0300000001000000", "0100000000000000", dsa, "0201000000000000", "0300000000000000"],
        ...["0100090002000000", "a0b1a82003000000", dsa, "0201000000000000", "0300000000000000"],
      ].join(""),
    );
  });

  it("is its header alone where nothing was stamped", () => {
    expect(hex(propertyMetadataBytes([]))).toBe("01000000000000000000000000000000");
  });
});

describe("msDS-ReplAttributeMetaData", () => {
  it("says the same in XML, the highest id first, each value ending with a line feed and a NUL", () => {
    const values = attributeMetadataValues([cn, name]).map((bytes) => Buffer.from(bytes).toString("utf8"));
    expect(values).toEqual([
      [
        "<DS_REPL_ATTR_META_DATA>",
        "\t<pszAttributeName>name</pszAttributeName>",
        "\t<dwVersion>2</dwVersion>",
        "\t<ftimeLastOriginatingChange>2026-09-02T13:12:00Z</ftimeLastOriginatingChange>",
        "\t<uuidLastOriginatingDsaInvocationID>00112233-4455-6677-8899-aabbccddeeff</uuidLastOriginatingDsaInvocationID>",
        "\t<usnOriginatingChange>258</usnOriginatingChange>",
        "\t<usnLocalChange>3</usnLocalChange>",
        "\t<pszLastOriginatingDsaDN>CN=NTDS Settings,CN=DC01</pszLastOriginatingDsaDN>",
        "</DS_REPL_ATTR_META_DATA>",
        "\0",
      ].join("\n"),
      expect.stringContaining("<pszAttributeName>cn</pszAttributeName>"),
    ]);
  });

  it("escapes what XML gives a meaning to", () => {
    const settingsDn = "CN=A & B,CN=<1>";
    const [value] = attributeMetadataValues([{ ...cn, originator: { ...originator, settingsDn } }]);
    expect(Buffer.from(value ?? []).toString("utf8")).toContain(
      "<pszLastOriginatingDsaDN>CN=A &amp; B,CN=&lt;1&gt;</pszLastOriginatingDsaDN>",
    );
  });
});
