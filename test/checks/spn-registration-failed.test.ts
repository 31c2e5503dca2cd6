import { describe, expect, test } from "vitest";
import { spnRegistrationFailed } from "../../src/checks/spn-registration-failed.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, VMMS_ADMIN, vssImportFailed } from "../evidence/build-evidence.ts";
import { netlogon5719, netlogon5788, netlogon5789, unnamed, vmms14050 } from "../evidence/known-failures.ts";

const LOGS = [log("HV01", VMMS_ADMIN), log("HV01", "System")];

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = LOGS,
): ReturnType<typeof spnRegistrationFailed.evaluate> {
  return spnRegistrationFailed.evaluate(deriveFacts(evidenceOf(events, logs)));
}

/** A boot at which the host could write nothing. */
function failedBoot(day: string, computer = "HV01.corp.example"): readonly EventEvidence[] {
  return [
    netlogon5788({ time: `${day}T09:00:00Z`, computer, recordId: 1 }),
    vmms14050({ time: `${day}T09:01:00Z`, computer, recordId: 2 }),
  ];
}

const twoBoots = [...failedBoot("2025-06-02"), ...failedBoot("2025-06-05")];

describe("fails", () => {
  test("for a host with two incidents in a month: one finding per storm, with what could not be written", () => {
    const outcome = evaluate([...twoBoots, netlogon5789({ time: "2025-06-05T09:02:00Z", recordId: 3 })]);
    expect(outcome).toMatchObject({
      status: "fail",
      reason: {
        code: "summary",
        arguments: {
          records: { value: 5 },
          events: { values: ["NETLOGON 5788", "NETLOGON 5789", "VMMS 14050"] },
          hosts: { values: ["HV01"] },
          storms: { value: 2 },
        },
      },
      notes: [],
    });
    expect(outcome.status === "fail" && outcome.findings[1]).toMatchObject({
      code: "storm",
      severity: "warning",
      subject: { kind: "node", name: "HV01" },
      arguments: {
        records: { kind: "count", value: 3 },
        span: { first: ticks("2025-06-05T09:00:00Z"), last: ticks("2025-06-05T09:02:00Z") },
        values: {
          kind: "names",
          values: ["HOST/HV01", "HOST/HV01.corp.example", "HV01.corp.example", "Hyper-V Replica Service"],
        },
      },
      evidence: [{ channel: "System" }, { channel: VMMS_ADMIN }, { channel: "System" }],
      eventKinds: [
        { provider: "NETLOGON", id: 5788 },
        { provider: "NETLOGON", id: 5789 },
        { provider: "Microsoft-Windows-Hyper-V-VMMS", id: 14050 },
      ],
    });
  });

  test("for a storm that goes on for more than 30 minutes: it is more than one incident", () => {
    const everyTenMinutes = ["00", "10", "20", "30", "40"].map((minute) =>
      vmms14050({ time: `2025-06-02T09:${minute}:00Z` }),
    );
    expect(evaluate(everyTenMinutes)).toMatchObject({
      status: "fail",
      findings: [{ arguments: { records: { value: 5 } } }],
    });
    expect(evaluate(everyTenMinutes.slice(0, 4)).status).toBe("pass");
  });

  test("and names 5719 where no domain controller was reached near the failure, but no other one's", () => {
    const outcome = evaluate([
      ...twoBoots,
      netlogon5719({ time: "2025-06-02T08:59:00Z", recordId: 9 }),
      netlogon5719({ time: "2025-06-05T08:59:00Z", recordId: 8, computer: "HV02" }),
      netlogon5719({ time: "2025-06-04T09:00:00Z", recordId: 7 }),
    ]);
    expect(outcome.status === "fail" && outcome.findings).toMatchObject([
      { code: "storm-unreachable", evidence: [{ recordId: "9" }, { recordId: "1" }, { recordId: "2" }] },
      { code: "storm", evidence: [{ recordId: "1" }, { recordId: "2" }] },
    ]);
  });

  test("for the renamed host, under whatever name it has", () => {
    const events = [...failedBoot("2025-06-02", "beta.example"), ...failedBoot("2025-06-05", "beta.example")];
    expect(evaluate(events)).toMatchObject({ status: "fail", reason: { arguments: { hosts: { values: ["BETA"] } } } });
  });

  test.each([
    ["no data", [], "not shown"],
    ["unnamed data", unnamed("Hyper-V Replica Service"), ["Hyper-V Replica Service"]],
    ["data of other names", [{ name: "ServiceName", value: "x" }], "not shown"],
  ])("whatever the data of 14050 look like: %s", (_, data, shown) => {
    const outcome = evaluate(["02", "05"].map((day) => vmms14050({ time: `2025-06-${day}T09:00:00Z`, data })));
    expect(outcome).toMatchObject({
      status: "fail",
      findings: [1, 2].map(() => ({
        arguments: { values: typeof shown === "string" ? { value: shown } : { values: shown } },
      })),
    });
  });

  test("by GUID under any provider's name, which is told in short", () => {
    const hyperV = { providerGuid: "{6066F867-7CA1-4418-85FD-36E3F9C0600C}", provider: "x".repeat(60_000) };
    const outcome = evaluate(
      ["02", "05"].map((day) => ({ ...vmms14050({ time: `2025-06-${day}T09:00:00Z` }), ...hyperV })),
    );
    expect(outcome).toMatchObject({
      status: "fail",
      reason: { arguments: { events: { values: [`${"x".repeat(80)}...`] } } },
    });
  });

  test.each([
    ["Zugriff verweigert", { kind: "text", value: "not shown" }],
    ["%%5", { kind: "names", values: ["5 ERROR_ACCESS_DENIED"] }],
    ["Zugriff verweigert (0x80070005)", { kind: "names", values: ["0x80070005 E_ACCESSDENIED"] }],
  ])("in any language: of the error %s only a code is read", (error, errors) => {
    const data = unnamed("HOST/HV01.corp.example", "HOST/HV01", error);
    const outcome = evaluate(["02", "05"].map((day) => netlogon5788({ time: `2025-06-${day}T09:00:00Z`, data })));
    expect(outcome).toMatchObject({ status: "fail", findings: [{ arguments: { errors } }, {}] });
  });
});

