import { describe, expect, test } from "vitest";
import type { EventEvidence, LogEvidence } from "../../../src/evidence/index.ts";
import { durationWords } from "../../../src/reporters/words/duration.ts";
import { coverageNotes } from "../../../src/reporters/words/coverage-words.ts";
import { reportOn, TWO_CHECKS } from "../../analyze/cluster.ts";
import {
  clockSet,
  countedLog,
  log,
  logCleared,
  securityCleared,
  type StretchGiven,
  ticks,
  uncounted,
  VMMS_ADMIN,
  WHOLE_SPAN,
} from "../../evidence/build-evidence.ts";

async function notesOf(
  logs: readonly LogEvidence[],
  events: readonly EventEvidence[] = [],
  window = WHOLE_SPAN,
): Promise<readonly string[]> {
  const { coverage } = await reportOn({ logs, events, window, checks: TWO_CHECKS });
  return coverageNotes(coverage).map(({ kind, words }) => `${kind}: ${words}`);
}

const WEEK: StretchGiven = { ids: [501, 600], from: "2025-06-01T00:00:00Z", to: "2025-06-07T00:00:00Z" };
const app = (host: string, given: Partial<StretchGiven> = {}): LogEvidence =>
  countedLog(host, "Application", [{ ...WEEK, ...given }]);
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `HV${index + 1}`);

describe("what the logs cover", () => {
  test("is one line for the hosts that share a span within a day: what all of them cover", async () => {
    const later = app("HV02", { from: "2025-06-01T20:00:00Z", to: "2025-06-06T12:00:00Z" });
    expect(await notesOf([app("HV01"), later])).toEqual([
      "covered: Application of HV01 and HV02, all 2025-06-01 20:00:00Z to 2025-06-06 12:00:00Z",
    ]);
  });

  test("tells apart who has less, and why where a clearing or the first record number says so", async () => {
    const cleared = logCleared({
      computer: "HV02",
      recordId: 77,
      time: "2025-06-04T09:59:59Z",
      cleared: "Application",
    });
    const logs = [
      app("HV01"),
      app("HV02", { from: "2025-06-04T10:00:00Z" }),
      app("HV03", { ids: [1, 20], from: "2025-06-03T00:00:00Z" }),
      app("HV04", { to: "2025-06-02T00:00:00Z" }),
    ];
    expect(await notesOf(logs, [cleared])).toEqual([
      "covered: Application of HV01, 2025-06-01 00:00:00Z to 2025-06-07 00:00:00Z",
      "short: Application of HV04, 2025-06-01 00:00:00Z to 2025-06-02 00:00:00Z: ends early",
      "short: Application of HV03, 2025-06-03 00:00:00Z to 2025-06-07 00:00:00Z: begins late, its first record has number 1: a new log",
      "short: Application of HV02, 2025-06-04 10:00:00Z to 2025-06-07 00:00:00Z: begins late, cleared 2025-06-04 09:59:59Z by CORP\\admin (System record 77)",
    ]);
  });

  test("has no common line where the hosts have no time in common", async () => {
    const logs = [app("P0", { to: "2025-06-02T00:00:00Z" }), app("P1", { from: "2025-06-06T00:00:00Z" })];
    expect(await notesOf(logs)).toEqual([
      "short: Application of P0, 2025-06-01 00:00:00Z to 2025-06-02 00:00:00Z: ends early",
      "short: Application of P1, 2025-06-06 00:00:00Z to 2025-06-07 00:00:00Z: begins late",
    ]);
  });

  test("says who does not cover the window that was asked for", async () => {
    const window = { since: ticks("2025-05-01T00:00:00Z"), until: null };
    expect(await notesOf([app("HV01")], [], window)).toEqual([
      "short: Application of HV01, 2025-06-01 00:00:00Z to 2025-06-07 00:00:00Z: does not cover the window, begins late",
    ]);
  });

  test("is short for 64 nodes: hosts that fall short alike stand together, of the others six are told of", async () => {
    const hosts = many(64);
    const alike = hosts.map((host, index) => app(host, index < 4 ? { from: "2025-06-03T00:00:00Z" } : {}));
    expect(await notesOf(alike)).toEqual([
      "covered: Application of 60 hosts, all 2025-06-01 00:00:00Z to 2025-06-07 00:00:00Z",
      "short: Application of HV1, HV2, HV3 and HV4, 2025-06-03 00:00:00Z to 2025-06-07 00:00:00Z: begins late",
    ]);
    const from = (index: number): string => `2025-05-${(index + 1).toString().padStart(2, "0")}T00:00:00Z`;
    const apart = await notesOf(
      many(20).map((host, index) => app(host, { from: from(index * 1.5 > 30 ? 30 : Math.floor(index * 1.5)) })),
    );
    expect(apart).toHaveLength(8);
    expect(apart.at(-1)).toMatch(/^short: and \d+ more, of HV.*: --format json$/);
  });
});

