import { describe, expect, test } from "vitest";
import { runChecks, TRIAL_CHECKS } from "../../src/checks/index.ts";
import type { Attribution, CandidateAttribution, Trials } from "../../src/facts/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import type { CheckResult } from "../../src/report/index.ts";
import { findingWords, reasonWords } from "../../src/reporters/words/index.ts";
import { evidenceOf, ticks } from "../evidence/build-evidence.ts";
import {
  attributionOf,
  candidate,
  HV06_IS_BAD,
  NIGHTS,
  NIGHTS_ATTRIBUTION,
  onset,
  row,
  trial,
  trialFacts,
  trialsOf,
} from "./build-trials.ts";

function resultOf(id: string, attribution: Attribution, trials: Trials = trialsOf(NIGHTS)): CheckResult {
  const facts = { ...deriveFacts(evidenceOf([])), ...trialFacts(trials, attribution) };
  const result = runChecks(TRIAL_CHECKS, facts).find(({ text }) => text.id === id);
  if (result === undefined) throw new Error(`no check ${id}`);
  return result;
}

function said(result: CheckResult): readonly (string | null)[] {
  return [
    result.status,
    reasonWords(result),
    ...result.findings.map((one) => `${one.severity} ${one.subject.name}: ${findingWords(one, result)}`),
  ];
}

function withCandidates(...candidates: readonly CandidateAttribution[]): Attribution {
  return attributionOf(NIGHTS, { candidates });
}

describe("a bad node", () => {
  test("is a critical finding with its figures", () => {
    expect(said(resultOf("owner-fails-backups", NIGHTS_ATTRIBUTION))).toEqual([
      "fail",
      "6 of 12 backups failed, above all while HV06 owned the volume",
      "critical HV06: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere; explains the failures with probability 0.997 (inferred)",
    ]);
  });

  test("is proven by the attempts that failed under it, in order of time, and by no others", () => {
    const [finding] = resultOf("owner-fails-backups", NIGHTS_ATTRIBUTION).findings;
    expect(finding?.evidence).toEqual([
      row("sessions.csv", 3, "2026-09-08T22:00:00Z"),
      row("sessions.csv", 6, "2026-09-09T22:00:00Z"),
      row("sessions.csv", 8, "2026-09-10T21:03:00Z"),
      row("sessions.csv", 9, "2026-09-10T22:00:00Z"),
      row("sessions.csv", 11, "2026-09-11T21:03:00Z"),
      row("sessions.csv", 12, "2026-09-11T22:00:00Z"),
    ]);
  });

  test("may have turned bad and been repaired inside the window", () => {
    const moment = { after: ticks("2026-09-09T21:03:00Z"), before: ticks("2026-09-10T21:03:00Z") };
    const changed = withCandidates({ ...HV06_IS_BAD, since: moment, until: moment });
    expect(resultOf("owner-fails-backups", changed).findings.map(({ code }) => code)).toEqual(["bad-since-until"]);
    expect(said(resultOf("owner-fails-backups", changed)).at(-1)).toContain(
      "it turned bad within 2026-09-09 21:03:00Z to 2026-09-10 21:03:00Z, and was repaired within",
    );
  });

  test("has no more than a thousand proofs, however often it failed", () => {
    const trials = Array.from({ length: 1500 }, (_, line) =>
      trial({ start: "2026-09-08T22:00:00Z", line: line + 2, owners: { "Cluster Disk 1": "HV06" }, isFailed: true }),
    );
    const [finding] = resultOf("owner-fails-backups", withCandidates(HV06_IS_BAD), trialsOf(trials)).findings;
    expect(finding?.evidence.length).toBe(1000);
  });
});

