import { describe, expect, test } from "vitest";
import { CHECKS } from "../../../src/checks/index.ts";
import { count, exitCodeOf, names, span, text } from "../../../src/report/index.ts";
import {
  findingWords,
  reasonWords,
  spanWords,
  stepWords,
  undecidedWords,
  verdictSentence,
} from "../../../src/reporters/words/index.ts";
import { fillTemplate, nameWords } from "../../../src/reporters/words/phrase-words.ts";
import { eventsOf, logsOf, NINE_NODES, reportOn, reportOnCluster } from "../../analyze/cluster.ts";
import { STORAGE_FAULT_LOGS, STORAGE_FAULTS } from "../../analyze/storage-faults.ts";
import { log, ticks, unreadableLog, vendorEvent, vssImportFailed } from "../../evidence/build-evidence.ts";
import { netlogon5788 } from "../../evidence/known-failures.ts";

describe("templates", () => {
  test("take counts with their noun, names, spans and texts", () => {
    const given = {
      n: count(1),
      m: count(33_297),
      who: names(["A", "B", "C"]),
      when: span(null, null),
      what: text("x\u0007"),
    };
    expect(fillTemplate("{n:log|logs} {m:record|records} {who} {when} {what}", given)).toBe(
      "1 log 33,297 records A, B and C time unknown x\u2407",
    );
  });

  test("hold no more names than a sentence can", () => {
    const many = names(Array.from({ length: 592 }, (_, index) => `D${index}`));
    expect(fillTemplate("{who} may be why", { who: many })).toBe(
      "D0, D1, D2, D3, D4, D5, D6, D7, D8, D9, D10, D11 and 580 more may be why",
    );
  });

  test("keep a placeholder without its argument in sight", () => {
    expect(fillTemplate("{missing} {n:log|logs}", {})).toBe("{missing} {n:log|logs}");
  });

  test("never read an argument as a template", () => {
    expect(fillTemplate("{a}", { a: text("{b} $&"), b: text("wrong") })).toBe("{b} $&");
  });

  test("name few hosts and count many", () => {
    const hosts = (many: number): string =>
      fillTemplate("{who:host|hosts}", { who: names(Array.from({ length: many }, (_, index) => `H${index}`)) });
    expect(hosts(2)).toBe("H0 and H1");
    expect(hosts(12)).toMatch(/^H0, .* and H11$/);
    expect(hosts(13)).toBe("13 hosts");
  });

  test("say the date of one day once", () => {
    const [from, to] = [ticks("2025-06-02T21:18:08Z"), ticks("2025-06-02T23:29:12Z")];
    expect(spanWords(from, to)).toBe("2025-06-02 21:18:08Z to 23:29:12Z");
    expect(spanWords(from, ticks("2025-06-03T00:00:00Z"))).toBe("2025-06-02 21:18:08Z to 2025-06-03 00:00:00Z");
  });

  test("say one moment once", () => {
    const moment = ticks("2025-06-02T22:00:00.9999999Z");
    expect(spanWords(moment, moment)).toBe("2025-06-02 22:00:00Z");
    expect(spanWords(ticks("2025-06-02T22:00:00.1Z"), moment)).toBe("2025-06-02 22:00:00Z");
    expect(nameWords([])).toBe("none");
  });
});

