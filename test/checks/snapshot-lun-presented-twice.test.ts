import { describe, expect, test } from "vitest";
import { snapshotLunPresentedTwice } from "../../src/checks/snapshot-lun-presented-twice.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, VMMS_ADMIN, vssImportFailed } from "../evidence/build-evidence.ts";
import { sameIdentifiers, sameSignature, snapshotLunMissing, unnamed } from "../evidence/known-failures.ts";

const LOGS = [log("HV01", "System"), log("HV01", VMMS_ADMIN), log("PROXY01", "System")];

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = LOGS,
): ReturnType<typeof snapshotLunPresentedTwice.evaluate> {
  return snapshotLunPresentedTwice.evaluate(deriveFacts(evidenceOf(events, logs)));
}

/** A snapshot is shown to the computer. */
function shown(time: string, computer = "HV01.corp.example"): readonly EventEvidence[] {
  return [
    sameSignature({ time: `${time}:00Z`, computer, recordId: 1 }),
    sameIdentifiers({ time: `${time}:01Z`, computer, recordId: 2 }),
  ];
}

const twoNights = (computer?: string): readonly EventEvidence[] => [
  ...shown("2025-06-02T22:00", computer),
  ...shown("2025-06-03T22:00", computer),
];

describe("fails", () => {
  test("for a Hyper-V host with two incidents in a week: one finding a storm, with the disks and every record", () => {
    const outcome = evaluate(twoNights());
    expect(outcome).toMatchObject({
      status: "fail",
      reason: {
        code: "summary",
        arguments: {
          records: { value: 4 },
          events: { values: ["disk 158", "partmgr 58"] },
          hosts: { values: ["HV01"] },
          storms: { value: 2 },
        },
      },
      findings: [
        {
          code: "storm",
          severity: "warning",
          subject: { kind: "node", name: "HV01" },
          arguments: {
            records: { value: 2 },
            span: { first: ticks("2025-06-02T22:00:00Z"), last: ticks("2025-06-02T22:00:01Z") },
            disks: { values: ["3", "14"] },
          },
          evidence: [{ recordId: "1" }, { recordId: "2" }],
          eventKinds: [
            { provider: "partmgr", id: 58 },
            { provider: "disk", id: 158 },
          ],
        },
        {},
      ],
      notes: [],
    });
  });

  test("for a host in a failover cluster too, whatever its name", () => {
    const logs = [log("gamma", "System"), log("gamma", "Microsoft-Windows-FailoverClustering/Operational")];
    expect(evaluate(twoNights("gamma"), logs)).toMatchObject({
      status: "fail",
      reason: { arguments: { hosts: { values: ["GAMMA"] } } },
    });
  });

  test.each([
    ["no data", [], { kind: "text", value: "not shown" }],
    ["the device alone", unnamed("\\Device\\Harddisk14\\DR14"), { kind: "text", value: "not shown" }],
    ["words instead of numbers", unnamed("x", "vierzehn", "drei"), { kind: "text", value: "not shown" }],
    ["numbers only", unnamed("\\Device\\Harddisk14\\DR14", "14", "3"), { kind: "names", values: ["3", "14"] }],
  ])("whatever the data of partmgr 58 look like: %s", (_, data, disks) => {
    const events = ["02", "03"].map((day) => sameSignature({ time: `2025-06-${day}T22:00:00Z`, data }));
    expect(evaluate(events)).toMatchObject({ status: "fail", findings: [{ arguments: { disks } }, {}] });
  });
});

