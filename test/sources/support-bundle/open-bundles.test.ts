import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type GivenPath,
  type OpenBundles,
  openBundles,
  type OpenBundlesOptions,
  readLogEvidence,
} from "../../../src/index.ts";
import { plainLog, TestFolder } from "../event-logs/written-logs.ts";
import { type EntryToWrite, writeZip } from "./write-zip.ts";

let folder: TestFolder;
let temporaryFolder: string;
let open: OpenBundles | null = null;

beforeEach(() => {
  folder = new TestFolder();
  temporaryFolder = join(folder.path, "temporary");
  mkdirSync(temporaryFolder);
});

afterEach(async () => {
  await open?.close();
  open = null;
  expect(readdirSync(temporaryFolder)).toEqual([]);
  folder.remove();
});

async function opened(paths: readonly string[], options: OpenBundlesOptions = {}): Promise<OpenBundles> {
  await open?.close();
  open = await openBundles(paths, { temporaryFolder, ...options });
  return open;
}

/** What a ZIP gives: its one source without the path, and what was unpacked, by the way down. */
async function unpacked(zip: Uint8Array, options: OpenBundlesOptions = {}) {
  const path = folder.file("bundle.zip", zip);
  const { paths, sources } = await opened([path], options);
  const [source] = sources;
  return {
    status: source?.status,
    code: source?.problem?.code ?? null,
    happened: source?.problem?.happened.replace(path, "bundle.zip") ?? null,
    warnings: source?.warnings,
    contents: contentsOf(paths, path),
  };
}

function contentsOf(paths: readonly GivenPath[], path: string): Readonly<Record<string, string>> {
  const files = paths.flatMap((given) => (typeof given === "string" ? [] : given.files));
  return Object.fromEntries(
    files.map((file) => [file.path.slice(path.length + 1), readFileSync(file.realPath, "latin1").slice(0, 40)]),
  );
}

const GOOD: EntryToWrite = { name: "owners.csv", data: "time,volume,node\n" };
const GOOD_CONTENT = { "owners.csv": "time,volume,node\n" };

describe("where bundles are found", () => {
  test("a ZIP that was given is one by its content, and what is called .zip is looked for in folders", async () => {
    const named = folder.file("exports/a.ZIP", writeZip([GOOD]));
    const unnamed = folder.file("given.bin", writeZip([GOOD]));
    folder.file("exports/unnamed.bin", writeZip([GOOD]));
    const text = folder.file("given.zip", "time,volume,node\n");
    const exports = join(folder.path, "exports");
    const { paths, inputs } = await opened([exports, unnamed, text]);
    expect(paths.map((path) => (typeof path === "string" ? path : { bundle: path.path }))).toEqual([
      exports,
      text,
      { bundle: named },
      { bundle: unnamed },
    ]);
    expect(inputs).toEqual([named, unnamed]);
  });

  test("a pattern that meets one stands for what else it meets", async () => {
    const zip = folder.file("a.zip", writeZip([GOOD]));
    const csv = folder.file("b.csv", "time,volume,node\n");
    const { paths } = await opened([join(folder.path, "*.{zip,csv}")]);
    expect(paths.map((path) => (typeof path === "string" ? path : { bundle: path.path }))).toEqual([
      csv,
      { bundle: zip },
    ]);
  });

  test("what was given without any ZIP stays as it was, and nothing is made on the disk", async () => {
    const given = [join(folder.path, "nowhere"), folder.path, "*.evtx"];
    expect(await opened(given)).toMatchObject({ paths: given, sources: [], inputs: [] });
    expect(readdirSync(temporaryFolder)).toEqual([]);
  });

  test("one that is called .zip in a folder and is none is told of", async () => {
    const path = folder.file("exports/bundle.zip", Buffer.alloc(100));
    const empty = folder.file("exports/empty.zip", "");
    const { sources } = await opened([folder.path]);
    expect(sources.map(({ path, status, problem }) => [path, status, problem?.code, problem?.happened])).toEqual([
      [path, "unreadable", "not-a-zip", `${path} is called .zip and is no ZIP.`],
      [empty, "unreadable", "not-a-zip", `${empty} is empty (0 bytes).`],
    ]);
  });
});

