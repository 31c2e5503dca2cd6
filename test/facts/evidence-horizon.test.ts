import { describe, expect, test } from "vitest";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { coversWindow, deriveFacts, hasGaps, type HorizonRow, rowsOfChannel } from "../../src/facts/index.ts";
import {
  clockSet,
  countedLog,
  evidenceOf,
  log,
  logCleared,
  securityCleared,
  type StretchGiven,
  ticks,
  uncounted,
  unreadableLog,
  WHOLE_SPAN,
} from "../evidence/build-evidence.ts";
import { eventLog6011, logOfNames } from "../evidence/renamed-hosts.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";

function rowsOf(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[],
  window = WHOLE_SPAN,
): readonly HorizonRow[] {
  return deriveFacts(evidenceOf(events, logs, window)).horizon.rows;
}

describe("the horizon of a host's channel", () => {
  test("joins the logs of one host and channel, and knows of damage in any of them", () => {
    const early = log("HV01", "System", { path: "a", to: ticks("2025-06-03T00:00:00Z") });
    const late = log("hv01.corp.example", "system", {
      path: "b",
      from: ticks("2025-06-03T00:00:00Z"),
      status: "damaged",
    });
    expect(deriveFacts(evidenceOf([], [late, early])).horizon.rows).toEqual([
      {
        host: "HV01",
        channel: "System",
        from: ticks("2025-06-01T00:00:00Z"),
        to: ticks("2025-06-07T23:59:59Z"),
        damaged: true,
        numbers: {
          present: 100n,
          missing: 0n,
          gapCount: 0,
          gaps: [],
          isFiltered: false,
          spans: [
            {
              firstId: 501n,
              lastId: 600n,
              from: ticks("2025-06-01T00:00:00Z"),
              to: ticks("2025-06-07T23:59:59Z"),
            },
          ],
          pauses: [],
        },
        beginsLate: false,
        endsEarly: false,
        clearings: [],
        beginsAtClearing: null,
        clockSteps: [],
        pauses: [],
      },
    ]);
  });

  test("joins the logs of one host over a change of its name", () => {
    const renamed = logOfNames(
      "System.evtx",
      "System",
      ["OLD", "2025-06-01T00:00:00Z", "2025-06-02T10:00:00Z", 1, 500],
      ["HV01", "2025-06-02T10:05:00Z", "2025-06-07T00:00:00Z", 501, 900],
    );
    expect(rowsOf([], [renamed])).toMatchObject([
      { host: "HV01", channel: "System", from: ticks("2025-06-01T00:00:00Z"), to: ticks("2025-06-07T00:00:00Z") },
    ]);
  });

  test("gives each of two machines that bore one name in turn its own end of the log that holds both", () => {
    const change = { from: "HV01", to: "HV02", computer: "HV02", time: "2025-06-03T00:00:00Z" };
    const { rows } = deriveFacts(evidenceOf([eventLog6011(change)], [log("HV01", "Application")])).horizon;
    const [first, last] = [ticks("2025-06-01T00:00:00Z"), ticks("2025-06-07T23:59:59Z")];
    expect(rows.map(({ host, from, to }) => [host, from, to])).toEqual([
      ["HV01", last, last],
      ["HV02", first, first],
    ]);
  });

  test("leaves times before 2007 out", () => {
    const broken = log("HV01", "System", { from: ticks("1601-01-01T00:00:01Z") });
    expect(deriveFacts(evidenceOf([], [broken])).horizon.rows[0]).toMatchObject({
      from: ticks("2025-06-07T23:59:59Z"),
      to: ticks("2025-06-07T23:59:59Z"),
    });
  });

  test("leaves times after the report out: a record of the year 9998 makes no log reach to the window's end", () => {
    const window = { since: ticks("2025-06-01T00:00:00Z"), until: ticks("2025-06-30T00:00:00Z") };
    const broken = log("HV01", "System", { to: ticks("9998-12-31T00:00:00Z") });
    const { horizon } = deriveFacts(evidenceOf([], [broken], window));
    expect(horizon.rows.map((row) => [row.to, coversWindow(row, window)])).toEqual([
      [ticks("2025-06-01T00:00:00Z"), false],
    ]);
  });

  test("counts logs that were not read, or do not say whose they are, as unknown; an empty one is just empty", () => {
    const unplaced = log("HV01", "System", { path: "unplaced", origins: [] });
    const empty = log("HV01", "Setup", { path: "empty", origins: [], records: 0 });
    const { horizon } = deriveFacts(evidenceOf([], [unreadableLog("broken"), unplaced, empty]));
    expect(horizon.unknownLogs).toEqual(["broken", "unplaced"]);
  });

  test.each([
    ["no window asked for", null, null, true],
    ["within a day of both ends", "2025-05-31T00:00:00Z", "2025-06-08T23:59:59Z", true],
    ["a start more than a day too early", "2025-05-30T23:59:59Z", null, false],
    ["an end more than a day too late", null, "2025-06-09T00:00:00Z", false],
    ["a log that ends more than a day before the start", "2025-06-09T00:00:00Z", null, false],
    ["a log that begins more than a day after the end", null, "2025-05-30T23:59:59Z", false],
  ])("covers the window: %s", (_, since, until, covers) => {
    const window = { since: since === null ? null : ticks(since), until: until === null ? null : ticks(until) };
    const { horizon } = deriveFacts(evidenceOf([], [log("HV01", "System")], window));
    expect(rowsOfChannel(horizon, "SYSTEM").map((row) => coversWindow(row, window))).toEqual([covers]);
  });
});

