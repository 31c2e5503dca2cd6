import { describe, expect, test } from "vitest";
import { reportToJson } from "../../../src/reporters/json/index.ts";
import { NINE_NODES, reportOn, reportOnCluster, TWO_CHECKS } from "../../analyze/cluster.ts";
import {
  clockSet,
  countedLog,
  log,
  logCleared,
  uncounted,
  unreadableLog,
  VMMS_ADMIN,
  vmms12660,
} from "../../evidence/build-evidence.ts";

const TWO = [
  vmms12660({ time: "2025-06-02T09:12:44.1234567Z", recordId: 41 }),
  vmms12660({ time: "2025-06-03T09:12:44Z", recordId: 42 }),
];

describe("the JSON report", () => {
  test("is one object with the findings, their proof and the verdict", async () => {
    const report = await reportOn({ events: TWO, logs: [log("HV01", VMMS_ADMIN)], checks: TWO_CHECKS });
    const file = `HV01.corp.example/${VMMS_ADMIN}.evtx`;
    expect(JSON.parse(reportToJson(report))).toMatchObject({
      schemaVersion: 1,
      tool: { name: "badnode", version: "1.2.3" },
      generatedAt: "2025-06-09T06:00:00.0000000Z",
      window: { from: "2025-06-01T00:00:00.0000000Z", to: "2025-06-07T23:59:59.0000000Z" },
      sources: [
        {
          kind: "event-log",
          path: `HV01/${VMMS_ADMIN}.evtx`,
          status: "complete",
          records: 100,
          damaged: 0,
          warnings: [],
        },
      ],
      nodes: [
        {
          node: "HV01",
          verdict: "suspect",
          probability: null,
          trials: { total: 0, failed: 0 },
          reasons: ["hyper-v-storage-provider-failed"],
          aliases: [],
        },
      ],
      volumes: [],
      proxies: [],
      checks: [
        {
          id: "snapshot-import-failed",
          status: "not-applicable",
          reason: "No log of channel Application was given.",
          findings: [],
        },
        {
          id: "hyper-v-storage-provider-failed",
          status: "fail",
          severity: "warning",
          title: "Hyper-V hosts could not open their storage provider (VMMS 12660)",
          reason: "VMMS 12660 on HV01 (2 records in 2 incidents)",
          findings: [
            {
              node: "HV01",
              severity: "warning",
              code: "host",
              arguments: {
                records: 2,
                incidents: 2,
                span: { first: "2025-06-02T09:12:44.1234567Z", last: "2025-06-03T09:12:44.0000000Z" },
              },
              message: "2 records of VMMS 12660 in 2 incidents, 2025-06-02 09:12:44Z to 2025-06-03 09:12:44Z",
              evidence: [
                { kind: "event", file, channel: VMMS_ADMIN, recordId: "41", time: "2025-06-02T09:12:44.1234567Z" },
                { kind: "event", file, channel: VMMS_ADMIN, recordId: "42", time: "2025-06-03T09:12:44.0000000Z" },
              ],
            },
          ],
        },
      ],
      verdict: { badNodes: [] },
    });
  });

  test("tells of every channel what it covers, what is missing, and what was done to it", async () => {
    const logs = [
      countedLog("HV01", "Application", [
        { ids: [7, 9], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
        { ids: [12, 20], from: "2025-06-03T00:00:00.1234567Z", to: "2025-06-04T00:00:00Z" },
      ]),
      countedLog("HV01", "System", [
        { ids: [1, 2], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
        { ids: [3, 4], from: "2025-06-04T00:00:00Z", to: "2025-06-05T00:00:00Z" },
      ]),
      countedLog("HV01", "Setup", [{ ids: [1, 2], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" }]),
      uncounted(log("HV02", "Application")),
    ];
    const events = [
      logCleared({ time: "2025-06-02T10:00:00Z", recordId: 5, file: "s.evtx", cleared: "Application" }),
      clockSet({ time: "2025-06-02T10:00:00Z", recordId: 6, file: "s.evtx", old: "2025-06-02T11:00:00Z" }),
    ];
    const proof = { kind: "event", file: "s.evtx", channel: "System", time: "2025-06-02T10:00:00.0000000Z" };
    const report: unknown = JSON.parse(reportToJson(await reportOn({ logs, events, checks: TWO_CHECKS })));
    expect(report).toMatchObject({
      coverage: [
        {
          host: "HV01",
          channel: "Application",
          examined: true,
          from: "2025-06-01T00:00:00.0000000Z",
          to: "2025-06-04T00:00:00.0000000Z",
          coversWindow: true,
          beginsLate: false,
          endsEarly: true,
          damaged: false,
          records: 12,
          missingRecords: "2",
          filtered: false,
          spans: [
            {
              from: "2025-06-01T00:00:00.0000000Z",
              to: "2025-06-04T00:00:00.0000000Z",
              firstRecordId: "7",
              lastRecordId: "20",
            },
          ],
          gaps: [{ from: "2025-06-02T00:00:00.0000000Z", to: "2025-06-03T00:00:00.1234567Z", missingRecords: "2" }],
          gapCount: 1,
          cleared: [{ time: "2025-06-02T10:00:00.0000000Z", by: "CORP\\admin", evidence: { ...proof, recordId: "5" } }],
          clockSteps: [],
          silences: [],
        },
        { host: "HV01", channel: "Setup", examined: false, records: 2, to: "2025-06-02T00:00:00.0000000Z" },
        {
          host: "HV01",
          channel: "System",
          examined: false,
          clockSteps: [
            {
              from: "2025-06-02T11:00:00.0000000Z",
              to: "2025-06-02T10:00:00.0000000Z",
              evidence: { ...proof, recordId: "6" },
            },
          ],
          silences: [{ from: "2025-06-02T00:00:00.0000000Z", to: "2025-06-04T00:00:00.0000000Z" }],
        },
        {
          host: "HV02",
          channel: "Application",
          records: null,
          missingRecords: null,
          filtered: null,
          spans: null,
          gaps: null,
          gapCount: null,
        },
      ],
    });
    const backward = await reportOn({ logs: [...logs].reverse(), events: [...events].reverse(), checks: TWO_CHECKS });
    expect(JSON.parse(reportToJson(backward))).toEqual(report);
  });

  test("has a proxy that reports the failures as unknown, with the reason", async () => {
    expect(JSON.parse(reportToJson(await reportOnCluster(NINE_NODES)))).toMatchObject({
      proxies: [{ proxy: "PROXY01", verdict: "unknown", probability: null, reasons: ["snapshot-import-failed"] }],
    });
  });

  test("says of an unreadable log why", async () => {
    const parsed: unknown = JSON.parse(reportToJson(await reportOn({ logs: [unreadableLog("x.evtx")] })));
    expect(parsed).toMatchObject({
      sources: [{ path: "x.evtx", status: "unreadable", from: null, to: null, warnings: ["x.evtx is empty."] }],
    });
  });

  test("holds nothing that a terminal would obey, and loses nothing by it", async () => {
    const evil = "x\u001b[2J\u007f\u009b\u202e\u2028\ud800";
    const report = await reportOn({ logs: [log("HV01", "System", { path: evil })] });
    const json = reportToJson(report);
    expect(json).not.toMatch(/[^\n\P{Cc}]|\p{Cf}|\p{Zl}|\p{Cs}/u);
    expect(JSON.parse(json)).toMatchObject({ sources: [{ path: evil }] });
  });
});
