import { describe, expect, test } from "vitest";
import {
  type DirectoryEvidence,
  type EventEvidence,
  type Evidence,
  gatherEvidence,
  type LogEvidence,
  NO_EXPORTS,
  worthFor,
} from "../../src/evidence/index.ts";
import { deriveFacts, type IdentityEntry, type IdentityHistory, needsOf } from "../../src/facts/index.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { named, values } from "../catalogue/event-data.ts";
import { eventLog6009, kernelGeneral12, user32Restart } from "../evidence/booted-hosts.ts";
import { computer, connectionPoint, deletedPoint, directoryOf, stamp, view } from "../evidence/build-directory.ts";
import {
  clockSet,
  compact,
  type EventGiven,
  event,
  log,
  logCleared,
  ticks,
  WHOLE_SPAN,
} from "../evidence/build-evidence.ts";
import { history } from "../evidence/build-ownership.ts";
import { clusterRefusal, eventLog6011, logOfNames } from "../evidence/renamed-hosts.ts";

function historiesOf(
  events: readonly EventEvidence[],
  given: Partial<Evidence> & { readonly directory?: DirectoryEvidence } = {},
): readonly IdentityHistory[] {
  const none = { logs: [], window: WHOLE_SPAN, latest: ticks("2026-12-01T00:00:00Z"), compactEvents: compact([]) };
  return deriveFacts(gatherEvidence({ ...none, events, ...given })).identityHistories;
}

/** `2026-09-02 09:14 renamed`. */
function told(entries: readonly IdentityEntry[] | undefined): readonly string[] {
  return (entries ?? []).map(({ time, kind }) => `${filetimeToIso(time).slice(0, 16).replace("T", " ")} ${kind}`);
}

/** One event of a System log of HV03, unless told otherwise. */
function system(provider: string, eventId: number, given: EventGiven, data: EventGiven["data"] = []): EventEvidence {
  return event({ computer: "HV03.corp.example", channel: "System", level: 4, provider, eventId, data, ...given });
}

const CLUSTERING = "Microsoft-Windows-FailoverClustering";

function clustered(eventId: number, given: EventGiven, ...data: readonly string[]): EventEvidence {
  return system(CLUSTERING, eventId, { channel: `${CLUSTERING}/Operational`, ...given }, values(...data));
}

const stopped = (time: string, recordId: number): EventEvidence => system("EventLog", 6006, { time, recordId });
const started = (time: string, recordId: number): EventEvidence => system("EventLog", 6005, { time, recordId });
const booted = (time: string, recordId: number, build = "14393"): EventEvidence =>
  kernelGeneral12({ build, time, recordId, computer: "HV03.corp.example" });

/** HVNEW03 is renamed as it restarts, and then added to its cluster. */
const PREPARED = [
  user32Restart({ code: "0x80020004", time: "2026-09-02T09:09:10Z", recordId: 73, computer: "HVNEW03.corp.example" }),
  system("EventLog", 6006, { time: "2026-09-02T09:09:14Z", recordId: 74, computer: "HVNEW03.corp.example" }),
  booted("2026-09-02T09:14:00Z", 77),
  eventLog6011({
    from: "HVNEW03",
    to: "HV03",
    time: "2026-09-02T09:14:11Z",
    recordId: 79,
    computer: "HV03.corp.example",
  }),
  eventLog6009({ build: "14393", time: "2026-09-02T09:14:12Z", recordId: 80, computer: "HV03.corp.example" }),
  started("2026-09-02T09:14:13Z", 81),
  system("NetJoin", 4096, { time: "2026-08-27T09:00:00Z", recordId: 12, computer: "HVNEW03" }, [
    { name: "DomainName", value: "corp.example" },
    { name: "ComputerName", value: "HVNEW03" },
  ]),
  clustered(1007, { time: "2026-09-02T10:49:52Z", recordId: 5, computer: "HV01.corp.example" }, "HV03"),
  clustered(1007, { time: "2026-09-02T10:49:53Z", recordId: 6, computer: "HV02.corp.example" }, "hv03"),
  clustered(1062, { time: "2026-09-02T10:50:00Z", recordId: 1 }, "HVCL01"),
];

