import { expect, it } from "vitest";
import { SeededRandom } from "../../../samples/generate/seeded-random.ts";
import { exportedEvent, exportedEvents, savedByEventViewer, systemOf } from "./seams/exported.ts";
import { readXml, type XmlReading } from "./seams/reading.ts";

const EVENTS = exportedEvents(24).map((event, index) => {
  const payloads = [
    "<UserData><VmlEventLog xmlns='urn:v'><VmName Id='1'>VM1 💥</VmName></VmlEventLog></UserData>",
    "<EventData><Data Name='a'>&lt;1&gt;</Data><Data><![CDATA[2]]></Data><Binary>0A</Binary></EventData>",
    "<EventData/><RenderingInfo Culture='en-US'><Message>Fehler &#13;&#10;</Message></RenderingInfo>",
  ];
  const payload = payloads[index % 4];
  return payload === undefined ? event : exportedEvent({ system: systemOf(index + 1), payload });
});
const TEXT = savedByEventViewer(EVENTS);
const EXPORTS = [Buffer.from(TEXT, "utf8"), Buffer.from(`\ufeff${TEXT}`, "utf16le")];

/** One to four changes of the kinds that disks, copies and editors make. */
function mutate(text: Uint8Array, random: SeededRandom): Uint8Array {
  let bytes = Uint8Array.from(text);
  for (let change = random.between(1, 4); change > 0; change--) {
    const at = random.between(0, bytes.length - 1);
    const length = Math.min(random.between(1, 900), bytes.length - at);
    switch (random.between(0, 6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
        break;
      case 1:
        bytes[at] = random.pick(0x3c, 0x3e, 0x26, 0x27, 0x22, 0x2f, 0x21, 0x3f, 0x5d, 0);
        break;
      case 2:
        bytes.fill(random.pick(0, 0xff, 0x3c, 0x20), at, at + length);
        break;
      case 3:
        bytes.copyWithin(at, random.between(0, bytes.length - length), bytes.length);
        break;
      case 4:
        bytes = Uint8Array.from(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.between(1, 9))]));
        break;
      case 5:
        bytes = Uint8Array.from(Buffer.concat([bytes.subarray(0, at), bytes.subarray(0, length), bytes.subarray(at)]));
        break;
      default:
        if (random.next() < 0.2) bytes = bytes.slice(0, Math.max(16, at));
        else bytes[at] = random.between(0, 255);
    }
  }
  return bytes;
}

function expectSound({ events, damages, progress, xml }: XmlReading, size: number): void {
  expect(progress).toMatchObject({ selected: events.length, damages: damages.length });
  expect(damages.filter(({ offset }) => !Number.isSafeInteger(offset) || offset < 0 || offset > size)).toEqual([]);
  // What was read and written again is well-formed, whatever it was made from.
  const again = readXml(xml.join(""));
  expect(again.damages.filter(({ kind }) => kind !== "event-content")).toEqual([]);
}

it.each(EXPORTS)("an export that was changed at random is read to its end, and most of it survives (%#)", (sound) => {
  const random = new SeededRandom(20_260_913);
  let [records, damages] = [0, 0];
  for (let run = 0; run < 300; run++) {
    const bytes = mutate(sound, random);
    const reading = readXml(bytes, run % 3 === 0 ? { selection: [{ ids: [{ from: 0, to: 65_535 }] }] } : {});
    expectSound(reading, bytes.length);
    records += reading.events.length;
    damages += reading.damages.length;
  }
  expect(damages).toBeGreaterThan(300);
  expect(records).toBeGreaterThan(300 * 12);
});

it("a single changed byte of markup costs one event at most", () => {
  const random = new SeededRandom(12_293);
  const text = TEXT.replaceAll("💥", "ASCII");
  const markup = [...text.matchAll(/<|'|(?<!]])>/g)].map(({ index }) => index).filter((index) => index > 100);
  for (let run = 0; run < 300; run++) {
    const at = markup[random.between(0, markup.length - 1)] ?? 0;
    const bytes = Uint8Array.from(Buffer.from(text, "latin1"));
    bytes[at] = 0x78;
    const { events, damages } = readXml(bytes);
    const intact = events.filter(({ state }) => state === "intact").length;
    expect([at, intact >= 22, damages.length > 0]).toEqual([at, true, true]);
  }
});
