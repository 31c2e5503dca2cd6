import { describe, expect, test } from "vitest";
import { rowExportKind } from "../../../src/sources/row-exports/index.ts";
import { iso, leftOut, read, sessions } from "../row-exports/read.ts";

const START = "2026-09-07T21:00:10Z";
const END = "2026-09-07T21:06:38Z";

describe("a list of sessions", () => {
  test("has start, end, volume, result and whatever else is known", () => {
    const text = `start,end,volume,result,proxy,vm,job,retry,snapshot,host\n${START},${END},Cluster Disk 1,Failed,PROXY01,app-01,Nightly 1,1,1bb8,HV09\n`;
    const [row, ...others] = sessions(text);
    expect(others).toEqual([]);
    expect([iso(row?.start ?? null), iso(row?.end ?? null)]).toEqual([START, END]);
    expect(row).toMatchObject({
      file: "export",
      line: 2,
      result: "failed",
      volume: "Cluster Disk 1",
      vm: "app-01",
      host: "HV09",
      proxy: "PROXY01",
      job: "Nightly 1",
      isRetry: true,
      snapshot: "1bb8",
      run: null,
      isTimeAmbiguous: false,
    });
  });

  test("may say of which cluster each is", () => {
    const rows = ["HVCL01", "HVCL02", "", "HVCL01"].map((cluster) => `${START},${END},Disk 1,failed,${cluster}`);
    const read = sessions(`start,end,volume,result,clusterName\n${rows.join("\n")}\n`);
    expect(read.map(({ cluster }) => cluster)).toEqual(["HVCL01", "HVCL02", undefined, "HVCL01"]);
  });

  test("has names of 16,384 characters at most, for what is longer is none", () => {
    const names = [16_384, 16_385, 1_000_000].map((length) => "d".repeat(length));
    const rows = names.map((name) => `${START},${END},${name},failed`);
    const kept = "d".repeat(16_384);
    expect(sessions(`start,end,volume,result\n${rows.join("\n")}\n`).map(({ volume }) => volume)).toEqual([
      kept,
      `${kept}…`,
      `${kept}…`,
    ]);
  });

  test("has rows that tell the same but for their times, and others, as they were written", () => {
    const rows = [
      `${START},${END},Disk 1,failed,app`,
      `${START},${END},Disk 1,success,app`,
      `${START},${END},Disk 2,failed,app`,
      `${START},${END},Disk 1,failed,app`,
    ];
    const read = sessions(`start,end,volume,result,vm\n${rows.join("\n")}\n`);
    expect(read.map(({ line, volume, result, vm }) => `${line} ${volume} ${result} ${vm}`)).toEqual([
      "2 Disk 1 failed app",
      "3 Disk 1 success app",
      "4 Disk 2 failed app",
      "5 Disk 1 failed app",
    ]);
  });

  test.each([
    [
      "another order, case, synonyms and other columns",
      `Result;Size;VM Name;End Time;START_TIME\nsuccess;1;app-01;${END};${START}\n`,
    ],
    ["tabs and quotation marks", `"vm"\t"start"\t"end"\t"result"\r\n"app-01"\t"${START}"\t"${END}"\t"Success"\r\n`],
    [
      "Export-Csv with its type",
      `#TYPE Selected.System.Object, x\r\n"vm","start","end","result"\r\n"app-01","${START}","${END}","OK"\r\n`,
    ],
    ["Excel's separator", `sep=;\nvm;start;end;result\napp-01;${START};${END};succeeded\n`],
    ["a byte order mark", `\ufeffvm,start,end,result\napp-01,${START},${END},success\n`],
    ["JSON", JSON.stringify([{ vm: "app-01", start: START, End: END, result: "Success", other: { a: 1 } }])],
    [
      "JSON of Windows PowerShell",
      '{"VM":"app-01","Start":"\\/Date(1788814810000)\\/","End":{"value":"\\/Date(1788815198000)\\/","DisplayHint":2},"Result":"Success"}',
    ],
    ["JSON in a count", `{"value":[{"vm":"app-01","start":"${START}","end":"${END}","result":"success"}],"Count":1}`],
  ])("may have %s", (_, text) => {
    expect(rowExportKind(text)).toBe("sessions");
    const [row] = sessions(text);
    expect([row?.vm, iso(row?.start ?? null), iso(row?.end ?? null), row?.result]).toEqual([
      "app-01",
      START,
      END,
      "success",
    ]);
  });

  test("shares one text among rows that name the same", () => {
    const rows = Array.from({ length: 100 }, () => `${START},${END},Cluster Disk 1,success`).join("\n");
    const { account, rows: read1 } = read(`start,end,volume,result\n${rows}\n`);
    expect(account).toMatchObject({ status: "complete", rows: 100, leftOut: [] });
    expect(new Set(read1.sessions.map(({ volume }) => volume)).size).toBe(1);
  });

  test("is in local time where a zone is given, and marks the hour that occurs twice", () => {
    const text =
      "start,end,volume,result\n2026-10-25 01:30,2026-10-25 02:10,CSV1,success\n2026-10-26 01:30,2026-10-26 02:10,CSV1,success\n";
    const { account, rows } = read(text, { timeZone: "W. Europe Standard Time" });
    expect(rows.sessions.map(({ start, isTimeAmbiguous }) => [iso(start), isTimeAmbiguous])).toEqual([
      ["2026-10-24T23:30:00Z", true],
      ["2026-10-26T00:30:00Z", false],
    ]);
    expect(account.warnings).toEqual(["1 local time occurs twice, as clocks were set back; the first is taken"]);
  });

  test.each([
    ["Europe/Berlin", "2025-10-26 02:30", "2025-10-26 02:10", "2025-10-26T00:30:00Z", "2025-10-26T01:10:00Z"],
    ["Australia/Lord_Howe", "2025-04-06 01:50", "2025-04-06 01:40", "2025-04-05T14:50:00Z", "2025-04-05T15:10:00Z"],
    ["Europe/Berlin", "2025-10-26T02:30+02:00", "2025-10-26 02:10", "2025-10-26T00:30:00Z", "2025-10-26T01:10:00Z"],
  ])("ends when clocks show a time again, where they were set back in between: %s, %s to %s", (timeZone, ...times) => {
    const [writtenStart, writtenEnd, start, end] = times;
    const text = `start,end,volume,result\n${writtenStart},${writtenEnd},CSV1,failed\n`;
    const { account, rows } = read(text, { timeZone });
    expect(rows.sessions.map((row) => [iso(row.start), iso(row.end), row.isTimeAmbiguous])).toEqual([
      [start, end, false],
    ]);
    expect(account).toMatchObject({ status: "complete", warnings: [] });
  });

  test("has an end before its start where the second time of the clock is before it, too", () => {
    const text = "start,end,volume,result\n2025-10-26 03:30,2025-10-26 02:10,CSV1,failed\n";
    expect(leftOut(text, { timeZone: "Europe/Berlin" })).toEqual([["end-before-start", 1, 2, "2025-10-26 02:10"]]);
  });

  test("uses the good rows and counts the others with their first line", () => {
    const rows = [
      "2026-03-29T02:30:00,2026-03-29T04:00:00,CSV1,success",
      "soon,2026-03-29T04:00:00Z,CSV1,success",
      "later,2026-03-29T04:00:00Z,CSV1,success",
      `${END},${START},CSV1,success`,
      `${START},${END},CSV1,maybe`,
      `${START},${END},CSV1,`,
      `${START},,CSV1,success`,
      `${START},${END},CSV1,Running`,
      `03/04/2026 21:00,${END},CSV1,success`,
      `${START},${END},CSV,1,success`,
      `${START},${END},CSV1,success,,`,
      `${START},${END},CSV1`,
    ];
    const text = `start,end,volume,result\n${rows.join("\n")}`;
    const { account } = read(text, { timeZone: "Europe/Berlin" });
    expect(account).toMatchObject({ kind: "sessions", status: "damaged", rows: 1, problem: null });
    expect(leftOut(text, { timeZone: "Europe/Berlin" })).toEqual([
      ["cell-missing", 2, 7, null],
      ["cells-too-many", 1, 11, START],
      ["end-before-start", 1, 5, START],
      ["result-unknown", 1, 6, "maybe"],
      ["row-cut-off", 1, 13, START],
      ["time-order-unknown", 1, 10, "03/04/2026 21:00"],
      ["time-skipped", 1, 2, "2026-03-29T02:30:00"],
      ["time-unreadable", 2, 3, "soon"],
      ["unfinished", 1, 9, "Running"],
    ]);
  });

  test("of which no row can be used says why", () => {
    const { account } = read(`start,end,volume,result\n2026-09-07 21:00,2026-09-07 22:00,CSV1,failed\n`);
    expect(account).toMatchObject({
      status: "unreadable",
      rows: 0,
      problem: {
        code: "no-row-used",
        happened: 'None of the rows of export can be used (1 left out); line 2 has a local time "2026-09-07 21:00".',
        nextStep: "Say where its times are local: --timezone Europe/Berlin, or a Windows name of a time zone.",
      },
    });
  });

  test("of JSON that is torn is read up to there", () => {
    const one = JSON.stringify({ start: START, end: END, volume: "CSV1", result: "failed" });
    const { account } = read(`[${one},\n${one},\n{"start":"${START}","en`);
    expect(account).toMatchObject({ status: "damaged", rows: 2, warnings: ["line 3: a closing brace is missing"] });
  });

  test("spans its first start to its last end", () => {
    const { account } = read(`start,end,vm,result\n${END},${END},a,success\n${START},${START},a,success\n`);
    expect([iso(account.from), iso(account.to)]).toEqual([START, END]);
  });
});