describe("the history of a host", () => {
  test("joins its names and what logs of other hosts say of it on one line of time, each with its proof", () => {
    const histories = historiesOf(PREPARED);
    expect(histories.map(({ host }) => host)).toEqual(["HV01", "HV02", "HV03"]);
    const [, , hv03] = histories;
    expect(
      hv03?.entries.map(({ evidence, ...entry }) => [entry, evidence.map((ref) => "recordId" in ref && ref.recordId)]),
    ).toEqual([
      [
        {
          ...{ kind: "joined-domain", domain: "corp.example", time: ticks("2026-08-27T09:00:00Z") },
          ...{ basis: "verified", event: "NetJoin 4096" },
        },
        ["12"],
      ],
      [
        {
          ...{
            kind: "restarted",
            how: "requested",
            by: "NT-AUTORITÄT\\SYSTEM",
            downSince: ticks("2026-09-02T09:09:14Z"),
          },
          ...{ time: ticks("2026-09-02T09:14:00Z"), basis: "verified", event: "Kernel-General 12" },
        },
        ["77", "74", "73"],
      ],
      [
        {
          ...{ kind: "renamed", from: "HVNEW03", to: "HV03" },
          ...{ time: ticks("2026-09-02T09:14:11Z"), basis: "verified", event: "EventLog 6011" },
        },
        ["79"],
      ],
      [
        {
          ...{ kind: "added-to-cluster", seenBy: ["HV01", "HV02"], time: ticks("2026-09-02T10:49:52Z") },
          ...{ basis: "verified", event: "FailoverClustering 1007" },
        },
        ["5", "6"],
      ],
      [
        {
          ...{ kind: "joined-cluster", cluster: "HVCL01", time: ticks("2026-09-02T10:50:00Z") },
          ...{ basis: "verified", event: "FailoverClustering 1062" },
        },
        ["1"],
      ],
    ]);
  });

  test("is the same whatever order its events came in", () => {
    expect(historiesOf(PREPARED.toReversed())).toEqual(historiesOf(PREPARED));
  });

  test("tells roles, the cluster's end, a refusal once, joins that failed, cleared logs and clocks that were set", () => {
    const setup = (eventId: number, time: string, updateName: string): EventEvidence =>
      system(
        "Microsoft-Windows-Servicing",
        eventId,
        { time, channel: "Setup" },
        named({ updateName, identifier: "p", errorCode: "0x0", client: "DISM" }),
      );
    const deployment = "Microsoft-Windows-ServerManager-DeploymentProvider";
    const [hv03] = historiesOf([
      setup(9, "2026-09-01T01:00:00Z", "Microsoft-Hyper-V"),
      setup(9, "2026-09-01T01:01:00Z", "TelnetClient"),
      setup(10, "2026-09-01T02:00:00Z", "Microsoft-Hyper-V"),
      system(deployment, 204, { time: "2026-09-01T03:00:00Z" }, values("ServerComponent_Hyper_V")),
      system(deployment, 304, { time: "2026-09-01T03:30:00Z" }, values("ServerComponent_Telnet_Client")),
      system(CLUSTERING, 4621, { time: "2026-09-01T04:00:00Z" }),
      clusterRefusal({ node: "HV03", time: "2026-09-01T05:00:00Z", recordId: 1, computer: "HV03.corp.example" }),
      clusterRefusal({ node: "HV03", time: "2026-09-01T05:05:00Z", recordId: 2, computer: "HV03.corp.example" }),
      system("NetJoin", 4097, { time: "2026-09-01T06:00:00Z" }, [
        { name: "DomainName", value: "corp.example" },
        { name: "ComputerName", value: "HV03" },
        { name: "NetStatusCode", value: "5" },
      ]),
      system("NetJoin", 4100, { time: "2026-09-01T06:30:00Z" }, values("dc1", "CN=HV03,DC=corp,DC=example")),
      logCleared({ cleared: "System", time: "2026-09-01T07:00:00Z", computer: "HV03.corp.example" }),
      clockSet({ old: "2026-09-01T08:30:00Z", time: "2026-09-01T08:00:00Z", computer: "HV03.corp.example" }),
    ]);
    expect(told(hv03?.entries)).toEqual([
      "2026-09-01 01:00 feature-added",
      "2026-09-01 02:00 feature-removed",
      "2026-09-01 03:00 feature-added",
      "2026-09-01 04:00 left-cluster",
      "2026-09-01 05:00 refused-by-cluster",
      "2026-09-01 06:00 domain-join-failed",
      "2026-09-01 06:30 account-reused",
      "2026-09-01 07:00 log-cleared",
      "2026-09-01 08:00 clock-set",
    ]);
    expect(hv03?.entries.find(({ kind }) => kind === "domain-join-failed")).toMatchObject({
      domain: "corp.example",
      error: "5 ERROR_ACCESS_DENIED",
    });
  });

  test("tells another build, and whether an upgrade's restart lies before it", () => {
    const upgrade = { code: "0x80020003", time: "2026-09-05T10:00:00Z", recordId: 20, computer: "HV03.corp.example" };
    const [hv03] = historiesOf([
      booted("2026-09-01T08:00:00Z", 10, "9600"),
      user32Restart(upgrade),
      booted("2026-09-05T12:31:00Z", 30),
    ]);
    expect(hv03?.entries.find(({ kind }) => kind === "build-changed")).toMatchObject({
      ...{ from: 9600, to: 14393, isUpgrade: true, basis: "verified", event: "Kernel-General 12" },
      time: ticks("2026-09-05T12:31:00Z"),
    });
  });

  test("tells a rename that no record says from the two records that bear the names, as inferred", () => {
    const midway = logOfNames(
      "System.evtx",
      "System",
      ["HVNEW03.corp.example", "2026-08-31T00:00:00Z", "2026-09-02T09:09:14Z", 1, 74],
      ["HV03.corp.example", "2026-09-02T09:14:00Z", "2026-09-27T00:00:00Z", 75, 900],
    );
    const [hv03] = historiesOf([], { logs: [midway] });
    expect(hv03?.entries).toMatchObject([
      { kind: "renamed", from: "HVNEW03", to: "HV03", basis: "inferred", event: null },
    ]);
    expect(hv03?.entries[0]?.evidence).toMatchObject([{ recordId: "75" }, { recordId: "74" }]);
  });

  test("tells an eviction once, by all nodes that log it, and a second one by itself", () => {
    const evicted = (time: string, by: string): EventEvidence =>
      clustered(1011, { time, channel: "System", computer: by }, "HV03");
    const exports = { ...NO_EXPORTS, ownership: [history("2026-08-01T00:00:00Z", "Disk 1", "HV03")] };
    const histories = historiesOf(
      [
        evicted("2026-09-01T08:00:00Z", "HV01"),
        evicted("2026-09-01T08:00:02Z", "HV02"),
        evicted("2026-09-08T08:00:00Z", "HV02"),
      ],
      { exports },
    );
    expect(histories.find(({ host }) => host === "HV03")?.entries).toMatchObject([
      { kind: "evicted-from-cluster", seenBy: ["HV01", "HV02"] },
      { kind: "evicted-from-cluster", seenBy: ["HV02"] },
    ]);
  });

  test("leaves out what claims a time that cannot be right", () => {
    const [hv03] = historiesOf([clustered(1062, { time: "2099-01-01T00:00:00Z" }, "HVCL01")]);
    expect(hv03?.entries).toEqual([]);
  });

  test("cuts what a record tells at length", () => {
    const [hv03] = historiesOf([clustered(1062, { time: "2026-09-01T00:00:00Z" }, "X".repeat(50_000))]);
    expect(hv03?.entries).toMatchObject([{ kind: "joined-cluster", cluster: `${"X".repeat(200)}...` }]);
  });
});

