import { describe, expect, test } from "vitest";
import type { Attribution, CandidateAttribution } from "../../../src/facts/index.ts";
import type { Report } from "../../../src/report/index.ts";
import { exitCodeOf, isUnusedAttempt } from "../../../src/report/index.ts";
import {
  crossoverWords,
  horizonEntries,
  readingEntries,
  rejectedWords,
  verdictSentence,
} from "../../../src/reporters/words/index.ts";
import {
  attributionOf,
  candidate,
  HV06_IS_BAD,
  NIGHTS,
  NIGHTS_ATTRIBUTION,
  NO_VOLUMES,
  onset,
  ownershipOf,
  row,
  trialFacts,
  trialsOf,
} from "../../checks/build-trials.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { exportSource, reportOfTrials } from "../build-correlation-report.ts";

function reportOn(attribution: Attribution, trials = trialsOf(NIGHTS)): Report {
  return reportOfTrials({ facts: trialFacts(trials, attribution) });
}

function sentence(candidates: readonly CandidateAttribution[], given: Partial<Attribution> = {}): string {
  return verdictSentence(reportOn(attributionOf(NIGHTS, { candidates, ...given })));
}

const PASSED = NIGHTS.filter(({ isFailed }) => !isFailed);
const FAILED = NIGHTS.filter(({ isFailed }) => isFailed);
const MOMENT = { after: ticks("2026-09-09T22:00:00Z"), before: ticks("2026-09-10T21:03:00Z") };

const NIGHTLY = {
  kind: "job",
  name: "Nightly 3",
  probability: 0.98,
  inside: { failed: 6, total: 7 },
  outside: { failed: 0, total: 5 },
} as const;

