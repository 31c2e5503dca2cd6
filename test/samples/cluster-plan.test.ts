import { describe, expect, it } from "vitest";
import {
  type ClusterOptions,
  type ClusterPlan,
  clusterPlan,
  nodeNames,
  type Volume,
} from "../../samples/generate/cluster/index.ts";
import { secondsBetween } from "../../samples/generate/moment.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";

const OTHER: Partial<ClusterOptions> = {
  clusterName: "ROSE",
  domain: { dns: "north.invalid", netbios: "NORTH" },
  nodes: nodeNames("NODE", 5),
  badNodes: [
    { name: "NODE01", cause: "upgraded" },
    { name: "NODE05", cause: "renamed" },
  ],
  proxy: "IMPORTER",
  volumes: 8,
  firstDay: "2031-02-05",
  nights: 14,
  seed: 5,
};

const BOTH: ClusterOptions["badNodes"] = [
  { name: "A", cause: "renamed" },
  { name: "B", cause: "upgraded" },
];

function badNames(plan: ClusterPlan): readonly string[] {
  return plan.nodes.filter(({ isBad }) => isBad).map(({ name }) => name);
}

/** The volumes that had a backup under a good and one under a bad owner. */
function crossovers({ jobs, volumes }: ClusterPlan): readonly Volume[] {
  return volumes.filter(
    (volume) => new Set(jobs.filter((job) => job.volume === volume).map(({ isFailed }) => isFailed)).size > 1,
  );
}

describe("the plan of the scenario missing-scp", () => {
  const plan = clusterPlan();

  it("has nine nodes with a renamed, another renamed and an upgraded one among them", () => {
    const { nodes, proxy, domain, clusterName } = plan;
    expect(nodes.map(({ name, formerName, cause }) => [name, formerName, cause])).toEqual([
      ["HV01", null, null],
      ["HV02", null, null],
      ["HV03", "HVNEW03", "renamed"],
      ["HV04", null, null],
      ["HV05", null, null],
      ["HV06", "HVNEW06", "renamed"],
      ["HV07", null, null],
      ["HV08", null, "upgraded"],
      ["HV09", null, null],
    ]);
    const days = nodes.map(({ renamedAt, upgradedAt }) => renamedAt ?? upgradedAt).filter((time) => time !== null);
    expect(days.map((time) => filetimeToIso(time).slice(0, 10))).toEqual(["2026-09-02", "2026-09-03", "2026-09-05"]);
    expect([nodes[8]?.fqdn, nodes[8]?.sid, proxy.fqdn, domain.dn, clusterName]).toEqual([
      "HV09.corp.example",
      "S-1-5-21-1004336348-1177238915-682003330-1609",
      "PROXY01.corp.example",
      "DC=corp,DC=example",
      "HVCL01",
    ]);
  });

  it("backs up twelve volumes in 21 nights from Monday to Sunday", () => {
    expect(plan.jobs).toHaveLength(21 * 12);
    expect([plan.firstMoment, plan.firstBackup, plan.lastMoment].map(filetimeToIso)).toEqual([
      "2026-08-31T00:00:00.0000000Z",
      "2026-09-07T21:00:00.0000000Z",
      "2026-09-28T00:00:00.0000000Z",
    ]);
    expect(plan.jobs.filter(({ night }) => night === 20).map(({ volume }) => volume.name)).toEqual(
      Array.from({ length: 12 }, (_, index) => `Cluster Disk ${index + 1}`),
    );
  });

  it("gives three nodes two volumes each to begin with, and every node a volume in every night", () => {
    const first = plan.jobs.filter(({ night }) => night === 0);
    expect(first.map(({ owner }) => owner)).toEqual([...plan.nodes.map(({ name }) => name), "HV01", "HV02", "HV03"]);
    for (let night = 0; night < 21; night += 1) {
      const owners = new Set(plan.jobs.filter((job) => job.night === night).map(({ owner }) => owner));
      expect([...owners].toSorted()).toEqual(plan.nodes.map(({ name }) => name));
    }
  });

  it("moves no volume to a renamed node before it has joined the cluster", () => {
    const renamed = plan.nodes.flatMap(({ name, renamedAt, joinedAt }) =>
      renamedAt === null ? [] : [{ name, joinedAt }],
    );
    expect(renamed.map(({ name }) => name)).toEqual(["HV03", "HV06"]);
    for (const { name, joinedAt } of renamed) {
      const first = plan.moves.find(({ from, to }) => from === name || to === name);
      expect(first?.to).toBe(name);
      expect(first?.time).toBeGreaterThan(joinedAt ?? plan.lastMoment);
    }
  });

  it("moves all volumes away from a node that restarts", () => {
    const down = plan.nodes.flatMap(({ name, patchedAt, upgradedAt }) =>
      [patchedAt, upgradedAt].flatMap((time) => (time === null ? [] : [{ name, time }])),
    );
    expect(down.map(({ name }) => name)).toEqual(["HV01", "HV02", "HV04", "HV05", "HV07", "HV08", "HV08", "HV09"]);
    for (const { name, time } of down) {
      expect(plan.volumes.filter((volume) => plan.ownerAt(volume, time) === name)).toEqual([]);
    }
  });

  it("has one storm: six attempts within a minute", () => {
    const storms = plan.jobs.filter(({ attempts }) => attempts.length > 3);
    expect(storms.map(({ night, attempts }) => [night, attempts.length])).toEqual([[3, 6]]);
  });

  it("shows each bad node's snapshots to it in some nights, seconds after the provider's error, and to nobody else", () => {
    const shown = plan.jobs.flatMap(({ owner, attempts }) =>
      attempts.flatMap(({ time, shownAt }) =>
        shownAt === null ? [] : [{ owner, after: secondsBetween(time, shownAt) }],
      ),
    );
    expect([...new Set(shown.map(({ owner }) => owner))].toSorted()).toEqual(["HV03", "HV06", "HV08"]);
    expect(shown.length).toBeLessThan(plan.jobs.filter(({ isFailed }) => isFailed).length / 4);
    expect(shown.filter(({ after }) => after < 3 || after > 15)).toEqual([]);
  });
});