describe("a restart", () => {
  const hows = (...events: readonly EventEvidence[]): readonly unknown[] =>
    (historiesOf(events)[0]?.entries ?? []).map((entry) => (entry.kind === "restarted" ? entry.how : entry.kind));

  test("is one, by whichever of its records the log has", () => {
    expect(hows(booted("2026-09-01T08:00:00Z", 1), started("2026-09-01T08:00:20Z", 2))).toEqual(["not-shown"]);
    expect(hows(started("2026-09-01T08:00:20Z", 2))).toEqual(["not-shown"]);
    expect(hows(booted("2026-09-01T08:00:00Z", 1), booted("2026-09-01T08:05:00Z", 2))).toEqual([
      "not-shown",
      "not-shown",
    ]);
  });

  test("was in order behind a shutdown, and unexpected where the next boot says so", () => {
    const crashed = system("EventLog", 6008, { time: "2026-09-03T08:00:05Z", recordId: 8 }, values("07:59", "2026"));
    expect(
      hows(
        stopped("2026-09-02T08:00:00Z", 3),
        booted("2026-09-02T08:05:00Z", 4),
        booted("2026-09-03T08:00:00Z", 7),
        crashed,
      ),
    ).toEqual(["in-order", "unexpected"]);
  });

  test("that never came leaves the host shut down", () => {
    expect(hows(booted("2026-09-01T08:00:00Z", 1), stopped("2026-09-02T08:00:00Z", 3))).toEqual([
      "not-shown",
      "shut-down",
    ]);
  });
});

