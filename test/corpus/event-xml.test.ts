import { expect, it } from "vitest";
import { bytesSource, ByteWriter, type RecordView } from "../../src/formats/evtx/index.ts";
import { EventXmlScan } from "../../src/formats/event-xml/index.ts";
import { type Corpus, describeCorpus, scanLog } from "./corpus.ts";

/** Windows' own export of three logs (Event Viewer, "save as XML"), and how many events they hold. */
const EXPORTED = [
  ["nicksmet--Application.evtx", 366],
  ["nicksmet--Security.evtx", 1715],
  ["nicksmet--System.evtx", 1247],
] as const;

const decoder = new TextDecoder("utf-8", { fatal: true });

interface Read {
  readonly json: readonly string[];
  readonly xml: readonly string[];
}

/** Line ends as XML has them: the exports were stored with LF, the logs themselves have CRLF. */
function collect(): Read & { readonly visit: (record: RecordView) => void } {
  const json: string[] = [];
  const xml: string[] = [];
  const out = new ByteWriter();
  const written = (write: () => void): string => {
    out.reset();
    write();
    return decoder.decode(out.written());
  };
  const visit = (record: RecordView): void => {
    json.push(written(() => record.writeJson(out, "log")).replaceAll(String.raw`\r\n`, String.raw`\n`));
    xml.push(written(() => record.writeXml(out)).replaceAll("\r\n", "\n"));
  };
  return { json, xml, visit };
}

function readExport(corpus: Corpus, name: string): Read {
  const { visit, ...read } = collect();
  const damage = (found: unknown): void => expect(found).toBeUndefined();
  const bytes = new TextEncoder().encode(corpus.text(`windows-export/${name}.xml.gz`));
  const scan = new EventXmlScan(bytesSource(bytes), { record: visit, damage, remark: damage });
  while (scan.next());
  return read;
}

/** Event Viewer lists the newest record first and looks its message up while it exports. */
function inLogOrder(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/"message":(?:null|".*"),"state"/, '"message":null,"state"')).toSorted();
}

describeCorpus("event logs that Windows exported as XML", (corpus) => {
  it.each(EXPORTED)("%s: all %i events say the same as the records of the log", (name, count) => {
    const theirs = readExport(corpus, name);
    const { visit, ...ours } = collect();
    scanLog(corpus.bytes(name), visit);
    expect(theirs.json).toHaveLength(count);
    expect(inLogOrder(theirs.json)).toEqual(inLogOrder(ours.json));
  });

  it.each(EXPORTED)("%s: all %i events are written again as they stand in the file", (name, count) => {
    // In a message Event Viewer writes line ends as references; in data, and here, they stand as they are.
    const withoutMessage = (xml: string): string => xml.replace(/<Message>.*?<\/Message>/s, "");
    const xml = readExport(corpus, name).xml.map(withoutMessage);
    const given = corpus.text(`windows-export/${name}.xml.gz`).match(/<Event xmlns=.*?<\/Event>/gs) ?? [];
    expect(xml).toHaveLength(count);
    expect(xml).toEqual(given.map(withoutMessage));
  });

  it("have their messages", () => {
    const messages = readExport(corpus, "nicksmet--Application.evtx").json.filter(
      (line) => !line.includes('"message":null'),
    );
    expect(messages.length).toBeGreaterThan(300);
  });
});
