import { describe, expect, test } from "vitest";
import type { Trial } from "../../../src/facts/index.ts";
import type { Report } from "../../../src/report/index.ts";
import { displayWidth } from "../../../src/reporters/records/display-width.ts";
import { reportToTable } from "../../../src/reporters/table/index.ts";
import {
  attributionOf,
  candidate,
  CROSSOVER,
  HV06_IS_BAD,
  NIGHTS,
  NIGHTS_ATTRIBUTION,
  ownershipOf,
  row,
  trial,
  trialFacts,
  trialsOf,
} from "../../checks/build-trials.ts";
import { ticks } from "../../evidence/build-evidence.ts";
import { reportOfTrials } from "../build-correlation-report.ts";

function table(report: Report, width: number): string {
  return reportToTable(report, { width, colour: false });
}

function block(text: string, title: string): string {
  return text.split("\n\n").find((part) => part.startsWith(title)) ?? "";
}

/** All lines that are wider, but for commands, which are one line for pasting. */
function tooWide(text: string, width: number): readonly string[] {
  return text.split("\n").filter((line) => displayWidth(line) > width && !line.includes("Move-ClusterSharedVolume -"));
}

/** Every node owns volumes, one in four fails under the first three. */
function largeCluster(nodes: number, volumes: number): Report {
  const trials: Trial[] = [];
  for (let at = 0; at < volumes; at++) {
    const node = `HV-NODE-${String(at % nodes).padStart(2, "0")}`;
    const owners = { [`Cluster Disk ${at + 1}`]: node };
    trials.push(trial({ start: "2026-09-08T21:03:00Z", line: at + 2, owners, isFailed: at % 4 === 0 }));
  }
  const attribution = attributionOf(trials, {
    candidates: Array.from({ length: nodes }, (_, at) => candidate("node", `HV-NODE-${String(at).padStart(2, "0")}`)),
  });
  return reportOfTrials({ facts: trialFacts(trialsOf(trials), attribution) });
}

describe("the matrix of owners and volumes", () => {
  test("stands as a table at 80 columns, the volumes that failed in columns of their own", () => {
    expect(block(table(reportOfTrials(), 80), "Failed and all")).toBe(`Failed and all backups, by owner and volume:
Node        All     Cluster     Cluster     1
                    Disk 1      Disk 3      other
──────────────────────────────────────────────────
HV01        0/6     -           0/2         0/4
HV06        6/6     4/4         2/2         -`);
  });

  test("stands in lines at 40 columns", () => {
    expect(block(table(reportOfTrials(), 40), "Failed and all")).toBe(`Failed and all backups, by owner and
volume:
HV01 0/6
  Cluster Disk 3 0/2, 1 other 0/4
HV06 6/6
  Cluster Disk 1 4/4, Cluster Disk 3 2/2`);
  });

  test("of 64 nodes and 400 volumes fits into 100 columns, and says what it sums", () => {
    const matrix = block(table(largeCluster(64, 400), 100), "Failed and all").split("\n");
    expect(tooWide(matrix.join("\n"), 100)).toEqual([]);
    expect(matrix[1]).toMatch(/^Node +All +(Cluster +){6}394$/);
    expect(matrix[2]).toMatch(/^ +Disk 1 +Disk 101 +Disk 105 +Disk 109 +Disk 113 +Disk 117 +others$/);
    expect(matrix).toContainEqual(expect.stringMatching(/^HV-NODE-36 +6\/6 +- +1\/1( +-){4} +5\/5$/));
    expect(matrix.filter((line) => line.startsWith("HV-NODE-")).length).toBe(16);
    expect(matrix.some((line) => line.startsWith("48 others"))).toBe(true);
    const notes = matrix.join(" ");
    expect(notes).toContain("Summed among the others though they failed: Cluster Disk ");
    expect(notes).toContain("48 nodes have no row of their own: 0 of 300 failed under them.");
  });

  test.each([30, 40, 60, 79, 80, 100, 200])("and all else of a large cluster fits into %i columns", (width) => {
    expect(tooWide(table(largeCluster(64, 400), width), width)).toEqual([]);
  });
});

