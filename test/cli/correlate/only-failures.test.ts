import { describe, expect, test } from "vitest";
import { correlateInFolder, sessionsOf } from "./correlate-files.ts";

const correlate = correlateInFolder();

describe("failures without any success, all of which could be used", () => {
  const owners = [1, 2, 3, 4, 5, 6].map((number) => `2026-09-01T00:00:00Z,Cluster Disk ${number},HV0${number}`);
  const given = {
    "owners.csv": ["time,volume,node", ...owners, ""].join("\n"),
    "sessions.csv": sessionsOf("FFFFFFFFFFFF", "volume", "Cluster Disk 1"),
  };

  test("make a suspect, and with it exit code 1", async () => {
    const { exitCode, words } = await correlate(given);
    expect([exitCode, words]).toEqual([
      1,
      expect.stringContaining("a weaker claim, for no attempt that passed is known"),
    ]);
  });

  test("are evidence that is incomplete, where no finding makes an exit code: nothing can be compared", async () => {
    expect((await correlate(given, "--fail-on", "never")).exitCode).toBe(3);
  });

  test("are complete with successes", async () => {
    const all = { ...given, "sessions.csv": sessionsOf("FFFFFFPPPPPPPPP", "volume", "Cluster Disk 1") };
    expect((await correlate(all, "--fail-on", "never")).exitCode).toBe(0);
  });
});
