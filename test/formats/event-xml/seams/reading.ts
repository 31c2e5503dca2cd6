import { expect } from "vitest";
import {
  type ByteSource,
  bytesSource,
  ByteWriter,
  type Damage,
  type EvtxEvent,
  type Remark,
  type ScanOptions,
  type ScanProgress,
} from "../../../../src/formats/evtx/index.ts";
import { EventXmlScan } from "../../../../src/formats/event-xml/index.ts";
import { jsonLineOf } from "../../evtx/seams/json-contract.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface XmlReading {
  readonly events: readonly EvtxEvent[];
  /** What each event is written as in XML again. */
  readonly xml: readonly string[];
  readonly damages: readonly Damage[];
  readonly remarks: readonly Remark[];
  readonly progress: ScanProgress;
}

/** Reads an export to its end and renders every event that the scan hands out. */
export function readXml(given: string | Uint8Array | ByteSource, options: ScanOptions = {}): XmlReading {
  const events: EvtxEvent[] = [];
  const xml: string[] = [];
  const damages: Damage[] = [];
  const remarks: Remark[] = [];
  const out = new ByteWriter();
  const written = (write: () => void): string => {
    out.reset();
    write();
    return utf8.decode(out.written());
  };
  const bytes = typeof given === "string" ? new TextEncoder().encode(given) : given;
  const scan = new EventXmlScan(
    bytes instanceof Uint8Array ? bytesSource(bytes) : bytes,
    {
      record: (record) => {
        const event = record.decode();
        // In every test: the line equals the decoded event.
        const line = written(() => record.writeJson(out, "a.xml"));
        const expected = `${jsonLineOf("a.xml", event)}\n`;
        if (line !== expected) expect(line).toBe(expected);
        const time = (BigInt(record.timeHigh) << 32n) | BigInt(record.timeLow);
        const recordId = (BigInt(record.recordIdHigh) << 32n) | BigInt(record.recordIdLow);
        const view = { time, recordId, state: record.state, offset: record.offset };
        if (!agrees(view, event)) expect(event).toMatchObject(view);
        events.push(event);
        xml.push(written(() => record.writeXml(out)));
      },
      damage: (damage) => damages.push(damage),
      remark: (remark) => remarks.push(remark),
    },
    options,
  );
  while (scan.next());
  return { events, xml, damages, remarks, progress: { ...scan.progress } };
}

function agrees(
  view: Pick<EvtxEvent, "time" | "recordId" | "state" | "offset">,
  { time, recordId, state, offset }: EvtxEvent,
): boolean {
  return view.time === time && view.recordId === recordId && view.state === state && view.offset === offset;
}

/** The only event of an export in which nothing may be wrong. */
export function readOneEvent(given: string | Uint8Array): EvtxEvent {
  const { events, damages, remarks } = readXml(given);
  const [event] = events;
  if (event === undefined || events.length > 1 || damages.length + remarks.length > 0) {
    throw new Error(`not one sound event: ${JSON.stringify([events.length, damages, remarks], numbersAsText)}`);
  }
  return event;
}

function numbersAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** The data of an event as pairs, a null name for none. */
export function dataOf({ data }: EvtxEvent): readonly (readonly [name: string | null, value: string])[] {
  return data.map(({ name = null, value }) => [name, value]);
}

/** Record ids with their states, in file order: "2 damaged". */
export function statesOf({ events }: XmlReading): readonly string[] {
  return events.map(({ recordId, state }) => `${recordId} ${state}`);
}

export function damagesOf({ damages }: XmlReading): readonly string[] {
  return damages.map(({ kind, expected, found }) => `${kind}: expected ${expected}, found ${found}`);
}
