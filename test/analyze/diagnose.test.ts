import { describe, expect, test } from "vitest";
import type { EventNeed } from "../../src/evidence/index.ts";
import type { Report } from "../../src/report/index.ts";
import { reportToJson } from "../../src/reporters/json/index.ts";
import { findingWords } from "../../src/reporters/words/index.ts";
import { diagnose } from "../../src/diagnose.ts";
import { compact, log, ticks, VMMS_ADMIN, vmms12660, vssImportFailed } from "../evidence/build-evidence.ts";
import { type Cluster, eventsOf, FIXED, logsOf, NINE_NODES, reportOn, reportOnCluster, TWO_CHECKS } from "./cluster.ts";

/** Nodes that are suspect, and proxies that report the failures. */
function suspects({ nodes, proxies }: Report): unknown {
  const named = (candidates: Report["nodes"], word: string): readonly string[] =>
    candidates.filter(({ verdict, reasons }) => verdict === word && reasons.length > 0).map(({ name }) => name);
  return { nodes: named(nodes, "suspect"), proxies: named(proxies, "unknown") };
}

function failures({ checks }: Report): unknown {
  return checks
    .filter(({ status }) => status !== "pass")
    .map(({ text, status, findings }) => [text.id, status, findings.length]);
}

function statuses({ checks }: Report): ReadonlySet<string> {
  return new Set(checks.map(({ status }) => status));
}

describe("the findings follow the evidence", () => {
  const clusters: readonly (readonly [string, Cluster, unknown])[] = [
    ["nine nodes, three bad", NINE_NODES, { nodes: ["HV03", "HV06", "HV08"], proxies: ["PROXY01"] }],
    [
      "other names",
      { ...NINE_NODES, nodes: ["alpha", "beta", "gamma"], badNodes: ["beta"], proxy: "backup-7" },
      { nodes: ["BETA"], proxies: ["BACKUP-7"] },
    ],
    [
      "another week",
      { ...NINE_NODES, firstDay: "2031-12-28" },
      { nodes: ["HV03", "HV06", "HV08"], proxies: ["PROXY01"] },
    ],
    ["one bad node", { ...NINE_NODES, badNodes: ["HV09"] }, { nodes: ["HV09"], proxies: ["PROXY01"] }],
    ["all nodes bad", { ...NINE_NODES, badNodes: NINE_NODES.nodes }, { nodes: NINE_NODES.nodes, proxies: ["PROXY01"] }],
    ["no bad node", { ...NINE_NODES, badNodes: [] }, { nodes: [], proxies: [] }],
  ];
  test.each(clusters)("%s", async (_, cluster, expected) => {
    expect(suspects(await reportOnCluster(cluster))).toEqual(expected);
  });

  test("one storm a night, one finding a host", async () => {
    expect(failures(await reportOnCluster(NINE_NODES))).toEqual([
      ["snapshot-import-failed", "fail", 7],
      ["hyper-v-storage-provider-failed", "fail", 3],
    ]);
  });

  test("nothing is proven and nobody cleared by logs alone", async () => {
    const { nodes, proxies, volumes, verdict } = await reportOnCluster(NINE_NODES);
    expect(verdict).toEqual({ badNodes: [], basis: "findings" });
    expect(nodes.map(({ name }) => name)).toEqual(NINE_NODES.nodes);
    expect(proxies.map(({ name }) => name)).toEqual(["PROXY01"]);
    expect(volumes).toEqual([]);
    expect(new Set([...nodes, ...proxies].map(({ verdict: word }) => word))).toEqual(new Set(["suspect", "unknown"]));
  });
});

describe("the same evidence gives the same bytes", () => {
  test("in whatever order events and logs come", async () => {
    const forward = await reportOnCluster(NINE_NODES);
    const backward = await reportOn({
      events: [...eventsOf(NINE_NODES)].reverse(),
      logs: [...logsOf(NINE_NODES)].reverse(),
    });
    expect(reportToJson(backward)).toBe(reportToJson(forward));
  });

  test("and overlapping exports add nothing to the findings", async () => {
    const copies = eventsOf(NINE_NODES).map((event) => ({
      ...event,
      ref: { ...event.ref, file: `z/${event.ref.file}` },
    }));
    const once = await reportOnCluster(NINE_NODES);
    const twice = await reportOn({ events: [...copies, ...eventsOf(NINE_NODES)], logs: logsOf(NINE_NODES) });
    expect(twice.checks).toEqual(once.checks);
  });
});

