import { describe, expect, test } from "vitest";
import { clusterSharedVolumeAccessLost } from "../../src/checks/cluster-shared-volume-access-lost.ts";
import { runChecks } from "../../src/checks/index.ts";
import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { stepWords } from "../../src/reporters/words/index.ts";
import { countedLog, event, evidenceOf, log, ticks, VMMS_ADMIN } from "../evidence/build-evidence.ts";
import { unnamed, volumeLost, volumePaused } from "../evidence/known-failures.ts";

const LOGS = ["HV01", "HV02", "HV03"].flatMap((host) => [log(host, "System"), log(host, VMMS_ADMIN)]);

function evaluate(
  events: readonly EventEvidence[],
  logs: readonly LogEvidence[] = LOGS,
): ReturnType<typeof clusterSharedVolumeAccessLost.evaluate> {
  return clusterSharedVolumeAccessLost.evaluate(deriveFacts(evidenceOf(events, logs)));
}

/** Code and subject of each finding, else of each note. */
function subjects(outcome: ReturnType<typeof evaluate>): unknown {
  if (outcome.status === "not-applicable") return [];
  const shown = outcome.status === "fail" ? outcome.findings : outcome.notes;
  return shown.map(({ code, subject }) => [code, `${subject.kind} ${subject.name}`]);
}

/** And incidents, incidents with access lost, volumes. */
function shape(outcome: ReturnType<typeof evaluate>): unknown {
  if (outcome.status === "not-applicable") return [];
  const shown = outcome.status === "fail" ? outcome.findings : outcome.notes;
  return shown.map(({ code, subject, arguments: { incidents, lost, volumes } }) => [
    code,
    `${subject.kind} ${subject.name}`,
    ...[incidents, lost].map((given) => (given?.kind === "count" ? given.value : null)),
    volumes?.kind === "names" ? volumes.values : volumes,
  ]);
}

const days = ["02", "04"];
const disk = (number: number): ReturnType<typeof unnamed> =>
  unnamed(`Volume${number}`, `Cluster Disk ${number}`, "(1460)");

describe("one node alone", () => {
  test("that loses access twice in a week is the subject", () => {
    const outcome = evaluate(days.map((day) => volumeLost({ time: `2025-06-${day}T03:00:00Z` })));
    expect(outcome).toMatchObject({
      status: "fail",
      reason: {
        code: "summary",
        arguments: { incidents: { value: 2 }, subjects: { values: ["HV01"] }, storms: { value: 2 } },
      },
      findings: [
        {
          code: "node",
          severity: "warning",
          subject: { kind: "node", name: "HV01" },
          arguments: {
            incidents: { value: 1 },
            lost: { value: 1 },
            span: { first: ticks("2025-06-02T03:00:00Z"), last: ticks("2025-06-02T03:00:00Z") },
            volumes: { values: ["Cluster Disk 3"] },
            reasons: { values: ["1460 ERROR_TIMEOUT"] },
          },
          evidence: [{ channel: "System", recordId: "1" }],
          eventKinds: [{ provider: "Microsoft-Windows-FailoverClustering", id: 5142, level: 2 }],
        },
        {},
      ],
    });
  });

  test("that loses twelve volumes at once has one incident", () => {
    const events = Array.from({ length: 12 }, (_, index) =>
      volumeLost({ time: "2025-06-02T03:00:00Z", recordId: index, data: disk(index + 10) }),
    );
    expect(evaluate(events)).toMatchObject({ status: "pass", notes: [{ arguments: { incidents: { value: 1 } } }] });
  });

  test("is told from one whose neighbours' logs are missing, damaged, too short, or lack records of that time", () => {
    const events = days.map((day) => volumeLost({ time: `2025-06-${day}T03:00:00Z` }));
    const ownLogs = LOGS.slice(0, 2);
    for (const others of [
      [],
      [log("HV02", VMMS_ADMIN)],
      [log("HV02", VMMS_ADMIN), log("HV02", "System", { status: "damaged" })],
      [log("HV02", VMMS_ADMIN), log("HV02", "System", { from: ticks("2025-06-05T00:00:00Z") })],
      [log("PROXY01", "System")],
      [
        log("HV02", VMMS_ADMIN),
        countedLog("HV02", "System", [
          { ids: [1, 9], from: "2025-06-01T00:00:00Z", to: "2025-06-01T12:00:00Z" },
          { ids: [20, 29], from: "2025-06-05T00:00:00Z", to: "2025-06-07T12:00:00Z" },
        ]),
      ],
    ]) {
      expect(subjects(evaluate(events, [...ownLogs, ...others]))).toEqual([
        ["node-unwitnessed", "node HV01"],
        ["node-unwitnessed", "node HV01"],
      ]);
    }
  });

  test("is known by whatever name it has", () => {
    const events = days.map((day) => volumeLost({ time: `2025-06-${day}T03:00:00Z`, computer: "gamma.example" }));
    expect(subjects(evaluate(events))).toEqual([
      ["node", "node GAMMA"],
      ["node", "node GAMMA"],
    ]);
  });
});

