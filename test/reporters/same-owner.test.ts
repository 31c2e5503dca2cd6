import { expect, test } from "vitest";
import type { CandidateAttribution } from "../../src/facts/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { reportToMarkdown } from "../../src/reporters/markdown/index.ts";
import { reportToTable } from "../../src/reporters/table/index.ts";
import { attributionOf, candidate, trial, trialFacts, trialsOf } from "../checks/build-trials.ts";
import { reportOfTrials } from "./build-correlation-report.ts";

const FAILED = trial({ start: "2026-09-08T21:00:00Z", line: 2, owners: { "Cluster Disk 4": "HV01" }, isFailed: true });
const PASSED = trial({ start: "2026-09-08T22:00:00Z", line: 3, owners: { "Cluster Disk 1": "HV01" } });

function reportOf(name: string): Parameters<typeof reportToJson>[0] {
  const sick: CandidateAttribution = candidate("volume", name, {
    verdict: "bad",
    reason: { code: "same-owner-passes" },
    probability: 0.97,
    trials: { failed: 4, total: 4 },
    underOwners: {
      owners: [
        { node: "HV01", tally: { failed: 3, total: 3 } },
        { node: "HV02", tally: { failed: 1, total: 1 } },
      ],
      pairs: [
        {
          ...{ owner: "HV01", otherVolume: "Cluster Disk 1", failed: FAILED, passed: PASSED },
          ...{ failedTally: { failed: 3, total: 3 }, passedTally: { failed: 0, total: 9 } },
        },
      ],
    },
  });
  const trials = [FAILED, PASSED];
  return reportOfTrials({ facts: trialFacts(trialsOf(trials), attributionOf(trials, { candidates: [sick] })) });
}

test("the table says under which owners a bad volume failed, and what passed under the same one", () => {
  expect(reportToTable(reportOf("Cluster Disk 4"), { width: 80, colour: false })).toContain(`
The same owner, one volume failed and another passed (times are UTC):
Cluster Disk 4 failed under HV01 (3 of 3) and HV02 (1 of 1)
Under HV01 Cluster Disk 4 failed (2026-09-08 21:00) and Cluster Disk 1 passed
(2026-09-08 22:00); in total 3 of 3 of Cluster Disk 4 failed there, 0 of 9 of
Cluster Disk 1
  Failed   sessions.csv, line 2, 2026-09-08 21:00:00Z
    owner  ownership.csv, line 2, 2026-09-01 00:00:00Z
  Passed   sessions.csv, line 3, 2026-09-08 22:00:00Z
    owner  ownership.csv, line 3, 2026-09-01 00:00:00Z
`);
});

test("markdown says it in a section of its own, and takes nothing in a name for mark-up", () => {
  expect(
    reportToMarkdown(reportOf("Cluster Disk 4")),
  ).toContain(`## The same owner, one volume failed and another passed

- Cluster Disk 4 failed under HV01 (3 of 3) and HV02 (1 of 1)
- Under HV01 Cluster Disk 4 failed (2026-09-08 21:00) and Cluster Disk 1 passed (2026-09-08 22:00); in total 3 of 3 of Cluster Disk 4 failed there, 0 of 9 of Cluster Disk 1
  - Failed: \`sessions.csv\`, line 2, 2026-09-08 21:00:00Z
    - owner: \`ownership.csv\`, line 2, 2026-09-01 00:00:00Z
`);
  expect(reportToMarkdown(reportOf("<b>|`x`"))).not.toContain("<b>|");
});

test("json has the owners and the pairs, each with its records", () => {
  expect(JSON.parse(reportToJson(reportOf("Cluster Disk 4")))).toMatchObject({
    correlation: {
      sameOwner: [
        {
          volume: "Cluster Disk 4",
          owners: [
            { node: "HV01", total: 3, failed: 3 },
            { node: "HV02", total: 1, failed: 1 },
          ],
          pairs: [
            {
              owner: "HV01",
              otherVolume: "Cluster Disk 1",
              failed: {
                time: "2026-09-08T21:00:00.0000000Z",
                trials: { total: 3, failed: 3 },
                attempt: [{ file: "sessions.csv", line: 2 }],
                ownership: [{ file: "ownership.csv", line: 2 }],
              },
              passed: { trials: { total: 9, failed: 0 }, attempt: [{ file: "sessions.csv", line: 3 }] },
            },
          ],
        },
      ],
    },
  });
});
