import { expect, it } from "vitest";
import type { RecordSource, RecordTally, ScanOptions } from "../../../src/formats/evtx/index.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { exportedEvent, savedByEventViewer, systemOf } from "./seams/exported.ts";
import { readXml } from "./seams/reading.ts";

const of = (computer: string, recordId: string): string =>
  exportedEvent({ system: systemOf(recordId).replace("PROXY01.corp.example", computer) });

const EXPORT = savedByEventViewer([
  of("HV01", "18446744073709551615"),
  of("HV01", "2"),
  of("HV02", "3").replace("</EventData>", ""),
  of("HV02", "4").replace("<TimeCreated", "<TimeCreate"),
  of("HV02", "5"),
  of("HV01", "6"),
]);

function tallied(options: ScanOptions): {
  readonly lines: readonly string[];
  readonly sources: readonly RecordSource[];
} {
  const lines: string[] = [];
  const sources: RecordSource[] = [];
  const tally: RecordTally = {
    record(source, idHigh, idLow, timeHigh, timeLow) {
      const time = (BigInt(timeHigh) << 32n) | BigInt(timeLow);
      expect(time).toBe(isoToFiletime("2026-09-13T12:26:40.1234567Z"));
      lines.push(`${source.computer} ${source.channel} ${(BigInt(idHigh) << 32n) | BigInt(idLow)}`);
      sources.push(source);
    },
  };
  readXml(EXPORT, { ...options, tally });
  return { lines, sources };
}

it("a tally is told of every event, wanted or not, but of damaged ones", () => {
  const expected = [
    "HV01 Application 18446744073709551615",
    "HV01 Application 2",
    "HV02 Application 5",
    "HV01 Application 6",
  ];
  expect(tallied({}).lines).toEqual(expected);
  expect(tallied({ selection: [{ computers: ["HV02"] }] }).lines).toEqual(expected);
  // Of an event that nobody wants it is not seen that its data are broken.
  expect(tallied({ selection: [] }).lines).toEqual(expected.toSpliced(2, 0, "HV02 Application 3"));
});

it("a tally gets the same object for the same writer", () => {
  const { sources } = tallied({});
  expect(new Set(sources).size).toBe(2);
  expect(sources[3]).toBe(sources[0]);
});