describe("what comes out", () => {
  test("what may matter, whether it was stored, deflated or written as a stream; counters and traces stay inside", async () => {
    const zip = writeZip([
      { name: "Node_HV01/" },
      { name: "Node_HV01/stored.xml", data: "<a/>", stored: true },
      { name: "Node_HV01/stream.txt", data: "text", sizesBehind: true },
      { name: "Node_HV01/empty.csv", data: "" },
      { name: "Node_HV01\\older-net.json", data: "[]" },
      { name: "GetCounters.blg", data: "large" },
      { name: "LocaleMetaData/System_1033.MTA", data: "large" },
    ]);
    expect(await unpacked(zip)).toEqual({
      status: "complete",
      code: null,
      happened: null,
      warnings: [],
      contents: {
        [join("Node_HV01", "empty.csv")]: "",
        [join("Node_HV01", "older-net.json")]: "[]",
        [join("Node_HV01", "stored.xml")]: "<a/>",
        [join("Node_HV01", "stream.txt")]: "text",
      },
    });
  });

  test("ZIPs in it are told of and not opened, by their names and by their content", async () => {
    const inner = writeZip([GOOD]);
    expect(
      await unpacked(
        writeZip([GOOD, { name: "SddcDiagnosticArchive/1.zip", data: inner }, { name: "x.csv", data: inner }]),
      ),
    ).toEqual({
      status: "complete",
      code: null,
      happened: null,
      warnings: [
        '"SddcDiagnosticArchive/1.zip" is an archive itself, and is not opened',
        '"x.csv" is an archive itself, and is not opened',
      ],
      contents: GOOD_CONTENT,
    });
  });

  test("a ZIP with nothing that may matter says so", async () => {
    expect(await unpacked(writeZip([{ name: "again.zip", data: writeZip([GOOD]) }]))).toMatchObject({
      status: "unreadable",
      code: "nothing-in-bundle",
      happened: "bundle.zip holds nothing that may be a log or an export but archives within it.",
    });
    expect(await unpacked(writeZip([]))).toMatchObject({ status: "unreadable", code: "nothing-in-bundle" });
  });

  test("nobody else may enter the folder, and names in the ZIP name nothing on the disk", async () => {
    await unpacked(writeZip([GOOD]));
    const [made = ""] = readdirSync(temporaryFolder);
    expect(readdirSync(join(temporaryFolder, made))).toEqual(["0"]);
    if (process.platform !== "win32") expect(statSync(join(temporaryFolder, made)).mode & 0o777).toBe(0o700);
  });
});

describe("names that are refused", () => {
  test.each([
    ["../evil.csv", '"../evil.csv" climbs out of the bundle'],
    ["a/../../evil.csv", '"a/../../evil.csv" climbs out of the bundle'],
    ["..\\evil.csv", '"..\\evil.csv" climbs out of the bundle'],
    ["a/.. /evil.csv", '"a/.. /evil.csv" climbs out of the bundle'],
    ["/etc/evil.csv", '"/etc/evil.csv" is an absolute path'],
    ["\\\\server\\share\\evil.csv", '"\\\\server\\share\\evil.csv" is an absolute path'],
    ["C:\\evil.csv", '"C:\\evil.csv" is an absolute path'],
    ["c:evil.csv", '"c:evil.csv" is an absolute path'],
    ["a/nul.csv", '"a/nul.csv" is the name of a device'],
    ["COM1", '"COM1" is the name of a device'],
    ["con .csv", '"con .csv" is the name of a device'],
    ["a.csv:hidden", '"a.csv:hidden" is no name of a file'],
    ["a\u0000.csv", '"a\\u0000.csv" is no name of a file'],
    ["a\u001b[2J.csv", '"a\\u001b[2J.csv" is no name of a file'],
    ["a.csv.", '"a.csv." is no name of a file'],
    [`${"a".repeat(2000)}.csv`, `"${"a".repeat(200)}..." is no name of a file`],
    ["OWNERS.CSV", '"OWNERS.CSV" differs from another name in case only, or not at all'],
    ["./owners.csv", '"./owners.csv" differs from another name in case only, or not at all'],
  ])("%j", async (name, line) => {
    expect(await unpacked(writeZip([GOOD, { name, data: "evil" }]))).toEqual({
      status: "damaged",
      code: "bundle-entries-refused",
      happened: `bundle.zip holds an entry that is not unpacked: ${line}; 1 file could be read.`,
      warnings: [`not unpacked: ${line}`],
      contents: GOOD_CONTENT,
    });
  });

  test("names that only look like devices or like climbing are names", async () => {
    const names = ["console.csv", "nullable.csv", "..hidden.csv", "com10.csv", "a..csv"];
    const { status, contents } = await unpacked(writeZip(names.map((name) => ({ name, data: "good" }))));
    expect([status, Object.keys(contents).toSorted()]).toEqual(["complete", names.toSorted()]);
  });
});

