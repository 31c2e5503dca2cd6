import { expect, test } from "vitest";
import { judgeByRate } from "../../src/checks/rate.ts";
import { ticks } from "../evidence/build-evidence.ts";

interface Storm {
  readonly host: string;
  readonly times: readonly string[];
}

function judge(...storms: readonly Storm[]): unknown {
  const { found, isolated } = judgeByRate(
    storms,
    { count: 3, days: 7 },
    { subjectOf: ({ host }) => host, timesOf: ({ times }) => times.map(ticks) },
  );
  return [found.map(({ host }) => host), isolated.map(({ host }) => host)];
}

const A = { host: "A", times: ["2025-06-01T00:00:00Z"] };

test("the incidents of a subject count together over its storms, both ends of the days included", () => {
  const rest = { host: "A", times: ["2025-06-05T00:00:00Z", "2025-06-08T00:00:00Z"] };
  expect(judge(A, rest)).toEqual([["A", "A"], []]);
});

test("spread over more days they stay isolated", () => {
  expect(judge(A, { host: "A", times: ["2025-06-05T00:00:00Z", "2025-06-08T00:00:00.0000001Z"] })).toEqual([
    [],
    ["A", "A"],
  ]);
});

test("another subject's incidents do not count", () => {
  const others = { host: "B", times: ["2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z", "2025-06-03T00:00:00Z"] };
  expect(judge(A, others)).toEqual([["B"], ["A"]]);
});

test("a storm that was seen long before the rate was reached belongs to the findings: it is the same subject", () => {
  const recent = { host: "A", times: ["2025-06-20T00:00:00Z", "2025-06-21T00:00:00Z", "2025-06-22T00:00:00Z"] };
  expect(judge(A, recent)).toEqual([["A", "A"], []]);
});