describe.each([
  ["as in missing-scp", {}],
  ["with everything else", OTHER],
  ["with one bad node", { badNodes: [{ name: "HV02", cause: "renamed" }] }],
  ["with bad nodes only", { nodes: ["A", "B"], badNodes: BOTH, volumes: 6 }],
] as const)("a plan %s", (_title, options) => {
  const plan = clusterPlan(options);

  it("fails exactly the imports of volumes that a bad node owns", () => {
    for (const { owner, isFailed, attempts } of plan.jobs) {
      expect(isFailed).toBe(badNames(plan).includes(owner));
      expect(attempts.every(({ failedAt }) => (failedAt === null) === !isFailed)).toBe(true);
    }
  });

  it("moves in working hours, never during a backup", () => {
    for (const { time } of plan.moves) {
      const hour = Number((time / 36_000_000_000n) % 24n);
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(16);
      expect(plan.jobs.filter(({ start, end }) => start <= time && time <= end)).toEqual([]);
    }
  });

  it("runs one job after another, each owner being the volume's at its start and its end", () => {
    for (const [index, job] of plan.jobs.entries()) {
      expect(plan.jobs[index - 1]?.end ?? 0n).toBeLessThan(job.start);
      expect(job.attempts.every(({ time }) => job.start < time && time < job.end)).toBe(true);
      expect([plan.ownerAt(job.volume, job.start), plan.ownerAt(job.volume, job.end)]).toEqual([job.owner, job.owner]);
    }
  });

  it("leaves no bad node without a volume in any night", () => {
    const nights = new Set(plan.jobs.map(({ night }) => night));
    for (const night of nights) {
      const owners = plan.jobs.filter((job) => job.night === night).map(({ owner }) => owner);
      expect(badNames(plan).filter((name) => !owners.includes(name))).toEqual([]);
    }
  });

  it("moves each volume from where it is", () => {
    for (const { time, volume, from, to } of plan.moves) {
      expect([plan.ownerAt(volume, time - 1n), plan.ownerAt(volume, time)]).toEqual([from, to]);
      expect(from).not.toBe(to);
    }
  });
});

