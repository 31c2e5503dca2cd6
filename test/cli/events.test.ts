import { fileURLToPath } from "node:url";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Interrupted, OutputClosed } from "../../src/cli/terminal.ts";
import { type PlainEvent, plainLog, TestFolder } from "../sources/event-logs/written-logs.ts";
import { badnode, type World } from "./test-context.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function log(name: string, events: readonly PlainEvent[]): string {
  return folder.file(name, plainLog(events));
}

/** The ids of the printed records, in their order. */
async function ids(args: readonly string[], world: World = {}): Promise<readonly number[]> {
  const { stdout } = await badnode(["events", folder.path, ...args], world);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Number(/"eventId":(\d+)/.exec(line)?.[1]));
}

describe("badnode events: which records", () => {
  beforeEach(() => {
    log("a.evtx", [
      { id: 8193, level: 2, time: "2025-06-01T00:00:00Z" },
      { id: 12293, level: 2, time: "2025-06-05T12:00:00Z" },
      { id: 7, provider: "disk", channel: "System", level: 3, time: "2025-06-09T12:00:00Z" },
      {
        id: 6013,
        provider: "EventLog",
        channel: "System",
        level: 0,
        computer: "HV01.corp.example",
        time: "2025-06-09T23:00:00Z",
      },
    ]);
  });

  it.each([
    [[], [8193, 12293, 7, 6013]],
    [
      ["--id", "7,12293"],
      [12293, 7],
    ],
    [
      ["--id", "7", "--id", "6000-9000"],
      [8193, 7, 6013],
    ],
    [
      ["--id", "vss:12293", "--id", "disk:1-10"],
      [12293, 7],
    ],
    [["--id", "VSS:7"], []],
    [
      ["--provider", "Disk,EventLog"],
      [7, 6013],
    ],
    [["--provider", "VSS", "--id", "8193,7"], [8193]],
    [
      ["--channel", "system"],
      [7, 6013],
    ],
    [
      ["--level", "error,3"],
      [8193, 12293, 7],
    ],
    [["--level", "information"], [6013]],
    [["--computer", "hv01"], [6013]],
    [
      ["--since", "2025-06-05", "--until", "2025-06-09T12:00:00Z"],
      [12293, 7],
    ],
    [
      ["--since", "2025-06-05T14:00+02:00"],
      [12293, 7, 6013],
    ],
    [
      ["--since", "13h"],
      [7, 6013],
    ],
    [
      ["--exclude-id", "1-100", "--exclude-provider", "eventlog"],
      [8193, 12293],
    ],
    [
      ["--exclude-id", "disk:12293,disk:7"],
      [8193, 12293, 6013],
    ],
    [
      ["--limit", "2"],
      [8193, 12293],
    ],
  ])("%j gives %j", async (args, expected) => {
    expect(await ids(args, { now: "2025-06-10T00:00:00Z" })).toEqual(expected);
  });

  it("says that a time without an offset is read as UTC", async () => {
    const { stderr, exitCode } = await badnode(["events", folder.path, "--since", "2025-06-05T12:00"]);
    expect([exitCode, stderr]).toEqual([
      0,
      "badnode: --since 2025-06-05T12:00 is read as UTC; add an offset such as +02:00 for a local time.\n",
    ]);
  });
});

describe("badnode events: a provider by the name of its event source", () => {
  beforeEach(() => {
    log("a.evtx", [
      { id: 1074, provider: "User32", eventSourceName: "User32" },
      { id: 4005, provider: "Microsoft-Windows-Winlogon", eventSourceName: "Winlogon" },
      { id: 6013, provider: "EventLog" },
    ]);
  });

  it.each([
    ["user32", [1074], [4005, 6013]],
    ["Winlogon", [4005], [1074, 6013]],
    ["microsoft-windows-winlogon", [4005], [1074, 6013]],
    ["EventLog", [6013], [1074, 4005]],
    ["Log", [], [1074, 4005, 6013]],
  ])("%s picks and leaves out the same records", async (name, picked, rest) => {
    expect(await ids(["--provider", name])).toEqual(picked);
    expect(await ids(["--exclude-provider", name])).toEqual(rest);
    expect(await ids(["--id", `${name}:1-9999`])).toEqual(picked);
    expect(await ids(["--exclude-id", `${name}:1-9999`])).toEqual(rest);
  });
});