describe("a computer that imports snapshots", () => {
  test.each([
    ["seen by a failed import", vssImportFailed({ time: "2025-06-01T22:00:00Z" })],
    ["seen by a LUN that did not arrive", snapshotLunMissing({ time: "2025-06-01T22:00:00Z" })],
  ])("%s, may be shown copies: information", (_, seen) => {
    expect(evaluate([...twoNights("PROXY01.corp.example"), seen])).toMatchObject({
      status: "pass",
      notes: [1, 2].map(() => ({ code: "importer", severity: "info", subject: { kind: "proxy", name: "PROXY01" } })),
    });
  });

  test("and is a Hyper-V host is not judged: its copies may be those that it imports, and silence it is not", () => {
    const onHost = vssImportFailed({ time: "2025-06-01T22:00:00Z", computer: "HV01" });
    expect(evaluate([...twoNights(), onHost])).toMatchObject({
      status: "inconclusive",
      reason: { code: "unplaced-hosts", arguments: { hosts: { values: ["HV01"] } } },
      notes: [1, 2].map(() => ({
        code: "storm-on-importer",
        severity: "info",
        subject: { kind: "node", name: "HV01" },
      })),
    });
    expect(evaluate([...shown("2025-06-02T22:00"), onHost])).toMatchObject({
      status: "pass",
      notes: [{ code: "storm-on-importer", severity: "info", subject: { kind: "node" } }],
    });
  });

  test("as an off-host proxy with the Hyper-V role, which is no node where nodes are known, is not judged", () => {
    const operational = "Microsoft-Windows-FailoverClustering/Operational";
    const nodeLogs = [log("HV02", "System"), log("HV02", VMMS_ADMIN), log("HV02", operational)];
    const proxyLogs = [log("HV01", "System"), log("HV01", VMMS_ADMIN)];
    expect(evaluate(twoNights(), [...proxyLogs, ...nodeLogs])).toMatchObject({
      status: "inconclusive",
      reason: { code: "unplaced-hosts", arguments: { hosts: { values: ["HV01"] } } },
    });
    expect(evaluate(twoNights(), [...proxyLogs, ...nodeLogs, log("HV01", operational)]).status).toBe("fail");
  });

  test.each([
    ["that imports nothing", unnamed("{0}", "DeleteSnapshots({1})", "0x8004230f"), "node"],
    ["that making a snapshot makes too", unnamed("{0}", "GetTargetLuns({1})", "0x8004230f"), "proxy"],
    ["that cannot be read", [], "proxy"],
  ])("is not known by a failed call %s", (_, data, kind) => {
    const on = (computer: string): EventEvidence => vssImportFailed({ time: "2025-06-01T22:00:00Z", computer, data });
    const onHost = evaluate([...twoNights(), on("HV01")]);
    expect([onHost.status, onHost.status === "fail" && onHost.findings.map(({ code }) => code)]).toEqual([
      "fail",
      ["storm", "storm"],
    ]);
    expect(evaluate([...twoNights("PROXY01"), on("PROXY01")])).toMatchObject({
      status: "inconclusive",
      reason: { code: "unplaced-hosts" },
      notes: [1, 2].map(() => ({ code: "unplaced", subject: { kind, name: "PROXY01" } })),
    });
  });
});

describe("a computer of unknown kind", () => {
  test("is not blamed and not cleared", () => {
    expect(evaluate(twoNights("WS01"), [log("WS01", "System")])).toMatchObject({
      status: "inconclusive",
      reason: { code: "unplaced-hosts", arguments: { hosts: { values: ["WS01"] } } },
      notes: [1, 2].map(() => ({ code: "unplaced", severity: "info", subject: { kind: "node", name: "WS01" } })),
      unjudged: ["WS01"],
    });
  });

  test("with one incident is as isolated as any", () => {
    expect(evaluate(shown("2025-06-02T22:00", "WS01"), [log("WS01", "System")])).toMatchObject({
      status: "pass",
      notes: [{ code: "storm", severity: "info" }],
    });
  });
});

describe("does not fail", () => {
  test("for one incident, or two more than a week apart", () => {
    expect(evaluate(shown("2025-06-02T22:00"))).toMatchObject({
      status: "pass",
      reason: { code: "below-threshold" },
      notes: [{ severity: "info" }],
    });
    expect(evaluate([...shown("2025-06-02T22:00"), ...shown("2025-06-12T22:00")]).status).toBe("pass");
  });

  test("for disks that were taken away (157), or events of other providers", () => {
    const events = ["02", "03"].flatMap((day) => [
      sameIdentifiers({ time: `2025-06-${day}T22:00:00Z`, eventId: 157 }),
      sameIdentifiers({ time: `2025-06-${day}T22:00:00Z`, provider: "volsnap" }),
      sameSignature({ time: `2025-06-${day}T22:00:00Z`, provider: "disk" }),
    ]);
    expect(evaluate(events)).toMatchObject({ status: "pass", notes: [] });
  });

  test.each([
    ["no System log was given", [log("HV01", VMMS_ADMIN)], "not-applicable", "no-log-of-channel"],
    ["a known node's System log is missing", [...LOGS, log("HV02", VMMS_ADMIN)], "inconclusive", "channel-missing"],
    ["the log is damaged", [log("HV01", "System", { status: "damaged" })], "inconclusive", "damaged-logs"],
  ])("nor pass when %s", (_, logs, status, code) => {
    expect(evaluate([], logs)).toMatchObject({ status, reason: { code } });
  });
});
