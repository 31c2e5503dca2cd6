import { expect, test } from "vitest";
import { hyperVStorageProviderFailed } from "../../src/checks/hyper-v-storage-provider-failed.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, VMMS_ADMIN, vmms12660 } from "../evidence/build-evidence.ts";

const LOGS = [log("HV01", VMMS_ADMIN), log("HV02", VMMS_ADMIN)];

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = LOGS,
): ReturnType<typeof hyperVStorageProviderFailed.evaluate> {
  return hyperVStorageProviderFailed.evaluate(deriveFacts(evidenceOf(events, logs)));
}

test("fails for each host with two incidents or more, and says how many, of how many records, first and last", () => {
  const outcome = evaluate([
    vmms12660({ time: "2025-06-02T09:00:00Z", computer: "HV02", recordId: 5 }),
    vmms12660({ time: "2025-06-02T09:30:00Z", computer: "HV02", recordId: 7 }),
    vmms12660({ time: "2025-06-04T09:00:00Z", computer: "hv02.corp.example", recordId: 6 }),
    vmms12660({ time: "2025-06-03T09:00:00Z", computer: "HV01", recordId: 1 }),
  ]);
  expect(outcome).toMatchObject({
    status: "fail",
    reason: {
      code: "summary",
      arguments: { hosts: { kind: "names", values: ["HV02"] }, records: { value: 3 }, incidents: { value: 2 } },
    },
    findings: [
      {
        code: "host",
        severity: "warning",
        subject: { kind: "node", name: "HV02" },
        arguments: {
          records: { kind: "count", value: 3 },
          incidents: { kind: "count", value: 2 },
          span: { kind: "span", first: ticks("2025-06-02T09:00:00Z"), last: ticks("2025-06-04T09:00:00Z") },
        },
        evidence: [{ recordId: "5" }, { recordId: "7" }, { recordId: "6" }],
        eventKinds: [{ provider: "Microsoft-Windows-Hyper-V-VMMS", id: 12660, level: 2 }],
      },
    ],
    notes: [{ severity: "info", subject: { kind: "node", name: "HV01" }, evidence: [{ recordId: "1" }] }],
  });
});

test("one look into the settings is one incident, however many records it writes", () => {
  const oneLook = ["00:00", "00:01", "29:59"].map((at) => vmms12660({ time: `2025-06-02T09:${at}Z` }));
  expect(evaluate(oneLook)).toMatchObject({
    status: "pass",
    reason: { code: "below-threshold" },
    notes: [{ severity: "info", arguments: { records: { value: 3 }, incidents: { value: 1 } } }],
  });
});

test("records that go on for more than 30 minutes are more than one incident", () => {
  const goingOn = ["09:00", "09:20", "09:40"].map((at) => vmms12660({ time: `2025-06-02T${at}:00Z` }));
  expect(evaluate(goingOn)).toMatchObject({ status: "fail", findings: [{ arguments: { incidents: { value: 2 } } }] });
});

test("passes with the hosts named whose logs hold none", () => {
  expect(evaluate([])).toEqual({
    status: "pass",
    reason: {
      code: "nothing-in-channel",
      arguments: { channel: { kind: "text", value: VMMS_ADMIN }, hosts: { kind: "names", values: ["HV01", "HV02"] } },
    },
    notes: [],
  });
});

test("is not applicable without a VMMS log, and inconclusive with a damaged one", () => {
  expect(evaluate([], [log("PROXY01", "Application")]).status).toBe("not-applicable");
  const onlyClustered = [...LOGS, log("HV03", "Microsoft-Windows-FailoverClustering/Operational")];
  expect(evaluate([], onlyClustered)).toMatchObject({
    status: "inconclusive",
    reason: { code: "channel-missing", arguments: { hosts: { values: ["HV03"] } } },
  });
  expect(evaluate([], [log("HV01", VMMS_ADMIN, { status: "damaged" })])).toMatchObject({
    status: "inconclusive",
    reason: { code: "damaged-logs", arguments: { hosts: { values: ["HV01"] } } },
  });
});