describe("a long history", () => {
  const DAYS = Array.from({ length: 200 }, (_, day) =>
    filetimeToIso(ticks("2026-01-01T04:00:00Z") + BigInt(day) * DAY),
  );
  const reboots = DAYS.map((time, day) => started(time, day + 1));

  test("shows the last restarts and those beside a change, and counts the others", () => {
    const left = system(CLUSTERING, 4621, { time: "2026-02-10T12:00:00Z", recordId: 500 });
    const [hv03] = historiesOf([...reboots, left]);
    expect(told(hv03?.entries)).toEqual([
      "2026-02-10 04:00 restarted",
      "2026-02-10 12:00 left-cluster",
      "2026-02-11 04:00 restarted",
      "2026-07-17 04:00 restarted",
      "2026-07-18 04:00 restarted",
      "2026-07-19 04:00 restarted",
    ]);
    expect(hv03?.notShown).toEqual([{ kind: "restarted", count: 195 }]);
  });

  test("keeps the last thirty changes, and no more than twelve of what is ordinary", () => {
    const left = DAYS.map((time, day) => system(CLUSTERING, 4621, { time, recordId: day + 1000 }));
    const [hv03] = historiesOf([...reboots, ...left]);
    expect(hv03?.entries).toHaveLength(42);
    expect(hv03?.notShown).toEqual([
      { kind: "left-cluster", count: 170 },
      { kind: "restarted", count: 188 },
    ]);
  });
});

const DAY = 24n * 3600n * 10_000_000n;

