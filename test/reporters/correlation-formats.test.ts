import { describe, expect, test } from "vitest";
import { reportToDelimited } from "../../src/reporters/delimited/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { reportToTable } from "../../src/reporters/table/index.ts";
import { reportToMarkdown } from "../../src/reporters/markdown/index.ts";
import {
  attributionOf,
  CROSSOVER,
  HV06_IS_BAD,
  NIGHTS,
  NIGHTS_ATTRIBUTION,
  NO_VOLUMES,
  onset,
  row,
  trialFacts,
  trialsOf,
} from "../checks/build-trials.ts";
import { ticks } from "../evidence/build-evidence.ts";
import { exportSource, reportOfTrials } from "./build-correlation-report.ts";

const MOMENT = { after: ticks("2026-09-09T22:00:00Z"), before: ticks("2026-09-10T21:03:00Z") };

describe("json", () => {
  test("gives every candidate its verdict, probability and trials", () => {
    const json: unknown = JSON.parse(reportToJson(reportOfTrials()));
    expect(json).toMatchObject({
      nodes: [
        { node: "HV01", verdict: "clear", probability: 0.0004, trials: { total: 6, failed: 0 }, reasons: [] },
        {
          node: "HV06",
          verdict: "bad",
          probability: 0.9971,
          trials: { total: 6, failed: 6 },
          reasons: ["owner-fails-backups"],
        },
        { node: "HV09", verdict: "unknown", probability: null, trials: { total: 0, failed: 0 } },
      ],
      volumes: [
        { volume: "Cluster Disk 1", verdict: "unknown" },
        { volume: "Cluster Disk 2", verdict: "clear" },
        { volume: "Cluster Disk 3", verdict: "unknown" },
      ],
      proxies: [
        { proxy: "PROXY01", verdict: "clear" },
        { proxy: "PROXY02", verdict: "unknown" },
      ],
      verdict: {
        badNodes: ["HV06"],
        sentence: "HV06 is bad: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere.",
      },
    });
  });

  test("counts the failures that nothing explains, and attempts during which the owner changed", () => {
    const attribution = { ...NIGHTS_ATTRIBUTION, leak: { failed: 2, total: 6 }, partial: { failed: 1, total: 3 } };
    expect(
      JSON.parse(reportToJson(reportOfTrials({ facts: trialFacts(trialsOf(NIGHTS), attribution) }))),
    ).toMatchObject({
      correlation: { unexplained: { failed: 2, total: 6 }, partialTrials: { failed: 1, total: 3 } },
    });
  });

  test("says since when a node is bad only where it turned bad inside the window", () => {
    const changed = { ...HV06_IS_BAD, since: MOMENT };
    const facts = trialFacts(trialsOf(NIGHTS), attributionOf(NIGHTS, { candidates: [changed] }));
    const since = { after: "2026-09-09T22:00:00.0000000Z", before: "2026-09-10T21:03:00.0000000Z" };
    expect(JSON.parse(reportToJson(reportOfTrials({ facts })))).toMatchObject({ nodes: [{ since }] });
    expect(reportToJson(reportOfTrials())).not.toMatch(/^ {6}"(since|until)"/m);
  });

  test("has what the tables show, and more: the matrix, crossovers with their records, next tests with their command", () => {
    expect(JSON.parse(reportToJson(reportOfTrials()))).toMatchObject({
      correlation: {
        trials: { total: 12, failed: 6 },
        successesKnown: true,
        culprits: [
          { kind: "node", names: ["HV06"], trials: { total: 6, failed: 6 }, elsewhere: { total: 6, failed: 0 } },
        ],
        matrix: {
          volumes: [
            { volume: "Cluster Disk 1", total: 4, failed: 4 },
            { volume: "Cluster Disk 3", total: 4, failed: 2 },
          ],
          otherVolumes: 1,
          rows: [{ node: "HV01", others: { total: 4, failed: 0 } }, { node: "HV06" }],
        },
        ranking: [{ name: "HV06", oddsRatio: { ratio: "infinite", strata: 1 } }, {}, {}, {}, {}, {}, {}, {}],
        crossovers: [
          {
            volume: "Cluster Disk 3",
            passedUnder: "HV01",
            failedUnder: "HV06",
            passed: { attempt: [{ file: "sessions.csv", line: 5 }], ownership: [{ file: "ownership.csv", line: 5 }] },
            failed: { attempt: [{ file: "sessions.csv", line: 8 }], ownership: [{ file: "ownership.csv", line: 8 }] },
          },
        ],
        horizon: { idleNodes: ["HV09"], coversWindow: true },
        nextTests: [
          {
            code: "move-volume",
            command: "Move-ClusterSharedVolume -Name 'Cluster Disk 1' -Node HV01",
          },
        ],
      },
    });
  });

  test("counts the rows of an export as records, and those left out as damaged", () => {
    const leftOut = [{ code: "end-before-start", count: 1, line: 7, example: null }];
    const sources = [exportSource({ status: "damaged", leftOut })];
    expect(JSON.parse(reportToJson(reportOfTrials({ sources })))).toMatchObject({
      sources: [
        {
          kind: "sessions",
          path: "sessions.csv",
          status: "damaged",
          records: 12,
          damaged: 1,
          from: "2026-09-08T21:03:00.0000000Z",
          warnings: ["1 row left out, line 7: an end before its start"],
        },
      ],
    });
  });
});

