import { describe, expect, test } from "vitest";
import { correlateInFolder, sessionsOf } from "./correlate-files.ts";

const correlate = correlateInFolder();

const OWNERS = "time,volume,node\n2026-09-01T00:00:00Z,Cluster Disk 1,HV01\n";
const SESSIONS = sessionsOf("FFFPPP", "volume", "Cluster Disk 1");

/** The next tests, numbered, up to the verdict; empty without any. */
function nextTests(words: string): string {
  return (
    /The next test, which would change a verdict most: (.*?)(?: Unknown, without.*?)? Verdict:/.exec(words)?.[1] ?? ""
  );
}

/** Why nobody is judged, by the check of owners. */
function why(words: string): string {
  return /No owner of a volume explains failed backups: (.*?) \[owner-fails-backups\]/.exec(words)?.[1] ?? "";
}

describe("without an owner of any volume", () => {
  test("owners are asked for, and not the successes that were given", async () => {
    const { words } = await correlate({ "sessions.csv": SESSIONS });
    expect(nextTests(words)).toBe(
      "1. Give who owned each volume when (--ownership; of a list without a time also --ownership-time), or the " +
        "FailoverClustering logs of the nodes: without an owner no attempt speaks for or against a node. Run again and " +
        "again, this makes such a list from now on: $now = (Get-Date).ToUniversalTime().ToString('o'); " +
        "Get-ClusterSharedVolume | Select-Object @{n='Time';e={$now}},Name,State,OwnerNode | Export-Csv owners.csv " +
        "-Append -NoTypeInformation -Encoding UTF8",
    );
  });

  test("one number says how many attempts that concerns, wherever it stands", async () => {
    const { words } = await correlate({ "sessions.csv": SESSIONS });
    expect(why(words)).toBe("None of 6 backup attempts has known volumes with one known owner all through.");
    expect(words).toContain("Left out 6 attempts, 3 of which failed: nothing tells who owned the volume at that time");
    expect(words).toContain("Verdict: none of 6 backup attempts could be laid to one known owner");
  });

  test("successes are asked for where none is known", async () => {
    const { words } = await correlate({ "sessions.csv": sessionsOf("FFF", "volume", "Cluster Disk 1") });
    expect(nextTests(words)).toContain("Give the list of all sessions, those that passed too (--sessions)");
  });
});

describe("without a known attempt the reason is told that is true", () => {
  test("no list was given: it is asked for", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS });
    expect(why(words)).toBe("No backup attempt is known: no list of sessions and no event of a backup was given.");
    expect(nextTests(words)).toContain("1. Give the list of backup sessions, those that passed too (--sessions:");
  });

  test("no row of it could be used", async () => {
    const local = SESSIONS.replaceAll("Z,", ",");
    const { words } = await correlate({ "owners.csv": OWNERS, "sessions.csv": local });
    expect(why(words)).toBe(
      "No backup attempt is known: no row of the list of sessions that was given could be used, see Unread.",
    );
    expect(nextTests(words)).toBe("");
    expect(words).toContain("Window unknown: the times of backups can be told only with what Unread asks for Read 2");
    // Said once, and not again as a row that was left out.
    expect(words).toContain(
      'Unread None of the rows of .../sessions.csv can be used (6 left out); line 2 has a local time "2026-09-02T00:00:00". ' +
        "Say where its times are local: --timezone Europe/Berlin, or a Windows name of a time zone. Who explains",
    );
  });

  test("it has a column with the result under another name", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "s.csv": SESSIONS.replace("result", "outcome_text") });
    expect(words).toContain("Unread .../s.csv has no column result; it has start, end, volume, outcome_text.");
    expect(why(words)).toContain("no row of the list of sessions that was given could be used");
  });

  test("it is empty", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "sessions.csv": "" });
    expect(words).toContain("Unread .../sessions.csv is empty.");
    expect(why(words)).toBe(
      "No backup attempt is known: what was given could not be read as a list of sessions, see Unread.",
    );
  });

  test("it has a header and no row", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "sessions.csv": "start,end,volume,result\n" });
    expect(why(words)).toBe("No backup attempt is known: the list of sessions that was given has no rows.");
  });

  test("all lie outside the window", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "s.csv": SESSIONS }, "--since", "2026-09-20");
    expect(why(words)).toBe("No backup attempt is known within the window that was asked for: all began outside.");
  });
});

