import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExports } from "../../../src/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const OWNERS = [
  "time,volume,node",
  "2026-09-07T21:00:00Z,Cluster Disk 1,HV01",
  "2026-09-07T21:00:00Z,Cluster Disk 2,HV02",
].join("\n");

/** What the files of the folder tell: owners, attempts, and what was left out of each. */
async function readFolder() {
  const { ownership, sessions, files } = await readExports([folder.path]);
  return {
    owners: ownership.map(({ volume, node }) => `${volume} ${node}`),
    attempts: sessions.map(({ volume, proxy }) => `${volume} by ${proxy}`),
    leftOut: files.flatMap(({ leftOut }) =>
      leftOut.map(({ code, line, example }) => `${code} in line ${line}: ${example}`),
    ),
  };
}

function write(name: string, ...lines: readonly string[]): void {
  folder.file(name, lines.join("\n"));
}

describe("a list that ends within its last cell", () => {
  test("with the beginning of a name that it has itself invents none", async () => {
    write("owners.csv", OWNERS, "2026-09-08T21:00:00Z,Cluster Disk 1,HV0");
    expect(await readFolder()).toEqual({
      owners: ["Cluster Disk 1 HV01", "Cluster Disk 2 HV02"],
      attempts: [],
      leftOut: ["row-cut-off in line 4: HV0"],
    });
  });

  test("with the beginning of a name that another list has invents none", async () => {
    write("owners.csv", OWNERS, "");
    const row = "2026-09-07T21:00:00Z,2026-09-07T21:05:00Z,success";
    write("sessions.csv", "start,end,result,volume", `${row},Cluster Disk 1`, `${row},cluster di`);
    expect(await readFolder()).toEqual({
      owners: ["Cluster Disk 1 HV01", "Cluster Disk 2 HV02"],
      attempts: ["Cluster Disk 1 by null"],
      leftOut: ["row-cut-off in line 3: cluster di"],
    });
  });

  const RAN = "2026-09-07T21:00:00Z,2026-09-07T21:05:00Z,success,Disk 1";

  test.each([
    ["proxy", "PROXY01.corp.example", "PROXY01.co"],
    ["vm", "app-01", "app-"],
    ["host", "HV01", "HV"],
    ["job", "Nightly", "Night"],
  ])("with the beginning of another row's %s invents none", async (column, whole, cut) => {
    write("sessions.csv", `start,end,result,volume,${column}`, `${RAN},${whole}`, `${RAN},${cut}`);
    const { attempts, leftOut } = await readFolder();
    expect([attempts.length, leftOut]).toEqual([1, [`row-cut-off in line 3: ${cut}`]]);
  });

  test.each([
    ["a placement", "placement.csv", "vm,volume,host\napp-01,Disk 1,HV01\n"],
    ["a list of nodes", "nodes.csv", "Name,State,NodeWeight\nHV01,Up,1\n"],
    ["a snapshot of owners", "volumes.csv", "Name,State,OwnerNode\nDisk 1,Online,HV01\n"],
  ])("with the beginning of a node's name that only %s has invents none", async (_, name, text) => {
    folder.file(name, text);
    write("owners.csv", "time,volume,node", "2026-09-07T21:00:00Z,Disk 1,NB02", "2026-09-08T21:00:00Z,Disk 1,HV0");
    expect((await readFolder()).leftOut).toEqual(["row-cut-off in line 3: HV0"]);
  });

  test("of machines' places is left out where the volume is cut, or the machine", async () => {
    write("placement.csv", "vm,volume", "app-01,Cluster Disk 1", "app-02,Cluster Di");
    write("more.csv", "volume,vm", "Cluster Disk 1,app-01", "Cluster Disk 1,app-");
    const { placement, files } = await readExports([folder.path]);
    expect([placement.map(({ vm, volume }) => `${vm} on ${volume}`), files.map(({ rows }) => rows)]).toEqual([
      ["app-01 on Cluster Disk 1", "app-01 on Cluster Disk 1"],
      [1, 1],
    ]);
  });

  test("of volumes names no volume by the beginning of a name", async () => {
    write("volumes.csv", "OwnerNode,State,Name", "HV01,Online,Cluster Disk 1", "HV01,Online,Cluster Di");
    const { volumeNames, ownership } = await readExports([folder.path]);
    expect(volumeNames.flatMap(({ names }) => names.map(({ text }) => text))).toEqual(["Cluster Disk 1"]);
    expect(ownership.map(({ volume }) => volume)).toEqual(["Cluster Disk 1"]);
  });

  test("is damaged, and its span ends before the row", async () => {
    write("owners.csv", OWNERS, "2026-09-08T21:00:00Z,Cluster Disk 1,HV0");
    const { files } = await readExports([folder.path]);
    expect(files.map(({ status, rows, from, to }) => [status, rows, from === to])).toEqual([["damaged", 2, true]]);
  });

  test("of which nothing else was read has no row that can be used", async () => {
    write("owners.csv", OWNERS, "");
    write("more.csv", "time,volume,node", "2026-09-08T21:00:00Z,Cluster Disk 1,HV");
    const { files } = await readExports([folder.path]);
    expect(files.map(({ status, problem }) => [status, problem?.code ?? null])).toEqual([
      ["unreadable", "no-row-used"],
      ["complete", null],
    ]);
  });
});

