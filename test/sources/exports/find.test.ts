import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readExports, type ReadExportsOptions } from "../../../src/index.ts";
import { TestFolder } from "../event-logs/written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const SESSIONS =
  "start,end,volume,result\n2026-09-07T21:00:10Z,2026-09-07T21:06:38Z,Cluster Disk 1,success\n2026-09-08T21:00:10Z,2026-09-08T21:06:38Z,Cluster Disk 1,failed\n";
const HISTORY = "time,volume,node\n2026-09-07T21:00:00Z,Cluster Disk 1,HV01\n";

/** Path below the test's folder, kind, rows and what is wrong of each file that is told of. */
async function found(paths: readonly string[], options: ReadExportsOptions = {}) {
  const { files } = await readExports(paths, options);
  return files.map(({ path, kind, rows, problem }) => [
    path.replace(folder.path, "").replaceAll("\\", "/"),
    kind,
    rows,
    problem?.code ?? null,
  ]);
}

test("objects of a cluster that are no volumes are none, though they have a name, a state and a node", async () => {
  folder.file(
    "interfaces.xml",
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0">
<T>Microsoft.FailoverClusters.PowerShell.ClusterNetworkInterface</T><T>System.Object</T></TN><ToString>HV01 - Live</ToString>
<Props><S N="Name">HV01 - Live</S><S N="Node">HV01</S><S N="State">Up</S></Props></Obj></Objs>`,
  );
  expect(await found([folder.path])).toEqual([]);
});

describe("in a folder", () => {
  test("exports are told by their content, of an empty file and of a list of an unknown kind that it is one, and all else is only counted", async () => {
    folder.file("a/what.ever", SESSIONS);
    folder.file("b/no-extension", HISTORY);
    folder.file("cluster.log", "0000110c.00002bcc::2020/08/06-01:17:54.943 INFO  nothing\n");
    folder.file("notes.txt", "Name of it: something\nsee a, b\n");
    folder.file("empty.csv", "");
    folder.file(
      "binary.csv",
      Uint8Array.from({ length: 5000 }, (_, at) => (at * 7) % 256),
    );
    folder.file("log.evtx", `ElfFile\0${"\0".repeat(4000)}`);
    folder.file("hosts.ldif", "dn: CN=HV01,DC=corp,DC=example\nobjectClass: computer\n");
    folder.file(
      "hosts.json",
      JSON.stringify([{ DistinguishedName: "CN=HV01,DC=corp", Name: "HV01", DNSHostName: "hv01" }]),
    );
    folder.file("other.xml", "<a><b/></a>");
    folder.file(
      "events.xml",
      '<Events><Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"/></Events>',
    );
    folder.file("table.csv", "id,value\n1,2\n");
    expect(await found([folder.path])).toEqual([
      ["/a/what.ever", "sessions", 2, null],
      ["/b/no-extension", "ownership", 1, null],
      ["/cluster.log", "cluster-log", 0, null],
      ["/empty.csv", null, 0, "empty-file"],
      ["/table.csv", null, 0, "export-unknown"],
    ]);
    // notes.txt, binary.csv and other.xml: what is a log or of a directory, others read.
    expect((await readExports([folder.path])).passedBy).toBe(3);
  });

  test("without any there is nothing to tell", async () => {
    folder.file("notes.txt", "hello");
    expect(await found([folder.path])).toEqual([]);
  });

  test("loops of links end, and a file that is reached twice is read once", async () => {
    const file = folder.file("a/sessions.csv", SESSIONS);
    symlinkSync(folder.path, join(folder.path, "a", "loop"));
    symlinkSync(file, join(folder.path, "z.csv"));
    expect(await found([folder.path, join(folder.path, "a"), file, join(folder.path, "*.csv")])).toEqual([
      ["/a/sessions.csv", "sessions", 2, null],
    ]);
    expect((await readExports([folder.path, file])).sessions).toHaveLength(2);
  });

  test.skipIf(process.platform === "win32")("pipes are passed by", async () => {
    execFileSync("mkfifo", [join(folder.path, "pipe.csv")]);
    expect(await found([folder.path])).toEqual([]);
    expect(await found([join(folder.path, "pipe.csv")])).toEqual([["/pipe.csv", null, 0, "not-a-file"]]);
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("what may not be read is told", async () => {
    chmodSync(folder.file("sessions.csv", SESSIONS), 0);
    expect(await found([folder.path])).toEqual([["/sessions.csv", null, 0, "no-permission"]]);
  });
});

describe("a file that is given", () => {
  test("and is no export is told, unless others read it", async () => {
    const notes = folder.file("notes.txt", "hello");
    const empty = folder.file("empty.csv", "");
    const log = folder.file("log.evtx", `ElfFile\0${"\0".repeat(4000)}`);
    const ldif = folder.file("hosts.ldif", "dn: CN=HV01,DC=corp,DC=example\nobjectClass: computer\n");
    expect(await found([notes, empty, log, ldif, join(folder.path, "none.csv"), join(folder.path, "*.none")])).toEqual([
      ["/*.none", null, 0, "no-match"],
      ["/empty.csv", null, 0, "empty-file"],
      ["/none.csv", null, 0, "path-not-found"],
      ["/notes.txt", null, 0, "export-unknown"],
    ]);
  });

  test("is what it is said to be, with the columns that it lacks", async () => {
    const file = folder.file("list.csv", "from,to,lun\n1,2,3\n");
    const { files } = await readExports([], { asked: { sessions: [file] } });
    expect(files).toMatchObject([
      {
        kind: "sessions",
        status: "unreadable",
        problem: {
          code: "columns-missing",
          happened: `${file} has no columns start, end, result; it has from, to, lun.`,
        },
      },
    ]);
    expect(await found([], { asked: { ownership: [file] } })).toEqual([
      ["/list.csv", "ownership", 0, "columns-missing"],
    ]);
    expect(await found([], { asked: { placement: [file] } })).toEqual([
      ["/list.csv", "placement", 0, "columns-missing"],
    ]);
  });

  test("that is asked for and lies under a path too is read once, as it is asked for", async () => {
    const file = folder.file("both.csv", SESSIONS.replace("volume", "vm"));
    expect(await found([folder.path], { asked: { sessions: [file] } })).toEqual([["/both.csv", "sessions", 2, null]]);
  });

  test("may be a cluster.log among the owners, or a pattern, or a folder", async () => {
    folder.file("n1_cluster.log", "0000110c.00002bcc::2020/08/06-01:17:54.943 INFO  nothing\n");
    folder.file("owners.csv", HISTORY);
    const both = [
      ["/n1_cluster.log", "cluster-log", 0, null],
      ["/owners.csv", "ownership", 1, null],
    ];
    expect(await found([], { asked: { ownership: [join(folder.path, "*")] } })).toEqual(both);
    expect(await found([], { asked: { ownership: [folder.path] } })).toEqual(both);
  });
});

describe("reading", () => {
  test("tells how far it is", async () => {
    folder.file("a.csv", SESSIONS);
    folder.file("b.csv", HISTORY);
    const told: number[] = [];
    await readExports([folder.path], { onProgress: ({ bytesRead, bytesTotal }) => told.push(bytesRead / bytesTotal) });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test("ends with the signal", async () => {
    const controller = new AbortController();
    folder.file("a.csv", SESSIONS);
    const reading = readExports([folder.path], { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });

  test("fails for a time zone that is not known, before anything is read", async () => {
    await expect(readExports(["nowhere"], { timeZone: "Mars" })).rejects.toThrow(
      expect.objectContaining({ code: "time-zone-unknown" }),
    );
  });

  test("takes local times with a zone", async () => {
    const file = folder.file("a.csv", SESSIONS.replaceAll("Z", ""));
    expect(await found([file])).toEqual([["/a.csv", "sessions", 0, "no-row-used"]]);
    expect(await found([file], { timeZone: "Europe/Berlin" })).toEqual([["/a.csv", "sessions", 2, null]]);
  });
});
