import { expect } from "vitest";
import {
  type ByteSource,
  bytesSource,
  ByteWriter,
  type Damage,
  type EvtxEvent,
  EvtxScan,
  type Remark,
  type ScanOptions,
  type ScanProgress,
} from "../../../../src/formats/evtx/index.ts";
import { jsonLineOf } from "./json-contract.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** One record in all three forms that the reader offers. */
export interface ReadRecord {
  readonly event: EvtxEvent;
  /** The line without its line feed. */
  readonly json: string;
  readonly xml: string;
}

export interface Reading {
  readonly records: readonly ReadRecord[];
  readonly events: readonly EvtxEvent[];
  readonly damages: readonly Damage[];
  readonly remarks: readonly Remark[];
  readonly progress: ScanProgress;
}

/** Reads a log to its end and renders every record that the scan hands out. */
export function readLog(log: Uint8Array | ByteSource, options: ScanOptions = {}): Reading {
  const records: ReadRecord[] = [];
  const damages: Damage[] = [];
  const remarks: Remark[] = [];
  const out = new ByteWriter();
  const written = (write: (out: ByteWriter) => void): string => {
    out.reset();
    write(out);
    return utf8.decode(out.written());
  };
  const source = log instanceof Uint8Array ? bytesSource(log) : log;
  const scan = new EvtxScan(
    source,
    {
      record: (record) => {
        const json = written((to) => record.writeJson(to, "a.evtx"));
        const event = record.decode();
        const expected = jsonLineOf("a.evtx", event);
        // In every test: the line that is written straight from bytes equals the decoded event.
        if (json !== `${expected}\n`) expect(json).toBe(`${expected}\n`);
        records.push({ event, json: expected, xml: written((to) => record.writeXml(to)) });
      },
      damage: (damage) => damages.push(damage),
      remark: (remark) => remarks.push(remark),
    },
    options,
  );
  let more = true;
  while (more) more = scan.next();
  return { records, events: records.map(({ event }) => event), damages, remarks, progress: { ...scan.progress } };
}

/** The first record of a log in which nothing may be wrong. */
export function readOne(log: Uint8Array, options: ScanOptions = {}): ReadRecord {
  const { records, damages } = readLog(log, options);
  const [record] = records;
  if (record === undefined || damages.length > 0) throw new Error(`no sound record: ${JSON.stringify(damages)}`);
  return record;
}

/** The states of all records by their ids: `{ "1": "intact" }`. */
export function states(reading: Reading): Readonly<Record<string, string>> {
  return Object.fromEntries(reading.events.map(({ recordId, state }) => [recordId.toString(), state]));
}
