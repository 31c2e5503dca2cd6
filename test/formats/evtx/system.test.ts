import { describe, expect, it } from "vitest";
import { attribute, type Content, element, text, writeLog } from "../../../samples/generate/evtx/index.ts";
import { event, START } from "./seams/log-bytes.ts";
import { readOne } from "./seams/reading.ts";

const FULL = {
  provider: {
    name: "Service Control Manager",
    guid: "{555908D1-A6D7-4695-8E1E-26931D2012F4}",
    eventSourceName: "Service Control Manager",
  },
  eventId: 7036,
  qualifiers: 16_384,
  version: 1,
  level: 4,
  task: 2,
  opcode: 3,
  keywords: 0x8080_0000_0000_0000n,
  time: START,
  recordId: 77n,
  activityId: "{00112233-4455-6677-8899-AABBCCDDEEFF}",
  relatedActivityId: "{FFEEDDCC-4455-6677-8899-AABBCCDDEEFF}",
  processId: 4,
  threadId: 4_294_967_295,
  channel: "System",
  computer: "HV06.corp.example",
  userId: "S-1-5-18",
} as const;

const EXPECTED = {
  recordId: 77n,
  time: START,
  provider: "Service Control Manager",
  providerGuid: "{555908d1-a6d7-4695-8e1e-26931d2012f4}",
  eventSourceName: "Service Control Manager",
  eventId: 7036,
  qualifiers: 16_384,
  version: 1,
  level: 4,
  task: 2,
  opcode: 3,
  keywords: "0x8080000000000000",
  activityId: "{00112233-4455-6677-8899-aabbccddeeff}",
  relatedActivityId: "{ffeeddcc-4455-6677-8899-aabbccddeeff}",
  processId: 4,
  threadId: 4_294_967_295,
  channel: "System",
  computer: "HV06.corp.example",
  userId: "S-1-5-18",
};

describe("System", () => {
  it.each(["manifest", "forwarded"] as const)("of a %s record carries all its fields", (layout) => {
    const { event: read, xml } = readOne(writeLog([event({ ...FULL, layout })]));
    expect(read).toMatchObject(EXPECTED);
    expect(xml).toContain("<EventID Qualifiers='16384'>7036</EventID>");
    // Literal GUIDs keep their case in XML, as Windows shows them.
    expect(xml).toContain(" Guid='{555908D1-A6D7-4695-8E1E-26931D2012F4}'");
  });

  it("of a provider that shares its template with others carries names in values", () => {
    const { provider } = FULL;
    const { event: read, xml } = readOne(
      writeLog([event({ ...FULL, provider: { name: provider.name, guid: provider.guid }, layout: "shared" })]),
    );
    expect(read).toMatchObject({ ...EXPECTED, eventSourceName: null });
    expect(xml).toContain(" Guid='{555908d1-a6d7-4695-8e1e-26931d2012f4}'");
  });

  it("of a classic event lacks what classic events lack", () => {
    const { event: read, xml } = readOne(writeLog([event({ layout: "classic", provider: { name: "VSS" } })]));
    expect(read).toMatchObject({
      provider: "VSS",
      providerGuid: null,
      eventSourceName: null,
      qualifiers: null,
      version: null,
      opcode: null,
      keywords: null,
      activityId: null,
      processId: null,
      threadId: null,
      userId: null,
    });
    expect(xml).toContain("<EventID>8224</EventID>");
    expect(xml).toContain("<Security/>");
  });

  const forwarded = (...system: readonly Content[]) =>
    readOne(
      writeLog([
        {
          time: 5n,
          recordId: 9n,
          body: { kind: "document", root: element("Event", [], [element("System", [], system)]) },
        },
      ]),
    );

  it("that lacks a record id and a time takes the record header's", () => {
    expect(forwarded().event).toMatchObject({ recordId: 9n, time: 5n, eventId: null, computer: null });
  });

  it("whose record id differs from the header's number keeps its own (evtx.md, trap 24)", () => {
    expect(forwarded(element("EventRecordID", [], [text("18446744073709551615")])).event.recordId).toBe(2n ** 64n - 1n);
    expect(forwarded(element("EventRecordID", [], [text("18446744073709551616")])).event.recordId).toBe(9n);
    expect(forwarded(element("EventRecordID", [], [text("x")])).event.recordId).toBe(9n);
  });

  it.each([
    ["2026-09-07T12:00:00.123456789Z", "2026-09-07T12:00:00.1234567Z"],
    ["2026-09-07T14:00:00.5+02:00", "2026-09-07T12:00:00.5000000Z"],
    // No time of FILETIME: the header's stays.
    ["1500-01-01T00:00:00Z", "1601-01-01T00:00:00.0000005Z"],
    ["soon", "1601-01-01T00:00:00.0000005Z"],
  ])("reads %s as %s", (written, read) => {
    const { json } = forwarded(element("TimeCreated", [attribute("SystemTime", written)], []));
    expect(JSON.parse(json)).toMatchObject({ time: read });
  });

  it("reads numbers that stand as text, in decimal or hexadecimal, and nothing else", () => {
    const number = (value: string): number | null => forwarded(element("EventID", [], [text(value)])).event.eventId;
    expect([
      number("12293"),
      number(" 7 "),
      number("0x3005"),
      number(""),
      number("-1"),
      number("1e3"),
      number("12x"),
    ]).toEqual([12_293, 7, 12_293, null, null, null, null]);
  });

  it("joins a name made of several tokens", () => {
    const name = { name: "Name", value: [text("R"), { kind: "entity-reference", name: "amp" }, text("D")] } as const;
    expect(forwarded(element("Provider", [name], [])).event.provider).toBe("R&D");
  });

  it("takes the first of two elements of one name", () => {
    const channel = (name: string): Content => element("Channel", [], [text(name)]);
    expect(forwarded(channel("System"), channel("Security")).event.channel).toBe("System");
  });

  it("is not misled by names that objects have", () => {
    const { event: read } = forwarded(
      element("constructor", [attribute("toString", "1")], [text("x")]),
      element("Provider", [attribute("__proto__", "y"), attribute("Name", "VSS")], []),
    );
    expect(read.provider).toBe("VSS");
  });
});
