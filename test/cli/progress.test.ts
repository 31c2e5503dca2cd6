import { describe, expect, it } from "vitest";
import { Progress } from "../../src/cli/progress.ts";
import type { CliContext } from "../../src/cli/terminal.ts";
import { badnode, NO_INPUT } from "./test-context.ts";

/** Everything that was drawn, and a clock that the test moves. */
function drawn(isTerminal: boolean, columns = 80) {
  const lines: string[] = [];
  const clock = { milliseconds: 0 };
  const context: CliContext = {
    stdout: { isTerminal: false, columns, write: () => Promise.resolve(), writeNow: () => undefined },
    stderr: { isTerminal, columns, write: (text) => lines.push(text) },
    stdin: NO_INPUT,
    env: {},
    now: () => clock.milliseconds,
    signal: new AbortController().signal,
    temporaryFolder: "",
    currentFolder: "",
    version: "",
  };
  return { progress: new Progress(context), lines, clock };
}

const MEBIBYTE = 1 << 20;

describe("progress", () => {
  it("is drawn at once, then with share, rate and time left, and erased at the end", () => {
    const { progress, lines, clock } = drawn(true);
    progress.start("Reading");
    clock.milliseconds = 50;
    progress.update(1 * MEBIBYTE, 100 * MEBIBYTE);
    clock.milliseconds = 2000;
    progress.update(20 * MEBIBYTE, 100 * MEBIBYTE);
    progress.clear();
    expect(lines).toEqual(["\rReading ...\x1b[K", "\rReading  20 % of 100 MiB, 10 MiB/s, 8 s left\x1b[K", "\r\x1b[K"]);
  });

  it("tells a small file's size in KiB: it is not nothing", () => {
    const { progress, lines, clock } = drawn(true);
    progress.start("Reading");
    clock.milliseconds = 200;
    progress.update(100 * 1024, 264 * 1024);
    expect(lines.at(-1)).toBe("\rReading  37 % of 264 KiB, 0 MiB/s\x1b[K");
  });

  it("counts what nobody knows the number of, with a rate once that means something", () => {
    const { progress, lines, clock } = drawn(true);
    progress.start("Reading the directory");
    progress.count(0, "objects");
    clock.milliseconds = 200;
    progress.count(500, "objects");
    clock.milliseconds = 2000;
    progress.count(12_500, "objects");
    expect(lines).toEqual([
      "\rReading the directory ...\x1b[K",
      "\rReading the directory 500 objects\x1b[K",
      "\rReading the directory 12,500 objects, 6,250/s\x1b[K",
    ]);
  });

  it("is never wider than the terminal", () => {
    const { progress, lines } = drawn(true, 10);
    progress.start("Looking for logs");
    expect(lines).toEqual(["\rLooking f\x1b[K"]);
  });

  it("says nothing where standard error is no terminal", () => {
    const { progress, lines } = drawn(false);
    progress.start("Reading");
    progress.update(1, 2);
    progress.clear();
    expect(lines).toEqual([]);
  });
});

describe.each([
  ["analyze", "Looking for logs"],
  ["events", "Looking for logs"],
  ["scp", "Auditing"],
])("the progress of badnode %s", (command, step) => {
  it("is there before anything else, and gone before an error is told", async () => {
    const { stderr } = await badnode([command], { stderrIsTerminal: true });
    expect(stderr.replace(step, "Step")).toMatch(/^\rStep \.\.\.\x1b\[K\r\x1b\[Kbadnode: [^\r]+\n$/);
  });
});