describe("the verdict names", () => {
  test("a bad node with the figures of its trials and of all others", () => {
    expect(verdictSentence(reportOfTrials())).toBe(
      "HV06 is bad: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere.",
    );
  });

  test("several bad nodes together, each trial counted once", () => {
    const bad = [HV06_IS_BAD, candidate("node", "HV01", { verdict: "bad" })];
    expect(sentence(bad)).toBe(
      "HV06 and HV01 are bad: 6 of 12 backups failed while they owned the volume, 0 of 0 elsewhere.",
    );
  });

  test("since when a node is bad, and counts only that time", () => {
    expect(sentence([{ ...HV06_IS_BAD, since: MOMENT }])).toBe(
      "HV06 is bad (since a moment between 2026-09-09 22:00 and 2026-09-10 21:03): 4 of 4 backups failed while it owned the volume in that time, 2 of 8 of all others.",
    );
  });

  test("when each of several turned bad or was repaired, by name, whatever their probabilities", () => {
    const hv01 = candidate("node", "HV01", { verdict: "bad", probability: 0.9, until: MOMENT });
    expect(sentence([hv01, { ...HV06_IS_BAD, since: MOMENT }])).toBe(
      "HV01 and HV06 are bad (HV01 until a moment between 2026-09-09 22:00 and 2026-09-10 21:03, HV06 since a moment " +
        "between 2026-09-09 22:00 and 2026-09-10 21:03): 4 of 8 backups failed while they owned the volume in that time, 2 of 4 of all others.",
    );
  });

  test("a bad volume and a bad proxy", () => {
    const bad = [
      candidate("volume", "Cluster Disk 1", { verdict: "bad" }),
      candidate("proxy", "PROXY02", { verdict: "bad" }),
    ];
    expect(sentence(bad)).toBe(
      "Cluster Disk 1 is bad: 4 of 4 backups of it failed, 2 of 8 of other volumes; " +
        "PROXY02 is bad: 4 of 4 backups through it failed, 2 of 8 through others.",
    );
  });

  test("a common onset, and that it is no owner's", () => {
    expect(sentence([], { onsets: [onset()] })).toBe(
      "Everything fails from a moment between 2026-09-09 23:00 and 2026-09-10 21:03 on: 6 of 6 backups failed then, 0 of 6 before; that speaks against no owner.",
    );
    expect(sentence([], { onsets: [onset({ proxy: "PROXY01", until: MOMENT })] })).toMatch(
      /^Everything through PROXY01 failed from a moment .* on, until one between /,
    );
  });

  test("a job that explains the failures, and that it is no node's fault", () => {
    expect(sentence([], { otherCauses: [NIGHTLY] })).toBe(
      "Job Nightly 3 explains the failures: 6 of 7 backups failed with it, 0 of 5 without; that speaks against no node.",
    );
    const hour = { ...NIGHTLY, kind: "hour", name: "22" } as const;
    expect(sentence([HV06_IS_BAD], { otherCauses: [hour] })).toBe(
      "HV06 is bad: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere; the hour from 22:00 UTC " +
        "explains failures: 6 of 7 backups failed in it, 0 of 5 at other hours; that speaks against no node.",
    );
  });

  test("all names of a cause that has several", () => {
    const aliases = [
      { kind: "vm", name: "app-08" },
      { kind: "hour", name: "21" },
    ] as const;
    expect(sentence([], { otherCauses: [{ ...NIGHTLY, aliases }] })).toBe(
      "Job Nightly 3, VM app-08 and the hour from 21:00 UTC cannot be told apart and explain the failures: 6 of 7 backups " +
        "failed with it, 0 of 5 without; that speaks against no node.",
    );
  });

  test("suspects in the order of their names, whatever their probabilities", () => {
    const suspect = { verdict: "suspect", reason: { code: "mixed" } } as const;
    const likeliest = candidate("node", "HV07", { ...suspect, probability: 0.7 });
    expect(sentence([candidate("node", "HV06", { ...suspect, probability: 0.3 }), likeliest])).toBe(
      "Suspect: HV06 and HV07 (passes and fails).",
    );
  });

  test("suspects that cannot be told from each other, once", () => {
    const aliased = [
      candidate("node", "HV06", { verdict: "suspect", reason: { code: "aliased", others: ["Cluster Disk 1"] } }),
      candidate("volume", "Cluster Disk 1", { verdict: "suspect", reason: { code: "aliased", others: ["HV06"] } }),
      candidate("node", "HV03", { verdict: "suspect", reason: { code: "failed-too-few", needed: 3 } }),
    ];
    expect(sentence(aliased)).toBe(
      "Suspect: HV03 (fewer than 3 failures), HV06 and Cluster Disk 1 (cannot be told from each other, as neither was seen without the other).",
    );
  });

  test("the weaker claim where only failures are known", () => {
    const suspect = candidate("node", "HV06", { verdict: "suspect", reason: { code: "only-failures-known" } });
    const report = reportOn(attributionOf(FAILED, { candidates: [suspect] }), trialsOf(FAILED));
    expect(verdictSentence(report)).toBe(
      "Suspect: HV06 (only failures are known); a weaker claim, for no attempt that passed is known.",
    );
  });
});

