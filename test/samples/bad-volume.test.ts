import { describe, expect, it } from "vitest";
import { clusterPlan } from "../../samples/generate/cluster/index.ts";
import { badVolume } from "../../samples/generate/scenarios/index.ts";

const SICK = "Cluster Disk 4";
const NODES = ["LN01", "LN02", "LN03", "LN04", "LN05"];

const { plan, logs } = badVolume();

describe("the scenario bad-volume", () => {
  it("is a cluster of five sound nodes and six volumes, one of them sick", () => {
    expect(plan.nodes.map(({ name, isBad }) => [name, isBad])).toEqual(NODES.map((name) => [name, false]));
    expect(plan.volumes).toHaveLength(6);
    expect(plan.sickVolume?.name).toBe(SICK);
  });

  it("has every backup of that volume fail, thrice tried, and every other one pass at once", () => {
    const outcomes = plan.jobs.map(({ volume, attempts }) => [
      volume.name === SICK,
      attempts.map(({ failedAt }) => failedAt !== null),
    ]);
    expect(outcomes.filter(([isSick]) => isSick === true)).toEqual(
      Array.from({ length: 12 }, () => [true, [true, true, true]]),
    );
    expect(outcomes.filter(([isSick]) => isSick === false)).toEqual(Array.from({ length: 60 }, () => [false, [false]]));
  });

  it("gives the sick volume to the next node every working morning, so that it fails under all", () => {
    const owners = plan.jobs.filter(({ volume }) => volume.name === SICK).map(({ owner }) => owner);
    expect(owners).toEqual([
      "LN04",
      "LN05",
      "LN01",
      "LN02",
      "LN03",
      "LN03",
      "LN03",
      "LN04",
      "LN05",
      "LN01",
      "LN02",
      "LN03",
    ]);
  });

  it("has other volumes pass under every node, often enough to clear it", () => {
    const passed = NODES.map((name) => plan.jobs.filter(({ owner, isFailed }) => owner === name && !isFailed).length);
    expect(Math.min(...passed)).toBeGreaterThanOrEqual(8);
  });

  it("logs a failed import for each attempt, and no other error", () => {
    const errors = logs
      .flatMap(({ entries }) => entries.map(({ event }) => event))
      .filter(({ level = 0 }) => level > 0 && level < 4)
      .map(({ computer, provider, eventId }) => `${computer} ${provider.name} ${eventId}`);
    expect([...new Set(errors)].toSorted()).toEqual([
      "LNPROXY.corp.example Example SAN VSS Hardware Provider 0",
      "LNPROXY.corp.example VSS 12293",
    ]);
    expect(errors).toHaveLength(2 * 3 * 12);
  });
});

it("a sick volume that the cluster does not have is no plan", () => {
  expect(() => clusterPlan({ volumes: 3, sickVolume: 4 })).toThrow("There is no volume 4: the cluster has 3.");
});
