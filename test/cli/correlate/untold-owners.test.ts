import { expect, test } from "vitest";
import { correlateInFolder } from "./correlate-files.ts";

const correlate = correlateInFolder();

const DAYS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"];

function owners(...held: readonly string[]): string {
  return ["time,volume,node", ...held.map((one) => `2026-09-01T00:00:00Z,${one}`), ""].join("\n");
}

/** Each day an attempt on each volume, by its results day by day: `{ CSV1: "PPPFFFFFFF" }`. */
function nightly(results: Readonly<Record<string, string>>): string {
  const rows = DAYS.flatMap((day, at) =>
    Object.entries(results).map(([volume, ofDays], index) => {
      const time = `2026-09-${day}T20:${index}`;
      return `${time}0:00Z,${time}5:00Z,${volume},${ofDays[at] === "F" ? "failed" : "success"},PROXY1`;
    }),
  );
  return ["start,end,volume,result,proxy", ...rows, ""].join("\n");
}

test("what passes under an owner that is not told denies that everything fails from one moment on", async () => {
  const sessions = nightly({ CSV1: "PPPFFFFFFF", CSV2: "PPPPPPPPPP", CSV3: "PPPFFFFFFF" });
  const told = await correlate({
    "owners.csv": owners("CSV1,HV01", "CSV2,HV02", "CSV3,HV01"),
    "sessions.csv": sessions,
  });
  const missing = await correlate({
    "owners.csv": owners("CSV1,HV01", "CSV2,", "CSV3,HV01"),
    "sessions.csv": sessions,
  });
  for (const { words } of [told, missing]) {
    expect(words).toMatch(/Verdict: suspect: HV01 \(never seen without CSV1 and CSV3\)/);
  }
  expect(missing.words).toContain("No moment from which on everything fails among 30 backups, 14 of which failed.");
});

test("a machine that fails every night is told with the job and the hour that only it has", async () => {
  const rows = DAYS.flatMap((day) => [
    ...["1", "2", "3"].map(
      (csv) => `2026-09-${day}T19:${csv}0:00Z,2026-09-${day}T19:${csv}5:00Z,app-${csv},CSV${csv},success,Job A`,
    ),
    `2026-09-${day}T21:50:00Z,2026-09-${day}T21:55:00Z,app-9,CSV1,failed,Job B`,
  ]);
  const { exitCode, words } = await correlate({
    "owners.csv": `${owners("CSV1,HV01", "CSV2,HV02", "CSV3,HV03")}2026-09-06T10:00:00Z,CSV1,HV02\n`,
    "sessions.csv": ["start,end,vm,volume,result,job", ...rows, ""].join("\n"),
  });
  expect(exitCode).toBe(1);
  expect(words).toContain(
    "Verdict: job Job B, VM app-9 and the hour from 21:00 UTC cannot be told apart and explain the failures: 10 of 10",
  );
  expect(words).toContain("Back up VM app-9 by another job than Job B or at another hour than 21:00 UTC, changing one");
});
