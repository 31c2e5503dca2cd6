import { expect, it } from "vitest";
import { ByteWriter } from "../../src/formats/evtx/index.ts";
import { type Corpus, describeCorpus, scanLog } from "./corpus.ts";

/** Windows' own export of three logs (Event Viewer, "save as XML"). */
const EXPORTED = [
  ["nicksmet--Application.evtx", 366],
  ["nicksmet--Security.evtx", 1715],
  ["nicksmet--System.evtx", 1247],
] as const;

const EVENT = /<Event xmlns=.*?<\/Event>/gs;
const RECORD_ID = /<EventRecordID>(\d+)<\/EventRecordID>/;
/** Event Viewer looks the message up while it exports: it is no part of the log. */
const RENDERING_INFO = /<RenderingInfo .*?<\/RenderingInfo>/s;

function byRecordId(events: readonly string[]): ReadonlyMap<string, string> {
  return new Map(events.map((event) => [RECORD_ID.exec(event)?.[1] ?? "without a number", event]));
}

function windowsEvents(corpus: Corpus, name: string): readonly string[] {
  const events = corpus.text(`windows-export/${name}.xml.gz`).match(EVENT) ?? [];
  return events.map((event) => event.replace(RENDERING_INFO, ""));
}

/** The export was stored as XML, which turns CRLF inside text into LF; the log itself has CRLF. */
function ourEvents(corpus: Corpus, name: string): readonly string[] {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const out = new ByteWriter();
  const events: string[] = [];
  scanLog(corpus.bytes(name), (record) => {
    out.reset();
    record.writeXml(out);
    events.push(decoder.decode(out.written()).replaceAll("\r\n", "\n"));
  });
  return events;
}

describeCorpus("XML as Windows exports it", (corpus) => {
  it.each(EXPORTED)("%s: all %i events are the same, byte for byte", (name, count) => {
    const theirs = byRecordId(windowsEvents(corpus, name));
    const ours = byRecordId(ourEvents(corpus, name));
    expect(theirs.size).toBe(count);
    expect(ours).toEqual(theirs);
  });
});