describe("a log that was cleared", () => {
  test("is short, though no other host's log reaches farther", async () => {
    const cleared = logCleared({ recordId: 77, time: "2025-06-04T00:00:00Z", cleared: "Application" });
    const logs = [app("HV01", { from: "2025-06-04T00:00:01Z" }), log("HV01", VMMS_ADMIN)];
    expect((await notesOf(logs, [cleared]))[0]).toBe(
      "short: Application of HV01, 2025-06-04 00:00:01Z to 2025-06-07 00:00:00Z: cleared 2025-06-04 00:00:00Z by CORP\\admin (System record 77)",
    );
  });
});

describe("a log outside the window", () => {
  const outside = (since: string | null, until: string | null): Promise<readonly string[]> =>
    notesOf([app("HV01")], [], {
      since: since === null ? null : ticks(since),
      until: until === null ? null : ticks(until),
    });
  test("before it ends early, after it begins late", async () => {
    const where = "short: Application of HV01, 2025-06-01 00:00:00Z to 2025-06-07 00:00:00Z";
    expect(await outside("2026-10-01T00:00:00Z", null)).toEqual([`${where}: does not cover the window, ends early`]);
    expect(await outside(null, "2024-10-01T00:00:00Z")).toEqual([`${where}: does not cover the window, begins late`]);
  });
});

test("a log without plausible times says that, and nothing of early or late", async () => {
  const time = "1601-01-01T00:00:01Z";
  expect(await notesOf([app("HV01"), app("HV02", { ids: [501, 501], from: time, to: time })])).toEqual([
    "covered: Application of HV01, 2025-06-01 00:00:00Z to 2025-06-07 00:00:00Z",
    "short: Application of HV02, time unknown: no record has a time that can be right",
  ]);
});

test("hosts whose reasons all differ take no time for each pair of them", async () => {
  const { coverage } = await reportOn({ logs: [app("HV01")], checks: TWO_CHECKS });
  const time = ticks("2025-06-02T00:00:00Z");
  const rows = coverage.flatMap((row) =>
    Array.from({ length: 60_000 }, (_, index) => ({
      ...row,
      host: `H${index}`,
      beginsAtClearing: true,
      cleared: [
        {
          by: null,
          time: (row.from ?? 0n) - 1n,
          evidence: { kind: "event", file: "s", channel: "System", recordId: `${index}`, time: `${time}` } as const,
        },
      ],
    })),
  );
  const short = coverageNotes(rows).filter(({ kind }) => kind === "short");
  expect(short.map(({ words }) => words).at(-1)).toBe("and 59,994 more, of 59,994 hosts: --format json");
}, 10_000);

describe("channels that no check for failures looks in", () => {
  test("are named in one line, the first three of many", async () => {
    const others = (count: number): readonly LogEvidence[] =>
      Array.from({ length: count }, (_, index) => ["HV01", "HV02"].map((host) => log(host, `C${index}`))).flat();
    expect((await notesOf(others(1))).at(-1)).toBe("unused: C0 of HV01 and HV02: no check for failures looks there");
    expect(await notesOf(others(40))).toEqual([
      "unused: C0 of HV01 and HV02; C1 of HV01 and HV02; C10 of HV01 and HV02; and 37 more channels (--format json): no check for failures looks there",
    ]);
  });
});

describe("what is missing", () => {
  test("of logs that were not counted is not known", async () => {
    expect((await notesOf([uncounted(app("HV01")), app("HV02")])).slice(1)).toEqual([
      "missing: Application of HV01: not counted, so that nobody knows whether records are missing",
    ]);
  });

  test("is told by how many records and between which times", async () => {
    const gap = countedLog("HV01", "Application", [
      { ids: [1, 50], from: "2025-06-01T00:00:00Z", to: "2025-06-03T00:00:00Z" },
      { ids: [52, 90], from: "2025-06-04T00:00:00Z", to: "2025-06-06T00:00:00Z" },
    ]);
    const gaps = countedLog("HV02", "Application", [
      { ids: [1, 50], from: "2025-06-01T00:00:00Z", to: "2025-06-03T00:00:00Z" },
      { ids: [52, 90], from: "2025-06-04T00:00:00Z", to: "2025-06-05T00:00:00Z" },
      { ids: [101, 200], from: "2025-06-05T00:00:00Z", to: "2025-06-06T00:00:00Z" },
    ]);
    expect((await notesOf([gap, gaps])).slice(1)).toEqual([
      "missing: Application of HV01: 1 record between 2025-06-03 00:00:00Z and 2025-06-04 00:00:00Z",
      "missing: Application of HV02: 11 records in 2 gaps, the largest 10 between 2025-06-05 00:00:00Z and 2025-06-05 00:00:00Z",
    ]);
  });

  test("is not counted where numbering begins anew", async () => {
    const upgraded = app("HV01", { ids: [1, 5], from: "2025-06-12T00:00:00Z", to: "2025-06-13T00:00:00Z" });
    expect((await notesOf([app("HV01"), upgraded])).slice(1)).toEqual([
      "missing: Application of HV01: an unknown number between 2025-06-07 00:00:00Z and 2025-06-12 00:00:00Z, where record numbers begin anew",
    ]);
  });

  test("of filtered exports is told once for all hosts", async () => {
    const filtered = (host: string): LogEvidence =>
      countedLog(host, "Application", [
        { ids: [1, 1], from: "2025-06-01T00:00:00Z", to: "2025-06-01T00:00:00Z" },
        { ids: [1000, 1000], from: "2025-06-07T00:00:00Z", to: "2025-06-07T00:00:00Z" },
      ]);
    expect((await notesOf(many(2).map(filtered))).slice(1)).toEqual([
      "missing: Application of HV1 and HV2: filtered exports, all 4 of 2,000 records",
    ]);
    expect((await notesOf(many(1).map(filtered))).slice(1)).toEqual([
      "missing: Application of HV1: a filtered export, 2 of 1,000 records",
    ]);
  });
});

