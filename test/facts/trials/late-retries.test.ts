import { describe, expect, test } from "vitest";
import { type SessionGiven, sessions, shown, trialsOf } from "./build-trials.ts";

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
