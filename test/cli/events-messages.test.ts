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
