import { expect, test } from "vitest";
import type { Alias, CandidateVerdict, Report } from "../../../src/report/index.ts";
import { historyWords, readingEntries } from "../../../src/reporters/words/index.ts";
import { reportOn } from "../../analyze/cluster.ts";
import { event, log, ticks, VMMS_ADMIN, vmms12660 } from "../../evidence/build-evidence.ts";
import { eventLog6011 } from "../../evidence/renamed-hosts.ts";

function alias(name: string, given: Partial<Alias> = {}): Alias {
  const { ref } = event({ time: "2026-09-02T06:12:44Z", recordId: 21187, channel: "System", file: "HV03/System.evtx" });
  const until = ticks("2026-09-02T06:12:44Z");
  return { name, until, basis: "verified", isOfSetUp: false, evidence: [ref], ...given };
}

function host(name: string, ...aliases: readonly Alias[]): CandidateVerdict {
  const trials = { total: 0, failed: 0 };
  return { name, verdict: "unknown", probability: null, trials, since: null, until: null, reasons: [], aliases };
}

async function reportOf(
  nodes: readonly CandidateVerdict[],
  proxies: readonly CandidateVerdict[] = [],
): Promise<Report> {
  return { ...(await reportOn({})), nodes, proxies };
}

function renamedWords(report: Report): readonly string[] {
  return readingEntries(report, 0).flatMap(({ label, words }) => (label === "Renamed" ? [words] : []));
}

test("one entry for each renamed host, nothing for the others", async () => {
  const report = await reportOf([host("HV01"), host("HV03", alias("HVNEW03"))], [host("PROXY01", alias("BACKUP7"))]);
  expect(renamedWords(report)).toEqual([
    "HV03 was HVNEW03 until 2026-09-02 06:12:44Z (EventLog 6011, HV03/System.evtx, record 21187)",
    "PROXY01 was BACKUP7 until 2026-09-02 06:12:44Z (EventLog 6011, HV03/System.evtx, record 21187)",
  ]);
  expect(renamedWords(await reportOf([host("HV01")]))).toEqual([]);
});

test("a host that is a node and a proxy stands there once", async () => {
  const both = host("HV03", alias("HVNEW03"));
  expect(renamedWords(await reportOf([both], [both]))).toHaveLength(1);
});

test("the latest name with its proof, a few of those before it, how many more", async () => {
  const names = ["A", "B", "C", "D", "E", "F"].map((name) => alias(name));
  expect(renamedWords(await reportOf([host("HV03", ...names)]))).toEqual([
    "HV03 was F until 2026-09-02 06:12:44Z (EventLog 6011, HV03/System.evtx, record 21187); before that E until " +
      "2026-09-02 06:12:44Z, D until 2026-09-02 06:12:44Z, C until 2026-09-02 06:12:44Z, and 2 more names",
  ]);
});

test("names of before any domain and cluster in one entry, for a few hosts", async () => {
  const hosts = Array.from({ length: 8 }, (_, index) =>
    host(`HV0${index + 1}`, alias(`WIN-${index + 1}`, { isOfSetUp: true })),
  );
  expect(renamedWords(await reportOf(hosts))).toEqual([
    "outside any domain and cluster, as at a set-up: HV01 (WIN-1), HV02 (WIN-2), HV03 (WIN-3), HV04 (WIN-4), " +
      "HV05 (WIN-5), HV06 (WIN-6), and 2 more: --format json",
  ]);
});

test("of many hosts only the first, and how many more", async () => {
  const hosts = Array.from({ length: 1000 }, (_, index) => host(`HV${1000 + index}`, alias("OLD")));
  const lines = renamedWords(await reportOf(hosts));
  expect([lines.length, lines.at(-1)]).toEqual([13, "and 988 more: --format json"]);
});

test("beside the verdict: what is known of the suspects, and of others with the same history", async () => {
  const renamed = (number: number): object => {
    const computer = `HV0${number}.corp.example`;
    return { time: "2025-06-02T06:12:44Z", computer, from: `OLD${number}`, to: `HV0${number}` };
  };
  const events = [1, 2, 3].flatMap((number) => [
    eventLog6011({ from: "", to: "", computer: "", time: "2025-06-02T06:12:44Z", ...renamed(number) }),
    ...(number === 2
      ? []
      : ["08", "09"].map((hour) => vmms12660({ time: `2025-06-03T${hour}:00:00Z`, computer: `HV0${number}` }))),
  ]);
  const logs = [1, 2, 3].map((number) => log(`HV0${number}`, VMMS_ADMIN));
  expect(historyWords(await reportOn({ events, logs }))).toEqual([
    "Known of the suspects: HV01 (renamed; OLD1 until 2025-06-02 06:12:44Z), HV03 (renamed; OLD3 until " +
      "2025-06-02 06:12:44Z); a probable cause, not proof. The same is known of HV02, without any finding.",
  ]);
  const unsuspected = events.filter(({ eventId }) => eventId === 6011);
  expect(historyWords(await reportOn({ events: unsuspected, logs }))).toEqual([]);
});
