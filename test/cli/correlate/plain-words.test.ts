import { describe, expect, test } from "vitest";
import { correlateInFolder, sessionsOf } from "./correlate-files.ts";

const correlate = correlateInFolder();

const OWNERS = ["Cluster Disk 1,HV01", "Cluster Disk 2,HV02"].map((row) => `2026-09-01T00:00:00Z,${row}`);

function csv(header: string, rows: readonly string[]): string {
  return [header, ...rows, ""].join("\n");
}

test("rows that cannot be used are no damage of a list that can be read", async () => {
  const sessions = `${sessionsOf("PPPPPPPP", "volume", "Cluster Disk 1")}2026-09-02T10:00:00Z,2026-09-02T09:00:00Z,Cluster Disk 1,success\n`;
  const { words } = await correlate({ "owners.csv": csv("time,volume,node", OWNERS), "sessions.csv": sessions });
  expect(words).toContain(
    "Read 2 exports (ownership, sessions), 10 rows used, 1 left out Rows .../sessions.csv: 1 row left out",
  );
  expect(words).not.toMatch(/damaged/i);
});

test("a list whose rows are broken is damaged", async () => {
  const sessions = `${sessionsOf("PPPPPPPP", "volume", "Cluster Disk 1")}a,b,c,success,d\n`;
  const { words } = await correlate({ "owners.csv": csv("time,volume,node", OWNERS), "sessions.csv": sessions });
  expect(words).toContain(
    "Read 2 exports (ownership, sessions), 1 damaged, 10 rows used, 1 left out Damaged .../sessions.csv",
  );
});

test("a check that passes says no opposite of what failed", async () => {
  const sessions = ["PPPPPPPP", "FPPPPPPP"].map((outcomes, at) =>
    sessionsOf(outcomes, "volume", `Cluster Disk ${at + 1}`),
  );
  const { words } = await correlate({
    "owners.csv": csv("time,volume,node", OWNERS),
    "a.csv": sessions[0] ?? "",
    "b.csv": sessions[1] ?? "",
  });
  expect(words).toContain("No owner of a volume explains failed backups: 1 of 16 backups failed");
});

describe("a node that seems renamed, in lists alone", () => {
  const hours = Array.from({ length: 12 }, (_, hour) => hour);
  /** HV04 owns a disk until noon, HVNEW04 from then on; all its backups fail, those of other disks pass. */
  const owners = [
    "2026-09-02T00:00:00Z,Cluster Disk 1,HV04",
    "2026-09-02T00:00:00Z,Cluster Disk 2,HV04",
    "2026-09-02T00:00:00Z,Cluster Disk 3,HV04",
    "2026-09-02T05:40:00Z,Cluster Disk 1,HVNEW04",
    "2026-09-02T05:40:00Z,Cluster Disk 2,HVNEW04",
    "2026-09-02T05:40:00Z,Cluster Disk 3,HVNEW04",
    "2026-09-02T00:00:00Z,Cluster Disk 7,HV07",
    "2026-09-02T00:00:00Z,Cluster Disk 8,HV08",
    "2026-09-02T00:00:00Z,Cluster Disk 9,HV09",
  ];
  const sessions = hours.flatMap((hour) =>
    [1, 2, 3, 7, 8, 9].map((disk) => {
      const at = `2026-09-02T${String(hour).padStart(2, "0")}`;
      return `${at}:10:00Z,${at}:20:00Z,Cluster Disk ${disk},${disk < 4 ? "failed" : "success"}`;
    }),
  );

  test("is asked for by its System log, as both may be one node", async () => {
    const { words } = await correlate({
      "owners.csv": csv("time,volume,node", owners),
      "sessions.csv": csv("start,end,volume,result", sessions),
    });
    expect(words).toContain("Verdict: HV04 and HVNEW04 are bad:");
    expect(words).toContain(
      "Give the System log of HVNEW04: it owns what HV04 owned, and only since HV04 owns nothing. If HV04 was renamed to " +
        "it (EventLog 6011), both are one node.",
    );
  });

  /** A System log of HVNEW04 in which it told at these times how long it was up. */
  const systemLog = (...times: readonly string[]): string => {
    const records = times.map(
      (time, at) =>
        '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="EventLog"/>' +
        `<EventID>6013</EventID><Level>4</Level><TimeCreated SystemTime="${time}"/><EventRecordID>${at + 1}</EventRecordID>` +
        "<Channel>System</Channel><Computer>HVNEW04</Computer></System></Event>",
    );
    return `<Events>${records.join("")}</Events>`;
  };

  test.each([
    ["before and after it took over", ["2026-09-01T12:00:00Z", "2026-09-02T12:00:00Z"], false],
    ["only after", ["2026-09-02T06:00:00Z", "2026-09-02T12:00:00Z"], true],
    ["only before", ["2026-09-01T12:00:00Z", "2026-09-02T05:00:00Z"], true],
  ])("whose System log was given, with its own name %s", async (_when, times, isAskedFor) => {
    const { words } = await correlate({
      "owners.csv": csv("time,volume,node", owners),
      "sessions.csv": csv("start,end,volume,result", sessions),
      "System.xml": systemLog(...times),
    });
    expect(words).toContain("Verdict: HV04 and HVNEW04 are bad:");
    expect(words.includes("Give the System log of HVNEW04")).toBe(isAskedFor);
  });

  test("is not taken for one where both owned volumes at the same time", async () => {
    const both = owners.filter((row) => row !== "2026-09-02T05:40:00Z,Cluster Disk 3,HVNEW04");
    const { words } = await correlate({
      "owners.csv": csv("time,volume,node", both),
      "sessions.csv": csv("start,end,volume,result", sessions),
    });
    expect(words).not.toContain("Give the System log");
  });
});
