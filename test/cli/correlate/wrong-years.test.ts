import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { badnode } from "../test-context.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-years-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("wrong years are told with their lines, and widen neither the window nor what is known of owners", async () => {
  const row = (day: string): string => `${day}T21:00:00Z,${day}T21:05:00Z,Disk 1,success`;
  const days = ["2026-09-07", "2062-09-08", "2026-09-09", "1999-09-10", "2026-09-11"];
  writeFileSync(join(folder, "sessions.csv"), ["start,end,volume,result", ...days.map(row), ""].join("\n"));
  writeFileSync(
    join(folder, "ownership.csv"),
    "time,volume,node\n2026-09-01T00:00:00Z,Disk 1,HV01\n2062-09-01T00:00:00Z,Disk 1,HV02\n",
  );
  writeFileSync(
    join(folder, "cluster.log"),
    "00000b2c.00001a04::2062/09/10-21:15:42.117 INFO  [RCM] move of group G1 from HV01(1) to HV02(2) of type " +
      "MoveType::Manual is about to succeed, failoverCount=0, lastFailoverTime=0, targeted=true\n",
  );
  const { exitCode, stdout } = await badnode(["correlate", folder], { columns: 300, now: "2026-10-12T06:00:00Z" });
  const text = stdout.replaceAll(folder, "").replaceAll(sep, "/");
  expect(exitCode).toBe(3);
  expect(text).toContain(
    '/sessions.csv: 1 row left out, line 3: a time that is yet to come ("2062-09-08T21:00:00Z"); ' +
      '1 row left out, line 5: a time before 2007, when there were no Cluster Shared Volumes ("1999-09-10T21:00:00Z")',
  );
  expect(text).toContain('/ownership.csv: 1 row left out, line 3: a time that is yet to come ("2062-09-01T00:00:00Z")');
  expect(text).toContain(
    '/cluster.log: 1 row left out, line 1: a time that is yet to come ("2062/09/10-21:15:42.117")',
  );
  expect(text).toMatch(/^Owners +told of 2026-09-01 00:00:00Z; /m);
  expect(text).toMatch(/^Backups +attempts 2026-09-07 21:00:00Z to 2026-09-11 21:05:00Z; /m);
});
