import { type ByteSource, EvtxScan, type LogScan, type ScanOptions, type Sink } from "../../formats/evtx/index.ts";
import type { FoundPath } from "./find-logs.ts";
import type { LogFormat } from "./log-format.ts";

/**
 * Starts the scan over one log that fits its format.
 * @throws EvtxError when it is no such log; RangeError when the code page has no decoder
 */
export type StartScan = (source: ByteSource, format: LogFormat, sink: Sink, options: ScanOptions) => LogScan;

/** Loads the readers that the found logs need: most often there is no XML among them. */
export async function scansFor(found: readonly FoundPath[]): Promise<StartScan> {
  const hasXml = found.some((entry) => entry.kind === "log" && entry.format === "event-xml");
  const xml = hasXml ? await import("../../formats/event-xml/index.ts") : null;
  return (source, format, sink, options) =>
    xml !== null && format === "event-xml"
      ? new xml.EventXmlScan(source, sink, options)
      : new EvtxScan(source, sink, options);
}