describe("records that are missing", () => {
  const early = countedLog("HV01", "System", [
    { ids: [1, 10], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
  ]);
  const late = countedLog("hv01.corp.example", "SYSTEM", [
    { ids: [21, 30], from: "2025-06-04T00:00:00Z", to: "2025-06-05T00:00:00Z" },
  ]);

  test("are found over all logs of a host and channel, whatever form the names have", () => {
    expect(rowsOf([], [late, early])).toMatchObject([{ numbers: { present: 20n, missing: 10n } }]);
  });

  test("are neither counted nor ruled out where one of the logs was not counted", () => {
    const rows = rowsOf([], [early, late, uncounted(log("HV01", "System"))]);
    expect(rows.map((row) => [row.numbers, hasGaps(row, WHOLE_SPAN)])).toEqual([[null, true]]);
  });

  test.each([
    ["no window", null, null, true],
    ["a window around them", "2025-06-01", "2025-06-06", true],
    ["a window that ends inside", null, "2025-06-03", true],
    ["a window before them", null, "2025-06-01T12:00:00Z", false],
    ["a window after them", "2025-06-04T12:00:00Z", null, false],
  ])("matter inside the window only: %s", (_, since, until, matters) => {
    const window = { since: since === null ? null : ticks(since), until: until === null ? null : ticks(until) };
    expect(rowsOf([], [early, late], window).map((row) => hasGaps(row, window))).toEqual([matters]);
  });

  test("of a renamed host, which went on numbering, are those between its names too", () => {
    const file = log("HV01", "System", {
      origins: [early, late].flatMap(({ origins }, index) =>
        origins.map((origin) => ({ ...origin, computer: index === 0 ? "OLD" : "HV01" })),
      ),
    });
    const time = file.origins[1]?.from ?? 0n;
    const change = eventLog6011({ from: "OLD", to: "HV01", computer: "HV01", time: filetimeToIso(time) });
    expect(rowsOf([change], [file]).map(({ host, numbers }) => [host, numbers?.missing])).toEqual([["HV01", 10n]]);
  });
});

describe("records of a name that changed hands", () => {
  const renamed = eventLog6011({ from: "HV99", to: "HV01", computer: "HV01", time: "2025-06-03T00:00:00Z" });
  const before = { ids: [101, 200], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" } as const;
  const after = { ids: [201, 300], from: "2025-06-05T00:00:00Z", to: "2025-06-06T00:00:00Z" } as const;
  const numbersOf = (...given: readonly StretchGiven[]): unknown =>
    rowsOf([renamed], [countedLog("HV01", "Application", given)]).map(({ host, numbers }) => [host, numbers?.present]);

  test.each([
    ["numbers that follow on", after, 100n],
    ["another machine's numbers", { ...after, ids: [1, 50] }, 50n],
  ] as const)("are counted for each bearer: %s", (_, own, present) => {
    expect(numbersOf(before, own)).toEqual([
      ["HV01", present],
      ["HV01 (before 2025-06-03)", 100n],
    ]);
  });

  test.each([
    ["numbers are missing there, which either may have written", [before, { ...after, ids: [5000, 5100] }]],
    ["nobody knows after which record", [{ ...before, to: "2025-06-06T00:00:00Z" }]],
  ] as const)("are counted for neither bearer where %s", (_, given) => {
    expect(numbersOf(...given)).toEqual([
      ["HV01", undefined],
      ["HV01 (before 2025-06-03)", undefined],
    ]);
  });

  test("say from when to when each bearer wrote", () => {
    const rows = rowsOf([renamed], [countedLog("HV01", "Application", [before, after])]);
    expect(rows.map(({ from, to }) => [from, to])).toEqual(
      [after, before].map(({ from, to }) => [ticks(from), ticks(to)]),
    );
  });
});

describe("a log that was cleared", () => {
  const cleared = logCleared({ time: "2025-06-04T00:00:00Z", recordId: 1, cleared: "System" });
  const since = (from: string): LogEvidence => log("HV01", "System", { from: ticks(from) });
  const other = log("HV02", "System");
  test.each<[string, readonly LogEvidence[], string | null, boolean]>([
    ["begins there", [since("2025-06-04T00:00:00Z"), other], null, true],
    ["begins there, with a record from just before", [since("2025-06-03T23:59:30Z"), other], null, true],
    ["begins later, for what came first was overwritten", [since("2025-06-06T00:00:00Z"), other], null, true],
    [
      "stands beside an export from before",
      [since("2025-06-04T00:00:00Z"), { ...since("2025-06-01T00:00:00Z"), path: "b" }, other],
      null,
      false,
    ],
    ["begins as all other logs do", [since("2025-06-04T00:00:00Z")], null, false],
    ["begins before the window", [since("2025-06-04T00:00:00Z"), other], "2025-06-04T00:00:01Z", false],
    ["begins inside the window, if only just", [since("2025-06-04T00:00:00Z"), other], "2025-06-03T23:00:00Z", true],
  ])("%s", (_, logs, asked, isLost) => {
    const window = { since: asked === null ? null : ticks(asked), until: null };
    const [row] = rowsOf([cleared], logs, window);
    expect(row?.beginsAtClearing).toEqual(isLost ? row?.clearings[0] : null);
    expect(row?.clearings).toHaveLength(1);
  });
});

describe("a log that reaches less far than the channel's logs of other hosts", () => {
  const other = log("HV02", "System");
  test.each([
    ["within a day", "2025-06-01T23:59:59Z", "2025-06-07T00:00:00Z", false, false],
    ["begins later", "2025-06-02T00:00:01Z", "2025-06-07T23:59:59Z", true, false],
    ["ends earlier", "2025-06-01T00:00:00Z", "2025-06-06T23:59:58Z", false, true],
  ])("is told of: %s", (_, from, to, beginsLate, endsEarly) => {
    const [row] = rowsOf([], [other, log("HV01", "System", { from: ticks(from), to: ticks(to) })]);
    expect(row).toMatchObject({ host: "HV01", beginsLate, endsEarly });
  });

  test("is measured by the window where one was asked for, and not by other channels", () => {
    const window = { since: ticks("2025-06-05T00:00:00Z"), until: null };
    const short = { from: ticks("2025-06-04T00:00:00Z") };
    expect(rowsOf([], [other, log("HV01", "System", short)], window).map((row) => row.beginsLate)).toEqual([
      false,
      false,
    ]);
    expect(rowsOf([], [other, log("HV01", "Application", short)]).map((row) => row.beginsLate)).toEqual([false, false]);
  });
});

describe("a log that lies outside the window", () => {
  const given = log("HV01", "System");
  test.each([
    ["after its end: it ends early", "2026-01-01T00:00:00Z", null, [false, false, true]],
    ["before its start: it begins late", null, "2025-01-01T00:00:00Z", [false, true, false]],
  ])("%s", (_, since, until, expected) => {
    const window = { since: since === null ? null : ticks(since), until: until === null ? null : ticks(until) };
    expect(
      rowsOf([], [given], window).map((row) => [coversWindow(row, window), row.beginsLate, row.endsEarly]),
    ).toEqual([expected]);
  });
});

test("a log without any plausible time covers nothing, whether a window was asked for or not", () => {
  const time = "1601-01-01T00:00:01Z";
  const [row] = rowsOf([], [log("HV01", "System", { from: ticks(time), to: ticks(time) })]);
  expect(row && [row.from, row.to, coversWindow(row, WHOLE_SPAN)]).toEqual([null, null, false]);
});

describe("clearings, clock steps and silence", () => {
  test.each([
    ["over all of it", "2025-06-02T00:05:00Z", "2025-06-04T23:00:00Z", 0],
    ["and an ordinary night", "2025-06-02T12:00:00Z", "2025-06-04T23:00:00Z", 0],
    ["by less than leaves an ordinary night", "2025-06-02T00:05:00Z", "2025-06-03T00:05:00Z", 1],
    ["at another time", "2025-06-05T12:00:00Z", "2025-06-09T00:00:00Z", 1],
  ])("a silence that the clock leapt over is none: %s", (_, old, time, silences) => {
    const jumped = countedLog("HV01", "System", [
      { ids: [1, 10], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
      { ids: [11, 20], from: "2025-06-05T00:00:00Z", to: "2025-06-06T00:00:00Z" },
    ]);
    const rows = rowsOf([clockSet({ recordId: 11, time, old })], [jumped]);
    expect(rows.map(({ clockSteps, pauses }) => [clockSteps.length, pauses.length])).toEqual([[1, silences]]);
  });

  test("a 104 in System tells of the channel that it names, a 1102 of Security", () => {
    const rows = rowsOf(
      [
        logCleared({ time: "2025-06-02T10:00:00Z", recordId: 7, cleared: "application" }),
        securityCleared({ time: "2025-06-02T11:00:00Z", recordId: 8 }),
      ],
      [log("HV01", "Application"), log("HV01", "System"), log("HV01", "Security"), log("HV02", "Application")],
    );
    expect(rows.map(({ host, channel, clearings }) => [host, channel, clearings.map(({ by }) => by)])).toEqual([
      ["HV01", "Application", ["CORP\\admin"]],
      ["HV01", "Security", ["CORP\\admin"]],
      ["HV01", "System", []],
      ["HV02", "Application", []],
    ]);
  });

  test("a 104 without a channel tells of nothing, one without a name of nobody", () => {
    const rows = rowsOf(
      [
        logCleared({ time: "2025-06-02T10:00:00Z", recordId: 7, cleared: "x", data: [] }),
        logCleared({
          time: "2025-06-02T11:00:00Z",
          recordId: 8,
          cleared: "x",
          data: [{ name: "Channel", value: "System" }],
        }),
      ],
      [log("HV01", "System")],
    );
    expect(rows[0]?.clearings.map(({ by, event }) => [by, event.ref.recordId])).toEqual([[null, "8"]]);
  });

  test("a clock that is set by a minute or more is a step, of its host's System, there and back", () => {
    const rows = rowsOf(
      [
        clockSet({ recordId: 1, time: "2025-06-02T10:01:00Z", old: "2025-06-02T10:00:00Z" }),
        clockSet({ recordId: 2, time: "2025-06-02T09:00:00Z", old: "2025-06-02T10:01:00Z" }),
        clockSet({ recordId: 3, time: "2025-06-02T10:01:59Z", old: "2025-06-02T10:01:00.0000001Z" }),
        clockSet({ recordId: 4, time: "2025-06-02T10:05:00Z", old: "no time" }),
        clockSet({ recordId: 5, time: "2025-06-02T10:06:00Z", old: "x", data: [] }),
      ],
      [log("HV01", "System"), log("HV01", "Application"), log("HV02", "System")],
    );
    expect(
      rows.map(({ host, channel, clockSteps }) => [host, channel, clockSteps.map(({ event }) => event.ref.recordId)]),
    ).toEqual([
      ["HV01", "Application", []],
      ["HV01", "System", ["2", "1"]],
      ["HV02", "System", []],
    ]);
    expect(rows[1]?.clockSteps[0]).toMatchObject({
      from: ticks("2025-06-02T10:01:00Z"),
      to: ticks("2025-06-02T09:00:00Z"),
    });
  });

  test("a silent System tells that its host was off; a silent channel is only quiet", () => {
    const quiet = (channel: string): LogEvidence =>
      countedLog("HV01", channel, [
        { ids: [1, 10], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
        { ids: [11, 20], from: "2025-06-05T00:00:00Z", to: "2025-06-06T00:00:00Z" },
      ]);
    const pauses = (window = WHOLE_SPAN): unknown =>
      rowsOf([], [quiet("System"), quiet("Application")], window).map((row) => [row.channel, row.pauses.length]);
    expect(pauses()).toEqual([
      ["Application", 0],
      ["System", 1],
    ]);
    expect(pauses({ since: ticks("2025-06-05T12:00:00Z"), until: null })).toEqual([
      ["Application", 0],
      ["System", 0],
    ]);
  });
});