describe("clearings, clocks and silence", () => {
  test("are told of channels that no check looks in too, each with its record", async () => {
    const events = [
      securityCleared({ time: "2025-06-02T10:00:00Z", recordId: 8 }),
      securityCleared({ time: "2025-06-01T10:00:00Z", recordId: 5 }),
      clockSet({ recordId: 21, time: "2025-06-02T09:00:00Z", old: "2025-06-02T10:00:00Z" }),
      clockSet({ recordId: 22, time: "2025-06-02T09:05:00Z", old: "2025-06-02T09:00:00Z" }),
    ];
    const system = countedLog("HV01", "System", [
      { ids: [1, 10], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
      { ids: [11, 30], from: "2025-06-05T06:00:00Z", to: "2025-06-06T00:00:00Z" },
    ]);
    expect(await notesOf([system, log("HV01", "Security"), log("HV02", "Security")], events)).toEqual([
      "cleared: Security of HV01: 2025-06-02 10:00:00Z by CORP\\admin (Security record 8), and once before",
      "clock: System of HV01: set back 1 h, from 2025-06-02 10:00:00Z to 2025-06-02 09:00:00Z (record 21); and once by less",
      "silent: System of HV01: 3 days 6 h without a record, 2025-06-02 00:00:00Z to 2025-06-05 06:00:00Z, though none is missing",
      "unused: Security of HV01 and HV02; System of HV01: no check for failures looks there",
    ]);
  });

  test("a clearing in the middle of a log is told, though the log reaches as far as others", async () => {
    const cleared = logCleared({ recordId: 77, time: "2025-06-04T00:00:00Z", cleared: VMMS_ADMIN });
    expect((await notesOf([log("HV01", VMMS_ADMIN)], [cleared])).slice(1)).toEqual([
      `cleared: ${VMMS_ADMIN} of HV01: 2025-06-04 00:00:00Z by CORP\\admin (System record 77)`,
    ]);
  });

  test("of many hosts are told of six", async () => {
    const hosts = many(64);
    const events = hosts.map((computer, index) =>
      clockSet({ computer, recordId: index, time: "2025-06-02T09:00:00Z", old: "2025-06-02T10:00:00Z" }),
    );
    const notes = await notesOf(
      hosts.map((host) => log(host, "System")),
      events,
    );
    expect(notes.filter((note) => note.startsWith("clock"))).toHaveLength(7);
    expect(notes.at(-2)).toBe("clock: and 58 more, of 58 hosts: --format json");
  });

  test("names from logs reach no terminal as they are", async () => {
    const evil = "x\u001b[2J";
    const cleared = logCleared({
      recordId: 1,
      time: "2025-06-04T00:00:00Z",
      cleared: VMMS_ADMIN,
      data: [
        { name: "SubjectUserName", value: evil },
        { name: "Channel", value: VMMS_ADMIN },
      ],
    });
    expect((await notesOf([log("HV01", VMMS_ADMIN)], [cleared])).join("")).not.toContain("\u001b");
  });
});

test.each([
  [0n, "0 min"],
  [119n, "1 min"],
  [3600n, "1 h"],
  [3900n, "1 h 5 min"],
  [47n * 3600n, "47 h"],
  [48n * 3600n, "2 days"],
  [76n * 3600n + 59n, "3 days 4 h"],
])("%d seconds read %s", (seconds, words) => {
  expect(durationWords(seconds * 10_000_000n)).toBe(words);
});