describe("entries that are refused", () => {
  const POSIX = 3 << 8;

  test.each([
    ["a link of POSIX", { versionMadeBy: POSIX, attributes: 0o120777 * 2 ** 16 }, "is a link"],
    ["a reparse point of Windows", { attributes: 0x400 }, "is a link"],
    ["a pipe", { versionMadeBy: POSIX, attributes: 0o010644 * 2 ** 16 }, "is neither a file nor a folder"],
  ])("%s", async (_, what, why) => {
    expect(await unpacked(writeZip([GOOD, { name: "evil.csv", data: "/etc/passwd", ...what }]))).toMatchObject({
      status: "damaged",
      code: "bundle-entries-refused",
      warnings: [`not unpacked: "evil.csv" ${why}`],
      contents: GOOD_CONTENT,
    });
  });

  test.each([
    ["with a password", 0x1],
    ["with strong encryption", 0x41],
  ])("files protected %s", async (_, flags) => {
    const { status, warnings, contents } = await unpacked(
      writeZip([GOOD, { name: "secret.csv", data: "?".repeat(50), flags }]),
    );
    expect([status, contents]).toEqual(["damaged", GOOD_CONTENT]);
    expect(warnings).toContain('"secret.csv" is protected by a password');
  });

  test("a ZIP that is protected as a whole", async () => {
    expect(await unpacked(writeZip([{ ...GOOD, flags: 0x1 }]))).toMatchObject({
      status: "unreadable",
      code: "bundle-encrypted",
      happened: "bundle.zip is protected by a password (1 of its files); nothing of it could be read.",
    });
  });

  test("a method that nobody knows here", async () => {
    expect(await unpacked(writeZip([GOOD, { name: "x.csv", data: "x", method: 14 }]))).toMatchObject({
      status: "damaged",
      code: "bundle-damaged",
      warnings: ['"x.csv" is packed by a method other than Deflate, and is left out'],
      contents: GOOD_CONTENT,
    });
  });
});