describe("Veeam's Get-VBRTaskSession", () => {
  test.each([
    [
      "with its properties picked",
      '#TYPE Selected.Veeam.Backup.Core.CBackupTaskSession\r\n"Name","JobName","Status","StartTimeLocal","StopTimeLocal","IsRetryMode"\r\n"app-01","Nightly 1","Failed","09/07/2026 23:00:10","09/07/2026 23:06:38","True"\r\n',
    ],
    [
      "as JSON, a level deep",
      JSON.stringify([
        {
          Name: "app-01",
          JobName: "Nightly 1",
          Status: 2,
          Progress: { StartTimeLocal: "2026-09-07T23:00:10", StopTimeLocal: "2026-09-07T23:06:38" },
          JobSess: { Name: "Nightly 1 (Incremental)", IsRetryMode: true },
        },
      ]),
    ],
    [
      "with times in UTC",
      '"Name","JobSess.Name","Status","Progress.StartTimeUtc","Progress.StopTimeUtc","JobSess.IsRetryMode"\n"app-01","Nightly 1","Failed","09/07/2026 21:00:10","09/07/2026 21:06:38","True"\n',
    ],
  ])("%s is sessions of machines", (_, text) => {
    expect(rowExportKind(text)).toBe("sessions");
    const rows = sessions(text, { timeZone: "Europe/Berlin", dateOrder: "mdy" });
    expect(
      rows.map(({ start, end, vm, job, result, isRetry, volume }) => [
        iso(start),
        iso(end),
        vm,
        job,
        result,
        isRetry,
        volume,
      ]),
    ).toEqual([[START, END, "app-01", "Nightly 1", "failed", true, null]]);
  });
});

