import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { redactReport } from "../../src/redaction/index.ts";
import type { Report } from "../../src/report/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import {
  HV06_IS_BAD,
  NIGHTS,
  NIGHTS_ATTRIBUTION,
  NO_VOLUMES,
  onset,
  ownershipOf,
  row,
  trialFacts,
  trialsOf,
} from "../checks/build-trials.ts";
import { eventsOf, logsOf, NINE_NODES, reportOn, reportOnCluster } from "../analyze/cluster.ts";
import { STORAGE_FAULT_LOGS, STORAGE_FAULTS } from "../analyze/storage-faults.ts";
import {
  clockSet,
  countedLog,
  log,
  logCleared,
  ticks,
  uncounted,
  unreadableLog,
  vendorEvent,
} from "../evidence/build-evidence.ts";
import { exportSource, reportOfTrials } from "../reporters/build-correlation-report.ts";
import {
  directoryOf,
  directoryRef,
  directorySource,
  host,
  missingCheck,
  missingFinding,
  reportOfDirectory,
} from "../reporters/build-directory-report.ts";

const schema: unknown = JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

function problemsOf(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return validate(value) ? [] : validate.errors;
}

/** Everything that a row of coverage can say. */
function reportOnCoverage(): Promise<Report> {
  const logs = [
    countedLog("HV01", "Application", [
      { ids: [1, 5], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
      { ids: [9, 12], from: "1601-01-01T00:00:01Z", to: "2025-06-03T00:00:00Z" },
    ]),
    countedLog("HV01", "Application", [{ ids: [1, 5], from: "2025-06-12T00:00:00Z", to: "2025-06-13T00:00:00Z" }]),
    countedLog("HV01", "System", [
      { ids: [1, 5], from: "2025-06-01T00:00:00Z", to: "2025-06-02T00:00:00Z" },
      { ids: [6, 9], from: "2025-06-05T00:00:00Z", to: "2025-06-06T00:00:00Z" },
    ]),
    uncounted(log("HV02", "Application")),
    { ...log("HV02", "Security"), skippedChannel: "Security" },
  ];
  const events = [
    logCleared({ time: "2025-06-02T10:00:00Z", cleared: "Application" }),
    clockSet({ recordId: 2, time: "2025-06-02T10:00:00Z", old: "2025-06-02T09:00:00Z" }),
  ];
  return reportOn({ logs, events });
}

/** Hosts in every state, and findings about an object of none. */
function reportOnDirectory(): Report {
  const states = ["sound", "present", "unsound", "missing", "unknown"] as const;
  const hosts = [
    ...states.map((state, at) =>
      host(`HV0${at}`, {
        connectionPoint: { state, reason: state === "present" ? "owner-unknown" : null, faults: [] },
        changes: (["renamed", "dns-name-changed", "re-created", "system-changed"] as const).map((kind) => ({
          kind,
          time: ticks("2026-09-02T06:12:44Z"),
        })),
      }),
    ),
    ...(["none", "self", "unknown"] as const).map((kind) => host(`HV1${kind}`, { owner: { kind } })),
    host("HV20", { owner: { kind: "other", sid: "S-1-5-18", name: null }, kind: "client", activity: "stale" }),
  ];
  const leftOut = (["cluster-name", "virtual-computer", "guest"] as const).map((reason) => ({
    name: reason,
    domain: "corp.example",
    reason,
    evidence: directoryRef(),
  }));
  const orphan = missingFinding("", { subject: { kind: "object", name: "CN=x,DC=corp,DC=example" } });
  const check = missingCheck(["HV03"], { findings: [missingFinding("HV03"), orphan] });
  const problem = { code: "x", happened: "It was cut.", nextStep: "Ask again." };
  const sources = [directorySource(), directorySource({ path: "dc2", status: "damaged", problem })];
  return reportOfDirectory(directoryOf(hosts, { leftOut, notFound: ["HV99"] }), [check], sources);
}

const TALLY = { failed: 4, total: 4 };
const NIGHTLY = { kind: "job", name: "Nightly 3" } as const;

/** Everything that joining backups with owners can say. */
function reportOnTrials(): Report {
  const moment = { after: ticks("2026-09-09T22:00:00Z"), before: ticks("2026-09-10T21:03:00Z") };
  const evidence = [row("sessions.csv", 2, "2026-09-08T22:00:00Z")] as const;
  const changed = { ...HV06_IS_BAD, since: moment, until: moment, inseparable: [NIGHTLY] };
  const interval = { from: null, to: moment.after, claims: ["HV01"], sources: evidence } as const;
  const facts = trialFacts(
    trialsOf(NIGHTS, { leftOut: [{ code: "volume-unknown", count: 1, failed: 0, evidence }] }),
    {
      ...NIGHTS_ATTRIBUTION,
      candidates: [...NIGHTS_ATTRIBUTION.candidates.filter(({ name }) => name !== "HV06"), changed],
      onsets: [onset(), onset({ proxy: "PROXY01", lastPassed: null, until: moment })],
      otherCauses: [
        { kind: "hour", name: "22", probability: 0.9, inside: TALLY, outside: TALLY },
        { ...NIGHTLY, aliases: [{ kind: "vm", name: "app-08" }], probability: 0.9, inside: TALLY, outside: TALLY },
      ],
      rejected: [
        ...NIGHTS_ATTRIBUTION.rejected,
        { ...NIGHTLY, inside: TALLY, outside: TALLY, code: "inseparable", from: [{ kind: "node", name: "HV06" }] },
      ],
      nextTests: [
        ...NIGHTS_ATTRIBUTION.nextTests,
        { code: "back-up-under", node: "HV09", volume: null },
        { code: "other-proxy", proxy: "PROXY02" },
        { code: "tell-apart", keep: { kind: "node", name: "HV06" }, change: [NIGHTLY] },
        { code: "give-successes" },
        { code: "give-ownership" },
      ],
    },
    {
      volumes: {
        ...NO_VOLUMES,
        contradictions: [{ name: "Volume3", volumes: ["Cluster Disk 3", "Cluster Disk 7"], evidence }],
        unmapped: [{ name: "Volume9", count: 1, evidence, role: null }],
      },
      clockSkew: {
        tolerance: 1_600_000_000n,
        isEstimated: true,
        hosts: [
          { host: "HV01", offset: -5n, spread: 1n, count: 9 },
          { host: "HV02", offset: null, spread: null, count: 1 },
        ],
        proxies: [
          { proxy: "PROXY01", aheadAtMost: -5n, aheadAtMostEver: 36_000_000_000n, count: 9 },
          { proxy: "PROXY02", aheadAtMost: null, aheadAtMostEver: null, count: 1 },
        ],
      },
      ownership: ownershipOf([
        { volume: "Cluster Disk 3", intervals: [{ ...interval, node: "HV01", certainty: "certain" }] },
        { volume: "Cluster Disk 7", intervals: [] },
      ]),
    },
  );
  const problem = { code: "x", happened: "It was cut.", nextStep: "Ask again." };
  const kinds = [
    "ownership",
    "volumes",
    "placement",
    "sessions",
    "cluster-log",
    "nodes",
    "updates",
    "drivers",
    "export",
  ] as const;
  const sources = kinds.map((kind) => exportSource({ kind, status: "unreadable", from: null, to: null, problem }));
  return reportOfTrials({ facts, sources, timeline: true });
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
  ["gaps, clearings, clock steps and silence", () => reportOnCoverage()],
  ["findings about nodes, a proxy and a volume", () => reportOn({ events: STORAGE_FAULTS, logs: STORAGE_FAULT_LOGS })],
  ["backups and owners", () => Promise.resolve(reportOnTrials())],
  ["a directory", () => Promise.resolve(reportOnDirectory())],
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

test("a report from before directories were read is still as the schema says", async () => {
  const value: unknown = JSON.parse(reportToJson(await reportOnCluster(NINE_NODES)));
  const { directory, ...before } = typeof value === "object" && value !== null ? { directory: 0, ...value } : {};
  expect([directory, validate(before)]).toEqual([null, true]);
});

describe("what is suppressed is as the schema says", () => {
  test.each([
    ["with names", (report: Report) => report],
    ["without names", redactReport],
  ])("%s", async (_, shown) => {
    const report = await reportOnCluster(NINE_NODES);
    const suppression = {
      check: "scp-missing",
      subjects: ["HV03.corp.example"],
      reason: "Rebuilt by Ms Example",
      lastDay: ticks("2027-03-01T00:00:00Z"),
    };
    const endless = { ...suppression, subjects: null, lastDay: null };
    const checks = report.checks.map((check): Report["checks"][number] => ({
      ...check,
      ...(check.findings.length === 0
        ? {}
        : {
            status: "suppressed",
            findings: [],
            suppressed: check.findings.map((finding) => ({ finding, suppression })),
          }),
    }));
    const suppressions: Report["suppressions"] = [
      { ...suppression, state: "applied", names: ["HV03"] },
      { ...endless, state: "expired", names: [] },
      { ...endless, state: "unused", names: [] },
    ];
    expect(problemsOf(reportToJson(shown({ ...report, checks, suppressions })))).toEqual([]);
  });
});

test("the schema allows a report without names", async () => {
  expect(problemsOf(reportToJson(redactReport(await reportOnCluster(NINE_NODES))))).toEqual([]);
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
