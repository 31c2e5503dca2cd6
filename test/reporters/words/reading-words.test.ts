import { expect, test } from "vitest";
import { count, span } from "../../../src/report/index.ts";
import { readingEntries } from "../../../src/reporters/words/index.ts";
import { subjectTotals } from "../../../src/reporters/words/subject-totals.ts";
import { verdictWords } from "../../../src/reporters/words/verdict-words.ts";
import { reportOn } from "../../analyze/cluster.ts";
import { log, ticks, unreadableLog, VMMS_ADMIN } from "../../evidence/build-evidence.ts";
import { finding } from "../build-report.ts";

const WEEK = { from: ticks("2025-06-01T00:00:00Z"), to: ticks("2025-06-07T23:00:00Z") };

test("logs that were not read at all come before damaged ones, so that none is cut away", async () => {
  const damages = { count: 1, firstKind: "x" };
  const damaged = ["a", "b"].map((path) => log("HV01", VMMS_ADMIN, { path, status: "damaged", damages }));
  const entries = readingEntries(await reportOn({ logs: [...damaged, unreadableLog("z.evtx")] }), 2);
  const shown = entries.filter(({ label }) => ["Unread", "Damaged", ""].includes(label));
  expect(shown.map(({ label, words }) => `${label}: ${words}`)).toEqual([
    "Unread: z.evtx is empty. Export it again.",
    "Damaged: a: 1 damage: x",
    ": and 1 more: --format json",
  ]);
});

test.each([
  [
    "2025-06-20",
    null,
    "from 2025-06-20 00:00:00Z (asked for): no record read is so late; the last is of 2025-06-07 23:00:00Z",
  ],
  [
    null,
    "2025-05-01",
    "to 2025-05-01 00:00:00Z (asked for): no record read is so early; the first is of 2025-06-01 00:00:00Z",
  ],
  ["2025-06-03", null, "2025-06-03 00:00:00Z (asked for) to 2025-06-07 23:00:00Z (last record read)"],
])("the window since %s until %s never ends before it begins", async (since, until, words) => {
  const window = { since: since === null ? null : ticks(since), until: until === null ? null : ticks(until) };
  const [entry] = readingEntries(await reportOn({ logs: [log("HV01", VMMS_ADMIN, WEEK)], window }), 5);
  expect(entry).toEqual({ label: "Window", words, isTrouble: false });
});

test.each([
  [1, 0, "1 log, 0 records read, none of the kinds looked for; 1 left unread, as no check looks in its channel"],
  [3, 1, "4 logs, 100 records read, none of the kinds looked for; 3 left unread, as no check looks in their channels"],
])("%d logs that were left unread do not look like empty ones", async (unread, read, words) => {
  const skipped = Array.from({ length: unread }, (_, index) =>
    log("HV01", "Security", { path: `${index}.evtx`, records: 0, skippedChannel: "Security" }),
  );
  const logs = [...skipped, ...Array.from({ length: read }, () => log("HV01", VMMS_ADMIN))];
  expect(readingEntries(await reportOn({ logs }), 5)).toContainEqual({ label: "Read", words, isTrouble: false });
});

test("totals say for each host with several rows how often, first and last; nine of them at most", () => {
  const row = (name: string, first: string, last: string) =>
    finding({
      subject: { kind: "node", name },
      arguments: { n: count(1), when: span(ticks(first), ticks(last)) },
    });
  expect(
    subjectTotals([
      row("HV01", "2025-06-02", "2025-06-03"),
      row("HV01", "2025-06-01", "2025-06-01T09:00:00Z"),
      row("HV02", "2025-06-01", "2025-06-01"),
    ]),
  ).toEqual([{ label: "In all", words: "HV01: 2 records in 2 rows, 2025-06-01 00:00:00Z to 2025-06-03 00:00:00Z" }]);
  const hosts = Array.from({ length: 12 }, (_, index) => `HV${index}`);
  const rows = hosts.flatMap((host) => [row(host, "2025-06-01", "2025-06-02"), row(host, "2025-06-01", "2025-06-02")]);
  expect(subjectTotals(rows)).toHaveLength(10);
  expect(subjectTotals(rows).at(-1)).toEqual({ label: "", words: "and 3 more: --format json" });
});

test("a host with very many rows is told of at once", () => {
  const row = finding({ subject: { kind: "node", name: "HV01" }, arguments: {} });
  const start = performance.now();
  expect(subjectTotals(Array.from({ length: 200_000 }, () => row))).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(5000);
});

test("where a check could not tell from what was given, the verdict says so and does not call the evidence damaged", async () => {
  const report = await reportOn({ logs: [log("HV01", "System", WEEK), log("HV02", VMMS_ADMIN, WEEK)] });
  expect(report.verdict.basis).toBe("undecided");
  expect(verdictWords(report)).toMatch(
    /^no known failure found, but \d+ checks? could not tell from what was given; no node is cleared$/,
  );
});
