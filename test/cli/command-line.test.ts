import { describe, expect, it } from "vitest";
import { nearest } from "../../src/cli/nearest.ts";
import { badnode } from "./test-context.ts";

/** What a wrong command line says; it always ends with exit code 2 and an empty standard output. */
async function complaint(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await badnode(args);
  expect({ exitCode, stdout, lines: stderr.split("\n").length }).toEqual({ exitCode: 2, stdout: "", lines: 2 });
  return stderr;
}

describe("the command line", () => {
  it("shows help that leads with examples", async () => {
    const { exitCode, stdout, stderr } = await badnode(["--help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Examples:\n {2}badnode diagnose /);
    expect(stdout).toContain("badnode events");
    expect((await badnode([])).stdout).toBe(stdout);
    expect((await badnode(["help"])).stdout).toBe(stdout);
  });

  it("shows the help of one command, in three spellings", async () => {
    const { stdout } = await badnode(["events", "--help"]);
    expect(stdout).toMatch(/^Print, filter, .*\n\nExamples:\n {2}badnode events /);
    expect(stdout).toContain("--since");
    expect((await badnode(["--help", "events"])).stdout).toBe(stdout);
    expect((await badnode(["help", "events"])).stdout).toBe(stdout);
  });

  it("fits help into a narrow terminal", async () => {
    const { stdout } = await badnode(["events", "--help"], { columns: 40 });
    const options = stdout.slice(stdout.indexOf("Options:"));
    expect(options.split("\n").filter((line) => line.length > 40)).toEqual([]);
  });

  it("suggests the nearest command, option and value", async () => {
    expect(await complaint("evnts")).toBe('badnode: There is no command "evnts". Did you mean badnode events?\n');
    expect(await complaint("events", "--fromat", "x", "y")).toContain("no option --fromat. Did you mean --format?");
    expect(await complaint("events", "--format", "jsonn", "y")).toContain('does not know "jsonn". Did you mean jsonl?');
    expect(await complaint("events", "--count-by", "providr", "y")).toContain("Did you mean provider?");
    expect(await complaint("--verison")).toContain("Did you mean --version?");
  });

  it("does not guess when nothing is near", async () => {
    expect(await complaint("frobnicate")).toBe('badnode: There is no command "frobnicate". See badnode --help.\n');
  });

  it("says what to type when a path stands where a command belongs", async () => {
    expect(await complaint("C:\\Logs\\System.evtx")).toContain("To read it: badnode events C:\\Logs\\System.evtx");
  });

  it.each([
    [["events"], "No log was named."],
    [["events", "--id"], "--id needs a value."],
    [["events", "--output", "--merge", "a"], "--output needs a value."],
    [["events", "--merge=yes", "a"], "--merge takes no value."],
    [["events", "--format", "csv", "--format", "xml", "a"], "--format was given twice."],
    [["events", "--id", "abc", "a"], '--id takes event ids from 0 to 65535, and "abc" is none.'],
    [["events", "--id", "70000", "a"], "is none."],
    [["events", "--id", "20-10", "a"], "--id 20-10 runs backwards. Write 10-20."],
    [["events", "--id", "1,,2", "a"], "--id has an empty value."],
    [["events", "--level", "bad", "a"], '--level does not know "bad".'],
    [["events", "--since", "yesterday", "a"], '--since cannot be read as a time: "yesterday".'],
    [["events", "--since", "2025-06-31", "a"], "--since cannot be read as a time"],
    [
      ["events", "--since", "2025-06-09", "--until", "2025-06-08", "a"],
      "--since 2025-06-09 lies after --until 2025-06-08.",
    ],
    [["events", "--id", "VSS:1", "--provider", "disk", "a"], "both name providers"],
    [["events", "--limit", "0", "a"], "--limit takes a whole number from 1 on"],
    [["events", "--gaps", "--count-by", "id", "a"], "--count-by and --gaps do not go together."],
    [["events", "--gaps", "--format", "xml", "a"], "--gaps has no XML form."],
    [["events", "--gaps", "--silence", "long", "a"], "--silence cannot be read as a length of time"],
    [["events", "--ansi-code-page", "klingon", "a"], '--ansi-code-page does not know "klingon".'],
  ])("%j is refused in one line", async (args, expected) => {
    expect(await complaint(...args)).toContain(expected);
  });

  it("prints a completion script, and answers it", async () => {
    expect((await badnode(["completion"])).stdout).toContain("--get-yargs-completions");
    const { stdout } = await badnode(["--get-yargs-completions", "badnode", "events", "--ou"]);
    expect(stdout.split("\n")).toContain("--output");
  });

  it("completes the formats of a command", async () => {
    const { stdout } = await badnode(["--get-yargs-completions", "badnode", "analyze", "--format", ""]);
    expect(stdout.trim().split("\n")).toEqual(["table", "json", "markdown", "html", "csv"]);
  });
});

describe("the nearest name", () => {
  it("counts swaps, missing and wrong letters, and gives up beyond a third of the name", () => {
    expect(nearest("chekcs", ["checks", "events"])).toBe("checks");
    expect(nearest("analyse", ["analyze"])).toBe("analyze");
    expect(nearest("count-buy", ["count-by", "computer"])).toBe("count-by");
    expect(nearest("xml", ["csv", "jsonl"])).toBeNull();
  });
});
