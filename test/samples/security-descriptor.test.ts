import { describe, expect, it } from "vitest";
import {
  ACE_FLAG,
  type AccessAllowed,
  FULL_CONTROL,
  GENERIC_READ,
  RIGHT,
  securityDescriptorBytes,
} from "../../samples/generate/security-descriptor/index.ts";
import { hex } from "./seams.ts";

const SYSTEM = "S-1-5-18";
const SYSTEM_BYTES = "010100000000000512000000";
const HOST = "S-1-5-21-1-2-3-1601";
const HOST_BYTES = "010500000000000515000000010000000200000003000000" + "41060000";

/** The bytes behind header, owner and group, both of which take 12. */
function acl(...dacl: readonly AccessAllowed[]): string {
  return hex(securityDescriptorBytes({ owner: SYSTEM, group: SYSTEM, dacl }).slice(20 + 12 + 12));
}

describe("a security descriptor", () => {
  it("says where owner, group and DACL lie, and that it is self-relative with an inherited DACL and no SACL", () => {
    const bytes = securityDescriptorBytes({
      owner: HOST,
      group: SYSTEM,
      dacl: [{ sid: HOST, mask: FULL_CONTROL }],
    });
    expect(hex(bytes)).toBe(
      [
        "01000484", // revision 1; self-relative, auto-inherited, DACL present
        "14000000", // owner at 20
        "30000000", // group at 48
        "00000000", // no SACL
        "3c000000", // DACL at 60
        HOST_BYTES,
        SYSTEM_BYTES,
        "02002c0001000000", // ACL revision 2, 44 bytes, one entry
        "00002400ff010f00", // allowed, no flags, 36 bytes, full control
        HOST_BYTES,
      ].join(""),
    );
  });

  it("marks an inherited entry", () => {
    const flags = ACE_FLAG.containerInherit | ACE_FLAG.inherited;
    expect(acl({ sid: SYSTEM, mask: GENERIC_READ, flags })).toBe(
      ["02001c0001000000", "00121400", "94000200", SYSTEM_BYTES].join(""),
    );
  });

  it("holds entries for a property or a class, which raise the list's revision to 4", () => {
    const property = "00112233-4455-6677-8899-aabbccddeeff";
    const propertyBytes = "33221100554477668899aabbccddeeff";
    const entries = [
      { sid: SYSTEM, mask: RIGHT.readProperty | RIGHT.writeProperty, objectType: property },
      { sid: SYSTEM, mask: RIGHT.controlAccess, inheritedObjectType: property },
      { sid: SYSTEM, mask: RIGHT.createChild, objectType: property, inheritedObjectType: property },
    ];
    expect(acl(...entries)).toBe(
      [
        "0400900003000000", // ACL revision 4, 8 + 40 + 40 + 56 bytes, three entries
        ...["05002800", "30000000", "01000000", propertyBytes, SYSTEM_BYTES],
        ...["05002800", "00010000", "02000000", propertyBytes, SYSTEM_BYTES],
        ...["05003800", "01000000", "03000000", propertyBytes, propertyBytes, SYSTEM_BYTES],
      ].join(""),
    );
  });

  it("may allow nobody anything", () => {
    expect(acl()).toBe("0200080000000000");
  });

  it("refuses text that is no SID", () => {
    expect(() => securityDescriptorBytes({ owner: "HV01$", group: SYSTEM, dacl: [] })).toThrow('"HV01$" is no SID');
  });
});
