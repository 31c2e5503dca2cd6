import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { correlateCommand } from "../../../src/cli/commands/correlate.ts";
import type { Command } from "../../../src/cli/command.ts";
import type { ReadExports, ReadExportsOptions } from "../../../src/cli/correlate/export-reader.ts";
import { runCorrelate } from "../../../src/cli/correlate/run-correlate.ts";
import { Progress } from "../../../src/cli/progress.ts";
import { type ExportFile, NO_EXPORTS } from "../../../src/index.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { badnode } from "../test-context.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-correlate-"));
  mkdirSync(join(folder, "exports"));
  writeFileSync(join(folder, "exports", "sessions.csv"), "start,end,volume,result\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function exportFile(path: string, given: Partial<ExportFile> = {}): ExportFile {
  const read = { rows: 1, leftOut: [], from: null, to: null, warnings: [], problem: null };
  return { path, kind: "sessions", status: "complete", ...read, ...given };
}

interface Asked {
  readonly paths: Parameters<ReadExports>[0];
  readonly options: Omit<ReadExportsOptions, "signal" | "onProgress">;
}

/** `badnode correlate` on exports that tell of these files and of nothing in them. */
function fakeExports(...files: readonly ExportFile[]): {
  readonly commands: readonly Command[];
  readonly asked: Asked[];
} {
  const asked: Asked[] = [];
  const readExports: ReadExports = (paths, { kinds, timeZone, dateOrder, ownershipTime, latest, onProgress }) => {
    onProgress({ bytesRead: 1, bytesTotal: 1 });
    asked.push({ paths, options: { kinds, timeZone, dateOrder, ownershipTime, latest } });
    return Promise.resolve({ ...NO_EXPORTS, files });
  };
  const command: Command = {
    ...correlateCommand,
    run: (args, context) => runCorrelate(args, context, new Progress(context), readExports),
  };
  return { commands: [command], asked };
}

describe("what is asked of the reader of exports", () => {
  test("paths are told by content, named files are what they were named", async () => {
    const { commands, asked } = fakeExports();
    await badnode(
      [
        ...["correlate", "C:/Exports", "--ownership", "owners.csv", "--ownership", "more.json"],
        ...["--sessions", "./sessions.csv", "--placement", "vms.csv"],
        ...["--timezone", "W. Europe Standard Time", "--date-order", "dmy", "--ownership-time", "2026-09-01T00:00Z"],
      ],
      { commands, now: "2026-09-28T06:00:00Z" },
    );
    expect(asked).toEqual([
      {
        paths: ["C:/Exports", "owners.csv", "more.json", "sessions.csv", "vms.csv"],
        options: {
          kinds: new Map([
            ["owners.csv", "ownership"],
            ["more.json", "ownership"],
            ["sessions.csv", "sessions"],
            ["vms.csv", "placement"],
          ]),
          timeZone: "W. Europe Standard Time",
          dateOrder: "dmy",
          ownershipTime: ticks("2026-09-01T00:00:00Z"),
          // A day behind the clock.
          latest: ticks("2026-09-29T06:00:00Z"),
        },
      },
    ]);
  });

  test("a time without an offset is said to be read as UTC", async () => {
    const { commands } = fakeExports();
    const { stderr } = await badnode(["correlate", "x.csv", "--ownership-time", "2026-09-01T00:00"], { commands });
    expect(stderr).toContain("--ownership-time 2026-09-01T00:00 is read as UTC");
  });
});

