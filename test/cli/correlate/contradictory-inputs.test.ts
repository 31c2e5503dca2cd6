import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { badnode } from "../test-context.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-contradictory-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What a table says of these files, on one line, with `.../` for their folder. */
async function correlate(
  files: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<{ readonly exitCode: number; readonly words: string }> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { exitCode, stdout } = await badnode(["correlate", folder, ...options], { now: "2026-10-12T06:00:00Z" });
  return { exitCode, words: stdout.replaceAll(folder, "...").replace(/\s+/g, " ") };
}

/** As Format-Table prints them. */
function printedOwners(owner: string): string {
  return ["", "Name           State  Node", "----           -----  ----", `Cluster Disk 1 Online ${owner}`, ""].join(
    "\n",
  );
}

/** One attempt an hour, by outcome: `F` failed, `P` passed. */
function sessions(outcomes: string, volume = "Cluster Disk 1"): string {
  const rows = Array.from(outcomes, (outcome, hour) => {
    const at = `2026-09-02T${String(hour).padStart(2, "0")}`;
    return `${at}:00:00Z,${at}:20:00Z,${volume},${outcome === "F" ? "failed" : "success"}`;
  });
  return ["start,end,volume,result", ...rows, ""].join("\n");
}

test("a column cluster with a name for each row is refused, and what to do about it told", async () => {
  const disks = Array.from({ length: 400 }, (_, at) => `2026-09-01T00:00:00Z,Cluster Disk ${at},HV${at},row ${at}`);
  writeFileSync(join(folder, "owners.csv"), ["time,volume,node,cluster", ...disks, ""].join("\n"));
  writeFileSync(join(folder, "sessions.csv"), sessions("FFFFFF"));
  expect(await badnode(["correlate", folder], { now: "2026-10-12T06:00:00Z" })).toEqual({
    exitCode: 2,
    stdout: "",
    stderr:
      "badnode: The inputs name 400 clusters; more than 64 are not told apart. A column cluster or ClusterName holds " +
      "something else, or the lists are those of a whole estate. Take the column out where it names no clusters; else run " +
      "once for each cluster, with its lists and logs.\n",
  });
});

describe("two printed tables of one moment that disagree about a volume's owner", () => {
  const AT = ["--ownership-time", "2026-09-01T00:00:00Z"] as const;

  test.each([
    ["a.txt", "b.txt"],
    ["b.txt", "a.txt"],
  ])("are a conflict that names both, and blame neither node: %s first", async (first, second) => {
    const given = {
      "sessions.csv": sessions("FFFFFF"),
      [first]: printedOwners("HV01"),
      [second]: printedOwners("HV02"),
    };
    const { exitCode, words } = await correlate(given, ...AT);
    expect(exitCode).toBe(3);
    expect(words).toContain(
      "Conflict Cluster Disk 1, before all that is known to the end, may be HV01 and HV02's (inputs disagree, or it moved between two looks), and its 6 " +
        `attempts then speak for none: .../${first}, line 4, 2026-09-01 00:00:00Z; .../${second}, line 4, 2026-09-01 00:00:00Z`,
    );
    expect(words).toContain(
      "Left out 6 attempts, all of which failed: inputs name different owners of the volume, or it moved between two looks",
    );
    expect(words).not.toMatch(/\b(?:is|are) bad\b/);
  });
});

describe("a cluster.log of which no line has a time that can be right", () => {
  const log = "00001234.00005678::0000/13/08-21:03:00.000 INFO  [RCM] something else\n".repeat(3);

  test("is told as unread, with how many lines; the other files are used", async () => {
    const ownership = "time,volume,node\n2026-09-01T00:00:00Z,Cluster Disk 1,HV01\n";
    const given = { "c.log": log, "ownership.csv": ownership, "sessions.csv": sessions("PPPPPPPP") };
    const { exitCode, words } = await correlate(given);
    expect(exitCode).toBe(3);
    expect(words).toContain(
      'Unread .../c.log: 3 rows left out, the first in line 1: no time that can be read ("0000/13/08-21:03:00.000")',
    );
    expect(words).toContain("Clear node HV01");
  });

  test("alone is nothing that could be read", async () => {
    expect((await correlate({ "c.log": log })).exitCode).toBe(2);
  });
});

describe("two clusters whose volumes bear the same names", () => {
  /** `Cluster Disk 1` of HVCL01 moves from HV01 to HV02, that of HVCL02 stays on NB01 and then on NB02. */
  const ownership = [
    "time,volume,node,cluster",
    "2026-09-01T00:00:00Z,Cluster Disk 1,HV01,HVCL01",
    "2026-09-01T00:00:00Z,Cluster Disk 1,NB01,HVCL02",
    "2026-09-02T04:30:00Z,Cluster Disk 1,HV02,HVCL01",
    "2026-09-02T04:40:00Z,Cluster Disk 1,NB02,HVCL02",
    "2026-09-01T00:00:00Z,Cluster Disk 2,HV02,HVCL01",
    "",
  ].join("\n");

  /** Those on hosts of HVCL01 fail under HV02 and pass under HV01; those of HVCL02 pass. */
  function hostSessions(withHosts: boolean): string {
    const rows = Array.from("PPPPPFFFFF", (outcome, hour) => {
      const at = `2026-09-02T0${hour}`;
      const result = outcome === "F" ? "failed" : "success";
      return [
        `${at}:00:00Z,${at}:10:00Z,Cluster Disk 1,${result},${withHosts ? "HV01" : ""}`,
        `${at}:15:00Z,${at}:25:00Z,Cluster Disk 1,success,${withHosts ? "nb02.corp.example" : ""}`,
      ];
    });
    return ["start,end,volume,result,host", ...rows.flat(), ""].join("\n");
  }

  test("are volumes apart, told by the host of what was backed up", async () => {
    const { exitCode, words } = await correlate(
      { "ownership.csv": ownership, "sessions.csv": hostSessions(true) },
      "--timeline",
    );
    expect(words).toContain(
      "Verdict: in HVCL01: HV02 is bad: 5 of 5 backups failed while it owned the volume, 0 of 5 elsewhere",
    );
    expect(words).toContain("Cluster Disk 1 (HVCL01) passed under HV01");
    expect(words).toContain(
      "Owners of Cluster Disk 1 (HVCL02): 2026-09-01 00:00:00Z to 2026-09-02 04:40:00Z: NB01, certain",
    );
    expect(exitCode).toBe(1);
  });

  test("blame nobody where nothing tells which is meant, and the report says what would", async () => {
    const { exitCode, words } = await correlate({ "ownership.csv": ownership, "sessions.csv": hostSessions(false) });
    expect(words).not.toMatch(/\b(?:is|are) (?:bad|suspect)\b/);
    expect(words).toContain(
      "Left out 15 attempts, 5 of which failed: several clusters have such a volume, and nothing tells which is meant: run once for each " +
        "cluster, or name it in a column cluster, or the machine's host in a column host",
    );
    expect(exitCode).toBe(3);
  });

  test("are those of a list that names them as the report does", async () => {
    const { words } = await correlate({
      "ownership.csv": ownership,
      "sessions.csv": sessions("PPPPPFFFFF", "Cluster Disk 1 (HVCL01)"),
    });
    expect(words).toContain("Cluster Disk 1 (HVCL01) passed under HV01");
  });
});