describe("what a directory tells of a host", () => {
  const account = computer("HV03", {
    stamps: [
      stamp("samaccountname", 2, "2026-09-02T09:07:00Z"),
      stamp("dnshostname", 2, "2026-09-02T09:07:00Z"),
      stamp("operatingsystem", 3, "2026-09-05T12:32:00Z"),
    ],
  });

  test("makes a history of a host without any log, which says that there is none", () => {
    const directory = directoryOf([
      view({ computers: [account], deletedConnectionPoints: [deletedPoint(account, "2026-09-03T10:00:00Z")] }),
    ]);
    const histories = historiesOf([], { directory });
    expect(histories.map(({ host, logs }) => [host, logs])).toEqual([["HV03", []]]);
    expect(histories[0]?.account).toEqual({
      ...{ domain: "corp.example", dn: account.dn, connectionPoint: "missing" },
      evidence: [
        {
          ...{ kind: "directory", server: "dc1.corp.example", dn: account.dn },
          ...{ attribute: "CN=Microsoft Hyper-V", value: "not there" },
        },
      ],
    });
    expect(told(histories[0]?.entries)).toEqual([
      "2021-03-01 08:00 account-created",
      "2026-09-02 09:07 account-renamed",
      "2026-09-03 10:00 connection-point-deleted",
      "2026-09-05 12:32 account-system-changed",
    ]);
    // Metadata keep no value: a change of case alone looks the same.
    expect(histories[0]?.entries.map(({ basis }) => basis)).toEqual(["verified", "inferred", "verified", "inferred"]);
  });

  test("joins the host's logs under one name, with the time at which its connection point was made", () => {
    const directory = directoryOf([view({ computers: [account], connectionPoints: [connectionPoint(account)] })]);
    const histories = historiesOf(PREPARED, { directory }).filter(({ host }) => host.includes("HV03"));
    expect(histories.map(({ host, account: seen }) => [host, seen?.connectionPoint])).toEqual([["HV03", "present"]]);
    expect(told(histories[0]?.entries)).toContain("2021-03-04 08:00 connection-point-created");
    expect(told(histories[0]?.entries)).toContain("2026-09-02 09:14 renamed");
  });
});

describe("the logs of a host", () => {
  const system03: LogEvidence = log("HV03.corp.example", "System", {
    from: ticks("2026-08-31T00:00:00Z"),
    to: ticks("2026-09-27T00:00:00Z"),
  });

  test("stand beside its history with how far they reach", () => {
    const [hv03] = historiesOf([], { logs: [system03] });
    expect(hv03?.logs).toMatchObject([
      { channel: "System", from: ticks("2026-08-31T00:00:00Z"), to: ticks("2026-09-27T00:00:00Z") },
    ]);
  });

  test("are none for a node that only exports name", () => {
    const exports = { ...NO_EXPORTS, ownership: [history("2026-09-01T00:00:00Z", "Disk 1", "HV04")] };
    const histories = historiesOf([], { logs: [system03], exports });
    expect(histories.map(({ host, logs, account }) => [host, logs.length, account])).toEqual([
      ["HV03", 1, null],
      ["HV04", 0, null],
    ]);
  });

  test("of a cluster make no history of a node that nothing else names", () => {
    const added = clustered(1007, { time: "2026-09-02T10:49:52Z", computer: "HV01.corp.example" }, "HV99");
    expect(historiesOf([added]).map(({ host }) => host)).toEqual(["HV01"]);
  });
});

describe("what is read for histories", () => {
  const needs = needsOf(["identityHistories"]);

  test("is read whatever window was asked for, save clearings and clocks, which tell of the window", () => {
    const within = needs
      .filter(({ anyTime }) => anyTime !== true)
      .flatMap(({ ids = [] }) => ids.map(({ from }) => from));
    expect(within.toSorted((a, b) => a - b)).toEqual([1, 104, 1102]);
  });

  test("is of features only the two roles", () => {
    const isWorth = worthFor(needs);
    const turned = (updateName: string): EventEvidence =>
      system(
        "Microsoft-Windows-Servicing",
        9,
        { time: "2026-09-01T01:00:00Z", channel: "Setup" },
        named({ updateName }),
      );
    expect(
      ["Microsoft-Hyper-V", "FailoverCluster-FullServer", "TelnetClient"].map((name) => isWorth(turned(name))),
    ).toEqual([true, true, false]);
  });
});
