import { describe, expect, test } from "vitest";
import { coversWindow, deriveFacts, rowsOfChannel } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, unreadableLog } from "../evidence/build-evidence.ts";

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
      },
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