describe("badnode events: names without Microsoft-Windows-, as Event Viewer shows them", () => {
  it.each([
    ["--provider", "Hyper-V-VMMS"],
    ["--id", "hyper-v-vmms:12660"],
    ["--channel", "Hyper-V-VMMS-Admin"],
  ])("%s %s finds the events of the full name", async (option, name) => {
    const sample = fileURLToPath(new URL("../../samples/missing-scp/HV03", import.meta.url));
    const { stdout } = await badnode(
      ["events", sample, option, name, "--id", "12660"].slice(0, option === "--id" ? 4 : 6),
    );
    expect(stdout.split("\n").filter((line) => line.includes('"eventId":12660'))).toHaveLength(12);
  });

  it("--exclude-provider leaves them out", async () => {
    const sample = fileURLToPath(new URL("../../samples/missing-scp/HV03", import.meta.url));
    const { stdout } = await badnode(["events", sample, "--id", "12660", "--exclude-provider", "Hyper-V-VMMS"]);
    expect(stdout).toBe("");
  });
});

describe("badnode events: which form", () => {
  const event: PlainEvent = { id: 12293, level: 2, text: "=1+1 <b> \x1b[2J" };

  it("says so when no record matches", async () => {
    const { exitCode, stdout, stderr } = await badnode(["events", log("a.evtx", [event]), "--id", "1"]);
    expect([exitCode, stdout, stderr]).toEqual([0, "", "badnode: No record matches: 1 were looked at.\n"]);
  });

  it("prints JSON lines to a pipe and a table to a terminal", async () => {
    const path = log("a.evtx", [event]);
    const piped = await badnode(["events", path]);
    expect(JSON.parse(piped.stdout)).toMatchObject({
      file: path,
      eventId: 12293,
      data: [{ value: "=1+1 <b> \x1b[2J" }],
    });
    const shown = await badnode(["events", path], { stdoutIsTerminal: true });
    expect(shown.stdout).toBe(
      "Time (UTC)           Computer      Record  Provider          Id  Data\n" +
        "2025-06-08 07:15:00  PROXY01            1  VSS            12293  =1+1 <b> ␛[2J\n",
    );
  });

  it.each(["jsonl", "xml", "csv", "table"])("lets no escape sequence reach a terminal as %s", async (format) => {
    const path = log("a\x1b[31m.evtx", [{ ...event, text: "\x9b2J\x1b]0;x\x07\u202e" }]);
    const { stdout, stderr } = await badnode(["events", path, "--format", format], { stdoutIsTerminal: true });
    expect(stdout + stderr).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]/);
    expect(stdout).toContain("12293");
  });

  it("wraps XML in one root element", async () => {
    const { stdout } = await badnode(["events", log("a.evtx", [event, event]), "--format", "xml"]);
    expect(stdout).toMatch(/^<Events>\n<Event .*<\/Event>\n<Event .*<\/Event>\n<\/Events>\n$/);
    expect(stdout).toContain("=1+1 &lt;b&gt;");
  });

  it("guards spreadsheets against formulas", async () => {
    const { stdout } = await badnode(["events", log("a.evtx", [event]), "--format", "csv"]);
    expect(stdout.split("\r\n")[1]).toContain(",'=1+1 <b> \x1b[2J,");
  });

  it.each(["jsonl", "xml", "csv", "table"])("prints a whole %s document when nothing matches", async (format) => {
    const { stdout, exitCode } = await badnode(["events", log("a.evtx", [event]), "--id", "1", "--format", format]);
    const heads: Readonly<Record<string, RegExp>> = {
      jsonl: /^$/,
      xml: /^<Events>\n<\/Events>\n$/,
      csv: /^time,.*\r\n$/,
      table: /^Time .*\n$/,
    };
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(heads[format] ?? /never/);
  });

  it("counts", async () => {
    log("a.evtx", [{ id: 1 }, { id: 2 }, { id: 2 }]);
    log("b.evtx", [{ id: 2, provider: "disk" }]);
    const { stdout } = await badnode(["events", folder.path, "--count-by", "provider,id"]);
    expect(stdout).toBe(
      '{"count":2,"provider":"VSS","id":2}\n{"count":1,"provider":"VSS","id":1}\n{"count":1,"provider":"disk","id":2}\n',
    );
  });

  it("refuses to write the result and the damage report to one file, however it is spelled", async () => {
    const path = log("a.evtx", [{ id: 1 }]);
    const one = join(folder.path, "out.jsonl");
    const { exitCode, stderr } = await badnode([
      "events",
      path,
      "-o",
      one,
      "--damage-report",
      `${folder.path}/./out.jsonl`,
    ]);
    expect([exitCode, stderr.includes("--output and --damage-report both name"), existsSync(one)]).toEqual([
      2,
      true,
      false,
    ]);
  });

  it("keeps groups apart whose names run into each other", async () => {
    log("a.evtx", [
      { provider: "A\u0001B", computer: "C" },
      { provider: "A", computer: "B\u0001C" },
    ]);
    const { stdout } = await badnode(["events", folder.path, "--count-by", "provider,computer"]);
    expect(stdout.match(/"count":1/g)).toHaveLength(2);
  });

  it("shows gaps, and warns when a filter makes some", async () => {
    log("a.evtx", [{ recordId: 1n }, { recordId: 3n, id: 5 }]);
    const all = await badnode(["events", folder.path, "--gaps", "--format", "table"]);
    expect(all).toEqual({
      exitCode: 0,
      stderr: "",
      stdout:
        "Gap               Computer  Channel      Last before (UTC)  First after (UTC)\n" +
        "record 2 missing  PROXY01   Application  2025-06-08 07:15   2025-06-08 07:15\n",
    });
    const filtered = await badnode(["events", folder.path, "--gaps", "--id", "5"]);
    expect(filtered.stderr).toContain("what a filter leaves out shows as a gap");
  });
});