describe("damaged ZIPs", () => {
  const entries: readonly EntryToWrite[] = [
    { name: "a.csv", data: "first" },
    { name: "b.csv", data: "second", sizesBehind: true },
    { name: "c.csv", data: "third", stored: true },
  ];
  const ALL = { "a.csv": "first", "b.csv": "second", "c.csv": "third" };

  test("without the list at its end every entry is found by its header", async () => {
    const zip = writeZip(entries);
    expect(await unpacked(zip.subarray(0, zip.indexOf("PK\x01\x02")))).toMatchObject({
      status: "damaged",
      code: "bundle-damaged",
      happened: "bundle.zip is damaged: the list of its files is missing or broken; 3 files could be read.",
      contents: ALL,
    });
  });

  test("a list that breaks off, and bytes behind the end, cost nothing", async () => {
    const zip = writeZip(entries);
    const broken = Buffer.from(zip);
    broken.fill(0, broken.lastIndexOf("PK\x01\x02"), broken.lastIndexOf("PK\x01\x02") + 4);
    expect((await unpacked(broken)).contents).toEqual(ALL);
    expect((await unpacked(Buffer.concat([zip, Buffer.from("more")]))).contents).toEqual(ALL);
  });

  test("cut off anywhere, it gives the whole entries before, and ends", async () => {
    const zip = writeZip(entries);
    for (let length = 4; length < zip.length; length++) {
      const { status, contents } = await unpacked(zip.subarray(0, length));
      expect(status).toBe(Object.keys(contents).length === 0 ? "unreadable" : "damaged");
      expect(ALL).toMatchObject(contents);
    }
  });

  test("with any byte changed, nothing wrong comes out unsaid", async () => {
    const zip = writeZip([
      { name: "a.csv", data: "time,volume,node\n".repeat(5) },
      { name: "b.csv", data: "second" },
    ]);
    const sound = await unpacked(zip);
    for (let at = 0; at < zip.length; at++) {
      const changed = Buffer.from(zip);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const path = folder.file("bundle.zip", changed);
      const { paths } = await opened([path]);
      const contents = Object.values(contentsOf(paths, path));
      expect(Object.values(sound.contents)).toEqual(expect.arrayContaining(contents));
    }
  }, 20_000);

  test("an entry that does not fit its checksum or its length is left out", async () => {
    expect(
      await unpacked(writeZip([GOOD, { name: "x.csv", data: "x", crc: 1 }, { name: "y.csv", data: "yy", bytes: 1 }])),
    ).toEqual({
      status: "damaged",
      code: "bundle-damaged",
      happened: 'bundle.zip is damaged: "x.csv" does not fit its checksum (and 1 more); 1 file could be read.',
      warnings: [
        '"x.csv" does not fit its checksum, and is left out',
        '"y.csv" is not as long as it should be, and is left out',
      ],
      contents: GOOD_CONTENT,
    });
  });

  test.each([
    ["stored", { stored: true }],
    ["deflated", {}],
    ["as a stream", { sizesBehind: true }],
  ])(
    "of an event log that is cut off, %s, what came is kept: its chunks have checksums of their own",
    async (_, how) => {
      const log = plainLog(Array.from({ length: 2000 }, (__, n) => ({ text: `${n} ${(n * 7919) % 1009}` })));
      const zip = writeZip([GOOD, { name: "System.evtx", data: log, ...how }]);
      const { status, warnings, contents } = await unpacked(zip.subarray(0, zip.indexOf("PK\x01\x02") / 2));
      expect([status, Object.keys(contents)]).toEqual(["damaged", ["System.evtx", "owners.csv"]]);
      expect(warnings?.at(-1)).toMatch(/^"System.evtx" .*; what came of this log is read$/);
      const { logs } = await readLogEvidence(open?.paths ?? [], { needs: [{}] });
      expect(logs.map((one) => [one.status, one.records > 100])).toEqual([["damaged", true]]);
    },
  );
});