describe("a list without a line end behind its last row is whole", () => {
  test.each([
    ["a known name", "HV02"],
    ["a name that nothing begins like", "HV03"],
    ["a name in quotation marks", '"HV0"'],
  ])("where the last cell is %s", async (_, node) => {
    write("owners.csv", OWNERS, `2026-09-08T21:00:00Z,Cluster Disk 1,${node}`);
    expect(await readFolder()).toMatchObject({
      owners: [expect.anything(), expect.anything(), `Cluster Disk 1 ${node.replaceAll('"', "")}`],
      leftOut: [],
    });
  });

  test("where another list, cut as well, ends with a longer beginning of it", async () => {
    write("owners.csv", "time,volume,node", "2026-09-07T21:00:00Z,Cluster Disk 1,HV0");
    write("more.csv", "time,volume,node", "2026-09-07T21:00:00Z,Cluster Disk 1,HV01");
    expect((await readFolder()).leftOut).toEqual([]);
  });

  test("where the last cell is a volume's name, though another's goes on from it", async () => {
    write(
      "owners.csv",
      "time,node,volume",
      "2026-09-07T21:00:00Z,HV01,Cluster Disk 10",
      "2026-09-07T21:00:00Z,HV01,CLUSTER DISK 1",
      "",
    );
    write("more.csv", "time,node,volume", "2026-09-08T21:00:00Z,HV01,Cluster Disk 1");
    expect((await readFolder()).leftOut).toEqual([]);
  });

  test("where the last cell is a host's name of which others tell the domain", async () => {
    write("owners.csv", "time,volume,node", "2026-09-07T21:00:00Z,Cluster Disk 1,HV01.corp.example", "");
    write("more.csv", "time,volume,node", "2026-09-08T21:00:00Z,Cluster Disk 1,HV01");
    expect((await readFolder()).leftOut).toEqual([]);
  });

  test("where the last cell is no name at all, whatever names begin like it", async () => {
    write("owners.csv", "time,volume,node,note", "2026-09-07T21:00:00Z,Cluster Disk 1,HV01,HV");
    expect((await readFolder()).leftOut).toEqual([]);
  });

  test("and a row that ends with its line is no cut one", async () => {
    write("owners.csv", OWNERS, "2026-09-08T21:00:00Z,Cluster Disk 1,HV0", "");
    expect((await readFolder()).leftOut).toEqual([]);
  });
});

describe("in a folder", () => {
  test("a list with zeros soon behind its header is read", async () => {
    write("owners.csv", OWNERS, `${"\0".repeat(40)}Cluster Disk 1,HV03`, "");
    expect(await readFolder()).toMatchObject({
      owners: ["Cluster Disk 1 HV01", "Cluster Disk 2 HV02"],
      leftOut: [expect.stringMatching(/^row-with-zeros in line 4: /)],
    });
  });

  test("a list of nothing but zeros is told", async () => {
    folder.file("sessions.csv", new Uint8Array(4096));
    const { files } = await readExports([folder.path]);
    expect(files.map(({ status, problem }) => [status, problem?.code])).toEqual([["unreadable", "export-unknown"]]);
  });
});