describe("the table of candidates", () => {
  test("has intervals and tests where there is room", () => {
    expect(block(table(reportOfTrials(), 120), "Who explains").split("\n").slice(1, 5)).toEqual([
      "Candidate              Verdict  Prob.        Failed  Elsewhere  95 %      Fisher  Odds  Why",
      expect.stringMatching(/^─+$/),
      "Node HV06              bad      0.997        6 of 6  0 of 6     61-100 %  0.002   inf   passes without it",
      "Volume Cluster Disk 1  unknown  0.040        4 of 4  2 of 8     0-30 %    1.000   -     its failures are explained by",
    ]);
  });

  test("has rows for those who may explain failures, then for the closest of the others, and sums the rest", () => {
    const candidates = [
      HV06_IS_BAD,
      ...Array.from({ length: 40 }, (_, at) =>
        candidate("volume", `Cluster Disk ${at + 10}`, { trials: { failed: 1, total: 30 }, probability: 0.01 }),
      ),
    ];
    const facts = trialFacts(trialsOf(NIGHTS), attributionOf(NIGHTS, { candidates }));
    const lines = block(table(reportOfTrials({ facts }), 100), "Who explains").split("\n");
    expect(lines.filter((line) => line.startsWith("Node ")).length).toBe(1);
    expect(lines.filter((line) => line.startsWith("Volume Cluster Disk ")).length).toBe(7);
    expect(lines).toContain("Clear    33 volumes (passes)");
  });

  test("names every node, those too under which nothing was backed up", () => {
    const text = block(table(reportOfTrials(), 80), "Who explains");
    expect(text).toContain("Unknown  node HV09 (no full trial)");
    expect(text).toContain("Clear    node HV01 (passes)");
  });
});

test("crossovers show the attempt that passed and the one that failed, each with its owner's record", () => {
  expect(
    block(table(reportOfTrials(), 100), "The same volume"),
  ).toBe(`The same volume, passed and failed (times are UTC):
Cluster Disk 3 passed under HV01 (2026-09-09 21:03) and failed under HV06 (2026-09-10 21:03); in
total 2 of 2 failed under HV06, 0 of 2 under HV01
  Passed   sessions.csv, line 5, 2026-09-09 21:03:00Z
    owner  ownership.csv, line 5, 2026-09-01 00:00:00Z
  Failed   sessions.csv, line 8, 2026-09-10 21:03:00Z
    owner  ownership.csv, line 8, 2026-09-01 00:00:00Z`);
});

test("the next test has its command in one line, and the verdict comes last", () => {
  const text = table(reportOfTrials(), 80);
  expect(text).toContain("\n     Move-ClusterSharedVolume -Name 'Cluster Disk 1' -Node HV01\n");
  expect(
    text.endsWith(
      "Verdict: HV06 is bad: 6 of 6 backups failed while it owned the volume, 0 of 6\n         elsewhere\n",
    ),
  ).toBe(true);
});

test("--timeline tells who owned each volume from when to when, and what says so", () => {
  const sources = [
    row("ownership.csv", 2, "2026-09-01T00:00:00Z"),
    row("ownership.csv", 9, "2026-09-09T22:00:00Z"),
  ] as const;
  const moved = ticks("2026-09-10T04:00:00Z");
  const ownership = ownershipOf([
    {
      volume: "Cluster Disk 3",
      intervals: [
        { from: null, to: moved, node: "HV01", certainty: "assumed", claims: ["HV01"], sources },
        { from: moved, to: null, node: null, certainty: "conflict", claims: ["HV01", "HV06"], sources },
      ],
    },
    { volume: "Cluster Disk 7", intervals: [] },
  ]);
  const facts = trialFacts(trialsOf([]), attributionOf([]), { ownership });
  const text = table(reportOfTrials({ facts, timeline: true }), 160);
  expect(block(text, "Owners of Cluster Disk 3")).toBe(`Owners of Cluster Disk 3:
  before all that is known to 2026-09-10 04:00:00Z: HV01, assumed (ownership.csv, line 2, 2026-09-01 00:00:00Z; ownership.csv, line 9, 2026-09-09 22:00:00Z)
  2026-09-10 04:00:00Z to the end: in conflict between HV01 and HV06 (ownership.csv, line 2, 2026-09-01 00:00:00Z; ownership.csv, line 9, 2026-09-09 22:00:00Z)`);
  expect(block(text, "Owners of Cluster Disk 7")).toBe("Owners of Cluster Disk 7:\n  unknown");
  expect(table(reportOfTrials({ facts }), 160)).not.toContain("Owners of");
});

test("hostile names move no cursor, reorder no text and make no command", () => {
  const volume = "Disk\u001b[2J\u202e'; Stop-Cluster #";
  const crossovers = [{ ...CROSSOVER, volume, failedUnder: "HV06\u0007" }];
  const facts = trialFacts(
    trialsOf([trial({ start: "2026-09-08T21:03:00Z", line: 2, owners: { [volume]: "HV06\u0007" }, isFailed: true })]),
    {
      ...NIGHTS_ATTRIBUTION,
      candidates: [{ ...HV06_IS_BAD, name: "HV06\u0007", crossovers }],
      nextTests: [{ code: "move-volume", volume, from: "HV06\u0007", to: "HV01" }],
    },
  );
  for (const width of [40, 100]) {
    const text = table(reportOfTrials({ facts }), width);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(text).not.toContain("Move-ClusterSharedVolume -Name");
  }
});
