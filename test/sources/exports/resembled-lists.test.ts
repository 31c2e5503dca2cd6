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

  test.each(["", "\ufeff", "\r\n"])("for it is empty is told: %j", async (text) => {
    expect(await said("sessions.csv", text)).toMatchObject({ happened: "/sessions.csv is empty." });
  });

  test.each([
    ["README.md", "Sessions: start and end of each, with its result\n\nvolume, node\n"],
    ["notes.txt", "Name of it: something\nsee a, b\n"],
    ["services.json", '[{"Name":"vmms","Status":4}]'],
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