describe("without anybody to blame the verdict tells", () => {
  test("that nothing failed, and how many nodes that clears", () => {
    const candidates = [
      candidate("node", "HV01"),
      candidate("node", "HV09", { verdict: "unknown", reason: { code: "no-trials" }, probability: null }),
    ];
    const report = reportOn(attributionOf(PASSED, { candidates }), trialsOf(PASSED));
    expect(verdictSentence(report)).toBe("No backup failed: 6 of 6 passed; 1 node is clear, 1 unknown.");
    expect(exitCodeOf(report, "warning")).toBe(0);
  });

  test("that what failed can be laid to nobody: during a move, or in a snapshot that passed as a whole", () => {
    const candidates = [candidate("node", "HV01")];
    const [some] = PASSED;
    if (some === undefined) throw new Error("no trial");
    const within = { code: "failed-within-snapshot", count: 54, failed: 54, evidence: some.evidence() };
    const trials = { ...trialsOf(PASSED), leftOut: [within] };
    const report = reportOn(attributionOf(PASSED, { candidates }), trials);
    expect(verdictSentence(report)).toBe(
      "All 6 backups under one known owner passed, and 54 failed that can be laid to no owner; 1 node is clear; " +
        "the evidence is incomplete.",
    );
    expect(exitCodeOf(report, "warning")).toBe(3);
    const unplaced = [{ code: "machine-not-placed", count: 9, failed: 5, evidence: some.evidence() }];
    expect(verdictSentence(reportOn(attributionOf(PASSED, { candidates }), { ...trials, leftOut: unplaced }))).toBe(
      "All 6 backups under one known owner passed, and 5 failed that can be laid to no owner; 1 node is clear; " +
        "the evidence is incomplete.",
    );
    const moved = attributionOf(PASSED, { candidates, partial: { failed: 8, total: 8 } });
    expect(exitCodeOf(reportOn(moved, trialsOf(PASSED)), "warning")).toBe(3);
  });

  test("that failures stay unexplained", () => {
    expect(sentence([candidate("node", "HV01", { trials: { failed: 1, total: 20 } })])).toBe(
      "6 of 12 backups failed, and no node, volume or proxy stands out; 1 node is clear.",
    );
    const open = { verdict: "unknown", reason: { code: "mixed" }, trials: { failed: 3, total: 6 } } as const;
    expect(sentence([candidate("node", "HV01", open)])).toBe(
      "6 of 12 backups failed, too few or too mixed to blame a node, a volume or a proxy; no node is cleared.",
    );
  });

  test("that nothing is known, which is no clean bill", () => {
    const report = reportOn(attributionOf([]), trialsOf([]));
    expect(verdictSentence(report)).toBe("No backup attempt is known; no node is judged; the evidence is incomplete.");
    expect(exitCodeOf(report, "warning")).toBe(3);
  });

  test("that attempts could not be used, which is incomplete evidence", () => {
    const evidence = [row("sessions.csv", 2, "2026-09-08T22:00:00Z")] as const;
    const leftOut = [{ code: "volume-unknown", count: 7, failed: 0, evidence }];
    const report = reportOn(attributionOf(PASSED), trialsOf(PASSED, { leftOut }));
    expect(verdictSentence(report)).toBe(
      "No backup failed: 6 of 6 passed; no node is cleared; the evidence is incomplete.",
    );
    expect(exitCodeOf(report, "warning")).toBe(3);
  });

  test("nothing of attempts during which a volume moved: that is ordinary", () => {
    const evidence = [row("sessions.csv", 2, "2026-09-08T22:00:00Z")] as const;
    const leftOut = [{ code: "moved-in-between", count: 2, failed: 0, evidence }];
    expect(exitCodeOf(reportOn(attributionOf(PASSED), trialsOf(PASSED, { leftOut })), "warning")).toBe(0);
  });
});

describe("attempts that were told again", () => {
  const evidence = [row("sessions.csv", 2, "2026-09-08T22:00:00Z")] as const;
  const report = reportOn(
    attributionOf(PASSED),
    trialsOf(PASSED, { leftOut: [{ code: "told-again", count: 2, failed: 0, evidence }] }),
  );

  test("lack nothing: that is ordinary", () => {
    expect(exitCodeOf(report, "warning")).toBe(0);
  });

  test("are said to be counted once, without a warning", () => {
    const entries = report.correlation === null ? [] : horizonEntries(report.correlation);
    expect(entries.filter(({ label }) => label === "Left out")).toEqual([
      {
        label: "Left out",
        words: "2 attempts: told more than once, counted once; first sessions.csv, line 2, 2026-09-08 22:00:00Z",
        isTrouble: false,
      },
    ]);
  });

  test("are none that could not be used", () => {
    expect(isUnusedAttempt("told-again")).toBe(false);
  });
});

test("a crossover gives both dates, both counts and both records", () => {
  const [crossover] = reportOfTrials().correlation?.crossovers ?? [];
  if (crossover === undefined) throw new Error("no crossover");
  expect(crossoverWords(crossover)).toEqual({
    words:
      "Cluster Disk 3 passed under HV01 (2026-09-09 21:03) and failed under HV06 (2026-09-10 21:03); in total 2 of 2 failed under HV06, 0 of 2 under HV01",
    records: [
      { label: "Passed", words: "sessions.csv, line 5, 2026-09-09 21:03:00Z" },
      { label: "  owner", words: "ownership.csv, line 5, 2026-09-01 00:00:00Z" },
      { label: "Failed", words: "sessions.csv, line 8, 2026-09-10 21:03:00Z" },
      { label: "  owner", words: "ownership.csv, line 8, 2026-09-01 00:00:00Z" },
    ],
  });
});