describe("a suspect is a warning that says what keeps it from being called bad", () => {
  const cases: readonly (readonly [string, CandidateAttribution["reason"], string])[] = [
    [
      "never seen apart from its volume",
      { code: "aliased", others: ["Cluster Disk 1"] },
      "it cannot be told from Cluster Disk 1: neither was ever seen without the other",
    ],
    [
      "nothing that passed",
      { code: "only-failures-known" },
      "a weaker claim, for only failures are known and nothing to compare them with",
    ],
    ["too few failures", { code: "failed-too-few", needed: 3 }, "fewer than 3 failures, too few to call it bad"],
    ["assumed owners", { code: "ownership-assumed" }, "for most of these the owner is assumed, not known"],
    ["anything else", { code: "mixed" }, "may explain the failures, probability 0.997 (inferred)"],
  ];
  test.each(cases)("%s", (_, reason, words) => {
    const suspect = withCandidates({ ...HV06_IS_BAD, verdict: "suspect", reason });
    expect(said(resultOf("owner-fails-backups", suspect)).at(-1)).toBe(
      `warning HV06: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere; ${words}`,
    );
  });
});

describe("without a bad or suspect candidate", () => {
  test("failures that something else explains are information, and the check passes", () => {
    expect(said(resultOf("volume-fails-backups", NIGHTS_ATTRIBUTION))).toEqual([
      "pass",
      "6 of 12 backups failed, and no volume stands out.",
      "info Cluster Disk 1: 4 of 4 backups of it failed, 2 of 8 of other volumes; explained by HV06",
      "info Cluster Disk 3: 2 of 4 backups of it failed, 4 of 8 of other volumes; explained by HV06",
    ]);
  });

  test("failures that a common onset explains are laid to it", () => {
    const reason = { code: "explained", by: "onset", names: [] } as const;
    const explained = withCandidates({ ...HV06_IS_BAD, verdict: "unknown", reason });
    expect(said(resultOf("owner-fails-backups", explained)).at(-1)).toBe(
      "info HV06: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere; explained by the moment from which on everything fails",
    );
  });

  test("failures of a candidate on which too little is known leave the check open", () => {
    expect(said(resultOf("proxy-fails-backups", NIGHTS_ATTRIBUTION)).slice(0, 2)).toEqual([
      "inconclusive",
      "6 of 12 backups failed; PROXY02 may be why, and too little is known to tell: see the next tests.",
    ]);
  });

  test("backups that all passed pass", () => {
    const passed = NIGHTS.filter(({ isFailed }) => !isFailed);
    const attribution = attributionOf(passed, { candidates: [candidate("node", "HV01")] });
    expect(said(resultOf("owner-fails-backups", attribution, trialsOf(passed)))).toEqual([
      "pass",
      "None of 6 backups failed.",
    ]);
  });

  test("a kind that no input names is not judged", () => {
    expect(resultOf("proxy-fails-backups", withCandidates(HV06_IS_BAD)).status).toBe("not-applicable");
  });
});

describe("without a full trial", () => {
  const nothing = attributionOf([]);

  test("no attempt at all is no topic", () => {
    const results = TRIAL_CHECKS.map(({ meta }) => resultOf(meta.id, nothing, trialsOf([])).status);
    expect(results).toEqual(["not-applicable", "not-applicable", "not-applicable", "not-applicable", "not-applicable"]);
  });

  test("attempts that could not be used leave every check open, with their number", () => {
    const evidence = [row("sessions.csv", 2, "2026-09-08T22:00:00Z")] as const;
    const trials = trialsOf([], { leftOut: [{ code: "volume-unknown", count: 7, failed: 0, evidence }] });
    const attribution = attributionOf([], { partial: { failed: 1, total: 2 } });
    expect(said(resultOf("owner-fails-backups", attribution, trials))).toEqual([
      "inconclusive",
      "None of 9 backup attempts has known volumes with one known owner all through.",
    ]);
  });
});

describe("a moment from which on everything fails", () => {
  test("is a finding about all backups, between the last that passed and the first that failed", () => {
    const result = resultOf("backups-fail-from-one-moment", attributionOf(NIGHTS, { onsets: [onset()] }));
    expect(said(result)).toEqual([
      "fail",
      "1 moment from which on everything fails; this speaks against no owner",
      "critical all backups: everything fails from a moment within 2026-09-09 23:00:00Z to 2026-09-10 21:03:00Z: 6 of 6 backups failed since, 0 of 6 before; probability 0.980 (inferred)",
    ]);
    expect(result.findings[0]?.evidence).toEqual([
      row("sessions.csv", 7, "2026-09-09T23:00:00Z"),
      row("sessions.csv", 8, "2026-09-10T21:03:00Z"),
    ]);
  });

  test("may be one of a proxy, which it does not make suspect", () => {
    const result = resultOf(
      "backups-fail-from-one-moment",
      attributionOf(NIGHTS, { onsets: [onset({ proxy: "PROXY01", lastPassed: null })] }),
    );
    expect(result.findings.map(({ subject }) => subject)).toEqual([{ kind: "proxy", name: "PROXY01" }]);
    expect(result.text.subjectRole).toBe("witness");
  });

  test("that is not there passes", () => {
    expect(said(resultOf("backups-fail-from-one-moment", NIGHTS_ATTRIBUTION))).toEqual([
      "pass",
      "No moment from which on everything fails among 12 backups, 6 of which failed.",
    ]);
  });
});

