import { chmodSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findEventLogs } from "../../../src/sources/event-logs/find-logs.ts";
import { readEventLogs } from "../../../src/sources/event-logs/read-event-logs.ts";
import { exportedEvent, exportedEvents, savedByEventViewer } from "../../formats/event-xml/seams/exported.ts";
import { plainLog, TestFolder } from "./written-logs.ts";

const isRoot = process.getuid?.() === 0;

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le"));
const CLIXML = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"></Objs>';

async function found(...paths: readonly string[]): Promise<readonly string[]> {
  const entries = await findEventLogs(paths.map((path) => join(folder.path, path)));
  return entries.map((entry) => {
    const name = relative(folder.path, entry.path).replaceAll("\\", "/");
    return `${name} ${entry.kind === "log" ? entry.format : entry.problem.code}`;
  });
}

describe("finding logs that were exported as XML", () => {
  it("takes .xml in any case that holds events or shows nothing, and passes other .xml over", async () => {
    folder.file("HV01/System.evtx", "");
    folder.file("HV01/System.xml", savedByEventViewer(exportedEvents(1)));
    folder.file("HV02/Application.XML", utf16(exportedEvent()));
    folder.file("HV02/None.xml", savedByEventViewer([]));
    folder.file("HV02/csv.xml", CLIXML);
    folder.file("HV02/empty.xml", "");
    folder.file("HV02/log.xml", plainLog([{}]));
    folder.file("HV02/events.txt", exportedEvent());
    expect(await found(".")).toEqual([
      "HV01/System.evtx evtx",
      "HV01/System.xml event-xml",
      "HV02/Application.XML event-xml",
      "HV02/None.xml event-xml",
      "HV02/empty.xml unknown",
      "HV02/log.xml evtx",
    ]);
  });

  it("says of a folder with other XML only that it holds no logs", async () => {
    folder.file("csv.xml", CLIXML);
    expect(await found(".")).toEqual([" no-logs"]);
  });

  it("finds a file that shows nothing once, by whatever ways it is reached", async () => {
    folder.file("cut.xml", "<?xml ver");
    folder.file("cut.txt", "<?xml ver");
    expect(await found(".", "cut.xml", "*.xml", "cut.txt")).toEqual(["cut.txt evtx", "cut.xml unknown"]);
  });

  it("goes by what a file holds and not by its name", async () => {
    folder.file("a.evtx", exportedEvent());
    folder.file("b.txt", utf16(exportedEvent()));
    folder.file("c.xml", plainLog([{}]));
    expect(await found("a.evtx", "b.txt", "c.xml")).toEqual(["a.evtx event-xml", "b.txt event-xml", "c.xml evtx"]);
  });

  it.skipIf(isRoot || process.platform === "win32")("names an .xml file that may not be read", async () => {
    chmodSync(folder.file("secret.xml", exportedEvent()), 0);
    const [account] = await readEventLogs([folder.path], {}, { event: () => undefined });
    expect(account?.problem?.code).toBe("no-permission");
  });
});

