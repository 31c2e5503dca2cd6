import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExports } from "../../../src/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

/** What is said of the one file of this name and text, found in a folder; null: nothing. */
async function said(name: string, text: string) {
  folder.file(name, text);
  const { files } = await readExports([folder.path]);
  const [file] = files;
  if (file === undefined) return null;
  const { happened = "", likelyCause = "", nextStep = "" } = file.problem ?? {};
  return {
    kind: file.kind,
    happened: happened.replace(folder.path, "").replaceAll("\\", "/"),
    likelyCause,
    nextStep,
  };
}

describe("a file in a folder that resembles a list and cannot be used", () => {
  test("for want of a column names it, and those that there are", async () => {
    expect(await said("s.csv", "start,end,volume,outcome_text\n2026-09-01T18:00Z,2026-09-01T18:06Z,D1,True\n")).toEqual(
      {
        kind: "sessions",
        happened: "/s.csv has no column result; it has start, end, volume, outcome_text.",
        likelyCause: "It is another export, or its first line is no header.",
        nextStep: "Give it a first line such as start,end,volume,result; case, order and other columns do not matter.",
      },
    );
  });

  test.each([
    ["start,end,volume,wat,proxy,vm", "has no column result; it has start, end, volume, wat, proxy, vm."],
    ["start,finis,volume,result,vm,job", "has no column end; it has start, finis, volume, result, vm, job."],
  ])("for want of a column is no placement for its machines and volumes: %s", async (header, happened) => {
    expect(await said("s.csv", `${header}\n2026-09-01T18:00Z,2026-09-01T18:06Z,D1,success,P,\n`)).toMatchObject({
      kind: "sessions",
      happened: `/s.csv ${happened}`,
    });
  });

  test("for want of a separator that is known names what parts its cells", async () => {
    expect(await said("s.txt", "start|end|volume|result\n1|2|3|success\n")).toEqual({
      kind: "sessions",
      happened: "/s.txt has no columns start, end, result; it has start|end|volume|result.",
      likelyCause: "Its cells are parted by |, and are read where a comma, a semicolon or a tab does.",
      nextStep: "In PowerShell: Import-Csv FILE -Delimiter '|' | Export-Csv NEW -NoTypeInformation -Encoding UTF8",
    });
  });

  test("for the console cut its names off says how to print it whole", async () => {
    const table = [
      "time                 volume       node",
      "----                 ------       ----",
      "2026-09-01T17:00:00Z Cluster D... HV01",
      "2026-09-01T17:00:00Z Cluster D... HV02",
    ];
    expect(await said("o.txt", `${table.join("\n")}\n`)).toEqual({
      kind: "ownership",
      happened: "/o.txt has no column volume; it has time, node.",
      likelyCause: "The console cut its cells off, first in line 3.",
      nextStep: "Export it with Export-Csv, or print it with | Format-Table -AutoSize | Out-String -Width 4096.",
    });
  });

  test("for Export-Csv wrote types where times should stand says so", async () => {
    const text =
      'Name,JobName,Status,Progress,JobSess\n"app-01",Nightly,Success,Veeam.Backup.Core.X,Veeam.Backup.Core.Y\n';
    expect(await said("tasks.csv", text)).toEqual({
      kind: "sessions",
      happened: "/tasks.csv has no columns start, end; it has Name, JobName, Status, Progress, JobSess.",
      likelyCause: "Export-Csv writes the name of a type where the object Progress, which has the times, should stand.",
      nextStep: "Give the times columns of their own: README.md and badnode correlate show the command.",
    });
  });

  test("for it begins with zeros names the column that begins behind them", async () => {
    const text = `${"\0".repeat(40)}start,end,volume,result\n2026-09-01T18:00Z,2026-09-01T18:06Z,D1,success\n`;
    expect(await said("s.csv", text)).toEqual({
      kind: "sessions",
      happened: "/s.csv has no column start; it has zeros in its header, and start, end, volume, result.",
      likelyCause: "Part of it was never written, as after a crash.",
      nextStep: "Export it again.",
    });
  });

  test.each([
    ["little", [0xff, 0xfe, 0, 0], (code: number) => [code, 0, 0, 0]],
    ["big", [0, 0, 0xfe, 0xff], (code: number) => [0, 0, 0, code]],
  ])("for it is in UTF-32 says so: %s end first", async (_order, mark, bytesOf) => {
    const text = "start,end,volume,result\n2026-09-01T18:00Z,2026-09-01T18:06Z,D1,success\n";
    const bytes = Buffer.from([...mark, ...Array.from(text, (letter) => bytesOf(letter.charCodeAt(0))).flat()]);
    folder.file("s.csv", bytes);
    const { files } = await readExports([folder.path]);
    expect(files.map(({ kind, problem }) => [kind, problem?.likelyCause])).toEqual([
      ["sessions", "It is in UTF-32, or in another encoding that is not read."],
    ]);
  });

  test.each([
    '[{"Name":"Cluster Disk 1","OwnerNode":',
    '\ufeff[\r\n  {\r\n    "Id": "0d78",\r\n    "Name": "Cluster Disk 1",\r\n    "OwnerNode": {\r\n "Cluster": "HVCL01",\r\n "Na',
  ])("for it ends within its first object says so: %j", async (text) => {
    expect(await said("volumes.json", text)).toEqual({
      kind: "volumes",
      happened: "/volumes.json ends within its first object.",
      likelyCause: "The export or the copy was interrupted.",
      nextStep: "Export it again.",
    });
  });

  test.each(["", "\ufeff", "\r\n"])("for it is empty is told: %j", async (text) => {
    expect(await said("sessions.csv", text)).toMatchObject({ happened: "/sessions.csv is empty." });
  });

  test.each([
    ["README.md", "Sessions: start and end of each, with its result\n\nvolume, node\n"],
    ["notes.txt", "Name of it: something\nsee a, b\n"],
    ["services.json", '[{"Name":"vmms","Status":4}]'],
    ["settings.json", '{"volume":0.5,"name":"x",'],
    ["image.csv", "\0\u0001\u0002\0\0abc\0"],
  ])("but is plainly something else is not told: %s", async (name, text) => {
    expect(await said(name, text)).toBeNull();
    expect((await readExports([folder.path])).passedBy).toBe(1);
  });
});

describe("a list of names and paths without owners", () => {
  test.each([
    ["Name,FriendlyVolumeName,Size\nCluster Disk 1,C:\\ClusterStorage\\Volume1,5\n"],
    ["Name;Path\nCluster Disk 1;C:\\ClusterStorage\\Volume1\n"],
  ])("tells which path is which volume", async (text) => {
    folder.file("volumes.csv", text);
    const { volumeNames, ownership, files } = await readExports([folder.path]);
    expect(volumeNames.map(({ names }) => names)).toEqual([
      [
        { kind: "resource", text: "Cluster Disk 1" },
        { kind: "path", text: "C:\\ClusterStorage\\Volume1" },
      ],
    ]);
    expect([ownership, files.map(({ status }) => status)]).toEqual([[], ["complete"]]);
  });

  test("is none where much else stands in it, or no path is one of a volume", async () => {
    folder.file("shares.csv", "Name,ScopeName,Path\nc$,*,C:\\\n");
    folder.file("tools.csv", "Name,Path\nrobocopy,robocopy.exe\n");
    const { files } = await readExports([folder.path]);
    expect(files.map(({ kind, leftOut }) => [kind, leftOut.map(({ code }) => code)])).toEqual([
      [null, []],
      ["volumes", ["path-unknown"]],
    ]);
  });
});
