import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRowFile, readRowText, rowExportKind } from "../../../src/sources/row-exports/index.ts";
import { NO_ROW_OPTIONS } from "../../../src/sources/row-tables/index.ts";
import { read } from "./read.ts";

const ROW = "2026-09-07T21:00:10Z,2026-09-07T21:06:38Z,Grüße,success";

describe("an export that cannot be read", () => {
  test("for want of columns says which, and which there are", () => {
    expect(read("begin,finish,lun\n1,2,3\n", {}, "sessions").account).toMatchObject({
      kind: "sessions",
      status: "unreadable",
      problem: { code: "columns-missing", happened: "export has no column result; it has begin, finish, lun." },
    });
    expect(read("a,b\n", {}, "ownership").account.problem?.happened).toBe(
      "export has no columns time, volume, node; it has a, b.",
    );
    expect(read("Name,State\n", {}, "ownership").account.problem?.happened).toBe(
      "export has no columns time, volume, node; it has Name, State.",
    );
    expect(read("vm,host\n", {}, "placement").account.problem?.code).toBe("columns-missing");
  });

  test("may have its cells parted by something else", () => {
    const { account } = read("start|end|volume|result\n1|2|3|4\n", {}, "sessions");
    expect(account.problem).toMatchObject({
      code: "columns-missing",
      happened: "export has no columns start, end, result; it has start|end|volume|result.",
      likelyCause: "Its cells are parted by |, and are read where a comma, a semicolon or a tab does.",
      nextStep: "In PowerShell: Import-Csv FILE -Delimiter '|' | Export-Csv NEW -NoTypeInformation -Encoding UTF8",
    });
  });

  test.each(["", "\ufeff", "\r\n \n"])("may be empty: %j", (text) => {
    expect(read(text, {}, "sessions").account).toMatchObject({ status: "unreadable", problem: { code: "empty-file" } });
  });

  test("may be without rows, which is no damage", () => {
    expect(read("start,end,volume,result\n").account).toMatchObject({
      status: "complete",
      rows: 0,
      warnings: ["it has columns and no row"],
    });
    expect(read("start,end,volume,result").account.status).toBe("complete");
  });

  test.each([
    "a,b,c\n1,2,3\n",
    "<Objs></Objs>",
    "Name           State  Node\n----  ----- ----\n",
    "hello",
    "[]",
    "{}",
    "[1,2]",
    "\0\0\0",
  ])("is not known: %j", (text) => {
    expect(rowExportKind(text)).toBeNull();
    expect(read(text).account).toMatchObject({ kind: null, status: "unreadable" });
  });

  test("lists no more names than fit, cut and on one line", () => {
    const names = Array.from({ length: 30 }, (_, index) => `"column\u001b${index}${"x".repeat(50)}"`).join(",");
    const happened = read(`${names}\n`, {}, "sessions").account.problem?.happened ?? "";
    expect(happened).toMatch(/column 0x+…, column 1x+….* and 10 more\.$/);
    expect(happened.length).toBeLessThan(1000);
  });

  test("for want of a zone that is known is an error of the one who asked", () => {
    expect(() => read(`start,end,volume,result\n${ROW}\n`, { timeZone: "Mars" })).toThrow(
      expect.objectContaining({ code: "time-zone-unknown" }),
    );
  });

  test("takes a history for what it is, whichever list of owners was asked for", () => {
    const history = "time,volume,node\n2026-09-07T21:00:10Z,Disk 1,HV01\n";
    expect(read(history, {}, "volumes").account.kind).toBe("ownership");
    expect(read("Name,OwnerNode\nDisk 1,HV01\n", {}, "ownership").account.kind).toBe("volumes");
  });
});

describe("a quotation mark that nothing closes", () => {
  test("costs its own row", () => {
    const text = `start,end,volume,result\n${ROW}\n2026-09-07T21:00:10Z,"2026-09-07T21:06:38Z,x,success\n${ROW}\n`;
    expect(read(text).account).toMatchObject({
      status: "damaged",
      rows: 2,
      leftOut: [{ code: "row-torn", count: 1, line: 3, example: null }],
      warnings: ["line 3: a closing quotation mark is missing"],
    });
  });
});

test("a quotation mark that the end of the text leaves open costs its row, which is counted", () => {
  expect(read(`start,end,volume,result\n${ROW}\n"2026-09-07T21:00:10Z","2026-09`).account).toMatchObject({
    status: "damaged",
    rows: 1,
    leftOut: [{ code: "row-torn", count: 1, line: 3, example: null }],
  });
});

