import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { domainSidOf, sidBytes, sidSize, sidText, wellKnownSidName } from "../../src/shared/sid.ts";

const FIXED = { seed: 20_260_907, numRuns: 300 };
const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";

const sids = fc
  .tuple(
    fc.integer({ min: 0, max: 0xffff_ffff_ffff }),
    fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 15 }),
  )
  .map(([authority, parts]) => {
    const head = authority > 0xffff_ffff ? `0x${authority.toString(16).padStart(12, "0")}` : authority.toString();
    return ["S-1", head, ...parts].join("-");
  });

describe("A SID", () => {
  it("is revision, number of parts, a big-endian authority and little-endian parts", () => {
    const bytes = Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 5, 0x20, 0, 0, 0, 0x20, 2, 0, 0);
    expect(sidText(bytes)).toBe("S-1-5-32-544");
    expect(sidBytes("S-1-5-32-544")).toEqual(bytes);
  });

  it("has an authority of 48 bits, in hexadecimal where 32 do not hold it", () => {
    const bytes = Uint8Array.of(1, 1, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 7, 0, 0, 0);
    expect(sidText(bytes)).toBe("S-1-0x010203040506-7");
    expect(sidBytes("S-1-0x010203040506-7")).toEqual(bytes);
    expect(sidText(Uint8Array.of(1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff))).toBe("S-1-4294967295");
  });

  it("reads back as it was written", () => {
    fc.assert(
      fc.property(sids, fc.nat(9), (sid, before) => {
        const bytes = sidBytes(sid) ?? new Uint8Array();
        const among = Uint8Array.from([...new Uint8Array(before), ...bytes, 9, 9]);
        expect(sidText(bytes)).toBe(sid);
        expect(sidText(among, before)).toBe(sid);
        expect(sidSize(among, before)).toBe(bytes.length);
      }),
      FIXED,
    );
  });

  it("is none where it does not lie whole before the end", () => {
    const bytes = sidBytes(`${DOMAIN}-512`) ?? new Uint8Array();
    for (let length = 0; length < bytes.length; length++) {
      expect(sidText(bytes.subarray(0, length))).toBeNull();
      expect(sidText(bytes, 0, length)).toBeNull();
    }
    expect(sidText(bytes, 0, bytes.length + 1)).toBeNull();
    expect(sidText(bytes, -1)).toBeNull();
  });

  it.each([
    ["another revision", [2, 0, 0, 0, 0, 0, 0, 5]],
    ["more parts than a SID may have", [1, 16, 0, 0, 0, 0, 0, 5, ...new Array<number>(64).fill(0)]],
  ])("is none with %s", (_, bytes) => {
    expect(sidText(Uint8Array.from(bytes))).toBeNull();
  });

  it.each([
    ["S-1"],
    ["S-2-5-18"],
    ["S-1-5-18 "],
    ["S-1-5-4294967296"],
    ["S-1-281474976710656"],
    ["S-1-5-x"],
    ["CORP\\HV01$"],
  ])("is not what %j says", (text) => {
    expect(sidBytes(text)).toBeNull();
  });
});

describe("A principal that is the same everywhere", () => {
  it.each([
    [`${DOMAIN}-512`, "Domain Admins"],
    [`${DOMAIN}-519`, "Enterprise Admins"],
    ["S-1-5-18", "SYSTEM"],
    ["s-1-5-10", "SELF"],
    ["S-1-5-32-544", "BUILTIN\\Administrators"],
  ])("%s is %s", (sid, name) => {
    expect(wellKnownSidName(sid)).toBe(name);
  });

  it("is no ordinary account, and no group of a machine's own", () => {
    expect(wellKnownSidName(`${DOMAIN}-1601`)).toBeNull();
    expect(wellKnownSidName("S-1-5-32-512")).toBeNull();
    expect(wellKnownSidName("S-1-5-21-1-2-512")).toBeNull();
  });

  it("is told from its domain", () => {
    expect(domainSidOf(`${DOMAIN}-1601`)).toBe(DOMAIN);
    expect(domainSidOf("S-1-5-32-544")).toBeNull();
  });
});
