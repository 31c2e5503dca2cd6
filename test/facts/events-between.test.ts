import { expect, test } from "vitest";
import { eventsBetween } from "../../src/facts/events-between.ts";
import { event, ticks } from "../evidence/build-evidence.ts";

const events = ["00", "01", "01", "02", "03"].map((minute, recordId) =>
  event({ time: `2025-06-02T22:${minute}:00Z`, recordId }),
);

test.each([
  ["01", "02", [1, 2, 3]],
  ["00", "59", [0, 1, 2, 3, 4]],
  ["04", "05", []],
  ["02", "01", []],
])("from minute %s to minute %s", (from, to, expected) => {
  const [start, end] = [from, to].map((minute) => ticks(`2025-06-02T22:${minute}:00Z`));
  expect(eventsBetween(events, start ?? 0n, end ?? 0n).map(({ recordId }) => Number(recordId))).toEqual(expected);
});
