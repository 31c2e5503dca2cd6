import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainLog, TestFolder } from "../sources/event-logs/written-logs.ts";
import { badnode } from "./test-context.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
  folder.file(
    "a.evtx",
    plainLog([
      { id: 8224, text: 'shut "down"' },
      { id: 8224, provider: "Some other program" },
    ]),
  );
});
afterEach(() => folder.remove());

/** As Event Viewer saves it on a German machine. */
const RENDERED = `<Events><Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>
<Provider Name="VSS"/><EventID Qualifiers="0">8224</EventID><Level>4</Level><EventRecordID>7</EventRecordID>
<TimeCreated SystemTime="2025-06-08T07:15:00.0000000Z"/><Channel>Application</Channel><Computer>PROXY01</Computer>
</System><EventData><Data></Data></EventData><RenderingInfo Culture="de-DE">
<Message>Der VSS-Dienst wird beendet.</Message></RenderingInfo></Event></Events>`;

const MESSAGE = /,"message":(null|"(?:[^"\\]|\\.)*"),"state":/;

async function messages(args: readonly string[]): Promise<readonly (string | undefined)[]> {
  const { stdout } = await badnode(["events", folder.path, "--format", "jsonl", ...args]);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => {
      JSON.parse(line);
      return MESSAGE.exec(line)?.[1];
    });
}

describe("badnode events --messages", () => {
  it("adds the message of an event that the catalogue knows, by provider and id, with its data in place", async () => {
    expect(await messages(["--messages"])).toEqual([
      String.raw`"The VSS service is shutting down due to idle timeout.\nshut \"down\""`,
      "null",
    ]);
    expect(await messages(["--messages", "--merge"])).toHaveLength(2);
    expect(await messages([])).toEqual(["null", "null"]);
  });

  it("adds it in the delimited form too", async () => {
    const { stdout } = await badnode(["events", folder.path, "--messages", "--format", "csv"]);
    expect(stdout).toContain('"shut ""down""","The VSS service is shutting down due to idle timeout.\nshut ""down""",');
  });

  it("keeps the message that the record itself carries", async () => {
    folder.file("a.evtx", RENDERED);
    expect(await messages(["--messages"])).toEqual(['"Der VSS-Dienst wird beendet."']);
  });

  it.each([
    [["--format", "xml"], "badnode: --messages has no XML form: there a record stands as Windows wrote it."],
    [["--gaps"], "badnode: --gaps and --messages do not go together."],
    [["--count-by", "id"], "badnode: --count-by and --messages do not go together."],
  ])("is refused with %j", async (args, refusal) => {
    const { exitCode, stdout, stderr } = await badnode(["events", folder.path, "--messages", ...args]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(refusal);
  });
});