test("whatever a check says, no placeholder is left", async () => {
  const isolated = [
    vssImportFailed({ time: "2025-06-02T22:00:00Z", data: [] }),
    vendorEvent({ time: "2025-06-03T10:00:00Z" }),
  ];
  const reports = await Promise.all([
    reportOnCluster(NINE_NODES),
    reportOn({}),
    reportOn({ events: isolated, logs: [log("PROXY01", "Application")] }),
    reportOn({ logs: [...logsOf(NINE_NODES), unreadableLog("x")] }),
    reportOn({ logs: logsOf(NINE_NODES).map((given) => ({ ...given, status: "damaged" as const })) }),
    reportOn({ logs: logsOf(NINE_NODES), window: { since: 0n, until: null } }),
    reportOn({ events: STORAGE_FAULTS, logs: STORAGE_FAULT_LOGS }),
    reportOn({ events: STORAGE_FAULTS.map((event) => ({ ...event, data: [] })), logs: STORAGE_FAULT_LOGS.slice(0, 2) }),
    reportOn({ events: STORAGE_FAULTS, logs: [] }),
  ]);
  for (const check of reports.flatMap(({ checks }) => checks)) {
    const said = [
      reasonWords(check) ?? "",
      ...check.findings.map((found) => findingWords(found, check)),
      ...stepWords([check]),
    ];
    expect(said.filter((words) => /[{}]|undefined/.test(words))).toEqual([]);
  }
  expect(CHECKS.length).toBeGreaterThan(0);
});

describe("next steps", () => {
  test("name the hosts found and warn of the hand-made object", async () => {
    const { checks } = await reportOnCluster(NINE_NODES);
    const [imports, hosts] = checks.filter(({ status }) => status === "fail").map((check) => stepWords([check]));
    expect(hosts?.[0]).toContain("account of every cluster node, HV03, HV06 and HV08 first?");
    expect(hosts?.[1]).toContain("Do not make the object by hand");
    expect(imports?.[0]).toContain("when its import failed on PROXY01.");
    expect(imports?.[1]).toContain("account of every cluster node, the owners of failing volumes first?");
  });

  test("of several checks stand once each, those that only look before those that change something", async () => {
    const { checks } = await reportOnCluster(NINE_NODES);
    const steps = stepWords(checks);
    expect(steps.map((step) => step.split(" ").slice(0, 2).join(" "))).toEqual([
      "Find out",
      "Audit Active",
      "Move one",
      "Only if",
    ]);
    expect(steps[1]).toContain("HV03, HV06 and HV08 first?");
  });

  test("stay away when nothing failed", async () => {
    const { checks } = await reportOn({ logs: logsOf(NINE_NODES) });
    expect(stepWords(checks)).toEqual([]);
  });
});

describe("the verdict's sentence", () => {
  test("says who is suspect and why, who only reports, and what is not yet known", async () => {
    expect(verdictSentence(await reportOnCluster(NINE_NODES))).toBe(
      "No node is proven bad; suspect: HV03, HV06 and HV08 (VMMS 12660); PROXY01 reports the failures (VSS 12293). " +
        "Volumes were not judged: badnode correlate does that, where it is known which node owned them when.",
    );
  });

  test("clears nobody when nothing was found", async () => {
    expect(verdictSentence(await reportOn({ logs: logsOf(NINE_NODES) }))).toBe(
      "No known failure found; no node is cleared, as no trials are known.",
    );
  });

  test("says when no check had a log to look in", async () => {
    expect(verdictSentence(await reportOn({ logs: [log("HV01", "Security")] }))).toBe(
      "No log that a check looks in was given; no node is judged.",
    );
  });

  test("says when the evidence is partial", async () => {
    expect(verdictSentence(await reportOn({ logs: [unreadableLog("x")] }))).toBe(
      "Nothing found, but the evidence is incomplete; no node is cleared.",
    );
  });

  test("says where failures were seen that could be laid to nobody", async () => {
    const events = ["02", "05"].map((day) => netlogon5788({ time: `2025-06-${day}T09:00:00Z`, computer: "SRV" }));
    const report = await reportOn({ events, logs: [log("SRV", "System")] });
    expect(verdictSentence(report)).toBe(
      "Failures were seen on SRV and could not be judged by what was given; no node is cleared.",
    );
    expect(undecidedWords(report)).toEqual([
      "Failures seen that could not be judged by what was given, not cleared: SRV.",
    ]);
    expect(exitCodeOf(report, "warning")).toBe(3);
  });

  test("needs findings at the threshold: a lone failure is none", async () => {
    const events = eventsOf(NINE_NODES).slice(0, 2);
    expect((await reportOn({ events, logs: logsOf(NINE_NODES) })).verdict.basis).toBe("nothing-found");
  });
});