describe("several nodes", () => {
  const onNodes = (time: string, ...nodes: readonly string[]): readonly EventEvidence[] =>
    nodes.map((computer) => volumeLost({ time, computer }));

  test("that lose a volume within 5 minutes make the volume the subject, by its resource", () => {
    const outcome = evaluate([
      ...onNodes("2025-06-02T03:00:00Z", "HV01", "HV02"),
      ...onNodes("2025-06-02T03:05:00Z", "HV03"),
      ...onNodes("2025-06-04T03:00:00Z", "HV01", "HV02"),
    ]);
    expect(outcome).toMatchObject({
      status: "fail",
      findings: [
        {
          code: "volume",
          subject: { kind: "volume", name: "Cluster Disk 3" },
          arguments: { nodes: { values: ["HV01", "HV02", "HV03"] } },
        },
        { subject: { kind: "volume", name: "Cluster Disk 3" } },
      ],
      notes: [],
    });
  });

  test("that lose it at different times are each its own subject", () => {
    const outcome = evaluate([...onNodes("2025-06-02T03:00:00Z", "HV01"), ...onNodes("2025-06-02T03:05:01Z", "HV02")]);
    expect(shape(outcome)).toEqual([
      ["node", "node HV01", 1, 1, ["Cluster Disk 3"]],
      ["node", "node HV02", 1, 1, ["Cluster Disk 3"]],
    ]);
  });

  test("that lose different volumes at once are each its own subject", () => {
    const outcome = evaluate([
      volumeLost({ time: "2025-06-02T03:00:00Z", computer: "HV01", data: disk(1) }),
      volumeLost({ time: "2025-06-02T03:00:00Z", computer: "HV02", data: disk(2) }),
    ]);
    expect(subjects(outcome)).toEqual([
      ["node", "node HV01"],
      ["node", "node HV02"],
    ]);
  });

  test("name the volumes in the next steps", () => {
    const events = [
      ...onNodes("2025-06-02T03:00:00Z", "HV01", "HV02"),
      ...onNodes("2025-06-04T03:00:00Z", "HV01", "HV02"),
    ];
    const results = runChecks([clusterSharedVolumeAccessLost], deriveFacts(evidenceOf(events, LOGS)));
    expect(stepWords(results)[0]).toContain("the network behind Cluster Disk 3,");
  });
});

describe("pauses alone", () => {
  const pauses = (...times: readonly string[]): readonly EventEvidence[] =>
    times.map((time, recordId) => volumePaused({ time: `2025-06-${time}:00Z`, recordId }));

  test("one each night, as with backups, stay information", () => {
    const nightly = evaluate(pauses("02T22:00", "03T22:00", "04T22:00", "05T22:00", "06T22:00"));
    expect(nightly).toMatchObject({ status: "pass", reason: { code: "below-threshold" } });
    expect(shape(nightly)).toEqual(Array(5).fill(["node", "node HV01", 1, 0, ["Cluster Disk 3"]]));
  });

  test("three within a day are a finding", () => {
    const outcome = evaluate(pauses("02T22:00", "02T23:00", "03T22:00"));
    expect([outcome.status, shape(outcome)]).toEqual([
      "fail",
      Array(3).fill(["node", "node HV01", 1, 0, ["Cluster Disk 3"]]),
    ]);
  });

  test("of several volumes, each once, stay information: so each is backed up", () => {
    const night = ["22:00", "22:30", "23:00", "23:30"].map((at, index) =>
      volumePaused({ time: `2025-06-02T${at}:00Z`, recordId: index, data: disk(index) }),
    );
    expect(evaluate(night)).toMatchObject({ status: "pass", reason: { code: "below-threshold" } });
  });

  test("a storm of them is one finding with a count of incidents", () => {
    const storm = Array.from({ length: 60 }, (_, minute) => `02T22:${minute.toString().padStart(2, "0")}`);
    expect(shape(evaluate(pauses(...storm)))).toEqual([["node", "node HV01", 10, 0, ["Cluster Disk 3"]]]);
  });

  test("beside a loss they count with its incident", () => {
    const outcome = evaluate([...pauses("02T22:00"), volumeLost({ time: "2025-06-02T22:02:00Z", recordId: 9 })]);
    expect(shape(outcome)).toEqual([["node", "node HV01", 1, 1, ["Cluster Disk 3"]]]);
  });
});