describe("what explains failures and is no owner, volume or proxy", () => {
  const trials = NIGHTS.map((one) => ({ ...one, job: one.isFailed ? "Nightly 3" : "Nightly 1", vms: ["app-08"] }));
  const job = { kind: "job", name: "Nightly 3", probability: 0.98 } as const;
  const tallies = { inside: { failed: 6, total: 6 }, outside: { failed: 0, total: 6 } };

  test("is a warning about these backups, with the attempts that failed as proof", () => {
    const attribution = attributionOf(trials, { otherCauses: [{ ...job, ...tallies }] });
    const result = resultOf("backups-fail-by-other-cause", attribution, trialsOf(trials));
    expect(said(result)).toEqual([
      "fail",
      "6 of 12 backups failed; 1 cause other than an owner, a volume or a proxy",
      "warning job Nightly 3: 6 of 6 of these backups failed, 0 of 6 of all others; explains the failures with probability 0.980 (inferred), which speaks against no node",
    ]);
    const [finding] = result.findings;
    expect([finding?.subject.kind, finding?.evidence.length]).toEqual(["backups", 6]);
  });

  test.each([
    ["vm", "app-08", "VM app-08"],
    ["hour", "22", "from 22:00 UTC"],
  ] as const)("may be a %s", (kind, name, subject) => {
    const attribution = attributionOf(trials, { otherCauses: [{ kind, name, probability: 0.6, ...tallies }] });
    const [finding] = resultOf("backups-fail-by-other-cause", attribution, trialsOf(trials)).findings;
    expect(finding?.subject.name).toBe(subject);
  });

  test("may have several names, all of which are told", () => {
    const aliases = [
      { kind: "vm", name: "app-08" },
      { kind: "hour", name: "21" },
    ] as const;
    const attribution = attributionOf(trials, { otherCauses: [{ ...job, aliases, ...tallies }] });
    expect(said(resultOf("backups-fail-by-other-cause", attribution, trialsOf(trials))).at(-1)).toBe(
      "warning job Nightly 3: 6 of 6 of these backups failed, 0 of 6 of all others; explains the failures with probability " +
        "0.980 (inferred), which speaks against no node; job Nightly 3, VM app-08 and 21:00 UTC cannot be told apart, as " +
        "none was ever seen without the rest: see the next tests",
    );
  });

  test("may be there whenever a bad node is, and is told with it", () => {
    const together = withCandidates({ ...HV06_IS_BAD, inseparable: [{ kind: "job", name: "Nightly 3" }] });
    expect(said(resultOf("owner-fails-backups", together)).at(-1)).toMatch(
      /; always together with job Nightly 3, from which it cannot be told: see the next tests$/,
    );
  });

  test("is looked for and not found", () => {
    expect(said(resultOf("backups-fail-by-other-cause", NIGHTS_ATTRIBUTION))).toEqual([
      "pass",
      "6 of 12 backups failed, and no job, machine, host of machines or hour by itself explains that.",
    ]);
  });

  test("is named beside the failures of a node that it explains", () => {
    const reason = { code: "explained", by: "hour", names: ["22"] } as const;
    const explained = withCandidates({ ...HV06_IS_BAD, verdict: "unknown", reason });
    expect(said(resultOf("owner-fails-backups", explained)).at(-1)).toBe(
      "info HV06: 6 of 6 backups failed while it owned the volume, 0 of 6 elsewhere; explained by the hour from 22:00 UTC",
    );
  });
});