describe("badnode events --merge", () => {
  beforeEach(() => {
    log("a.evtx", [
      { id: 3, time: "2025-06-03", recordId: 1n },
      { id: 1, time: "2025-06-01", recordId: 2n },
    ]);
    log("sub/b.evtx", [
      { id: 2, time: "2025-06-02", computer: "HV01", recordId: 1n },
      { id: 1, time: "2025-06-01", recordId: 2n },
    ]);
  });

  it("prints one timeline over all logs", async () => {
    expect(await ids(["--merge"])).toEqual([1, 1, 2, 3]);
    expect(await ids(["--merge", "--limit", "3"])).toEqual([1, 1, 2]);
  });

  it("leaves repeated records out with --unique, and says how many", async () => {
    expect(await ids(["--unique"])).toEqual([1, 2, 3]);
    expect((await badnode(["events", folder.path, "--unique"])).stderr).toBe(
      "badnode: 1 repeated records were left out.\n",
    );
  });

  it("gives the same bytes whatever the order of the arguments", async () => {
    const [a, b] = [join(folder.path, "a.evtx"), join(folder.path, "sub", "b.evtx")];
    expect((await badnode(["events", a, b, "--merge"])).stdout).toBe(
      (await badnode(["events", b, a, "--merge"])).stdout,
    );
  });

  it("names the temporary folder when it cannot be used", async () => {
    folder.file(
      "big.evtx",
      plainLog(Array.from({ length: 20_000 }, (_, id) => ({ id: id % 60_000, text: "x".repeat(400) }))),
    );
    const { exitCode, stderr } = await badnode(["events", folder.path, "--merge"], {
      temporaryFolder: join(folder.path, "none"),
    });
    expect([exitCode, stderr]).toEqual([
      2,
      `badnode: The folder for temporary files, ${join(folder.path, "none")}, cannot be used (ENOENT). ` +
        "Sorting many records needs about as much room as the output takes. " +
        "Make room there, or name another folder in TMPDIR (on Windows: TEMP).\n",
    ]);
  });
});