describe("other shapes of the same events", () => {
  const shapes = [
    ["no data at all", []],
    [
      "one string, in German",
      [{ value: "Fehler beim Aufrufen einer Routine [hr = 0x8004230f, Unerwarteter Anbieterfehler.]" }],
    ],
    [
      "named data",
      [
        { name: "param1", value: "x" },
        { name: "param2", value: "0x8004230f" },
      ],
    ],
    ["nine strings", Array.from({ length: 9 }, (_, index) => ({ value: `${index}` }))],
  ] as const;
  test.each(shapes)("%s: the failed imports and the hosts are found", async (_, data) => {
    const events = eventsOf(NINE_NODES).map((event) => ({ ...event, data }));
    expect(suspects(await reportOn({ events, logs: logsOf(NINE_NODES) }))).toEqual({
      nodes: ["HV03", "HV06", "HV08"],
      proxies: ["PROXY01"],
    });
  });
});

describe("a 12293 of a routine that imports nothing", () => {
  test("makes no proxy of its host, and stays in the report as information", async () => {
    const events = [1, 2, 3, 4].map((day) =>
      vssImportFailed({
        computer: "HV01",
        time: `2025-06-0${day}T22:00:00Z`,
        recordId: day,
        data: [{ value: "{0}" }, { value: "EndPrepareSnapshots({1})" }, { value: "0x8004230f" }],
      }),
    );
    const logs = ["Application", VMMS_ADMIN, "System"].map((channel) => log("HV01", channel));
    const report = await reportOn({ events, logs });
    expect(report.proxies).toEqual([]);
    expect(report.nodes.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["HV01", "unknown", []],
    ]);
    expect(report.verdict.basis).toBe("nothing-found");
    const [check] = report.checks;
    expect(check && [check.status, check.findings.map((finding) => findingWords(finding, check))]).toEqual([
      "pass",
      [
        "4 records of VSS 12293, 2025-06-01 22:00:00Z to 2025-06-04 22:00:00Z: the provider's routine EndPrepareSnapshots " +
          "failed, which is no import's; hr 0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR",
      ],
    ]);
  });
});

describe("what is not known is not healthy", () => {
  test("only Security logs: no check applies, and the host is unknown", async () => {
    const report = await reportOn({ logs: [log("HV01", "Security")] });
    expect(statuses(report)).toEqual(new Set(["not-applicable"]));
    expect(report.nodes.map(({ name, verdict }) => [name, verdict])).toEqual([["HV01", "unknown"]]);
  });

  test("nothing at all: an empty report that blames and clears nobody", async () => {
    const report = await reportOn({});
    expect(report).toMatchObject({ window: { from: null, to: null }, sources: [], nodes: [], proxies: [] });
    expect(statuses(report)).toEqual(new Set(["not-applicable"]));
  });

  test("a host that backs itself up is a node and a proxy", async () => {
    const events = [1, 2, 3].map((day) => vssImportFailed({ computer: "HV01", time: `2025-06-0${day}T22:00:00Z` }));
    const report = await reportOn({ events, logs: [log("HV01", VMMS_ADMIN), log("HV01", "Application")] });
    expect(report.nodes.map(({ name }) => name)).toEqual(["HV01"]);
    expect(report.proxies.map(({ name, verdict, reasons }) => [name, verdict, reasons])).toEqual([
      ["HV01", "unknown", ["snapshot-import-failed"]],
    ]);
  });
});

