import { describe, expect, it } from "vitest";
import { clusterPlan, type Move, nodeNames } from "../../samples/generate/cluster/index.ts";
import type { EventToWrite } from "../../samples/generate/evtx/index.ts";
import type { SampleLog } from "../../samples/generate/sample-log.ts";
import { missingScp } from "../../samples/generate/scenarios/index.ts";
import { secondsBetween } from "../../samples/generate/moment.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { dataOf, withId } from "./sample-events.ts";

const { plan, logs } = missingScp();
const BAD = ["HV03", "HV06", "HV08"];

function logOf(path: string): SampleLog {
  const log = logs.find((candidate) => candidate.path === path);
  if (log === undefined) throw new Error(`There is no log ${path}.`);
  return log;
}

function eventsOf(path: string): readonly EventToWrite[] {
  return logOf(path).entries.map(({ event }) => event);
}

function clusterEvents(node: string): readonly EventToWrite[] {
  return eventsOf(`${node}/Microsoft-Windows-FailoverClustering-Operational.evtx`);
}

describe("the bad nodes' logs in missing-scp", () => {
  it.each([
    ["HV03", "HVNEW03", "2026-09-02"],
    ["HV06", "HVNEW06", "2026-09-03"],
  ])("%s: renamed once, another computer before, the new name in everything later", (node, former, day) => {
    const system = eventsOf(`${node}/System.evtx`);
    const renames = withId(system, 6011);
    expect(renames.map((event) => [dataOf(event), filetimeToIso(event.time).slice(0, 10)])).toEqual([
      [[former, node], day],
    ]);
    const time = renames[0]?.time ?? 0n;
    const vmms = eventsOf(`${node}/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx`);
    for (const events of [system, vmms]) {
      expect(computers(events.filter((event) => event.time < time - 120n * 10_000_000n))).toEqual([
        `${former}.corp.example`,
      ]);
      expect(computers(events.filter((event) => event.time >= time))).toEqual([`${node}.corp.example`]);
    }
    expect(computers(clusterEvents(node))).toEqual([`${node}.corp.example`]);
    const later = logs.flatMap(({ entries }) => entries).filter(({ event }) => event.time > time);
    expect(later.filter(({ event }) => dataOf(event).includes(former))).toEqual([]);
  });

  it("HV08: build 9600 in the old log, 14393 in the new one, which starts at record 1", () => {
    const old = eventsOf("HV08/Windows.old/System.evtx");
    const current = logOf("HV08/System.evtx");
    expect(withId(old, 6009).map((event) => dataOf(event)[1])).toEqual(["9600"]);
    expect(withId(eventsOf("HV08/System.evtx"), 6009).map((event) => dataOf(event)[1])).toEqual(["14393"]);
    const reason = withId(old, 1074).map((event) => dataOf(event)[3]);
    expect(reason).toEqual(["0x80020011", "0x80020003"]);
    expect([current.firstRecordId, filetimeToIso(old.at(-1)?.time ?? 0n).slice(0, 10)]).toEqual([1n, "2026-09-05"]);
  });

  it("HV08: of the other logs only what came after the upgrade is left", () => {
    const upgraded = plan.nodes.find(({ name }) => name === "HV08")?.upgradedAt ?? plan.lastMoment;
    const others = logs.filter(({ path }) => path.startsWith("HV08/Microsoft"));
    expect(
      others.map(({ entries, firstRecordId }) => [firstRecordId, (entries[0]?.event.time ?? 0n) > upgraded]),
    ).toEqual([
      [1n, true],
      [1n, true],
    ]);
    expect(withId(clusterEvents("HV08"), 1549).map(dataOf)).toEqual([["HV08"]]);
    const met = nodeNames("HV", 9).filter((node) => withId(clusterEvents(node), 1548).length > 0);
    expect(met).toEqual(["HV01", "HV02", "HV04", "HV05", "HV07", "HV09"]);
  });

  it("12660 stands on the bad nodes only, in working hours", () => {
    const seen = withId(
      logs.flatMap(({ entries }) => entries.map(({ event }) => event)),
      12660,
    );
    expect(computers(seen)).toEqual(BAD.map((name) => `${name}.corp.example`));
    // FILETIME ticks since midnight UTC: FILETIME's epoch is a midnight, too.
    const hours = seen.map(({ time }) => Number((time / 36_000_000_000n) % 24n));
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...hours)).toBeLessThan(16);
  });

  it("partmgr 58 and disk 158 stand on the bad nodes only, seconds behind the provider's error", () => {
    for (const node of nodeNames("HV", 9)) {
      const seen = eventsOf(`${node}/System.evtx`).filter(({ provider }) => /^(partmgr|disk)$/.test(provider.name));
      const shown = plan.jobs.filter(
        (job) => job.owner === node && job.attempts.some(({ shownAt }) => shownAt !== null),
      );
      expect(seen.map(({ eventId }) => eventId)).toEqual(shown.flatMap(() => [58, 158]));
      expect(shown.length > 0).toBe(BAD.includes(node));
    }
    for (const { time, shownAt } of plan.jobs.flatMap(({ attempts }) => attempts)) {
      if (shownAt !== null) expect(secondsBetween(time, shownAt)).toBeLessThan(16);
    }
  });
});