describe("stays below its threshold", () => {
  test("with one boot that failed, and with two in different months", () => {
    expect(evaluate(failedBoot("2025-06-02"))).toMatchObject({
      status: "pass",
      reason: { code: "below-threshold" },
      notes: [{ code: "storm", severity: "info", subject: { kind: "node", name: "HV01" } }],
    });
    expect(evaluate([...failedBoot("2025-05-02"), ...failedBoot("2025-06-05")]).status).toBe("pass");
  });

  test("with failures of different hosts, one each", () => {
    const logs = [...LOGS, log("HV02", VMMS_ADMIN), log("HV02", "System")];
    expect(evaluate([...failedBoot("2025-06-02"), ...failedBoot("2025-06-05", "HV02")], logs).status).toBe("pass");
  });

  test("with 5719 alone, however often", () => {
    const events = ["02", "03", "04"].map((day) => netlogon5719({ time: `2025-06-${day}T09:00:00Z` }));
    expect(evaluate(events)).toMatchObject({ status: "pass", notes: [] });
  });

  test("with a proxy's failures: it has no service connection point to lose", () => {
    const events = ["02", "05"].map((day) =>
      netlogon5788({ time: `2025-06-${day}T09:00:00Z`, computer: "PROXY01.corp.example" }),
    );
    expect(evaluate([...events, vssImportFailed({ time: "2025-06-02T22:00:00Z" })])).toMatchObject({
      status: "pass",
      notes: [1, 2].map(() => ({ severity: "info", subject: { kind: "proxy", name: "PROXY01" } })),
    });
  });

  test("with events of the same ids by other providers", () => {
    const events = ["02", "05"].flatMap((day) => [
      netlogon5788({ time: `2025-06-${day}T09:00:00Z`, provider: "Other" }),
      vmms14050({ time: `2025-06-${day}T09:00:00Z`, provider: "Other" }),
    ]);
    expect(evaluate(events)).toMatchObject({ status: "pass", notes: [] });
  });
});