describe("markdown", () => {
  test("has the matrix, the candidates, both records of a crossover and the command", () => {
    const text = reportToMarkdown(reportOfTrials());
    for (const part of [
      "**Verdict:** HV06 is bad: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere.\n",
      "| Node | All | Cluster Disk 1 | Cluster Disk 3 | 1 other |\n| --- | ---: | ---: | ---: | ---: |\n| HV01 | 0/6 | - | 0/2 | 0/4 |\n",
      "| Node HV06 | bad | 0.997 | 6 of 6 | 0 of 6 | 61-100 % | 0.002 | inf | passes without it |\n",
      "- Cluster Disk 3 passed under HV01 (2026-09-09 21:03) and failed under HV06 (2026-09-10 21:03); in total 2 of 2",
      "  - Failed: `sessions.csv`, line 8, 2026-09-10 21:03:00Z\n    - owner: `ownership.csv`, line 8,",
      "- Proxy: PROXY02: 4 of 4 failed with it, 2 of 8 without; the verdict explains its failures\n",
      "```\nMove-ClusterSharedVolume -Name 'Cluster Disk 1' -Node HV01\n```\n",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("takes nothing in a name for mark-up", () => {
    const volume = "<b>|`x`@team";
    const facts = trialFacts(trialsOf(NIGHTS), {
      ...NIGHTS_ATTRIBUTION,
      candidates: [{ ...HV06_IS_BAD, name: "[HV06](http://x)", crossovers: [{ ...CROSSOVER, volume }] }],
    });
    const text = reportToMarkdown(reportOfTrials({ facts }));
    expect(text).not.toContain("<b>|");
    expect(text).not.toMatch(/[^`]\[HV06\]\(http/);
  });
});

describe("what explains failures and accuses no node", () => {
  const otherCause = { kind: "vm-host", name: "HV02", probability: 0.97 } as const;
  const tallies = { inside: { failed: 4, total: 4 }, outside: { failed: 2, total: 8 } };
  const trials = NIGHTS.map((one) => ({ ...one, vmHosts: ["HV02"] }));
  const facts = trialFacts(trialsOf(trials), attributionOf(trials, { otherCauses: [{ ...otherCause, ...tallies }] }));
  const report = reportOfTrials({ facts });

  test("stands in json beside what accuses one", () => {
    expect(JSON.parse(reportToJson(report))).toMatchObject({
      correlation: {
        otherCauses: [{ ...otherCause, trials: { total: 4, failed: 4 }, elsewhere: { total: 8, failed: 2 } }],
      },
    });
  });

  test("has its own section in markdown and in the table", () => {
    const words = "HV02: 4 of 4 backups failed with it, 2 of 8 without; probability 0.970 (inferred)";
    const title = "What else explains failures, and accuses no node";
    expect(reportToMarkdown(report)).toContain(`## ${title}\n\n- VM host: ${words}\n`);
    expect(reportToTable(report, { width: 100, colour: false })).toContain(`${title}:\nVM host  ${words}\n`);
  });
});

describe("how far clocks were taken to differ, and names that stand for several volumes", () => {
  const evidence = [row("resources.xml", 2, "2026-09-01T00:00:00Z")] as const;
  const hosts = [{ host: "HV02", offset: 950_000_000n, spread: 20_000_000n, count: 12 }];
  const proxies = [{ proxy: "PROXY01", aheadAtMost: -450_000_000n, aheadAtMostEver: 36_050_000_000n, count: 7 }];
  const report = reportOfTrials({
    facts: trialFacts(trialsOf(NIGHTS), NIGHTS_ATTRIBUTION, {
      clockSkew: { tolerance: 1_600_000_000n, isEstimated: true, hosts, proxies },
      volumes: {
        ...NO_VOLUMES,
        contradictions: [{ name: "Volume3", volumes: ["Cluster Disk 3", "Cluster Disk 4"], evidence }],
      },
    }),
  });

  test("are in json with what they stand on", () => {
    expect(JSON.parse(reportToJson(report))).toMatchObject({
      correlation: {
        horizon: {
          clocks: {
            toleranceSeconds: 160,
            estimated: true,
            hosts: [{ host: "HV02", offsetSeconds: 95, spreadSeconds: 2, sharedFacts: 12 }],
            proxies: [
              {
                proxy: "PROXY01",
                aheadAtMostSeconds: -45,
                aheadAtMostEverSeconds: 3605,
                toleranceSeconds: 3605,
                snapshotSets: 7,
              },
            ],
          },
        },
        contradictory: [
          { name: "Volume3", volumes: ["Cluster Disk 3", "Cluster Disk 4"], evidence: [{ file: "resources.xml" }] },
        ],
      },
    });
  });

  test("are in markdown", () => {
    const text = reportToMarkdown(report);
    expect(text).toContain("- Clocks: taken to differ by up to 160 s, ");
    expect(text).toContain("- Conflict: Volume3 is said to be Cluster Disk 3 and Cluster Disk 4, and stands for none:");
  });
});

describe("csv", () => {
  test("has a row for each failed attempt of each finding", () => {
    const [head = "", ...lines] = reportToDelimited(reportOfTrials()).split("\r\n");
    const rows = lines.filter((line) => line.startsWith("owner-fails-backups,"));
    expect(rows.length).toBe(6);
    expect(head.split(",").length).toBe(rows[0]?.replace(/"[^"]*"/g, "").split(",").length);
    expect(rows[0]).toContain("critical,fail,1,node,HV06,bad,");
    expect(rows[0]).toContain(",row,sessions.csv,,,2026-09-08T22:00:00.0000000Z,");
  });

  test("names what an onset is about", () => {
    const facts = trialFacts(trialsOf(NIGHTS), attributionOf(NIGHTS, { onsets: [onset()] }));
    expect(reportToDelimited(reportOfTrials({ facts }))).toContain(
      "backups-fail-from-one-moment,critical,fail,1,backups,all backups,onset,",
    );
  });
});