describe("a file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "badnode-rows-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function readBytes(content: string | Uint8Array) {
    const path = join(folder, "export.csv");
    writeFileSync(path, content);
    return await readRowFile({ path, realPath: path }, NO_ROW_OPTIONS);
  }

  const LARGE = `start,end,volume,result\r\n${Array.from({ length: 40_000 }, () => `${ROW}\r\n`).join("")}`;

  test.each([
    ["UTF-8", Buffer.from(LARGE)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${LARGE}`)],
    ["UTF-16", Buffer.from(`\ufeff${LARGE}`, "utf16le")],
    ["UTF-16 in the other order", Buffer.from(`\ufeff${LARGE}`, "utf16le").swap16()],
    ["UTF-16 beyond Latin", Buffer.from(`\ufeff${LARGE.replaceAll("Grüße", "Größe €")}`, "utf16le")],
    ["Windows-1252", Buffer.from(LARGE, "latin1")],
    [
      "JSON",
      Buffer.from(
        JSON.stringify(
          Array.from({ length: 20_000 }, () => ({
            start: "2026-09-07T21:00:10Z",
            end: "2026-09-07T21:06:38Z",
            volume: "Grüße",
            result: "success",
          })),
          null,
          1,
        ),
      ),
    ],
  ])("of several pieces is read whole: %s", async (_, bytes) => {
    const { rows, account } = await readBytes(bytes);
    expect(account).toMatchObject({
      kind: "sessions",
      status: "complete",
      rows: bytes.includes("[") ? 20_000 : 40_000,
    });
    const volumes = new Set(rows.sessions.map(({ volume }) => volume));
    expect(["Grüße", "Größe €"].some((name) => volumes.size === 1 && volumes.has(name))).toBe(true);
  });

  test("without a line feed is cut at whole characters", async () => {
    const rows = LARGE.replaceAll("\r\n", "\r");
    const { rows: read1, account } = await readBytes(rows);
    expect(account).toMatchObject({ status: "complete", rows: 40_000 });
    expect(new Set(read1.sessions.map(({ volume }) => volume))).toEqual(new Set(["Grüße"]));
    const wide = await readBytes(Buffer.from(`\ufeff${rows.replaceAll("ü", "\u{1f4be}")}`, "utf16le"));
    expect(new Set(wide.rows.sessions.map(({ volume }) => volume))).toEqual(new Set(["Gr\u{1f4be}ße"]));
  });

  test("with a row of more than four million characters says that it is too long", async () => {
    const { account } = await readBytes(
      `start,end,volume,result\n${ROW}\n${ROW.replace("Grüße", "x".repeat(9 << 20))}\n`,
    );
    expect(account).toMatchObject({
      status: "damaged",
      rows: 1,
      leftOut: [{ code: "row-torn", count: 1, line: 3, example: null }],
      warnings: ["line 3: the end of a row, which is too long (over four million characters), is missing"],
    });
  });

  test("that is empty, or ends within its header, is told", async () => {
    expect((await readBytes("")).account.problem?.code).toBe("empty-file");
    expect((await readBytes("start,end,volume,result")).account.rows).toBe(0);
  });

  test("of a million rows is read", { timeout: 30_000 }, async () => {
    const { account } = await readBytes(`start,end,volume,result\n${`${ROW}\n`.repeat(1_000_000)}`);
    expect(account).toMatchObject({ status: "complete", rows: 1_000_000 });
  });
});

test("whatever a text is, its rows are used or counted, and nothing fails", () => {
  const cell = fc.constantFrom(
    "start",
    "end",
    "result",
    "volume",
    "time",
    "node",
    "Name",
    "OwnerNode",
    "success",
    "failed",
    "2026-09-07T21:00:10Z",
    "2026-03-29 02:30",
    "03/04/2017",
    '"',
    '"a"',
    "",
    "x",
    "[",
    "{",
    '{"Name":"a"}',
  );
  const text = fc
    .array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 })
    .map((rows) => rows.map((cells) => cells.join(",")).join("\n"));
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(null, "sessions" as const, "ownership" as const, "placement" as const),
      (written, asked) => {
        const { account, rows } = readRowText(`start,end,result,volume\n${written}`, "export", NO_ROW_OPTIONS, asked);
        const used = rows.sessions.length + rows.ownership.length + rows.placement.length;
        expect(account.rows).toBe(used);
        expect(readRowText(written, "export", NO_ROW_OPTIONS, asked).account.rows).toBeGreaterThanOrEqual(0);
      },
    ),
    { seed: 20_260_907, numRuns: 1000 },
  );
});