test("a rejected explanation gives its counts and why it was rejected", () => {
  const { correlation } = reportOfTrials();
  if (correlation === null) throw new Error("no correlation");
  expect(rejectedWords(correlation)).toEqual([
    { label: "Proxy", words: "PROXY02: 4 of 4 failed with it, 2 of 8 without; the verdict explains its failures" },
    { label: "Job", words: "not told by what was given" },
  ]);
});

test("the horizon tells how far owners and backups are known, and what could not be used", () => {
  const evidence = [row("sessions.csv", 4, "2026-09-08T22:00:00Z")] as const;
  const sources = [row("ownership.csv", 2, "2026-09-01T00:00:00Z")] as const;
  const interval = { node: "HV01", certainty: "certain", claims: ["HV01"], sources } as const;
  const facts = trialFacts(
    trialsOf(NIGHTS, { leftOut: [{ code: "outside-timeline", count: 1, failed: 0, evidence }] }),
    { ...NIGHTS_ATTRIBUTION, partial: { failed: 1, total: 2 } },
    {
      volumes: {
        ...NO_VOLUMES,
        contradictions: [
          { name: "C:\\ClusterStorage\\Volume3", volumes: ["Cluster Disk 3", "Cluster Disk 4"], evidence: sources },
        ],
        unmapped: [{ name: "C:\\ClusterStorage\\Volume9", count: 3, evidence, role: null }],
      },
      ownership: ownershipOf([
        { volume: "Cluster Disk 3", intervals: [{ ...interval, from: ticks("2026-09-01T00:00:00Z"), to: null }] },
        { volume: "Cluster Disk 7", intervals: [] },
      ]),
    },
  );
  const { correlation } = reportOfTrials({ facts });
  if (correlation === null) throw new Error("no correlation");
  expect(horizonEntries(correlation).map(({ label, words }) => `${label}: ${words}`)).toEqual([
    "Owners: told of 2026-09-01 00:00:00Z; the last one told is taken to stay",
    "Backups: attempts 2026-09-08 21:03:00Z to 2026-09-11 23:30:00Z; 6 of 12 full trials failed",
    "Partial: 2 attempts speak for no owner, 1 of them failed",
    "Clocks: taken to differ by up to 2 min: assumed, as nothing given tells how they differ",
    "Left out: 1 attempt: before or after all that is known of owners; first sessions.csv, line 4, 2026-09-08 22:00:00Z",
    "Conflict: C:\\ClusterStorage\\Volume3 is said to be Cluster Disk 3 and Cluster Disk 4, and stands for none: ownership.csv, line 2, 2026-09-01 00:00:00Z",
    "Unmapped: C:\\ClusterStorage\\Volume9, named 3 times, is no known volume; first sessions.csv, line 4, 2026-09-08 22:00:00Z",
    "No owner: nothing tells who owned Cluster Disk 7",
  ]);
});

test("what was read of exports tells rows left out with line and why, and what could not be read", () => {
  const leftOut = [{ code: "time-without-zone", count: 12, line: 5, example: "09.03.2026 21:00" }];
  const problem = { code: "x", happened: "owners.csv has no column node.", nextStep: "Add it." };
  const sources = [
    exportSource({ status: "damaged", leftOut, warnings: ["it names no proxy"] }),
    exportSource({ kind: "ownership", path: "owners.csv", status: "unreadable", rows: 0, problem }),
  ];
  expect(readingEntries(reportOfTrials({ sources }), 5).map(({ label, words }) => `${label}: ${words}`)).toEqual([
    "Window: 2026-09-08 21:03:00Z to 2026-09-11 23:30:00Z, the span of what was read",
    "Read: 2 exports (ownership, sessions), 1 unreadable, 12 rows used, 12 left out",
    "Unread: owners.csv has no column node. Add it.",
    'Rows: sessions.csv: 12 rows left out, the first in line 5: a local time, and no --timezone was given ("09.03.2026 21:00")',
    "Warning: sessions.csv: it names no proxy",
  ]);
});
