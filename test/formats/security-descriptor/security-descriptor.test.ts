import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FULL_CONTROL, RIGHT, securityDescriptorBytes } from "../../../samples/generate/security-descriptor/index.ts";
import { parseSecurityDescriptor } from "../../../src/formats/security-descriptor/index.ts";
import { guidBytes } from "../../../src/shared/guid.ts";
import { sidBytes } from "../../../src/shared/sid.ts";

const HOST = "S-1-5-21-1004336348-1177238915-682003330-1601";
const ADMINS = "S-1-5-21-1004336348-1177238915-682003330-512";
const COMPUTER_CLASS = "bf967a86-0de6-11d0-a285-00aa003049e2";
const SERVICE_BINDING = "b7b1311c-b82e-11d0-afee-0000f80367c1";
const SYSTEM = "S-1-5-18";

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const sid = (text: string): number[] => [...(sidBytes(text) ?? [])];
const guid = (text: string): number[] => [...(guidBytes(text) ?? [])];

interface Ace {
  readonly type: number;
  readonly flags?: number;
  readonly body: readonly number[];
  readonly size?: number;
}

function ace({ type, flags = 0, body, size = 4 + body.length }: Ace): number[] {
  return [type, flags, ...u16(size), ...body];
}

function list(aces: readonly number[][], { revision = 4, count = aces.length, extra = 0, size = 0 } = {}): number[] {
  const body = aces.flat();
  return [revision, 0, ...u16(size || 8 + body.length + extra), ...u16(count), 0, 0, ...body];
}

/** Header, owner SYSTEM, then the list. */
function descriptor(dacl: readonly number[] | null, { control = 0x8004, revision = 1 } = {}): Uint8Array {
  const owner = sid(SYSTEM);
  const start = dacl === null ? 0 : 20 + owner.length;
  return Uint8Array.from([
    revision,
    0,
    ...u16(control),
    ...u32(20),
    ...u32(0),
    ...u32(0),
    ...u32(start),
    ...owner,
    ...(dacl ?? []),
  ]);
}

const allowSystem = ace({ type: 0x00, body: [...u32(FULL_CONTROL), ...sid(SYSTEM)] });
const allowedSystem = { effect: "allow", sid: SYSTEM, mask: FULL_CONTROL, objectType: null, inheritOnly: false };

describe("A security descriptor", () => {
  it("tells owner, group and whom its list allows what", () => {
    const bytes = securityDescriptorBytes({
      owner: HOST,
      group: ADMINS,
      dacl: [
        { sid: HOST, mask: FULL_CONTROL },
        { sid: SYSTEM, mask: RIGHT.createChild | RIGHT.deleteChild, objectType: COMPUTER_CLASS, flags: 0x0a },
        { sid: "S-1-5-11", mask: RIGHT.readProperty, inheritedObjectType: COMPUTER_CLASS, flags: 0x12 },
        { sid: HOST, mask: RIGHT.writeProperty, objectType: SERVICE_BINDING, inheritedObjectType: COMPUTER_CLASS },
      ],
    });
    expect(parseSecurityDescriptor(bytes)).toEqual({
      descriptor: {
        owner: HOST,
        group: ADMINS,
        hasDacl: true,
        entries: [
          { effect: "allow", sid: HOST, mask: 0xf_01ff, objectType: null, inheritOnly: false },
          { effect: "allow", sid: SYSTEM, mask: 3, objectType: COMPUTER_CLASS, inheritOnly: true },
          { effect: "allow", sid: "S-1-5-11", mask: 0x10, objectType: null, inheritOnly: false },
          { effect: "allow", sid: HOST, mask: 0x20, objectType: SERVICE_BINDING, inheritOnly: false },
        ],
        otherEntries: 0,
      },
      problem: null,
    });
  });

  it("tells denials from permissions, for objects too", () => {
    const bytes = descriptor(
      list([
        ace({ type: 0x01, body: [...u32(0x8000_0004), ...sid(HOST)] }),
        ace({ type: 0x06, body: [...u32(0x10), ...u32(1), ...guid(SERVICE_BINDING), ...sid(HOST)] }),
        ace({ type: 0x06, body: [...u32(0x10), ...u32(0), ...sid(HOST)] }),
      ]),
    );
    expect(parseSecurityDescriptor(bytes).descriptor?.entries).toEqual([
      { effect: "deny", sid: HOST, mask: 0x8000_0004, objectType: null, inheritOnly: false },
      { effect: "deny", sid: HOST, mask: 0x10, objectType: SERVICE_BINDING, inheritOnly: false },
      { effect: "deny", sid: HOST, mask: 0x10, objectType: null, inheritOnly: false },
    ]);
  });

  it.each([[0x02], [0x04], [0x07], [0x09], [0x0b], [0x11], [0x12], [0xff]])(
    "counts an entry of type %i and reads the next one",
    (type) => {
      const other = ace({ type, body: [...u32(FULL_CONTROL), ...sid(HOST), 1, 2, 3, 4] });
      expect(parseSecurityDescriptor(descriptor(list([other, allowSystem])))).toEqual({
        descriptor: { owner: SYSTEM, group: null, hasDacl: true, entries: [allowedSystem], otherEntries: 1 },
        problem: null,
      });
    },
  );

  it("reads a list with room behind its entries, and an entry with room behind its SID", () => {
    const roomy = ace({ type: 0x00, body: [...u32(FULL_CONTROL), ...sid(SYSTEM), 0, 0, 0, 0] });
    const bytes = descriptor([...list([roomy], { extra: 8 }), ...new Array<number>(8).fill(0)]);
    expect(parseSecurityDescriptor(bytes).descriptor?.entries).toEqual([allowedSystem]);
  });

  it("tells no list, an empty list and a list that was not asked for apart", () => {
    const shown = (bytes: Uint8Array) => {
      const read = parseSecurityDescriptor(bytes).descriptor;
      return { hasDacl: read?.hasDacl, entries: read?.entries };
    };
    expect(shown(descriptor(null))).toEqual({ hasDacl: true, entries: null });
    expect(shown(descriptor(list([])))).toEqual({ hasDacl: true, entries: [] });
    expect(shown(descriptor(null, { control: 0x8000 }))).toEqual({ hasDacl: false, entries: null });
  });

  it("reads bytes from the midst of others", () => {
    const bytes = descriptor(list([allowSystem]));
    const among = Uint8Array.from([7, 7, 7, ...bytes, 7]);
    expect(parseSecurityDescriptor(among.subarray(3, 3 + bytes.length)).descriptor?.entries).toEqual([allowedSystem]);
  });
});