function computers(events: readonly EventToWrite[]): readonly string[] {
  return [...new Set(events.map(({ computer }) => computer))].toSorted();
}

describe("the moves in missing-scp", () => {
  const names = new Map(plan.volumes.map(({ groupId, name }) => [groupId, name]));

  it("stand in the source's log as 1641, with the group, the source and the target in this order", () => {
    const told = nodeNames("HV", 9)
      .flatMap((node) => withId(clusterEvents(node), 1641))
      .filter((event) => names.has(dataOf(event)[0] ?? ""))
      .map((event) => `${event.time} ${dataOf(event).join(" ")}`);
    const planned = plan.moves
      .filter(isInALog)
      .map((move) => `${move.time} ${move.volume.groupId} ${move.from} ${move.to}`);
    expect(told.toSorted()).toEqual(planned.toSorted());
    expect(plan.moves.length - planned.length).toBeGreaterThan(0);
  });

  it("end in the target's log with the disk and its group online", () => {
    for (const { time, volume, to } of plan.moves.filter(({ to: target, time: at }) => isKept(target, at))) {
      const behind = clusterEvents(to).filter((event) => event.time > time && secondsBetween(time, event.time) < 3);
      const online = behind.filter((event) => [volume.name, volume.groupId].includes(dataOf(event)[0] ?? ""));
      expect(online.map(({ eventId }) => eventId)).toEqual([1200, 1637, 1665, 1666, 1637, 1201]);
      expect(online.filter(({ eventId }) => eventId === 1637).map((event) => dataOf(event)[3])).toEqual([
        "OnlinePending",
        "Online",
      ]);
    }
  });

  it("bring nine of the twelve volumes under good and bad owners", () => {
    const crossovers = plan.volumes.filter((volume) => {
      const outcomes = plan.jobs.filter((job) => job.volume === volume).map(({ isFailed }) => isFailed);
      return outcomes.includes(true) && outcomes.includes(false);
    });
    expect(crossovers).toHaveLength(9);
  });

  it("stand among moves of virtual machines' roles, which are no volume's", () => {
    const others = nodeNames("HV", 9)
      .flatMap((node) => withId(clusterEvents(node), 1641))
      .filter((event) => !names.has(dataOf(event)[0] ?? ""));
    expect(others.length).toBeGreaterThan(plan.moves.length);
    expect(others.every((event) => dataOf(event)[0]?.startsWith("pool-"))).toBe(true);
  });
});

/** HV08's log of before its upgrade is gone. */
function isKept(node: string, time: bigint): boolean {
  const upgradedAt = plan.nodes.find(({ name }) => name === node)?.upgradedAt ?? null;
  return upgradedAt === null || time >= upgradedAt;
}

function isInALog({ from, time }: Move): boolean {
  return isKept(from, time);
}

describe("the scenario missing-scp", () => {
  it("takes another plan and makes everything anew from it", () => {
    const other = missingScp({
      plan: clusterPlan({
        nodes: ["A", "B"],
        badNodes: [{ name: "B", cause: "renamed" }],
        volumes: 2,
        nights: 3,
        proxy: "P",
      }),
    });
    expect(other.logs.map(({ path }) => path)).toEqual([
      "A/Microsoft-Windows-FailoverClustering-Operational.evtx",
      "A/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx",
      "A/System.evtx",
      "B/Microsoft-Windows-FailoverClustering-Operational.evtx",
      "B/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx",
      "B/System.evtx",
      "P/Application.evtx",
    ]);
    const text = JSON.stringify(other.files.map(({ content }) => content.toString()));
    expect(/HV0|PROXY/.exec(text)).toBeNull();
  });

  it("takes other layouts for the events that nobody has published, and keeps all others", () => {
    const other = missingScp({ layouts: { storageProviderUnavailable: () => ({ kind: "none" }) } });
    const payloads = other.logs.flatMap(({ entries }, log) =>
      entries.flatMap(({ event }, index) => {
        const before = logs[log]?.entries[index]?.event;
        return JSON.stringify(before?.payload, textOfBigint) === JSON.stringify(event.payload, textOfBigint)
          ? []
          : [event.eventId];
      }),
    );
    expect(new Set(payloads)).toEqual(new Set([12660]));
  });
});

function textOfBigint(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
