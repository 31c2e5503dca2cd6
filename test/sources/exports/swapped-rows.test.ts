import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExports } from "../../../src/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { TestFolder } from "../event-logs/written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const T1 = "2026-09-07T21:00:00Z";
const T2 = "2026-09-08T21:00:00Z";
const OWNERS = `time,volume,node\n${T1},Disk 1,HV01\n${T1},Disk 2,HV02\n${T2},Disk 1,HV02\n`;

/** Who owns what by the files of the folder, and what is told of each file. */
async function readFolder(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) folder.file(name, text);
  const { ownership, volumeNames, files: accounts } = await readExports([folder.path]);
  return {
    owners: ownership.map(({ volume, node }) => `${volume} ${node}`),
    names: volumeNames.flatMap(({ names }) => names.map(({ text }) => text)),
    files: accounts.map(({ status, rows, to, leftOut, problem }) => ({
      status,
      rows,
      to: to === null ? null : filetimeToIso(to).slice(0, 10),
      leftOut: leftOut.map(({ code, count, line, example }) => [code, count, line, example]),
      problem: problem?.nextStep ?? null,
    })),
  };
}

describe("a row of owners with volume and node in each other's place", () => {
  test("is left out and told, and its file's span ends before it", async () => {
    expect(await readFolder({ "owners.csv": `${OWNERS}2026-09-09T21:00:00Z,hv02,DISK 1\n` })).toEqual({
      owners: ["Disk 1 HV01", "Disk 2 HV02", "Disk 1 HV02"],
      names: [],
      files: [
        { status: "damaged", rows: 3, to: "2026-09-08", leftOut: [["row-swapped", 1, 5, "DISK 1"]], problem: null },
      ],
    });
  });

  test("is told by the names in other lists, and a list of such rows cannot be used", async () => {
    const swapped = `time,volume,node\n${T1},HV02,Disk 1\n`;
    expect(await readFolder({ "a.csv": swapped, "b.csv": OWNERS })).toMatchObject({
      owners: ["Disk 1 HV01", "Disk 2 HV02", "Disk 1 HV02"],
      files: [
        {
          status: "unreadable",
          rows: 0,
          to: null,
          leftOut: [["row-swapped", 1, 2, "Disk 1"]],
          problem: "Put the volume into the column volume, and the node that owns it into the column node.",
        },
        { status: "complete", rows: 3 },
      ],
    });
  });

  test("leaves its file with the span of the other rows, the newest first or last", async () => {
    const [header = "", ...rows] = `${OWNERS}2026-09-09T21:00:00Z,hv02,DISK 1`.split("\n");
    const newestFirst = [header, ...rows.toReversed(), ""].join("\n");
    expect((await readFolder({ "owners.csv": newestFirst })).files).toMatchObject([
      { rows: 3, to: "2026-09-08", leftOut: [["row-swapped", 1, 2, "DISK 1"]] },
    ]);
  });

  test("is counted with all others of its file, of which the first in the file is told", async () => {
    const rows = ["2026-09-09T21:00:00Z,HV02,Disk 1", "2026-09-10T21:00:00Z,HV01,Disk 2"];
    const { files } = await readFolder({ "a.csv": `${OWNERS}${rows.join("\n")}\n`, "b.csv": OWNERS });
    expect(files[0]).toMatchObject({
      ...{ status: "damaged", rows: 3, to: "2026-09-08" },
      leftOut: [["row-swapped", 2, 5, "Disk 1"]],
    });
  });

  const ONLY = `time,volume,node\n${T1},HV02,Disk 1\n`;
  const [START, END] = [T1, "2026-09-07T22:00:00Z"];

  test.each([
    [
      "attempts",
      {
        "b.csv": `start,end,volume,host,result\n${START},${END},Disk 1,HV02,success\n${START},${END},Disk 1,HV02,failed\n`,
      },
    ],
    ["machines' places", { "b.csv": "vm,volume,host\napp,Disk 1,HV02\nsql,Disk 1,HV02\n" }],
    [
      "nodes, and of attempts",
      {
        "b.csv": "Name,State,NodeWeight\nHV02,Up,1\n",
        "c.csv": "Name,State,NodeWeight\nHV02,Up,1\n",
        "d.csv": `start,end,volume,result\n${START},${END},Disk 1,success\n${START},${END},Disk 1,failed\n`,
      },
    ],
  ])("is told by the names in a list of %s alone", async (_, others: Readonly<Record<string, string>>) => {
    const { owners, files } = await readFolder({ "a.csv": ONLY, ...others });
    expect([owners, files[0]?.leftOut]).toEqual([[], [["row-swapped", 1, 2, "Disk 1"]]]);
  });

  test("names no volume either", async () => {
    const snapshot = `Name,State,OwnerNode\nDisk 1,Online,HV02\nDisk 2,Online,HV02\nHV02,Online,Disk 1\n`;
    const sessions = `start,end,volume,result\n${T1},2026-09-07T22:00:00Z,Disk 1,success\n`;
    expect(await readFolder({ "volumes.csv": snapshot, "sessions.csv": sessions })).toMatchObject({
      owners: ["Disk 1 HV02", "Disk 2 HV02"],
      names: ["Disk 1", "Disk 2"],
    });
  });

  test("is no such row where as much speaks for the one as for the other", async () => {
    const text = `time,volume,node\n${T1},Disk 1,HV01\n${T1},HV01,Disk 1\n`;
    expect((await readFolder({ "owners.csv": text })).owners).toEqual(["Disk 1 HV01", "HV01 Disk 1"]);
  });

  test("is no such row where only one of its two names speaks for it", async () => {
    const volumesOnly = `start,end,volume,result\n${START},${END},Disk 1,success\n${START},${END},Disk 1,failed\n`;
    expect((await readFolder({ "a.csv": ONLY, "b.csv": volumesOnly })).owners).toEqual(["HV02 Disk 1"]);
    const nodesOnly = { "b.csv": "Name,State,NodeWeight\nHV02,Up,1\n", "c.csv": "Name,State,NodeWeight\nHV02,Up,1\n" };
    expect((await readFolder({ "d.csv": ONLY, ...nodesOnly, "a.csv": "vm,volume\napp,Disk 9\n" })).owners).toContain(
      "HV02 Disk 1",
    );
  });

  test("is no such row where a volume only bears the name of a node", async () => {
    const text = `${OWNERS}${T2},HV01,HV02\n`;
    expect((await readFolder({ "owners.csv": text })).owners).toContain("HV01 HV02");
  });
});