describe("the window", () => {
  test("is pushed down into every need, so that the reader decodes nothing outside", async () => {
    const window = { since: ticks("2025-06-02T00:00:00Z"), until: ticks("2025-06-03T00:00:00Z") };
    let asked: readonly EventNeed[] = [];
    await reportOn({ window, checks: TWO_CHECKS, onNeeds: (needs) => (asked = needs) });
    expect(asked.filter(({ anyTime }) => anyTime !== true)).toEqual([
      { providers: ["VSS"], channels: ["Application"], ids: [{ from: 12293, to: 12293 }], ...window },
      { channels: ["Application"], ids: [{ from: 0, to: 0 }], levels: [2, 3], keep: "compact", ...window },
      {
        providers: ["Microsoft-Windows-Eventlog"],
        channels: ["System"],
        ids: [{ from: 104, to: 104 }],
        ...window,
      },
      {
        providers: ["Microsoft-Windows-Eventlog"],
        channels: ["Security"],
        ids: [{ from: 1102, to: 1102 }],
        incidental: true,
        ...window,
      },
      {
        providers: ["Microsoft-Windows-Kernel-General"],
        channels: ["System"],
        ids: [{ from: 1, to: 1 }],
        keepIf: expect.any(Function) as unknown,
        ...window,
      },
      {
        providers: ["Microsoft-Windows-Hyper-V-VMMS"],
        channels: [VMMS_ADMIN, "Operational", "Networking", "Storage"].map((name) =>
          name === VMMS_ADMIN ? name : `Microsoft-Windows-Hyper-V-VMMS-${name}`,
        ),
        ids: [{ from: 12660, to: 12660 }],
        keep: "without-data",
        ...window,
      },
    ]);
  });

  test("bounds no need for what a host was called and ran: a change before it counts inside it", async () => {
    const window = { since: ticks("2025-06-02T00:00:00Z"), until: ticks("2025-06-03T00:00:00Z") };
    let asked: readonly EventNeed[] = [];
    await reportOn({ window, onNeeds: (needs) => (asked = needs) });
    const unbounded = asked.filter(({ since, until }) => since === undefined && until === undefined);
    expect(unbounded.map(({ providers, ids }) => [providers?.join(), ids?.map(({ from }) => from).join()])).toEqual([
      ["EventLog", "6011"],
      ["Microsoft-Windows-FailoverClustering", "1093"],
      ["EventLog", "6009"],
      ["Microsoft-Windows-Kernel-General", "12"],
      ["User32", "1074"],
      ["Microsoft-Windows-FailoverClustering", "1549"],
      ["Microsoft-Windows-FailoverClustering", "1548"],
    ]);
  });

  test("that reaches beyond the logs is told per host and channel", async () => {
    const window = { since: ticks("2025-05-01T00:00:00Z"), until: null };
    const report = await reportOn({ window, logs: [log("HV01", VMMS_ADMIN), log("HV01", "Security")] });
    expect(report.coverage.map(({ channel, examined, coversWindow }) => [channel, examined, coversWindow])).toEqual([
      [VMMS_ADMIN, true, false],
      ["Security", false, false],
    ]);
    expect(report.window).toEqual({
      from: window.since,
      to: ticks("2025-06-07T23:59:59Z"),
      askedFrom: true,
      askedTo: false,
    });
  });

  test("without one asked for is that of the logs, absurd times left out", async () => {
    const broken = log("HV02", "System", { from: ticks("1601-01-01T00:00:01Z") });
    const { window } = await reportOn({ logs: [broken, log("HV01", VMMS_ADMIN)] });
    expect(window).toEqual({
      from: ticks("2025-06-01T00:00:00Z"),
      to: ticks("2025-06-07T23:59:59Z"),
      askedFrom: false,
      askedTo: false,
    });
  });

  test("ends with the report's own time and a day, for a record that claims a later one", async () => {
    const window = { since: ticks("2025-06-01T00:00:00Z"), until: ticks("2025-06-30T00:00:00Z") };
    const given = (to: string) =>
      reportOn({ window, logs: [log("HV01", VMMS_ADMIN, { to: ticks(to) })], now: "2025-06-30T06:00:00Z" });
    for (const [to, covers] of [
      ["9998-12-31T00:00:00Z", false],
      ["2025-07-01T06:00:00.0000001Z", false],
      ["2025-07-01T06:00:00Z", true],
    ] as const) {
      const { coverage } = await given(to);
      expect([to, coverage.map(({ coversWindow }) => coversWindow)]).toEqual([to, [covers]]);
    }
  });

  test("that bounds plausible times is handed to the reading", async () => {
    let bound: bigint | null = null;
    await diagnose(
      {
        logs: (_, { latest }) => {
          bound = latest;
          return Promise.resolve({ events: [], compactEvents: compact([]), logs: [] });
        },
      },
      { ...FIXED, window: { since: null, until: null } },
    );
    expect(bound).toBe(ticks("2025-06-10T06:00:00Z"));
  });

  test("leaves a single 12660 in three quiet weeks to the notes", async () => {
    const report = await reportOn({ events: [vmms12660({ time: "2025-06-02T09:00:00Z" })], logs: logsOf(NINE_NODES) });
    expect(statuses(report)).toEqual(new Set(["pass"]));
    expect(report.checks.filter(({ findings }) => findings.length > 0).map(({ text }) => text.id)).toEqual([
      "hyper-v-storage-provider-failed",
    ]);
    expect(report.verdict.basis).toBe("nothing-found");
  });
});