describe("of a computer that no log shows to be a Hyper-V host", () => {
  const SRV = [log("SRV", "System")];
  const onServer = (...days: readonly string[]): readonly EventEvidence[] =>
    days.map((day) => netlogon5788({ time: `2025-06-${day}T09:00:00Z`, computer: "SRV.corp.example" }));

  test("NETLOGON's events, which any member of a domain may write, blame and clear nobody", () => {
    const unreachable = netlogon5719({ time: "2025-06-05T09:01:00Z", computer: "SRV.corp.example", recordId: 4 });
    expect(evaluate([...onServer("02", "05"), unreachable], SRV)).toMatchObject({
      status: "inconclusive",
      reason: { code: "unplaced-hosts", arguments: { hosts: { values: ["SRV"] } } },
      notes: [
        { code: "unplaced", severity: "info", subject: { kind: "node", name: "SRV" } },
        { code: "unplaced-unreachable", severity: "info", evidence: [{}, { recordId: "4" }] },
      ],
      unjudged: ["SRV"],
    });
  });

  test("stay isolated below the rate", () => {
    const outcome = evaluate(onServer("02"), SRV);
    expect(outcome).toMatchObject({ status: "inconclusive", reason: { code: "channel-missing" } });
    expect("unjudged" in outcome).toBe(false);
  });

  test("are told beside what another host failed at", () => {
    expect(evaluate([...twoBoots, ...onServer("02", "05")], [...LOGS, ...SRV])).toMatchObject({
      status: "fail",
      reason: { arguments: { hosts: { values: ["HV01"] }, records: { value: 4 } } },
      notes: [1, 2].map(() => ({ code: "unplaced", severity: "info", subject: { name: "SRV" } })),
      unjudged: ["SRV"],
    });
  });

  test("a 14050 places, in whatever channel it stands", () => {
    const forwarded = vmms14050({ time: "2025-06-02T09:00:00Z", computer: "SRV", channel: "ForwardedEvents" });
    expect(evaluate([...onServer("05"), forwarded], SRV)).toMatchObject({
      status: "fail",
      reason: { arguments: { hosts: { values: ["SRV"] } } },
    });
  });

  test("which may import snapshots, as a call failed that only may have been an import's, are a proxy's notes", () => {
    const unread = vssImportFailed({ time: "2025-06-02T22:00:00Z", computer: "SRV", data: [] });
    expect(evaluate([...onServer("02", "05"), unread], SRV)).toMatchObject({
      status: "inconclusive",
      reason: { code: "unplaced-hosts" },
      notes: [1, 2].map(() => ({ code: "unplaced", subject: { kind: "proxy", name: "SRV" } })),
    });
  });
});

describe("cannot say that nothing happened", () => {
  test("without a log of either channel", () => {
    expect(evaluate([], [log("PROXY01", "Application")])).toMatchObject({
      status: "not-applicable",
      reason: { code: "no-log-of-channels" },
    });
  });

  test.each([
    ["a host's System log is missing", [log("HV01", VMMS_ADMIN)], "channel-missing"],
    [
      "a host's System log is damaged",
      [...LOGS.slice(0, 1), log("HV01", "System", { status: "damaged" })],
      "damaged-logs",
    ],
  ])("when %s", (_, logs, code) => {
    expect(evaluate([], logs)).toMatchObject({ status: "inconclusive", reason: { code } });
  });

  test("when something was seen in a log that is not there to be judged whole", () => {
    expect(evaluate(failedBoot("2025-06-02"), [])).toMatchObject({
      status: "inconclusive",
      notes: [{ code: "storm" }],
    });
  });
});