describe("backups that name what nothing ties to a volume", () => {
  const PATHS = "VMName,Path\napp-01,C:\\ClusterStorage\\Volume1\\app-01\\app-01.vhdx\n";
  const tasks = sessionsOf("FFFPPP", "vm", "app-01");

  test("lie on paths: what tells which path is which volume is asked for, not owners", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "vhd.csv": PATHS, "tasks.csv": tasks });
    expect(words).toContain(
      "Left out 6 attempts, 3 of which failed: nothing ties the name that stands for its volume to a volume of which owners are told",
    );
    // Placement has no time, and no comma stands for it.
    expect(words).toContain("is no known volume; first .../vhd.csv, line 2 ");
    expect(nextTests(words)).toBe(
      "1. Give which names are which volume: nothing ties the names or paths that backups use to those of which owners " +
        "are told, and Export-Csv and printed tables hold no paths: Get-ClusterSharedVolume | ConvertTo-Json -Depth 5 | " +
        "Out-File volumes.json -Encoding UTF8",
    );
  });

  test("are tied by a list of names and paths", async () => {
    const names = "Name,FriendlyVolumeName\nCluster Disk 1,C:\\ClusterStorage\\Volume1\n";
    const given = { "owners.csv": OWNERS, "vhd.csv": PATHS, "tasks.csv": tasks, "names.csv": names };
    expect((await correlate(given)).words).toContain("3 of 6 full trials failed");
  });

  test("bear the name of a role that moves: that nothing ties both is told, with what would", async () => {
    const log =
      "0000110c.00002bcc::2026/09/01-08:05:01.000 INFO  [RCM] rcm::RcmGroup::Move: (Cluster Disk 1, 1)\n" +
      "0000110c.00002bcc::2026/09/01-08:05:01.000 INFO  [RCM] move of group Cluster Disk 1 from HV01(1) to HV02(2) of type MoveType::Manual is about to succeed, failoverCount=0\n";
    const { words } = await correlate({ "c.log": log, "sessions.csv": SESSIONS });
    expect(words).toContain(
      "Unmapped Cluster Disk 1, named 6 times, is no known volume; first .../sessions.csv, line 2, 2026-09-02 00:00:00Z; " +
        "a role of that name moves, and nothing tells that it holds the volume (.../c.log, line 2, 2026-09-01 08:05:01Z)",
    );
    expect(nextTests(words)).toBe(
      "1. Give which role holds which disk: moves name roles, backups name volumes, and nothing ties them: " +
        "Get-ClusterResource | Select-Object Name,State,OwnerGroup,OwnerNode,ResourceType | Export-Csv resources.csv " +
        "-NoTypeInformation -Encoding UTF8",
    );
  });

  test("name machines whose volumes nothing tells: placement is asked for", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "tasks.csv": tasks });
    expect(words).toContain(
      "Left out 6 attempts, 3 of which failed: a machine is named, and nothing tells on which volume it lies",
    );
    expect(words).toContain("Backups no attempt whose volume is told; no full trial");
    expect(nextTests(words)).toContain(
      "1. Give on which volumes the machines lie (--placement: vm,volume), for backups name only machines: Get-VM",
    );
  });

  test("name only jobs: tasks are asked for, and where machines lie", async () => {
    const { words } = await correlate({ "owners.csv": OWNERS, "jobs.csv": sessionsOf("FFFPPP", "job", "Nightly") });
    expect(words).toContain("Left out 6 attempts, 3 of which failed: neither a volume nor a machine is named");
    expect(nextTests(words)).toContain(
      "1. Give a list of backups that names machines or volumes, with their times, beside or instead of the list of " +
        "jobs; of machines also where they lie (--placement). Of Veeam, on its server: Get-VBRBackupSession | " +
        "Get-VBRTaskSession | Select-Object Name,JobName,Status,",
    );
  });

  test("name types where times should stand: the command that takes the times out is shown", async () => {
    const raw = "Name,JobName,Status,Progress\napp-01,Nightly,Success,Veeam.Backup.Core.CBackupTaskSessionProgress\n";
    const { words } = await correlate({ "owners.csv": OWNERS, "tasks.csv": raw });
    expect(nextTests(words)).toContain("@{n='StartTimeUtc';e={$_.Progress.StartTimeLocal.ToUniversalTime()");
  });
});

describe("several lists of owners without a time column", () => {
  const lists = {
    "owners-1.csv": "Name,State,OwnerNode\nCluster Disk 1,Online,HV01\n",
    "owners-2.csv": "Name,State,OwnerNode\nCluster Disk 1,Online,HV02\n",
    "sessions.csv": SESSIONS,
  };

  test("are told to be dated by the one option, with the command that makes timed ones", async () => {
    const { words } = await correlate(lists, "--ownership-time", "2026-09-01T00:00Z");
    expect(words).toContain(
      "Warning 2 lists of owners have no time column and were all dated by the one --ownership-time: if they were made at " +
        "several times, give each its own",
    );
    expect(words).toContain("Owners told of 2026-09-01 00:00:00Z");
    expect(nextTests(words)).toContain("Get-ClusterSharedVolume | Select-Object @{n='Time';");
  });

  test("are told to be of no time where nothing says it", async () => {
    const { words } = await correlate(lists);
    expect(words).toContain(
      "Warning 2 lists of owners have no time column, and nothing says when they were made: they tell no owner of any time",
    );
    expect(nextTests(words)).toContain("Get-ClusterSharedVolume | Select-Object @{n='Time';");
  });

  test("are not missed beside a history, for they give names; neither is one list alone", async () => {
    expect((await correlate({ ...lists, "history.csv": OWNERS })).words).not.toContain("Warning");
    const one = { ...lists, "owners-2.csv": OWNERS };
    const { words } = await correlate(one, "--ownership-time", "2026-09-01T00:00Z");
    expect(words).not.toContain("Warning");
  });
});
