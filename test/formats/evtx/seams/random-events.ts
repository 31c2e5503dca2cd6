import fc from "fast-check";
import type { EventToWrite, Value } from "../../../../samples/generate/evtx/index.ts";
import { START } from "./log-bytes.ts";

/** UTF-16 code units that formats trip over, among ordinary ones; no NUL at the end, where none can be told from none. */
const hostileText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
      fc.constantFrom(0, 1, 9, 10, 13, 0x1b, 0x22, 0x26, 0x27, 0x3c, 0x3e, 0x5c, 0x7f, 0x85, 0x2028, 0xfeff, 0xffff),
      fc.constantFrom(0xd83d, 0xdda5, 0xd800, 0xdfff),
      fc.integer({ min: 0x80, max: 0xffff }),
    ),
    { maxLength: 24 },
  )
  .map((units) => String.fromCharCode(...units).replace(/\0+$/, ""));

const guid = fc.uuid().map((text) => `{${text}}`);
const sid = fc
  .tuple(fc.nat({ max: 20 }), fc.array(fc.nat({ max: 0xffff_ffff }), { maxLength: 15 }))
  .map(([authority, subs]) => ["S-1", authority, ...subs].join("-"));
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

const numbers = [
  ["int8", -128, 127],
  ["uint8", 0, 255],
  ["int16", -32_768, 32_767],
  ["uint16", 0, 65_535],
  ["int32", -2_147_483_648, 2_147_483_647],
  ["uint32", 0, 4_294_967_295],
  ["hex32", 0, 4_294_967_295],
] as const;

/** Any value but nested XML. */
const anyValue: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: hostileText.map((value): Value => ({ type: "string", value })) },
  fc.constant<Value>({ type: "null" }),
  ...numbers.map(([type, min, max]) => fc.integer({ min, max }).map((value): Value => ({ type, value }))),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): Value => ({ type: "int64", value })),
  ...(["uint64", "hex64", "filetime"] as const).map((type) => u64.map((value): Value => ({ type, value }))),
  fc.boolean().map((value): Value => ({ type: "boolean", value })),
  fc.uint8Array({ maxLength: 40 }).map((value): Value => ({ type: "binary", value })),
  guid.map((value): Value => ({ type: "guid", value })),
  sid.map((value): Value => ({ type: "sid", value })),
  fc
    .array(
      hostileText.map((text) => text.replaceAll("\0", "")),
      { minLength: 1, maxLength: 4 },
    )
    .map((texts): Value => ({ type: "array", of: "string", items: texts.map((value) => ({ type: "string", value })) })),
  fc
    .array(fc.nat({ max: 0xffff_ffff }), { minLength: 1, maxLength: 4 })
    .map((list): Value => ({ type: "array", of: "uint32", items: list.map((value) => ({ type: "uint32", value })) })),
);

/** Names that XML allows; those it forbids cannot come from Windows. */
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,11}$/);
const PROVIDERS = ["VSS", "volsnap", "Microsoft-Windows-Hyper-V-VMMS", "disk"] as const;
export const CHANNELS = ["Application", "System", "Microsoft-Windows-Hyper-V-VMMS-Admin"] as const;
export const COMPUTERS = ["HV06.corp.example", "hv06.CORP.example", "HV07", "PROXY01.corp.example"] as const;

const payload: fc.Arbitrary<EventToWrite["payload"]> = fc.oneof(
  fc.constant({ kind: "none" } as const),
  fc.record({
    kind: fc.constant("strings" as const),
    strings: fc.option(
      fc.array(
        hostileText.map((text) => text.replaceAll("\0", "")),
        { maxLength: 4 },
      ),
    ),
    binary: fc.uint8Array({ minLength: 1, maxLength: 30 }),
  }),
  fc.array(fc.tuple(fc.option(hostileText, { nil: undefined }), anyValue), { maxLength: 6 }).map((fields) => ({
    kind: "event-data" as const,
    fields: fields.map(([key, value]) => (key === undefined || key === "" ? { value } : { name: key, value })),
  })),
  fc.record({
    kind: fc.constant("user-data" as const),
    root: name,
    xmlns: fc.constant("urn:event"),
    fields: fc.array(fc.record({ name, value: anyValue }), { maxLength: 5 }),
  }),
);

const required = {
  provider: fc.record({ name: fc.constantFrom(...PROVIDERS), guid: guid }),
  eventId: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 65_535 })),
  time: fc.oneof(
    fc.bigInt({ min: 0n, max: 1000n }).map((ticks) => START + ticks),
    u64,
  ),
  channel: fc.constantFrom(...CHANNELS),
  computer: fc.constantFrom(...COMPUTERS),
  payload,
  layout: fc.constantFrom("manifest" as const, "shared" as const, "manifest" as const),
};

const optional = {
  qualifiers: fc.nat({ max: 65_535 }),
  version: fc.nat({ max: 255 }),
  level: fc.nat({ max: 5 }),
  task: fc.nat({ max: 65_535 }),
  opcode: fc.nat({ max: 255 }),
  keywords: u64,
  recordId: u64,
  activityId: guid,
  relatedActivityId: guid,
  processId: fc.nat({ max: 0xffff_ffff }),
  threadId: fc.nat({ max: 0xffff_ffff }),
  userId: sid,
};

/** Any event that Windows could have written, payloads and all. */
export const anyEvent: fc.Arbitrary<EventToWrite> = fc
  .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));

/** The same as a collector would store it: a record without template, all text. */
export const forwardedEvent: fc.Arbitrary<EventToWrite> = fc
  .tuple(anyEvent, fc.array(fc.tuple(name, hostileText), { maxLength: 5 }))
  .map(([event, fields]) => ({
    ...event,
    // A collector writes times that ISO 8601 can say.
    time: START + (event.time % 1000n),
    layout: "forwarded" as const,
    payload: {
      kind: "event-data" as const,
      fields: fields.map(([key, value]) => ({ name: key, value })),
    },
  }));
