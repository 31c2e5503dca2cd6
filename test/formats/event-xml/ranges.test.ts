import { expect, it } from "vitest";
import type { EvtxEvent } from "../../../src/formats/evtx/index.ts";
import { exportedEvents, savedByEventViewer } from "./seams/exported.ts";
import { readXml, type XmlReading } from "./seams/reading.ts";

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le"));
const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "utf8"));

/** Some megabytes: many chunks, several blocks of the reader. */
const EVENTS = exportedEvents(1200).map((event, index) =>
  event.replace(/event (\d+)/, `$1 ${"ü".repeat((index * 7) % 2100)}`),
);
const WHOLE = savedByEventViewer(EVENTS);
/** Some events have lost their ends, their starts or what is in them; some text stands between. */
const BROKEN = savedByEventViewer(
  EVENTS.map((event, index) => {
    if (index % 97 === 5) return event.replace("</EventData></Event>", "");
    if (index % 101 === 7) return event.replace("<Event ", "<Evemt ");
    if (index % 89 === 3) return event.replace("</Data>", "");
    return index % 83 === 2 ? `${event} text ` : event;
  }),
);

function inRanges(bytes: Uint8Array, chunks: number): readonly XmlReading[] {
  const count = Math.ceil(bytes.length / 65_536);
  const readings: XmlReading[] = [];
  for (let from = 0; from < count; from += chunks) {
    const to = from + chunks >= count ? Number.MAX_SAFE_INTEGER : from + chunks;
    readings.push(readXml(bytes, { chunks: { from, to } }));
  }
  return readings;
}

const told = ({ offset, recordId, state }: EvtxEvent): string => `${offset} ${recordId} ${state}`;

it.each<readonly [string, Uint8Array]>([
  ["a sound export", utf8(WHOLE)],
  ["one in UTF-16", utf16(WHOLE)],
  ["a broken one", utf8(BROKEN)],
  ["a broken one in UTF-16", utf16(BROKEN)],
])("%s says the same in ranges as in one go: no event twice, none left out", (_, bytes) => {
  const whole = readXml(bytes);
  expect(whole.events.length).toBeGreaterThan(1150);
  for (const chunks of [1, 5, 20]) {
    const parts = inRanges(bytes, chunks);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(({ events }) => events.map(told))).toEqual(whole.events.map(told));
    expect(parts.flatMap(({ damages }) => damages)).toEqual(whole.damages);
    expect(parts.reduce((sum, { progress }) => sum + progress.records, 0)).toBe(whole.progress.records);
  }
});

it("a range reads little more than itself", () => {
  const { progress, events } = readXml(utf8(WHOLE), { chunks: { from: 20, to: 21 } });
  expect(events.length).toBeGreaterThan(10);
  expect(progress.bytesRead).toBeLessThanOrEqual(3 * 65_536);
});

it("a range behind the end holds nothing", () => {
  expect(readXml(utf8(WHOLE), { chunks: { from: 1000, to: 2000 } })).toMatchObject({ events: [], damages: [] });
});
