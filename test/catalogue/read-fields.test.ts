import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CATALOGUE,
  type CatalogueEntry,
  HOST_RENAMED,
  isEvent,
  RESOURCE_FAILED,
  readFields,
  renderMessage,
} from "../../src/catalogue/index.ts";
import { datum, defineEvent, layout, unusedDatum } from "../../src/catalogue/entry.ts";
import type { EventEvidenceDatum } from "../../src/evidence/index.ts";
import { event } from "../evidence/build-evidence.ts";
import { named, values } from "./event-data.ts";

const certainty = {
  id: "verified",
  channel: "verified",
  level: "verified",
  payload: "verified",
  fields: "verified",
  message: "verified",
} as const;

const COMMON = {
  provider: "Example",
  providerGuid: "{00000000-0000-0000-0000-00000000000a}",
  id: 7,
  channel: "System",
  level: "information",
  payload: "event-data",
  meaning: "A thing happened.",
  certainty,
  sources: ["a test"],
} as const;

const GROUP = datum("group", "group");
const TO = datum("toNode", "node");

/** The shapes of 1641: the newer version puts a datum between. */
const MOVED = defineEvent({
  ...COMMON,
  layouts: [
    layout("%1 is moving to %2.", GROUP, TO),
    layout("%1 is moving from %2 to %3.", GROUP, datum("fromNode", "node"), TO),
  ],
});

const CLOCK = defineEvent({
  ...COMMON,
  layouts: [
    layout("from %2 to %1", datum("newTime", "new", "NewTime"), datum("oldTime", "old", "OldTime")),
    layout(
      "from %2 to %1 (%4)",
      datum("newTime", "new", "NewTime"),
      datum("oldTime", "old", "OldTime"),
      unusedDatum("Delta"),
      datum("reason", "why", "Reason"),
    ),
  ],
});

function fieldsOf<K extends string>(
  entry: CatalogueEntry<K>,
  data: readonly EventEvidenceDatum[],
): Readonly<Record<K, string | null>> {
  return readFields(entry, { data }).fields;
}

describe("data without published names", () => {
  test("are read by position; their number chooses the layout", () => {
    expect(fieldsOf(MOVED, values("G", "HV02"))).toEqual({ group: "G", fromNode: null, toNode: "HV02" });
    expect(fieldsOf(MOVED, values("G", "HV01", "HV02"))).toEqual({ group: "G", fromNode: "HV01", toNode: "HV02" });
    expect(readFields(MOVED, { data: values("G", "HV02") }).layout).toBe(MOVED.layouts[0]);
    expect(readFields(MOVED, { data: values("G", "a", "b") }).layout).toBe(MOVED.layouts[1]);
  });

  test("may carry names that nobody has published: their order counts", () => {
    expect(fieldsOf(MOVED, named({ RoleName: "G", Source: "HV01", Target: "HV02" }))).toEqual({
      group: "G",
      fromNode: "HV01",
      toNode: "HV02",
    });
  });

  test("that are numbered say their place themselves", () => {
    expect(fieldsOf(MOVED, named({ param3: "HV02", param1: "G" }))).toEqual({
      group: "G",
      fromNode: null,
      toNode: "HV02",
    });
  });

  test.each([
    ["none", values()],
    ["one, which may be any of them or a whole sentence", values("Die Rolle „G“ wird nach HV02 verschoben.")],
  ])("are not guessed at: %s", (_, data) => {
    expect(readFields(MOVED, { data })).toEqual({
      fields: { group: null, fromNode: null, toNode: null },
      layout: null,
      insertions: [],
    });
  });

  test("in another number than any layout has tell only what all layouts agree on", () => {
    expect(readFields(MOVED, { data: values("G", "HV01", "HV02", "new") })).toEqual({
      fields: { group: "G", fromNode: null, toNode: null },
      layout: null,
      insertions: [],
    });
    expect(fieldsOf(CLOCK, values("new", "old", "?"))).toEqual({ newTime: "new", oldTime: "old", reason: null });
  });

  test("in as many as two versions have leave open which of their texts is the event's", () => {
    const read = readFields(RESOURCE_FAILED, { data: values("Disk 1", "Group", "Physical Disk") });
    expect(read.fields).toEqual({
      resource: "Disk 1",
      group: "Group",
      resourceType: "Physical Disk",
      errorText: null,
      errorCode: null,
    });
    expect(read.layout?.message).toBeNull();
  });

  test.each([
    ["NULs between them", "G\0HV01\0HV02\0"],
    ["NULs and no last one", "G\0HV01\0HV02"],
    ["a printed list", "<string>G</string>\n<string>HV01</string>\n<string>HV02</string>"],
  ])("may come as one string: %s", (_, value) => {
    expect(fieldsOf(MOVED, values(value))).toEqual({ group: "G", fromNode: "HV01", toNode: "HV02" });
  });

  test("in one string array end with a NUL, which is not a further, empty string", () => {
    expect(fieldsOf(MOVED, values("G\0HV02\0"))).toEqual({ group: "G", fromNode: null, toNode: "HV02" });
    expect(fieldsOf(MOVED, values("G\0HV01\0\0"))).toEqual({ group: "G", fromNode: "HV01", toNode: "" });
    expect(fieldsOf(HOST_RENAMED, values("HV06-OLD\0"))).toEqual({ oldName: "HV06-OLD", newName: "" });
  });

  test("joined with commas are told apart only where no value can hold a comma", () => {
    expect(fieldsOf(MOVED, values("Group A, HV01, HV02"))).toEqual({ group: null, fromNode: null, toNode: null });
    expect(fieldsOf(HOST_RENAMED, values("HV06-OLD, HV06"))).toEqual({ oldName: "HV06-OLD", newName: "HV06" });
    expect(fieldsOf(HOST_RENAMED, values("HV06-OLD, HV06, x"))).toEqual({ oldName: null, newName: null });
  });
});