describe("limits", () => {
  const limits = { entries: 10, entryBytes: 1000, allBytes: 3000, ratio: 20, ratioFrom: 2000 };

  test("one entry is too large, by what it claims or by what comes out; the others are read", async () => {
    const data = "x".repeat(1001);
    for (const bytes of [1001, 10, 2 ** 32 - 2]) {
      expect(await unpacked(writeZip([{ name: "x.csv", data, bytes }, GOOD]), { limits })).toMatchObject({
        status: "damaged",
        code: "bundle-too-large",
        happened: "bundle.zip holds a file of more than 1000 bytes, which is not unpacked; 1 file could be read.",
        warnings: ['not unpacked: "x.csv" is too large'],
        contents: GOOD_CONTENT,
      });
    }
  });

  test("too much in all, over all ZIPs together", async () => {
    const zip = writeZip([1, 2].map((n) => ({ name: `${n}.csv`, data: "x".repeat(999), stored: true })));
    const [a, b] = [folder.file("a.zip", zip), folder.file("b.zip", zip)];
    const { sources } = await opened([a, b], { limits });
    expect(sources.map(({ status, files, problem }) => [status, files, problem?.code])).toEqual([
      ["complete", 2, undefined],
      ["damaged", 1, "bundle-too-large"],
    ]);
  });

  test("far more than its own size", async () => {
    const zip = writeZip(
      [1, 2, 3].map((n) => ({ name: `${n}.csv`, packed: deflateRawSync(Buffer.alloc(900)), data: Buffer.alloc(900) })),
    );
    expect(await unpacked(zip, { limits: { ...limits, ratio: 1 } })).toMatchObject({
      code: "bundle-too-large",
      happened: "bundle.zip holds more than 1 times its own size, which is not unpacked; 2 files could be read.",
    });
  });

  test("too many entries", async () => {
    const zip = writeZip(Array.from({ length: 11 }, (_, n) => ({ name: `${n}.csv`, data: "x" })));
    const { code, contents } = await unpacked(zip, { limits });
    expect([code, Object.keys(contents).length]).toEqual(["bundle-too-large", 10]);
  });

  test("entries that share their data", async () => {
    const zip = writeZip([
      { name: "0.csv", data: "x".repeat(300), stored: true },
      GOOD,
      { name: "1.csv" },
      { name: "2.csv" },
    ]);
    // The list's second and third entry for which the first one's header, sizes and checksum are put.
    const first = zip.indexOf("PK\x01\x02");
    for (let at = zip.indexOf("PK\x01\x02", first + 1); at !== -1; at = zip.indexOf("PK\x01\x02", at + 1)) {
      zip.copy(zip, at + 10, first + 10, first + 28);
      zip.copy(zip, at + 42, first + 42, first + 46);
    }
    expect(await unpacked(zip)).toMatchObject({
      code: "bundle-too-large",
      happened: expect.stringContaining("holds the same data as several files") as unknown,
    });
  });
});

describe("ends", () => {
  test("a signal ends the unpacking, and nothing is left behind", async () => {
    const path = folder.file("bundle.zip", writeZip([GOOD, { name: "b.csv", data: "x" }]));
    const controller = new AbortController();
    const opening = openBundles([path], {
      temporaryFolder,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("enough")),
    });
    await expect(opening).rejects.toThrow("enough");
    expect(readdirSync(temporaryFolder)).toEqual([]);
  });

  test("it may be closed twice", async () => {
    const bundles = await opened([folder.file("bundle.zip", writeZip([GOOD]))]);
    await bundles.close();
    await bundles.close();
    expect(readdirSync(temporaryFolder)).toEqual([]);
  });

  test("progress tells how much of all ZIPs was read", async () => {
    const zip = writeZip([GOOD]);
    const told: number[] = [];
    await opened([folder.file("a.zip", zip), folder.file("b.zip", zip)], {
      onProgress: ({ bytesRead, bytesTotal }) => told.push(bytesRead / bytesTotal),
    });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });

  test("a folder for temporary files that is not there is told of, and no reader gets the ZIP", async () => {
    const path = folder.file("bundle.zip", writeZip([GOOD]));
    const { paths, sources } = await opened([path], { temporaryFolder: join(folder.path, "nowhere") });
    expect(paths).toEqual([]);
    expect(sources.map(({ status, problem }) => [status, problem?.code, problem?.happened])).toEqual([
      ["unreadable", "temporary-folder-unusable", "The folder for temporary files cannot be used (ENOENT)."],
    ]);
  });

  test("ten thousand entries take seconds of computing", async () => {
    const zip = writeZip(
      Array.from({ length: 10_000 }, (_, n) => ({ name: `Node_${n % 16}/${n}.xml`, data: `<number>${n}</number>` })),
    );
    const started = process.cpuUsage();
    const { status, contents } = await unpacked(zip);
    expect([status, Object.keys(contents).length]).toEqual(["complete", 10_000]);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(10);
  }, 60_000);
});
