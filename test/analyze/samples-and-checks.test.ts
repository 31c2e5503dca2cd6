import { beforeAll, describe, expect, test } from "vitest";
import { scenarios } from "../../samples/generate/scenarios/index.ts";
import { LOG_CHECKS } from "../../src/checks/index.ts";
import type { Report } from "../../src/report/index.ts";
import { reportOnScenario } from "./scenario-reading.ts";

const ALL = scenarios();

describe("the samples together", () => {
  let reports: readonly Report[] = [];
  beforeAll(async () => {
    reports = await Promise.all(ALL.map(reportOnScenario));
  });

  test.each(LOG_CHECKS.map(({ meta }) => meta.id))("make %s fail in one of them and pass in another", (id) => {
    const statuses = reports.map(({ checks }) => checks.find(({ text }) => text.id === id)?.status);
    expect([statuses.includes("fail"), statuses.includes("pass")]).toEqual([true, true]);
  });
});

test("thousands of ordinary records stand around those that missing-scp is about", () => {
  const entries = ALL.filter(({ name }) => name === "missing-scp").flatMap(({ logs }) =>
    logs.flatMap((log) => log.entries),
  );
  const telling = entries.filter(({ proves }) => proves !== null).length;
  expect(telling).toBeGreaterThan(0);
  expect(entries.length - telling).toBeGreaterThan(5000);
});