describe("reading logs that were exported as XML", () => {
  it("hands out events and accounts as of any other log", async () => {
    folder.file("a.evtx", plainLog([{ id: 1 }]));
    folder.file("b.xml", savedByEventViewer(exportedEvents(3)));
    const seen: string[] = [];
    const accounts = await readEventLogs(
      [folder.path],
      { selection: [{ ids: [{ from: 1, to: 9999 }] }] },
      { event: ({ recordId, computer }, path) => seen.push(`${relative(folder.path, path)} ${recordId} ${computer}`) },
    );
    expect(seen).toEqual([
      "a.evtx 1 PROXY01",
      "b.xml 1 PROXY01.corp.example",
      "b.xml 2 PROXY01.corp.example",
      "b.xml 3 PROXY01.corp.example",
    ]);
    expect(accounts.map(({ status, records, selected }) => [status, records, selected])).toEqual([
      ["complete", 1, 1],
      ["complete", 3, 3],
    ]);
  });

  it.each([savedByEventViewer([]), "<Events/>", "<Events>\r\n</Events>\r\n"])(
    "names an export without events, as it does a log that ends behind its header: %s",
    async (text) => {
      folder.file("none.xml", text);
      const [account] = await readEventLogs([folder.path], {}, { event: () => undefined });
      expect([account?.status, account?.records, account?.problem?.code]).toEqual(["unreadable", 0, "no-events"]);
    },
  );

  it.each<readonly [string, string, Uint8Array | string]>([
    ["is empty", "empty-file", ""],
    ["is all zeros", "not-recognised", new Uint8Array(100_000)],
    ["is no XML", "not-recognised", "Access is denied."],
    ["is cut off before its first element", "not-recognised", savedByEventViewer(exportedEvents(1)).slice(0, 50)],
    ["is UTF-16 behind zeros", "not-recognised", Buffer.concat([new Uint8Array(512), utf16(exportedEvent())])],
  ])("names a file in a folder that %s", async (_, code, bytes) => {
    folder.file("HV01/System.xml", bytes);
    const [account] = await readEventLogs([folder.path], {}, { event: () => undefined });
    expect([account?.status, account?.records, account?.problem?.code]).toEqual(["unreadable", 0, code]);
  });

  it("says of a file that shows nothing what to do", async () => {
    const path = folder.file("a.xml", "<?xml ver");
    const [account] = await readEventLogs([folder.path], {}, { event: () => undefined });
    expect(account?.problem).toEqual({
      code: "not-recognised",
      happened: `${path} is no XML that can be recognised.`,
      likelyCause: "The export or the copy was cut off or overwritten, or it is another kind of file.",
      nextStep: "If it is an event export, export it again: wevtutil epl CHANNEL COPY.evtx",
    });
  });

  it.each<readonly [string, string, readonly [string, number]]>([
    ["zeros stand first", `${"\0".repeat(512)}${exportedEvent()}`, ["damaged", 1]],
    [
      "the first event is damaged",
      `<Events><Ev\0nt${exportedEvent().slice(6)}${exportedEvent()}</Events>`,
      ["damaged", 1],
    ],
    ["a line of text stands first", `PS C:\\> wevtutil qe System\r\n${exportedEvent()}`, ["damaged", 1]],
    ["a document type stands first", `<!DOCTYPE Events>${savedByEventViewer([exportedEvent()])}`, ["damaged", 1]],
    ["its elements have a prefix", exportedEvent().replaceAll(/(<\/?)/g, "$1e:"), ["unreadable", 0]],
    ["it is cut off in its first tag", exportedEvent().slice(0, 40), ["damaged", 1]],
    ["a long comment stands first", `<!--${"x".repeat(2000)}-->${exportedEvent()}`, ["complete", 1]],
    ["two marks stand first", `\ufeff\ufeff${savedByEventViewer([exportedEvent()])}`, ["complete", 1]],
  ])("reads an export in a folder of which %s", async (_, text, expected) => {
    folder.file("HV01/System.xml", text);
    const accounts = await readEventLogs([folder.path], {}, { event: () => undefined });
    expect(accounts.map(({ status, records }) => [status, records])).toEqual([expected]);
    expect(accounts.map(({ damages, status }) => damages.count > 0 || status === "complete")).toEqual([true]);
  });

  it("calls an export that is cut off damaged", async () => {
    folder.file("cut.xml", savedByEventViewer(exportedEvents(3)).slice(0, -30));
    const [account] = await readEventLogs([folder.path], {}, { event: () => undefined });
    expect([account?.status, account?.records, account?.warnings]).toEqual([
      "damaged",
      3,
      [
        expect.stringMatching(
          /^truncated-file at offset \d+, record 3: expected <\/Event>, found the end of the file$/,
        ),
      ],
    ]);
  });

  it("calls an export whose only event is broken beyond its name damaged, not empty", async () => {
    folder.file("a.xml", "<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><Sys");
    const [account] = await readEventLogs([folder.path], {}, { event: () => undefined });
    expect([account?.status, account?.records, account?.damaged]).toEqual(["damaged", 1, 1]);
  });

  it("explains XML that is no export when it is given", async () => {
    const path = folder.file("csv.xml", CLIXML);
    const [account] = await readEventLogs([path], {}, { event: () => undefined });
    expect([account?.status, account?.problem?.code]).toEqual(["unreadable", "not-an-event-log"]);
    expect(account?.problem?.likelyCause).toContain("nor events exported as XML");
  });

  it("reads with the code page that was asked for", async () => {
    const text = exportedEvent({ payload: "<EventData><Data>f\xfcr</Data></EventData>" });
    folder.file("a.xml", Uint8Array.from(Buffer.from(text, "latin1")));
    const values: (string | undefined)[] = [];
    await readEventLogs(
      [folder.path],
      { ansiCodePage: "ibm866" },
      { event: ({ data }) => values.push(data[0]?.value) },
    );
    expect(values).toEqual(["f№r"]);
  });
});