describe("badnode events: what is wrong is named, and the rest is read", () => {
  it("exits with 3 when some of it could not be read", async () => {
    log("a.evtx", [{ id: 1 }]);
    folder.file("b.evtx", "no log");
    const missing = join(folder.path, "missing.evtx");
    const { exitCode, stdout, stderr } = await badnode(["events", folder.path, missing]);
    expect([exitCode, stdout.split("\n").length]).toEqual([3, 2]);
    expect(stderr.split("\n")).toEqual([
      `badnode: ${join(folder.path, "b.evtx")} is not an event log. It holds neither EVTX data nor events exported as XML: another kind of file, an old .evt log or an archive. Give .evtx files, or .xml files that Event Viewer or wevtutil wrote; unpack archives first.`,
      `badnode: ${missing} is not there. The name is misspelt, or the drive or share is not connected. Check the path, and put quotation marks around a name with spaces.`,
      "badnode: 3 paths: 0 damaged, 2 not readable; 1 records found, 0 damaged among all.",
      "",
    ]);
  });

  it("exits with 2 when nothing could be read", async () => {
    const { exitCode, stdout } = await badnode(["events", folder.file("b.evtx", "no log")]);
    expect([exitCode, stdout]).toEqual([2, ""]);
  });

  it("lists the first damages, all with --verbose, and all in the report", async () => {
    const bytes = plainLog(Array.from({ length: 6 }, (_, id) => ({ id })));
    const chunks = Array.from({ length: 5 }, () => bytes.subarray(4096));
    for (const chunk of chunks) chunk.fill(0xff, 52, 56);
    const path = folder.file("a.evtx", Buffer.concat([bytes.subarray(0, 4096), ...chunks]));
    const report = join(folder.path, "report.jsonl");
    const few = await badnode(["events", path, "--damage-report", report]);
    const all = await badnode(["events", path, "--verbose"]);
    const written = readFileSync(report, "utf8").trimEnd().split("\n");
    expect(few.exitCode).toBe(3);
    expect(few.stderr.split("\n").filter((line) => line.includes(" at offset "))).toHaveLength(3);
    expect(few.stderr).toContain(`${written.length - 3} more damages. --verbose lists all`);
    expect(all.stderr.split("\n").filter((line) => / at offset \d+.*: expected .*, found /.test(line))).toHaveLength(
      written.length,
    );
    expect(written[0]).toMatch(/^\{"file":".*","kind":".*","offset":\d+,"expected":".*","found":".*","recordId":.*\}$/);
  });
});

describe("badnode events: output", () => {
  it("writes a file that appears whole, and leaves nothing else", async () => {
    const path = log("a.evtx", [{ id: 1 }]);
    const target = join(folder.path, "out.jsonl");
    const { exitCode, stdout } = await badnode(["events", path, "--output", target]);
    expect([exitCode, stdout, readdirSync(folder.path)]).toEqual([0, "", ["a.evtx", "out.jsonl"]]);
    expect(readFileSync(target, "utf8")).toBe((await badnode(["events", path])).stdout);
  });

  it("never writes over a log that it reads", async () => {
    const path = log("a.evtx", [{ id: 1 }]);
    const before = readFileSync(path);
    const { exitCode, stderr } = await badnode(["events", folder.path, "--output", join(folder.path, ".", "a.evtx")]);
    expect([exitCode, readFileSync(path).equals(before)]).toEqual([2, true]);
    expect(stderr).toContain("is one of the files to be read and would be overwritten");
  });

  it.each([
    ["missing/out.jsonl", "its folder is not there"],
    [".", "it is a folder"],
  ])("says why it cannot write to %s", async (target, expected) => {
    const { exitCode, stderr } = await badnode(["events", log("a.evtx", [{}]), "-o", join(folder.path, target)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(expected);
  });

  it.skipIf(!existsSync("/dev/full"))("says in one line that the disk is full", async () => {
    const { exitCode, stderr } = await badnode(["events", log("a.evtx", [{}]), "--output", "/dev/full"]);
    expect([exitCode, stderr]).toEqual([
      2,
      "badnode: The result could not be written to /dev/full: the disk is full. Make room, or write to another disk with --output.\n",
    ]);
  });

  it("ends quietly when nobody reads any more", async () => {
    const closed = (): void => {
      throw new OutputClosed();
    };
    const outcome = await badnode(["events", log("a.evtx", [{}])], { onWrite: closed });
    expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("leaves neither half a file nor temporary files behind when it is interrupted", async () => {
    const bytes = plainLog([{}, {}]);
    const damaged = folder.file("a.evtx", Buffer.concat([bytes, bytes.subarray(4096).fill(0xff, 52, 56)]));
    const interruption = new AbortController();
    let filesMeanwhile: readonly string[] = [];
    const outcome = await badnode(["events", damaged, "--merge", "--output", join(folder.path, "out")], {
      signal: interruption.signal,
      temporaryFolder: folder.path,
      onNote() {
        filesMeanwhile = readdirSync(folder.path);
        interruption.abort(new Interrupted());
      },
    });
    expect([outcome.exitCode, outcome.stdout]).toEqual([130, ""]);
    expect(filesMeanwhile).toEqual(["a.evtx", expect.stringMatching(/^out\..*\.partial$/)]);
    expect(readdirSync(folder.path)).toEqual(["a.evtx"]);
  });

  it("erases its progress from the terminal", async () => {
    const { stderr } = await badnode(["events", log("a.evtx", [{}])], { stderrIsTerminal: true });
    expect(stderr).toMatch(/^\rLooking for logs \.\.\./);
    expect(stderr.endsWith("\r\x1b[K")).toBe(true);
  });
});
