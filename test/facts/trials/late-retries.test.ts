import { describe, expect, test } from "vitest";
import type { BackupSession } from "../../../src/evidence/index.ts";
import { type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

const HOUR = 36_000_000_000n;

function failuresShown(...rows: readonly SessionGiven[]): readonly string[] {
  const owners = { "Disk 1": [["00:00", "HV01"]], "Disk 2": [["00:00", "HV02"]] } as const;
  const { trials } = trialsOf({ exports: { sessions: sessions(...rows) }, owners });
  return trials.filter(({ isFailed }) => isFailed).map(shown);
}

const EVERY_FOUR_HOURS: readonly SessionGiven[] = ["00:00-00:05", "04:00-04:05", "08:00-08:05", "12:00-12:05"].map(
  (ran) => ({ ran }),
);

describe("where no list tells what a retry is, an attempt that follows on a failure is one", () => {
  test("before half of the job's usual pause, though hours later", () => {
    expect(
      failuresShown(
        ...EVERY_FOUR_HOURS,
        { ran: "16:00-16:05", result: "failed" },
        { ran: "17:55-18:00", result: "failed" },
      ),
    ).toEqual(["16:00-16:05 failed Disk 1@HV01 by PROXY01 in 2 attempts"]);
  });

  test("and after half of it a trial of its own, be it minutes later", () => {
    expect(
      failuresShown(
        ...EVERY_FOUR_HOURS,
        { ran: "16:00-16:05", result: "failed" },
        { ran: "18:00-18:05", result: "failed" },
      ),
    ).toEqual(["16:00-16:05 failed Disk 1@HV01 by PROXY01", "18:00-18:05 failed Disk 1@HV01 by PROXY01"]);
    const everyQuarter = ["00", "15", "30", "45"].map((minute) => ({ ran: `20:${minute}-20:${minute}` }));
    expect(
      failuresShown(
        ...everyQuarter,
        { ran: "21:00-21:05", result: "failed" },
        { ran: "21:15-21:20", result: "failed" },
      ),
    ).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01", "21:15-21:20 failed Disk 1@HV01 by PROXY01"]);
  });

  test("where three pauses tell no habit, within half an hour of its end or of the end of the rest of its job's run", () => {
    const rest = ["21:10-21:40", "21:45-22:20", "22:25-22:40"].map((ran) => ({ ran, volume: "Disk 2" }));
    const first = { ran: "21:00-21:05", result: "failed" } as const;
    const again = { ran: "23:05-23:10", result: "failed" } as const;
    expect(failuresShown(first, ...rest, again)).toEqual(["21:00-21:05 failed Disk 1@HV01 by PROXY01 in 2 attempts"]);
    expect(failuresShown(first, again)).toHaveLength(2);
    expect(failuresShown(first, ...rest.map((row) => ({ ...row, job: "Weekly" })), again)).toHaveLength(2);
    const jobless = [first, ...rest, again].map((row) => ({ ...row, job: null }));
    expect(failuresShown(...jobless)).toHaveLength(2);
  });

  test("where the job's run goes on until its longest attempt has ended, and half an hour more", () => {
    const first = { ran: "21:00-21:05", result: "failed" } as const;
    const rest = [
      { ran: "21:35-22:30", volume: "Disk 2" },
      { ran: "21:40-21:45", volume: "Disk 3" },
    ];
    const again = (ran: string): SessionGiven => ({ ran, result: "failed" });
    expect(failuresShown(first, ...rest, again("23:00-23:05"))).toEqual([
      "21:00-21:05 failed Disk 1@HV01 by PROXY01 in 2 attempts",
    ]);
    expect(failuresShown(first, ...rest, again("23:01-23:05"))).toHaveLength(2);
  });

  test("a day later at most, however seldom the job runs", () => {
    const weekly = Array.from({ length: 5 }, (_, week) => week * 7 * 24);
    const hours = (more: number): readonly BackupSession[] =>
      [...weekly, 5 * 7 * 24, 5 * 7 * 24 + more].flatMap((later, index) =>
        sessions({ ran: "21:00-21:05", line: index + 2, result: index < weekly.length ? "success" : "failed" }).map(
          (row) => ({ ...row, start: row.start + BigInt(later) * HOUR, end: row.end + BigInt(later) * HOUR }),
        ),
      );
    const attempts = (rows: readonly BackupSession[]): readonly number[] =>
      trialsOf({ exports: { sessions: rows } })
        .trials.filter(({ isFailed }) => isFailed)
        .map((trial) => trial.attempts);
    expect(attempts(hours(23))).toEqual([2]);
    expect(attempts(hours(26))).toEqual([1, 1]);
  });

  test("five attempts at most, for a job that fails all day by its schedule is no chain of retries", () => {
    const tries = ["16:00", "16:10", "16:20", "16:30", "16:40", "16:50"].map(
      (start): SessionGiven => ({ ran: `${start}-${start}`, result: "failed" }),
    );
    expect(failuresShown(...EVERY_FOUR_HOURS, ...tries)).toEqual([
      "16:00-16:00 failed Disk 1@HV01 by PROXY01 in 5 attempts",
      "16:50-16:50 failed Disk 1@HV01 by PROXY01",
    ]);
  });
});
