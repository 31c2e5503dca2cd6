import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventToWrite, writeLog } from "../../../samples/generate/evtx/index.ts";
import type { EvtxEvent } from "../../../src/formats/evtx/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { expectedEvent } from "./seams/expected-event.ts";
import { anyEvent, forwardedEvent } from "./seams/random-events.ts";
import { readLog } from "./seams/reading.ts";
import { child, childrenOf, parseXml, textOf, type XmlElement } from "./seams/xml.ts";

const FIXED = { seed: 12_660, numRuns: 60 };

const FORBIDDEN = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]", "g");
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What XML can say of a text. */
const inXml = (text: string): string => text.replaceAll(LONE, "\ufffd").replaceAll(FORBIDDEN, "\ufffd");

/** The System fields, as far as the XML holds them. */
function systemOf(root: XmlElement): Readonly<Record<string, string | undefined>> {
  const system = child(root, "System");
  if (system === undefined) throw new Error("no System");
  const element = (name: string): XmlElement | undefined => child(system, name);
  const text = (name: string): string | undefined => {
    const found = element(name);
    return found === undefined ? undefined : textOf(found);
  };
  return {
    provider: element("Provider")?.attributes["Name"],
    providerGuid: element("Provider")?.attributes["Guid"],
    eventId: text("EventID"),
    qualifiers: element("EventID")?.attributes["Qualifiers"],
    version: text("Version"),
    level: text("Level"),
    task: text("Task"),
    opcode: text("Opcode"),
    keywords: text("Keywords"),
    recordId: text("EventRecordID"),
    activityId: element("Correlation")?.attributes["ActivityID"],
    relatedActivityId: element("Correlation")?.attributes["RelatedActivityID"],
    processId: element("Execution")?.attributes["ProcessID"],
    threadId: element("Execution")?.attributes["ThreadID"],
    channel: text("Channel"),
    computer: text("Computer"),
    userId: element("Security")?.attributes["UserID"],
  };
}

function dataOf(root: XmlElement): readonly (readonly [name: string | undefined, value: string])[] {
  const eventData = child(root, "EventData");
  if (eventData !== undefined) {
    const data = childrenOf(eventData).filter(({ name }) => name === "Data");
    return data.map((element) => [element.attributes["Name"], textOf(element)]);
  }
  const userData = child(root, "UserData");
  const [payload] = userData === undefined ? [] : childrenOf(userData);
  return payload === undefined ? [] : childrenOf(payload).map((element) => [element.name, textOf(element)]);
}

/** The decoded field as XML would say it; undefined where the event does not carry it. */
function decoded(event: EvtxEvent, field: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(event, field)?.value;
  if (typeof value === "string") return inXml(value);
  return typeof value === "number" || typeof value === "bigint" ? value.toString() : undefined;
}

function expectXml(xml: string, event: EvtxEvent): void {
  const root = parseXml(xml);
  const fields = systemOf(root);
  for (const [field, value] of Object.entries(fields)) {
    expect([field, value]).toEqual([field, decoded(event, field)]);
  }
  expect(dataOf(root)).toEqual(
    event.data.map(({ name, value }) => [name === undefined ? undefined : inXml(name), inXml(value)]),
  );
}

function expectRoundTrip(events: readonly EventToWrite[], recordsPerChunk: number): void {
  const { records, damages, progress } = readLog(writeLog(events, { recordsPerChunk }), { skipByChannel: false });
  expect(damages).toEqual([]);
  expect(progress).toMatchObject({ records: events.length, selected: events.length, recovered: 0, damaged: 0 });
  let next = 1n;
  events.forEach((event, index) => {
    const id = BigInt.asUintN(64, event.recordId ?? next);
    next = id + 1n;
    const { event: read, xml } = records[index] ?? { event: null, xml: "" };
    expect(read).toEqual({ ...expectedEvent(event, id), offset: read?.offset });
    if (read !== null) expectXml(xml, read);
  });
}

describe("a log that was written", () => {
  it("reads back equal, as values, as JSON and as XML, over any number of chunks", () => {
    const logs = fc.tuple(fc.array(anyEvent, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(logs, ([events, recordsPerChunk]) => expectRoundTrip(events, recordsPerChunk)),
      FIXED,
    );
  });

  it("reads back equal when an event collector wrote it", () => {
    fc.assert(
      fc.property(fc.array(forwardedEvent, { minLength: 1, maxLength: 6 }), (events) => expectRoundTrip(events, 4)),
      FIXED,
    );
  });

  it("reads back equal when it fills many chunks", () => {
    const [events = []] = fc.sample(fc.array(anyEvent, { minLength: 900, maxLength: 900, size: "max" }), {
      seed: 1,
      numRuns: 1,
    });
    expectRoundTrip(events, 10_000);
  });

  it("has its times in XML too", () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const [record] = readLog(writeLog([event])).records;
        expect(record?.xml).toContain(`<TimeCreated SystemTime='${filetimeToIso(event.time)}'/>`);
      }),
      { ...FIXED, numRuns: 20 },
    );
  });
});