describe("Bytes that are no security descriptor", () => {
  const header = (patch: Readonly<Record<number, number>>): Uint8Array => {
    const bytes = descriptor(list([allowSystem]));
    for (const [at, value] of Object.entries(patch)) bytes[Number(at)] = value;
    return bytes;
  };

  it.each([
    ["end in the header", new Uint8Array(19), { kind: "truncated", position: 19, expected: "20 bytes of header" }],
    ["have another revision", header({ 0: 2 }), { kind: "revision", position: 0, expected: "revision 1" }],
    [
      "are an absolute one, whose parts lie elsewhere",
      header({ 3: 0 }),
      { kind: "control", position: 2, expected: "a self-relative descriptor" },
    ],
    [
      "have their owner in the header",
      header({ 4: 8 }),
      { kind: "offset", position: 4, expected: "a SID behind the header" },
    ],
    [
      "have their owner behind their end",
      header({ 4: 0xf0 }),
      { kind: "sid", position: 0xf0, expected: "a whole SID" },
    ],
    [
      "have their owner far behind their end",
      header({ 7: 0xff }),
      { kind: "sid", position: 0xff00_0014, expected: "a whole SID" },
    ],
    [
      "have their list in the header",
      header({ 16: 4 }),
      { kind: "offset", position: 16, expected: "a list behind the header" },
    ],
    [
      "have their list behind their end",
      header({ 16: 0xf0 }),
      { kind: "list", position: 0xf0, expected: "a list's header" },
    ],
    [
      "have a list of another revision",
      descriptor(list([], { revision: 3 })),
      { kind: "list", position: 32, expected: "a list of revision 2 or 4" },
    ],
    [
      "have a list that runs over their end",
      descriptor(list([allowSystem], { extra: 1 })),
      { kind: "list", position: 34, expected: "a list that ends in here" },
    ],
    [
      "have a list that is smaller than its header",
      descriptor(list([allowSystem], { size: 7 })),
      { kind: "list", position: 34, expected: "a list that ends in here" },
    ],
    [
      "have fewer entries than their list claims",
      descriptor(list([allowSystem], { count: 2 })),
      { kind: "entry", position: 60, expected: "an entry's header" },
    ],
    [
      "have an entry of no size",
      descriptor(list([ace({ type: 0xff, body: [], size: 0 })])),
      { kind: "entry", position: 42, expected: "an entry that ends in its list" },
    ],
    [
      "have an entry that runs over its list",
      descriptor(list([ace({ type: 0, body: [], size: 8 })])),
      { kind: "entry", position: 42, expected: "an entry that ends in its list" },
    ],
    [
      "have an entry that ends in its rights",
      descriptor(list([ace({ type: 0, body: [1, 2] })])),
      { kind: "entry", position: 40, expected: "an entry with its rights" },
    ],
    [
      "have an entry that ends in its GUID",
      descriptor(list([ace({ type: 5, body: [...u32(1), ...u32(1), 1, 2] })])),
      { kind: "entry", position: 52, expected: "a GUID" },
    ],
    [
      "have an entry whose SID runs over it",
      descriptor([...list([ace({ type: 0, body: [...u32(1), 1, 5, 0, 0, 0, 0, 0, 5] })]), 0, 0]),
      { kind: "sid", position: 48, expected: "a whole SID" },
    ],
  ])("%s", (_, bytes, problem) => {
    expect(parseSecurityDescriptor(bytes)).toEqual({ descriptor: null, problem });
  });

  it("make a problem at whatever byte they are cut, and never an entry too few", () => {
    const bytes = securityDescriptorBytes({
      owner: HOST,
      group: ADMINS,
      dacl: [
        { sid: HOST, mask: FULL_CONTROL },
        { sid: SYSTEM, mask: 1, objectType: COMPUTER_CLASS },
      ],
    });
    for (let length = 0; length < bytes.length; length++) {
      expect(parseSecurityDescriptor(bytes.subarray(0, length)).problem).not.toBeNull();
    }
  });

  it("are never thrown over, and make no more entries than they have room for", () => {
    const sound = securityDescriptorBytes({
      owner: HOST,
      group: ADMINS,
      dacl: [
        { sid: HOST, mask: FULL_CONTROL },
        { sid: SYSTEM, mask: 1, objectType: COMPUTER_CLASS },
      ],
    });
    const flips = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(flips, fc.nat(sound.length), (changes, length) => {
        const bytes = sound.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const { descriptor: read, problem } = parseSecurityDescriptor(bytes.subarray(0, Math.max(length, 20)));
        expect(read === null).toBe(problem !== null);
        expect((read?.entries?.length ?? 0) * 16).toBeLessThanOrEqual(bytes.length);
      }),
      { seed: 20_260_907, numRuns: 3000 },
    );
  });
});
