import { expect, test } from "vitest";
import { diagnose } from "../../src/diagnose.ts";
import { type ExportFile, NO_EXPORTS } from "../../src/evidence/index.ts";
import { ticks } from "../evidence/build-evidence.ts";

const OPTIONS = {
  tool: { name: "badnode", version: "1.2.3" },
  clock: () => new Date("2026-09-28T06:00:00Z"),
  window: { since: null, until: null },
} as const;

const SESSIONS: ExportFile = {
  path: "sessions.csv",
  kind: "sessions",
  status: "complete",
  rows: 12,
  leftOut: [],
  from: ticks("2026-09-08T21:03:00Z"),
  to: ticks("2026-09-11T23:30:00Z"),
  warnings: [],
  problem: null,
};

test("exports are sources, their checks run, and sessions set the window", async () => {
  const unknown: ExportFile = { ...SESSIONS, path: "x.csv", kind: null, from: ticks("2020-01-01T00:00:00Z") };
  const exports = { ...NO_EXPORTS, files: [SESSIONS, unknown] };
  const report = await diagnose({ exports: () => Promise.resolve(exports) }, OPTIONS);
  expect(report.sources.map(({ kind, path }) => [kind, path])).toEqual([
    ["sessions", "sessions.csv"],
    ["export", "x.csv"],
  ]);
  expect(report.window).toEqual({ from: SESSIONS.from, to: SESSIONS.to, askedFrom: false, askedTo: false });
  expect(report.checks.map(({ text }) => text.id)).toEqual([
    "owner-fails-backups",
    "volume-fails-backups",
    "proxy-fails-backups",
    "backups-fail-from-one-moment",
    "backups-fail-by-other-cause",
  ]);
  expect(report.correlation?.timeline).toBe(null);
});

test("a timeline is told where it is asked for", async () => {
  const report = await diagnose({ exports: () => Promise.resolve(NO_EXPORTS) }, { ...OPTIONS, timeline: true });
  expect(report.correlation?.timeline).toEqual([]);
});

test("a window that no attempt reaches is not covered", async () => {
  const window = { since: ticks("2026-01-01T00:00:00Z"), until: null };
  const report = await diagnose({ exports: () => Promise.resolve(NO_EXPORTS) }, { ...OPTIONS, window });
  expect(report.correlation?.horizon.coversWindow).toBe(false);
});

test("without exports nothing is correlated, and volumes are not judged", async () => {
  const report = await diagnose({}, OPTIONS);
  expect([report.correlation, report.volumes]).toEqual([null, []]);
});