describe("Veeam's Get-VBRBackupSession", () => {
  test("is sessions of jobs, whose machines it does not name", () => {
    const text =
      '"JobName","Name","CreationTime","EndTime","Result","State","IsRetryMode"\n"Nightly 1","Nightly 1 (Incremental)","2026-09-07T21:00:10Z","2026-09-07T21:06:38Z","Warning","Stopped","False"\n"Nightly 2","x","2026-09-07T21:00:10Z","1900-01-01T00:00:00Z","None","Working","False"\n';
    expect(sessions(text).map(({ job, vm, result, isRetry }) => [job, vm, result, isRetry])).toEqual([
      ["Nightly 1", null, "warning", false],
    ]);
    expect(leftOut(text)).toEqual([["unfinished", 1, 3, "None"]]);
  });

  test("may have its results as numbers, which mean nothing elsewhere", () => {
    const veeam = `JobName,CreationTime,EndTime,Result\nNightly,${START},${END},2\nNightly,${START},${END},1\n`;
    expect(sessions(veeam).map(({ result }) => result)).toEqual(["failed", "warning"]);
    expect(leftOut(`job,start,end,result\nNightly,${START},${END},2\n`)).toEqual([["result-unknown", 1, 2, "2"]]);
  });
});

test("Veeam's lists tell which run a task belongs to; an id of sessions in other lists may be anything", () => {
  const runOf = (text: string) => sessions(text).map(({ run }) => run);
  const times = `${START},${END}`;
  expect(runOf(`Id,JobName,CreationTime,EndTime,Result\na1,Nightly,${times},Success\n`)).toEqual(["a1"]);
  expect(
    runOf(`Id,JobSessId,Name,JobName,StartTimeUtc,StopTimeUtc,Status\nt7,a1,app,Nightly,${times},Failed\n`),
  ).toEqual(["a1"]);
  expect(runOf(`Id,SessionId,job,start,end,result\na1,a2,Nightly,${times},failed\n`)).toEqual([null]);
});

test("a list of volumes within an object reads like several names in one cell", () => {
  const session = { start: START, end: END, result: "failed" };
  const text = JSON.stringify([
    { ...session, volume: ["V0", "V1"] },
    { ...session, volume: ["V0"] },
    { ...session, volume: "V0;V1" },
  ]);
  expect(sessions(text).map(({ volume }) => volume)).toEqual(["V0;V1", "V0", "V0;V1"]);
});
