import { describe, expect, test } from "vitest";
import {
  beginsWithList,
  beginsWithTable,
  PrintedListReader,
  PrintedTableReader,
} from "../../../src/formats/printed/index.ts";
import { readInPieces } from "../pieces.ts";

function table(text: string, length = text.length) {
  const reader = new PrintedTableReader();
  const rows = readInPieces(reader, text, length, ({ line, value }) => [line, value]);
  return { rows, problem: reader.problem };
}

function list(text: string, length = text.length) {
  return readInPieces(new PrintedListReader(), text, length, ({ line, value }) => [line, value]);
}

describe("a printed table", () => {
  const text = [
    "",
    "Name           State  Node",
    "----           -----  ----",
    "Cluster Disk 1 Online HV01",
    "Cluster Disk 2        HV02",
    "",
    "",
  ].join("\r\n");

  test.each([1, 5, 64, 1000])("has its cells where the ruler says, in pieces of %d", (length) => {
    expect(beginsWithTable(text)).toBe(true);
    expect(table(text, length)).toEqual({
      rows: [
        [4, { Name: "Cluster Disk 1", State: "Online", Node: "HV01" }],
        [5, { Name: "Cluster Disk 2", Node: "HV02" }],
      ],
      problem: null,
    });
  });

  test("may stand there again, wider, with prompts between", () => {
    const again = `PS C:\\> Get-ClusterSharedVolume\n${text}PS C:\\> Get-ClusterSharedVolume\n\nName  State  Node\n----  -----  ----\nD     Online HV03\nPS C:\\>`;
    expect(table(again).rows.map(([, row]) => row)).toEqual([
      { Name: "Cluster Disk 1", State: "Online", Node: "HV01" },
      { Name: "Cluster Disk 2", Node: "HV02" },
      { Name: "D", State: "Online", Node: "HV03" },
    ]);
  });

  test("with other columns is not read behind the first, and that is told", () => {
    const other = `${text}\nName ID\n---- --\nHV01 1\n`;
    expect(table(other)).toMatchObject({
      rows: [
        [4, {}],
        [5, {}],
      ],
      problem: { line: 9, expected: "the header of the first table, as another table follows," },
    });
  });

  test("shows lists in braces, and numbers to the right", () => {
    expect(table("Name  Count Paths\n----  ----- -----\nD         5 {a, b}\n").rows).toEqual([
      [3, { Name: "D", Count: "5", Paths: ["a", "b"] }],
    ]);
  });

  test("has cells that were cut off, which are no names", () => {
    expect(table("Name       Node\n----       ----\nCluster... HV01\n")).toEqual({
      rows: [[3, { Node: "HV01" }]],
      problem: { line: 3, expected: "the end of a cell that the table cut off" },
    });
  });

  test("with text across its columns has no such row", () => {
    expect(table("Name Node\n---- ----\nsomething else\n").rows).toEqual([[3, undefined]]);
  });

  test.each([
    "a,b\n---,---\n",
    "----\n",
    "\n----\n",
    "Title\n=====\n",
    "Name Node\n---- ---- ----\n",
    "a b c\n-   -\n",
  ])("is not in %j", (other) => {
    expect(beginsWithTable(other)).toBe(false);
  });
});

describe("a printed list", () => {
  const text = [
    "",
    "Name             : Cluster Disk 1",
    "OwnerNode        : HV01",
    "SharedVolumeInfo : {C:\\ClusterStorage\\Volume1, C:\\ClusterSto",
    "                   rage\\Volume2}",
    "Note             :",
    "",
    "Name             : Cluster Disk 2",
    "OwnerNode        : HV02",
  ].join("\r\n");

  test.each([1, 9, 1000])("is an object for each group of lines, in pieces of %d", (length) => {
    expect(beginsWithList(text)).toBe(true);
    expect(list(text, length)).toEqual([
      [
        2,
        {
          Name: "Cluster Disk 1",
          OwnerNode: "HV01",
          SharedVolumeInfo: ["C:\\ClusterStorage\\Volume1", "C:\\ClusterStorage\\Volume2"],
          Note: "",
        },
      ],
      [8, { Name: "Cluster Disk 2", OwnerNode: "HV02" }],
    ]);
  });

  test("begins anew with the first name that comes again", () => {
    expect(list("Name : a\nName : b\nNode : c")).toEqual([
      [1, { Name: "a" }],
      [2, { Name: "b", Node: "c" }],
    ]);
  });

  test.each(["dn: CN=HV01\nobjectClass: computer\n", "name: x\nnode: y\n", "a,b\nc,d\n", "Name : only\n"])(
    "is not in %j",
    (other) => {
      expect(beginsWithList(other)).toBe(false);
    },
  );
});