describe("--ownership-time", () => {
  async function asked(...args: readonly string[]): Promise<bigint | null | undefined> {
    const { commands, asked: calls } = fakeExports();
    await badnode(["correlate", "x.csv", ...args], { commands });
    return calls[0]?.options.ownershipTime;
  }

  test("is taken as lists have times, where the options say how those are meant", async () => {
    const german = ["--timezone", "Europe/Berlin", "--date-order", "dmy"];
    expect(await asked("--ownership-time", "21.09.2026 17:00:00", ...german)).toBe(ticks("2026-09-21T15:00:00Z"));
    expect(await asked("--ownership-time", "2026-09-21 17:00", ...german)).toBe(ticks("2026-09-21T15:00:00Z"));
    expect(await asked("--ownership-time", "2026-09-21T17:00Z", ...german)).toBe(ticks("2026-09-21T17:00:00Z"));
  });

  test.each([[[]], [["--timezone", "Europe/Berlin"]], [["--date-order", "dmy"]]])(
    "of that kind asks for both options: %j",
    async (options) => {
      const { exitCode, stderr } = await badnode([
        "correlate",
        "x.csv",
        "--ownership-time",
        "21.09.2026 17:00",
        ...options,
      ]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("Such a time needs --timezone and --date-order");
    },
  );

  test.each(["31.02.2026 17:00", "9/31/26, 5:00 PM", "32-09-2026"])(
    "of that kind that no calendar has is not taken for another, whatever the options: %s",
    async (time) => {
      for (const options of [[], ["--timezone", "Europe/Berlin", "--date-order", "dmy"]]) {
        const { exitCode, stderr } = await badnode(["correlate", "x.csv", "--ownership-time", time, ...options]);
        expect(exitCode).toBe(2);
        expect(stderr).toContain("a day that there is");
      }
    },
  );
});

describe("wrong usage ends with 2 and says what would do", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["nothing given", [], "correlate needs exports or logs"],
    [
      "one file as two kinds",
      ["--ownership", "a.csv", "--sessions", "./a.csv"],
      "was given as --ownership and as --sessions",
    ],
    ["an empty file name", ["--ownership="], "--ownership is empty"],
    ["an empty zone", ["a", "--timezone="], "--timezone is empty"],
    ["an order that there is not", ["a", "--date-order", "dym"], "Did you mean dmy?"],
    [
      "a time that cannot be read",
      ["a", "--ownership-time", "soon"],
      '--ownership-time cannot be read as a time: "soon"',
    ],
    [
      "a window that ends before it begins",
      ["a", "--since", "2026-09-02", "--until", "2026-09-01"],
      "lies after --until",
    ],
    ["a timeline in csv", ["a", "--timeline", "--format", "csv"], "--timeline has no rows in csv"],
  ];
  test.each(cases)("%s", async (_, args, words) => {
    const { commands, asked } = fakeExports();
    const { exitCode, stdout, stderr } = await badnode(["correlate", ...args], { commands });
    expect([exitCode, stdout, asked]).toEqual([2, "", []]);
    expect(stderr).toContain(words);
  });
});

describe("exit codes and verdicts", () => {
  test("2: nothing could be read, which stderr says", async () => {
    const problem = { code: "x", happened: "owners.csv has no column node.", nextStep: "Add it." };
    const { commands } = fakeExports(
      exportFile("owners.csv", { kind: "ownership", status: "unreadable", rows: 0, problem }),
    );
    const { exitCode, stdout, stderr } = await badnode(["correlate", "--ownership", "owners.csv"], { commands });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("owners.csv has no column node.");
  });

  test("3: exports that tell of no backup clear nobody", async () => {
    const { commands } = fakeExports(exportFile("sessions.csv"));
    const { exitCode, stdout } = await badnode(["correlate", "--sessions", "sessions.csv"], { commands });
    expect(exitCode).toBe(3);
    expect(stdout.trimEnd().split("\n").slice(-2).join(" ").replace(/ +/g, " ")).toBe(
      "Verdict: no backup attempt is known; no node is judged; the evidence is incomplete",
    );
  });

  test("json has the section and the sources", async () => {
    const { commands } = fakeExports(exportFile("sessions.csv"));
    const { stdout } = await badnode(["correlate", "--sessions", "sessions.csv", "--format", "json"], { commands });
    expect(JSON.parse(stdout)).toMatchObject({
      sources: [{ kind: "sessions", path: "sessions.csv", status: "complete", records: 1 }],
      correlation: { trials: { total: 0, failed: 0 }, nextTests: [{ code: "give-ownership" }] },
      checks: [
        { id: "owner-fails-backups", status: "not-applicable" },
        { id: "volume-fails-backups", status: "not-applicable" },
        { id: "proxy-fails-backups", status: "not-applicable" },
        { id: "backups-fail-from-one-moment", status: "not-applicable" },
        { id: "backups-fail-by-other-cause", status: "not-applicable" },
      ],
    });
  });
});