describe("a volume whose name is written in different case", () => {
  const spelt = (name: string): ReturnType<typeof unnamed> => unnamed("Volume1", name, "(1460)");

  test("is one volume to a node that pauses it", () => {
    const outcome = evaluate(
      ["Cluster Disk 1", "CLUSTER DISK 1", "cluster disk 1"].map((name, hour) =>
        volumePaused({ time: `2025-06-02T1${hour}:00:00Z`, recordId: hour, data: spelt(name) }),
      ),
    );
    expect([outcome.status, subjects(outcome)]).toEqual(["fail", Array(3).fill(["node", "node HV01"])]);
  });

  test("is named once, and one subject to several nodes", () => {
    const outcome = evaluate(
      days.flatMap((day) => [
        volumeLost({ time: `2025-06-${day}T03:00:00Z`, computer: "HV01", data: spelt("CLUSTER DISK 1") }),
        volumeLost({ time: `2025-06-${day}T03:00:00Z`, computer: "HV02", data: spelt("Cluster Disk 1") }),
      ]),
    );
    const row = ["volume", "volume CLUSTER DISK 1", 1, 1, ["CLUSTER DISK 1"]];
    expect([outcome.status, shape(outcome)]).toEqual(["fail", [row, row]]);
  });
});

describe("other layouts", () => {
  test.each([
    ["no data", [], { kind: "text", value: "not shown" }],
    ["one string for all", unnamed("Volume7"), { kind: "text", value: "not shown" }],
    ["the volume without its resource", [{ name: "param1", value: "Volume7" }], ["Volume7"]],
    ["an empty resource", unnamed("Volume7", "", "x"), ["Volume7"]],
    ["a German reason", unnamed("Volume7", "Clusterdatenträger 7", "Zeitüberschreitung"), ["Clusterdatenträger 7"]],
    [
      "data of unknown names",
      [
        { name: "A", value: "Volume7" },
        { name: "B", value: "Disk 7" },
      ],
      ["Disk 7"],
    ],
  ])("%s: the loss is seen", (_, data, volumes) => {
    const outcome = evaluate(days.map((day) => volumeLost({ time: `2025-06-${day}T03:00:00Z`, data })));
    const row = ["node", "node HV01", 1, 1, volumes];
    expect([outcome.status, shape(outcome)]).toEqual(["fail", [row, row]]);
  });

  test("losses that show no volume are never taken for one volume's", () => {
    const events = ["HV01", "HV02"].map((computer) => volumeLost({ time: "2025-06-02T03:00:00Z", computer, data: [] }));
    expect(subjects(evaluate(events))).toEqual([
      ["node", "node HV01"],
      ["node", "node HV02"],
    ]);
  });
});

test.each([
  ["STATUS_IO_TIMEOUT(c00000b5)", "0xC00000B5 STATUS_IO_TIMEOUT"],
  ["(c00000b5)", "0xC00000B5 STATUS_IO_TIMEOUT"],
  ["(1460)", "1460 ERROR_TIMEOUT"],
  ["Zeitüberschreitung", "Zeitüberschreitung"],
])("the reason %s is named by its code, or told as it stands", (reason, shown) => {
  const outcome = evaluate([
    volumeLost({ time: "2025-06-02T03:00:00Z", data: unnamed("Volume3", "Cluster Disk 3", reason) }),
  ]);
  expect(outcome).toMatchObject({ status: "pass", notes: [{ arguments: { reasons: { values: [shown] } } }] });
});

describe("cannot be mistaken", () => {
  test("for the Security log's event of the same id", () => {
    const shares = days.map((day) =>
      event({
        time: `2025-06-${day}T03:00:00Z`,
        provider: "Microsoft-Windows-Security-Auditing",
        eventId: 5142,
        channel: "Security",
      }),
    );
    expect(evaluate(shares)).toMatchObject({ status: "pass", notes: [] });
  });

  test.each([
    ["no System log was given", [log("HV01", VMMS_ADMIN)], "not-applicable", "no-log-of-channel"],
    ["a known node's System log is missing", [...LOGS, log("HV04", VMMS_ADMIN)], "inconclusive", "channel-missing"],
    ["a System log is damaged", [log("HV01", "System", { status: "damaged" })], "inconclusive", "damaged-logs"],
  ])("for health when %s", (_, logs, status, code) => {
    expect(evaluate([], logs)).toMatchObject({ status, reason: { code } });
  });
});