describe("planning a cluster", () => {
  it("gives at least four volumes that pass under one owner and fail under another", () => {
    expect(crossovers(clusterPlan()).length).toBeGreaterThanOrEqual(4);
    expect(crossovers(clusterPlan(OTHER)).length).toBeGreaterThanOrEqual(4);
  });

  it("gives the same plan for the same options", () => {
    const { ownerAt: first, ...plan } = clusterPlan(OTHER);
    const { ownerAt: second, ...again } = clusterPlan(OTHER);
    expect(again).toEqual(plan);
    expect(second).not.toBe(first);
  });

  it("changes everything with its options", () => {
    const { clusterName, domain, nodes, proxy, volumes, jobs, machines, firstMoment, days, moves } = clusterPlan(OTHER);
    expect({ clusterName, proxy: proxy.fqdn, dn: domain.dn, days, first: filetimeToIso(firstMoment) }).toEqual({
      clusterName: "ROSE",
      proxy: "IMPORTER.north.invalid",
      dn: "DC=north,DC=invalid",
      days: 21,
      first: "2031-02-05T00:00:00.0000000Z",
    });
    expect(nodes.map(({ fqdn, formerName }) => [fqdn, formerName])).toEqual([
      ["NODE01.north.invalid", null],
      ["NODE02.north.invalid", null],
      ["NODE03.north.invalid", null],
      ["NODE04.north.invalid", null],
      ["NODE05.north.invalid", "NODENEW05"],
    ]);
    expect([volumes.length, machines.length, jobs.length]).toEqual([8, 24, 14 * 8]);
    expect(volumes[0]?.guid).not.toBe(clusterPlan().volumes[0]?.guid);
    expect(moves.length).toBeGreaterThan(8);
  });

  it("lets single imports fail where it is told to, and pass when tried again", () => {
    const plan = clusterPlan({ badNodes: [], daysBefore: 0, isolatedFailures: [{ night: 8, volume: 5 }] });
    const failing = plan.jobs.filter(({ attempts }) => attempts.some(({ failedAt }) => failedAt !== null));
    expect(
      failing.map(({ night, volume, isFailed, attempts }) => [night, volume.name, isFailed, attempts.length]),
    ).toEqual([[8, "Cluster Disk 5", false, 2]]);
  });

  it("pauses ten minutes before it tries again", () => {
    const [first, second] = clusterPlan({ stormNight: null }).jobs.find(({ isFailed }) => isFailed)?.attempts ?? [];
    const seconds = first === undefined || second === undefined ? 0 : secondsBetween(first.time, second.time);
    expect(Math.abs(seconds - 600)).toBeLessThanOrEqual(20);
  });

  it("ends a day later where the last night's backups pass midnight", () => {
    const options = { nodes: ["A"], badNodes: [{ name: "A", cause: "renamed" as const }], nights: 2 };
    const [few, many] = [clusterPlan({ ...options, volumes: 4 }), clusterPlan({ ...options, volumes: 12 })];
    expect([few.days, many.days]).toEqual([9, 10]);
    expect(many.jobs.at(-1)?.end).toBeLessThan(many.lastMoment);
  });

  it("refuses options that contradict each other", () => {
    expect(() => clusterPlan({ badNodes: [{ name: "HV99", cause: "renamed" }] })).toThrow(
      "HV99 is none of the cluster's nodes",
    );
    expect(() => clusterPlan({ daysBefore: 2 })).toThrow("lies in the 7 days before the backups");
    expect(() => clusterPlan({ nodes: [] })).toThrow();
    expect(() => clusterPlan({ volumes: 200 })).toThrow("run into working hours");
  });
});
