import { expect, test } from "vitest";
import { hostUpgradedInPlace } from "../../src/checks/host-upgraded-in-place.ts";
import { runChecks } from "../../src/checks/index.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import type { CheckResult } from "../../src/report/index.ts";
import { findingWords, reasonWords } from "../../src/reporters/words/index.ts";
import { clusterVersionEvent, eventLog6009, user32Restart } from "../evidence/booted-hosts.ts";
import { evidenceOf, log } from "../evidence/build-evidence.ts";

const before = eventLog6009({ build: "9600", time: "2025-05-20T08:00:00Z", recordId: 800, file: "Windows.old" });
const restart = user32Restart({ code: "0x80020003", time: "2025-05-24T09:00:00Z", recordId: 900, file: "Windows.old" });
const after = eventLog6009({ build: "14393", time: "2025-05-24T09:40:00Z", recordId: 1, file: "System" });

function evaluate(events: readonly EventEvidence[], logs: readonly LogEvidence[] = []): CheckResult {
  const [result] = runChecks([hostUpgradedInPlace], deriveFacts(evidenceOf(events, logs)));
  if (result === undefined) throw new Error("no result");
  return result;
}

function words(result: CheckResult): unknown {
  return [result.status, result.findings.map((finding) => findingWords(finding, result)), reasonWords(result)];
}

test("fails, as information, for an upgrade that its restart proves; both boots and the restart are the proof", () => {
  const updated = clusterVersionEvent({ nodes: ["HV08"], time: "2025-05-24T10:00:00Z", recordId: 77 });
  const result = evaluate([before, restart, after, updated]);
  expect(result.severity).toBe("info");
  expect(words(result)).toEqual([
    "fail",
    [
      "upgraded in place between last boot on build 9600 and first boot on build 14393, 2025-05-20 08:00:00Z to " +
        "2025-05-24 09:40:00Z",
    ],
    "Another build on HV08",
  ]);
  expect(result.findings[0]).toMatchObject({
    subject: { kind: "node", name: "HV08" },
    evidence: [
      { file: "Windows.old", recordId: "800" },
      { file: "Windows.old", recordId: "900" },
      { file: "System", recordId: "1" },
      { recordId: "77" },
    ],
  });
});

test("says in-place upgrade or reinstall when nothing decides", () => {
  expect(words(evaluate([before, after]))).toEqual([
    "fail",
    [
      "in-place upgrade or reinstall between last boot on build 9600 and first boot on build 14393, " +
        "2025-05-20 08:00:00Z to 2025-05-24 09:40:00Z",
    ],
    "Another build on HV08",
  ]);
});

test("says of a lower build that it went back", () => {
  const back = eventLog6009({ build: "9600", time: "2025-05-26T08:00:00Z", recordId: 90, file: "System" });
  expect(evaluate([before, restart, after, back]).findings.map(({ code }) => code)).toEqual(["upgraded", "went-back"]);
});

test("says of a log that begins with the upgrade what it shows, and what not", () => {
  const end = user32Restart({ code: "0x80020003", time: "2025-05-24T09:52:00Z", recordId: 60, file: "System" });
  expect(words(evaluate([after, end]))).toEqual([
    "fail",
    [
      "in-place upgrade, inferred: the log begins with the set-up of build 14393, 2025-05-24 09:40:00Z to 09:52:00Z, " +
        "when the host had a domain already; what it ran before is not in these logs",
    ],
    "Another build on HV08",
  ]);
});

test("says of a new log whose node the cluster found updated that an upgrade or reinstallation is inferred", () => {
  const updated = clusterVersionEvent({ nodes: ["HV08"], time: "2025-05-24T10:00:00Z", recordId: 77 });
  const result = evaluate([after, updated]);
  expect(words(result)).toEqual([
    "fail",
    [
      "in-place upgrade or reinstall, inferred: a new log begins with build 14393, and the cluster then found the node's " +
        "software updated, 2025-05-24 09:40:00Z to 10:00:00Z; what it ran before is not in these logs",
    ],
    "Another build on HV08",
  ]);
  expect(result.findings[0]).toMatchObject({ evidence: [{ file: "System", recordId: "1" }, { recordId: "77" }] });
});

test("passes with System logs that show one build, is not applicable without one", () => {
  expect(words(evaluate([after], [log("HV08", "System")]))).toEqual([
    "pass",
    [],
    "Nothing found in the logs of channel System of HV08.",
  ]);
  expect(evaluate([], [log("HV08", "Application")]).status).toBe("not-applicable");
});
