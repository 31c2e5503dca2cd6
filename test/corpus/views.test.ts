import { expect, it } from "vitest";
import { ByteWriter, type EvtxEvent, filetimeToIso, type RecordView } from "../../src/event-logs.ts";
import { describeCorpus, EMPTY_LOG, scanLog } from "./corpus.ts";

/** The line that `badnode events` prints for an event, made from the decoded values instead of the record's bytes. */
function lineOf(event: EvtxEvent, file: string): string {
  const { recordId, time, data, state, userData, binary, message } = event;
  const { provider, providerGuid, eventSourceName, eventId, qualifiers, version, level, task, opcode } = event;
  const { keywords, activityId, relatedActivityId, processId, threadId, channel, computer, userId } = event;
  const line = {
    ...{ file, recordId: String(recordId), time: filetimeToIso(time) },
    ...{ provider, providerGuid, eventSourceName, eventId, qualifiers, version, level, task, opcode },
    ...{ keywords, activityId, relatedActivityId, processId, threadId, channel, computer, userId },
    data: data.map(({ name, value }) => (name === undefined ? { value } : { name, value })),
    ...{ userData, binary, message, state },
  };
  return `${JSON.stringify(line)}\n`;
}

/** Nothing but tab, line feed and carriage return below 0x20, and no character that XML 1.0 forbids. */
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const TAG = /<(\/?)([^\s/>]+)(?:\s+[^\s=]+='[^'<]*')*\s*(\/?)>/g;
/** Stands for a damaged record of which no XML is left. */
const NOTHING_LEFT = /^<!-- record \d+: damaged, nothing of its XML is left -->$/;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/;

/** What keeps a text from being well-formed XML; null when nothing does. */
function xmlProblem(xml: string): string | null {
  if (xml === "") return "nothing";
  if (NOTHING_LEFT.test(xml)) return null;
  if (!XML_TEXT.test(xml)) return "a forbidden character";
  if (BARE_AMPERSAND.test(xml)) return "an ampersand that is no reference";
  const open: string[] = [];
  for (const [, slash, name = "", empty] of xml.matchAll(TAG)) {
    if (slash === "/") {
      if (open.pop() !== name) return `</${name}> closes nothing`;
    } else if (empty !== "/") open.push(name);
  }
  if (open.length > 0) return `<${open.join("><")}> is not closed`;
  return xml.replace(TAG, "").includes("<") ? "a bare <" : null;
}

describeCorpus("one record in its three forms", (corpus) => {
  it.each(corpus.names.filter((name) => name !== EMPTY_LOG))(
    "%s: the JSON line is as decoded, the XML is well-formed",
    (name) => {
      const decoder = new TextDecoder("utf-8", { fatal: true });
      const out = new ByteWriter();
      const written = (write: (record: RecordView) => void, record: RecordView): string => {
        out.reset();
        write(record);
        return decoder.decode(out.written());
      };
      const wrong: string[] = [];
      scanLog(corpus.bytes(name), (record) => {
        const json = written((view) => view.writeJson(out, name), record);
        if (json !== lineOf(record.decode(), name)) wrong.push(`${record.offset}: not as decoded: ${json}`);
        const problem = xmlProblem(written((view) => view.writeXml(out), record));
        if (problem !== null) wrong.push(`${record.offset}: ${problem}`);
      });
      expect(wrong).toEqual([]);
    },
  );
});