describe("a path with exports and without logs", () => {
  test("is a source once: nobody says that it is no log", async () => {
    const path = join(folder, "exports");
    const { commands } = fakeExports(exportFile(join(path, "sessions.csv")));
    const { stdout } = await badnode(["correlate", path, "--format", "json"], { commands });
    expect(JSON.parse(stdout)).toMatchObject({ sources: [{ kind: "sessions", path: join(path, "sessions.csv") }] });
  });

  test("may be one file", async () => {
    const path = join(folder, "exports", "sessions.csv");
    const { commands } = fakeExports(exportFile(path));
    const { stdout } = await badnode(["correlate", path, "--format", "json"], { commands });
    expect(JSON.parse(stdout)).toMatchObject({ sources: [{ kind: "sessions", path }] });
  });

  test("that nobody can read is told", async () => {
    const path = join(folder, "nowhere");
    const { commands } = fakeExports();
    const { exitCode, stderr } = await badnode(["correlate", path], { commands });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(path);
  });
});

describe("what is neither a log nor an export is told once, and ends with 2", () => {
  test("a file", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "hello\n");
    const { exitCode, stdout, stderr } = await badnode(["correlate", path]);
    expect([exitCode, stdout, stderr.trimEnd().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr).toContain(`${path} is neither an event log nor an export that is known.`);
  });

  test("an empty file, and one that is not there", async () => {
    const [empty, nowhere] = [join(folder, "empty.csv"), join(folder, "nowhere.csv")];
    writeFileSync(empty, "");
    const { exitCode, stderr } = await badnode(["correlate", empty, nowhere]);
    expect([exitCode, stderr.trimEnd().split("\n").length]).toEqual([2, 2]);
    expect(stderr).toContain(`${empty} is empty. The export or the copy was interrupted`);
    expect(stderr).toContain(`${nowhere} is not there.`);
  });

  test("a folder without anything", async () => {
    const path = join(folder, "nothing");
    mkdirSync(path);
    const { exitCode, stderr } = await badnode(["correlate", path]);
    expect([exitCode, stderr.trimEnd().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(`${path} holds neither event logs nor exports that are known, nor do its subfolders.`);
  });

  test("a list without the columns that it needs names those that it has", async () => {
    const path = join(folder, "columns.csv");
    writeFileSync(path, "begin,finish,disk\n1,2,3\n");
    const { exitCode, stderr } = await badnode(["correlate", "--ownership", path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${path} has no columns time, node; it has begin, finish, disk.`);
  });
});

test("the report overwrites no export that it was made of", async () => {
  const path = join(folder, "exports", "sessions.csv");
  const { commands } = fakeExports(exportFile(path));
  const { exitCode, stderr } = await badnode(["correlate", "--sessions", path, "-o", path], { commands });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(path);
});

test("--help leads with examples and tells the exit codes", async () => {
  const { exitCode, stdout } = await badnode(["correlate", "--help"], { columns: 100 });
  expect(exitCode).toBe(0);
  expect(stdout.indexOf("badnode correlate C:\\Exports")).toBeLessThan(stdout.indexOf("Usage:"));
  expect(stdout).toContain("Exit codes:");
});

test("--help fits 80 columns", async () => {
  const { stdout } = await badnode(["correlate", "--help"], { columns: 80 });
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});
