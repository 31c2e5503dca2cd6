import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exportedEvents, savedByEventViewer } from "../formats/event-xml/seams/exported.ts";
import { type PlainEvent, plainLog, TestFolder } from "../sources/event-logs/written-logs.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BADNODE = join(ROOT, "bin", "badnode.js");
const onWindows = process.platform === "win32";
/** Permissions do not bind root: such tests then run the program as nobody. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** What of the program's files nobody cannot get at, as when the project lies in root's own folder; null: nothing. */
function closedToNobody(paths: readonly string[]): string | null {
  const script = 'require("node:fs").readFileSync(process.argv[1])';
  const closed = paths.find(
    (path) => spawnSync(process.execPath, ["-e", script, path], { ...NOBODY, cwd: "/" }).status !== 0,
  );
  return closed ?? null;
}

let folder: TestFolder;
beforeAll(() => {
  spawnSync(process.execPath, [join(ROOT, ".ci", "set-up.mjs"), "--build"], { stdio: "inherit" });
}, 120_000);
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [BADNODE, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: undefined, COLUMNS: undefined, ...env },
    ...options,
  });
}

function ended(child: ChildProcess): Promise<Outcome> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on("data", (part: Buffer) => stdout.push(part));
  child.stderr?.on("data", (part: Buffer) => stderr.push(part));
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      resolve({ code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

function badnode(args: readonly string[], env: NodeJS.ProcessEnv = {}, options: SpawnOptions = {}): Promise<Outcome> {
  return ended(start(args, env, options));
}

const failedImport: PlainEvent = {
  id: 12293,
  level: 2,
  text: "Error calling a routine on a Shadow Copy Provider \x1b[31m",
};

function manyEvents(count: number, textLength: number): readonly PlainEvent[] {
  return Array.from({ length: count }, (_, index) => ({ id: index % 1000, text: `${index} `.padEnd(textLength, "x") }));
}

describe("the badnode process", () => {
  it("tells its version", async () => {
    const version = /"version": "(.*)"/.exec(readFileSync(join(ROOT, "package.json"), "utf8"))?.[1];
    const told = { code: 0, signal: null, stdout: `${version ?? ""}\n`, stderr: "" };
    expect(await badnode(["--version"])).toEqual(told);
    expect(await badnode(["-v"])).toEqual(told);
  });

  it("puts records on stdout and nothing on stderr", async () => {
    const path = folder.file("a.evtx", plainLog([failedImport]));
    const { code, stdout, stderr } = await badnode(["events", path]);
    expect([code, stderr, JSON.parse(stdout)]).toMatchObject([0, "", { file: path, eventId: 12293 }]);
  });

  it.each(["40", "200"])("fits a table into %s columns, without colours", async (columns) => {
    const path = folder.file("a.evtx", plainLog([failedImport]));
    const { stdout } = await badnode(["events", path, "--format", "table"], { COLUMNS: columns, NO_COLOR: "1" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Number(columns));
    expect(stdout).not.toContain("\x1b");
  });

  it("reports a defect or an error with its stack only with --debug", async () => {
    const plain = await badnode(["events", "--id", "x", "a"]);
    const debug = await badnode(["events", "--id", "x", "a", "--debug"]);
    expect([plain.code, plain.stderr.split("\n").length, debug.stderr.includes("    at ")]).toEqual([2, 2, true]);
  });

  it("ends quietly when the pipe is closed", async () => {
    const path = folder.file("a.evtx", plainLog(manyEvents(4000, 500)));
    const child = start(["events", path]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { code, stderr } = await ended(child);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("writes to a file that stdout was turned to", async () => {
    const path = folder.file("a.evtx", plainLog(manyEvents(3000, 100)));
    const target = join(folder.path, "out.jsonl");
    const descriptor = openSync(target, "w");
    const { code } = await badnode(["events", path], {}, { stdio: ["ignore", descriptor, "pipe"] });
    expect([code, readFileSync(target, "utf8")]).toEqual([0, (await badnode(["events", path])).stdout]);
  });

  it.skipIf(!existsSync("/dev/full"))("says in one line that the disk behind stdout is full", async () => {
    const path = folder.file("a.evtx", plainLog([failedImport]));
    const full = openSync("/dev/full", "w");
    const { code, stderr } = await badnode(["events", path], {}, { stdio: ["ignore", full, "pipe"] });
    expect([code, stderr]).toEqual([
      2,
      "badnode: The result could not be written to standard output: the disk is full. Make room, or write to another disk with --output.\n",
    ]);
  });
});

describe.skipIf(onWindows)("Ctrl-C", () => {
  it("ends with 130 and leaves no temporary file, though the reader of its output has stopped", async () => {
    const temporary = join(folder.path, "temporary");
    mkdirSync(temporary);
    const path = folder.file("a.evtx", plainLog(manyEvents(25_000, 600)));
    const child = start(["events", path, "--merge"], { TMPDIR: temporary });
    // Output begins behind reading and sorting; nothing is taken from the pipe, so it stays full.
    await new Promise((resolve) => child.stdout?.once("readable", resolve));
    child.kill("SIGINT");
    const outcome = await new Promise<unknown>((resolve) =>
      child.once("exit", (code, signal) => resolve([code, signal])),
    );
    expect([outcome, readdirSync(temporary)]).toEqual([[130, null], []]);
  });
});

describe.skipIf(onWindows)("what may not be read", () => {
  it("is named, file or folder, and the rest is read", async (test) => {
    chmodSync(folder.path, 0o755);
    const readable = folder.file("a.evtx", plainLog([failedImport]));
    const closed = closedToNobody([
      BADNODE,
      join(ROOT, "dist", "bin", "main.js"),
      join(ROOT, "package.json"),
      readable,
    ]);
    test.skip(closed !== null, `root may read everything, and the user nobody may not read ${closed ?? ""}`);
    chmodSync(folder.file("b-denied.evtx", plainLog([failedImport])), 0o000);
    folder.file("c-denied/d.evtx", plainLog([failedImport]));
    chmodSync(join(folder.path, "c-denied"), 0o000);
    const { code, stdout, stderr } = await badnode(["events", folder.path], {}, { ...NOBODY, cwd: "/" });
    chmodSync(join(folder.path, "c-denied"), 0o755);
    expect([code, stdout.split("\n").length]).toEqual([3, 2]);
    expect(stderr.split("\n").slice(0, 2)).toEqual([
      expect.stringContaining(`${join(folder.path, "b-denied.evtx")} may not be read.`),
      expect.stringContaining(`${join(folder.path, "c-denied")} may not be read.`),
    ]);
  });

  it("is never waited for: a pipe in a folder of logs", async () => {
    folder.file("a.evtx", plainLog([failedImport]));
    spawnSync("mkfifo", [join(folder.path, "b.evtx")]);
    const { code, stderr } = await badnode(["events", folder.path]);
    expect([code, stderr.includes("is a pipe, not a file.")]).toEqual([3, true]);
  });
});

describe("several threads", () => {
  it.each([
    [[]],
    [["--format", "xml"]],
    [["--merge"]],
    [["--unique", "--format", "csv"]],
    [["--count-by", "id,day"]],
    [["--gaps"]],
  ])("give the bytes and the notes of one: %j", async (args) => {
    const large = plainLog(manyEvents(600, 60), 4);
    // One chunk in the middle is damaged, and is told of in its place.
    large.fill(0xff, 4096 + 70 * 65_536 + 512, 4096 + 70 * 65_536 + 560);
    folder.file("large.evtx", large);
    folder.file("small.evtx", plainLog(manyEvents(50, 2000)));
    folder.file("text.evtx", "no log");
    const exported = savedByEventViewer(exportedEvents(9000));
    expect(exported.length).toBeGreaterThan(4 << 20);
    folder.file("exported.xml", exported.replace("event 6999</Data>", "event 6999"));
    const one = await badnode(["events", folder.path, ...args, "--threads", "1"]);
    const three = await badnode(["events", folder.path, ...args, "--threads", "3"]);
    expect(one.code).toBe(3);
    expect(three).toEqual(one);
  });
});
