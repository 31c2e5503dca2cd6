import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandSddl, parseSddl } from "../../../src/formats/security-descriptor/index.ts";

const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";
const HOST = `${DOMAIN}-1601`;
const GUID = "bf967a86-0de6-11d0-a285-00aa003049e2";
const entry = { effect: "allow", sid: "S-1-5-18", mask: 0x10, objectType: null, inheritOnly: false };

describe("SDDL", () => {
  it("tells owner, group and whom its list allows and denies what", () => {
    const text = `O:${HOST}G:SYD:PAI(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;${HOST})(OA;CIIOID;RPWP;${GUID};;PS)(OD;CI;CR;;${GUID};WD)(D;;0x80000004;;;AU)S:AI(AU;SA;WD;;;WD)`;
    expect(parseSddl(text)).toEqual({
      owner: HOST,
      group: "S-1-5-18",
      hasDacl: true,
      entries: [
        { effect: "allow", sid: HOST, mask: 0xf_01ff, objectType: null, inheritOnly: false },
        { effect: "allow", sid: "S-1-5-10", mask: 0x30, objectType: GUID, inheritOnly: true },
        { effect: "deny", sid: "S-1-1-0", mask: 0x100, objectType: null, inheritOnly: false },
        { effect: "deny", sid: "S-1-5-11", mask: 0x8000_0004, objectType: null, inheritOnly: false },
      ],
      otherEntries: 0,
    });
  });

  it("counts an entry with a condition and reads the next one", () => {
    const text = String.raw`O:SYD:(XA;;RP;;;WD;(@User.Title == "a ) b" && (Member_of {SID(BA)})))(A;;RP;;;SY)`;
    expect(parseSddl(text)).toEqual({
      owner: "S-1-5-18",
      group: null,
      hasDacl: true,
      entries: [entry],
      otherEntries: 1,
    });
  });

  it("tells no list, an empty list and a list that is not there apart", () => {
    expect(parseSddl("O:SYD:NO_ACCESS_CONTROL")).toMatchObject({ hasDacl: true, entries: null });
    expect(parseSddl("O:SYD:PAI")).toMatchObject({ hasDacl: true, entries: [] });
    expect(parseSddl("O:SYG:SY")).toMatchObject({ hasDacl: false, entries: null });
    expect(parseSddl("D:AIS:AI")).toMatchObject({ hasDacl: true, entries: [] });
  });

  it("names principals of a domain once the domain is known", () => {
    const text = "O:DAG:DUD:(A;;DC;;;DA)(A;;RP;;;DC)";
    expect(parseSddl(text)).toBeNull();
    expect(parseSddl(expandSddl(text, DOMAIN))).toMatchObject({
      owner: `${DOMAIN}-512`,
      group: `${DOMAIN}-513`,
      entries: [
        { sid: `${DOMAIN}-512`, mask: 2 },
        { sid: `${DOMAIN}-515`, mask: 0x10 },
      ],
    });
  });

  it.each([
    [""],
    ["x"],
    ["O:"],
    ["O:XX"],
    ["O:SYD:(A;;RP;;;SY"],
    ["O:SYD:(A;;RP;;;XX)"],
    ["O:SYD:(A;;ZZ;;;SY)"],
    ["O:SYD:(A;;0x100000000;;;SY)"],
    ["O:SYD:(A;;RP;guid;;SY)"],
    ["O:SYD:(A;;RP;;;SY;more)"],
    ["O:SYD:(A)"],
    ["System.DirectoryServices.ActiveDirectorySecurity"],
  ])("is not what %j says", (text) => {
    expect(parseSddl(text)).toBeNull();
  });

  it("makes no one throw, and is read in one pass", () => {
    const parts = fc.constantFrom(
      "O:",
      "G:",
      "D:",
      "S:",
      "SY",
      "DA",
      "(",
      ")",
      "A;;RP;;;SY",
      ";",
      '"',
      "AI",
      HOST,
      "x",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (written) => {
        parseSddl(expandSddl(written.join(""), DOMAIN));
      }),
      { seed: 20_260_907, numRuns: 1000 },
    );
    expect(parseSddl(`D:${"(".repeat(500_000)}`)).toBeNull();
    expect(parseSddl(`D:${"(A;;RP;;;SY)".repeat(50_000)}`)?.entries).toHaveLength(50_000);
  });
});
