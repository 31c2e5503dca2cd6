import { describe, expect, test } from "vitest";
import { CHECKS } from "../../../src/checks/index.ts";
import { count, names, span, text } from "../../../src/report/index.ts";
import {
  findingWords,
  reasonWords,
  remediationWords,
  spanWords,
  verdictSentence,
} from "../../../src/reporters/words/index.ts";
import { fillTemplate, nameWords } from "../../../src/reporters/words/phrase-words.ts";
import { eventsOf, logsOf, NINE_NODES, reportOn, reportOnCluster } from "../../analyze/cluster.ts";
import { log, ticks, unreadableLog, vendorEvent, vssImportFailed } from "../../evidence/build-evidence.ts";

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
      "1 log 33,297 records A, B and C at an unknown time x\u2407",
    );
  });

  test("keep a placeholder without its argument in sight", () => {
    expect(fillTemplate("{missing} {n:log|logs}", {})).toBe("{missing} {n:log|logs}");
  });

  test("never read an argument as a template", () => {
    expect(fillTemplate("{a}", { a: text("{b} $&"), b: text("wrong") })).toBe("{b} $&");
  });

  test("say one moment once", () => {
    const moment = ticks("2025-06-02T22:00:00.9999999Z");
    expect(spanWords(moment, moment)).toBe("at 2025-06-02 22:00:00Z");
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
  ]);
  for (const check of reports.flatMap(({ checks }) => checks)) {
    const said = [
      reasonWords(check) ?? "",
      ...check.findings.map((found) => findingWords(found, check)),
      ...remediationWords(check),
    ];
    expect(said.filter((words) => /[{}]|undefined/.test(words))).toEqual([]);
  }
  expect(CHECKS.length).toBeGreaterThan(0);
});

describe("next steps", () => {
  test("name the hosts found and warn of the hand-made object", async () => {
    const { checks } = await reportOnCluster(NINE_NODES);
    const [, hosts] = checks.map(remediationWords);
    expect(hosts?.[0]).toContain("CN=Microsoft Hyper-V under the computer accounts of HV03, HV06 and HV08");
    expect(hosts?.[1]).toContain("Do not create a missing one by hand");
  });

  test("stay away when nothing failed", async () => {
    const { checks } = await reportOn({ logs: logsOf(NINE_NODES) });
    expect(checks.flatMap(remediationWords)).toEqual([]);
  });
});

describe("the verdict's sentence", () => {
  test("says what was found and what is not yet known", async () => {
    expect(verdictSentence(await reportOnCluster(NINE_NODES))).toBe(
      "21 failed snapshot imports in 7 storms on PROXY01; VMMS 12660 on HV03, HV06 and HV08 (21 records); no node is " +
        "proven bad, because it is not yet known which node owned the volumes when backups failed.",
    );
  });

  test("clears nobody when nothing was found", async () => {
    expect(verdictSentence(await reportOn({ logs: logsOf(NINE_NODES) }))).toBe(
      "No known failure was found in these logs; that clears no node, because they do not say which backups succeeded.",
    );
  });

  test("says when no check had a log to look in", async () => {
    expect(verdictSentence(await reportOn({ logs: [log("HV01", "System")] }))).toBe(
      "Nothing could be judged, because no log that a check looks in was given, so no node is cleared.",
    );
  });

  test("says when the evidence is partial", async () => {
    expect(verdictSentence(await reportOn({ logs: [unreadableLog("x")] }))).toBe(
      "Nothing was found in what could be read, but part of what was given is damaged, unreadable or too short, so no " +
        "node is cleared.",
    );
  });

  test("needs findings at the threshold: a lone failure is none", async () => {
    const events = eventsOf(NINE_NODES).slice(0, 2);
    expect((await reportOn({ events, logs: logsOf(NINE_NODES) })).verdict.basis).toBe("nothing-found");
  });
});