describe("data with published names", () => {
  test("are read by name, whatever their order, case and number", () => {
    expect(fieldsOf(CLOCK, named({ OLDTIME: "old", newtime: "new" }))).toEqual({
      newTime: "new",
      oldTime: "old",
      reason: null,
    });
    expect(fieldsOf(CLOCK, named({ Other: "x", Reason: "2", OldTime: "old" }))).toEqual({
      newTime: null,
      oldTime: "old",
      reason: "2",
    });
  });

  test("choose the layout with the most of their names, then with their number", () => {
    expect(readFields(CLOCK, { data: named({ NewTime: "a", OldTime: "b" }) }).layout).toBe(CLOCK.layouts[0]);
    expect(readFields(CLOCK, { data: named({ NewTime: "a", Reason: "1" }) }).layout).toBe(CLOCK.layouts[1]);
  });

  test("are read by position where the names are lost", () => {
    expect(fieldsOf(CLOCK, values("new", "old"))).toEqual({ newTime: "new", oldTime: "old", reason: null });
  });

  test("are not read from names that are all different: that version is not described", () => {
    expect(fieldsOf(CLOCK, named({ Neu: "a", Alt: "b" }))).toEqual({ newTime: null, oldTime: null, reason: null });
  });

  test("of which several have one name are read in order", () => {
    const twice = defineEvent({
      ...COMMON,
      layouts: [layout(null, datum("first", "first", "Name"), datum("second", "second", "Name"))],
    });
    const data = [
      { name: "Name", value: "a" },
      { name: "Name", value: "b" },
      { name: "Name", value: "c" },
    ];
    expect(fieldsOf(twice, data)).toEqual({ first: "a", second: "b" });
  });

  test("keep an empty text apart from one that is not there", () => {
    expect(fieldsOf(CLOCK, named({ NewTime: "" }))).toEqual({ newTime: "", oldTime: null, reason: null });
  });
});

describe("any data", () => {
  const names = CATALOGUE.flatMap(({ layouts }) =>
    layouts.flatMap(({ fields }) => fields.map(({ name }) => name ?? "x")),
  );
  const datumGiven = fc.record(
    {
      name: fc.oneof(fc.constantFrom(...names, "param1", "param3", "__proto__"), fc.string()),
      value: fc.oneof(fc.string(), fc.constantFrom("a,b", "a\0b\0", "<string>a</string>", "%%5", "0x80020003")),
    },
    { requiredKeys: ["value"] },
  );

  test("are read without a throw: a field holds a value as it is there, or a part of one, or nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CATALOGUE), fc.array(datumGiven, { maxLength: 20 }), (entry, data) => {
        const { fields } = readFields(entry, { data });
        for (const text of Object.values(fields)) {
          expect(text === null || data.some(({ value }) => value.includes(text))).toBe(true);
        }
        expect(() => renderMessage(entry, { data })).not.toThrow();
      }),
      { seed: 5120, numRuns: 2000 },
    );
  });
});

describe("an event is an entry's", () => {
  const at = "2025-06-02T22:00:00Z";

  test("by provider, without case, and id", () => {
    expect(isEvent(COMMON, event({ time: at, provider: "EXAMPLE", eventId: 7 }))).toBe(true);
    expect(isEvent(COMMON, event({ time: at, provider: "Example", eventId: 8 }))).toBe(false);
    expect(isEvent(COMMON, event({ time: at, provider: "Another", eventId: 7 }))).toBe(false);
    expect(isEvent(COMMON, event({ time: at, provider: null, eventId: 7 }))).toBe(false);
  });

  test("by the provider's GUID where its name is another or lost", () => {
    const guid = "{00000000-0000-0000-0000-00000000000A}";
    const byGuid = { ...event({ time: at, provider: null, eventId: 7 }), providerGuid: guid };
    expect(isEvent(COMMON, byGuid)).toBe(true);
    expect(isEvent({ ...COMMON, providerGuid: null }, byGuid)).toBe(false);
  });
});
