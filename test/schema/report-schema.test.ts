import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { eventsOf, logsOf, NINE_NODES, reportOn, reportOnCluster } from "../analyze/cluster.ts";
import { log, ticks, unreadableLog, vendorEvent } from "../evidence/build-evidence.ts";

const schema: unknown = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

function problemsOf(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return validate(value) ? [] : validate.errors;
}

const reports: readonly (readonly [string, () => Promise<Report>])[] = [
  ["findings", () => reportOnCluster(NINE_NODES)],
  ["nothing at all", () => reportOn({})],
  [
    "an unreadable log",
    () => reportOn({ events: eventsOf(NINE_NODES), logs: [...logsOf(NINE_NODES), unreadableLog("x")] }),
  ],
  [
    "notes",
    () => reportOn({ events: [vendorEvent({ time: "2025-06-02T10:00:00Z" })], logs: [log("P", "Application")] }),
  ],
  [
    "a window that is not covered",
    () => reportOn({ logs: logsOf(NINE_NODES), window: { since: ticks("2020-01-01T00:00:00Z"), until: null } }),
  ],
];

describe("what --format json prints is as the schema says", () => {
  test.each(reports)("%s", async (_, report) => {
    expect(problemsOf(reportToJson(await report()))).toEqual([]);
  });

  test("every kind of evidence", async () => {
    const report = await reportOnCluster(NINE_NODES);
    const checks = report.checks.map((check) => ({
      ...check,
      findings: check.findings.map((finding) => ({
        ...finding,
        evidence: [
          finding.evidence[0],
          { kind: "directory", server: "dc1", dn: "CN=HV03", attribute: "cn", value: "HV03" },
          { kind: "row", file: "sessions.txt", line: 12, time: "2025-06-02T22:00:00Z" },
          { kind: "setting", file: "GetVMSwitch.xml", path: "[0].Name" },
        ] as const,
      })),
    }));
    expect(problemsOf(reportToJson({ ...report, checks }))).toEqual([]);
  });
});

describe("the schema refuses", () => {
  const spoil: readonly (readonly [string, string, string])[] = [
    ["an unknown verdict", '"verdict": "suspect"', '"verdict": "guilty"'],
    ["a record id that is a number", '"recordId": "50"', '"recordId": 50'],
    ["a time without zone", '"generatedAt": "2025-06-09T06:00:00.0000000Z"', '"generatedAt": "2025-06-09T06:00:00"'],
    ["a field that it does not know", '"schemaVersion": 1', '"schemaVersion": 1, "extra": true'],
    ["another version", '"schemaVersion": 1', '"schemaVersion": 2'],
  ];
  test.each(spoil)("%s", async (_, right, wrong) => {
    const json = reportToJson(await reportOnCluster(NINE_NODES));
    expect(json).toContain(right);
    expect(problemsOf(json.replace(right, wrong))).not.toEqual([]);
  });
});

test("a report without any part is refused", () => {
  expect(problemsOf("{}")).not.toEqual([]);
});
