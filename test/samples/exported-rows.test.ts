import { describe, expect, it } from "vitest";
import { type ClusterOptions, type ClusterPlan, clusterPlan, nodeNames } from "../../samples/generate/cluster/index.ts";
import { BRIEF, type ExportHabits, exportFiles, THOROUGH } from "../../samples/generate/exports/index.ts";
import { moment } from "../../samples/generate/moment.ts";
import { badVolume, healthy, missingScp } from "../../samples/generate/scenarios/index.ts";
import { SeededRandom } from "../../samples/generate/seeded-random.ts";

const OTHER: Partial<ClusterOptions> = {
  clusterName: "ROSE",
  domain: { dns: "north.invalid", netbios: "NORTH" },
  nodes: nodeNames("NODE", 5),
  badNodes: [{ name: "NODE04", cause: "upgraded" }],
  proxy: "IMPORTER",
  volumes: 6,
  firstDay: "2031-02-05",
  nights: 10,
};
const HEALTHY: Partial<ClusterOptions> = { badNodes: [], isolatedFailures: [{ night: 8, volume: 5 }] };

const PLANS: readonly (readonly [title: string, plan: ClusterPlan])[] = [
  ["missing-scp", clusterPlan()],
  ["another cluster", clusterPlan(OTHER)],
  ["a healthy cluster", clusterPlan(HEALTHY)],
  ["a cluster with a bad volume", badVolume().plan],
];

function file(plan: ClusterPlan, path: string, habits: ExportHabits = THOROUGH): Buffer {
  const found = exportFiles(plan, new SeededRandom(7), habits).find((one) => one.path === path);
  return Buffer.from(found?.content ?? []);
}

/** By column; no value of these exports has a comma or a quote in it. */
function rows(
  plan: ClusterPlan,
  path: string,
  habits: ExportHabits = THOROUGH,
): readonly Readonly<Record<string, string>>[] {
  const text = file(plan, path, habits)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const [columns = [], ...cells] = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
  return cells.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
}

function distinct(values: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return [...new Set(values)].toSorted();
}

describe.each(PLANS)("the ownership history of %s", (_title, plan) => {
  const history = rows(plan, "cluster/ownership.csv").map(({ time = "", volume, node }) => ({
    time: moment(time),
    volume,
    node,
  }));

  it("gives, replayed, the owner of each job's volume at its start and its end", () => {
    const replayed = plan.jobs.flatMap(({ volume, start, end }) =>
      [start, end].map(
        (time) => history.findLast((row) => row.volume === volume.name && row.time <= time)?.node ?? "unknown",
      ),
    );
    expect(replayed).toEqual(plan.jobs.flatMap(({ owner }) => [owner, owner]));
  });

  it("is in the order of time and begins with every volume", () => {
    expect(history.map(({ time }) => time)).toEqual(
      history.map(({ time }) => time).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    );
    expect(history.slice(0, plan.volumes.length).map(({ volume }) => volume)).toEqual(
      plan.volumes.map(({ name }) => name),
    );
    expect(history).toHaveLength(plan.volumes.length + plan.moves.length);
  });
});

describe.each(PLANS)("the sessions of %s", (_title, plan) => {
  const sessions = rows(plan, "backup/sessions.csv");

  it("have a row for each machine in each attempt, its snapshot the attempt's", () => {
    const wanted = plan.jobs.flatMap(({ volume, attempts }) =>
      attempts.flatMap(({ snapshotSetId }) =>
        plan.machines
          .filter((machine) => machine.volume === volume)
          .map(({ name }) => `${volume.name} ${name} {${snapshotSetId.slice(1, -1)}}`),
      ),
    );
    expect(sessions.map(({ volume, vm, snapshot }) => `${volume} ${vm} {${snapshot}}`)).toEqual(wanted);
    expect(distinct(sessions.map(({ proxy }) => proxy))).toEqual([plan.proxy.name]);
  });

  it("fail exactly where the proxy's import failed", () => {
    const failed = plan.jobs.flatMap(({ attempts }) =>
      attempts.filter(({ failedAt }) => failedAt !== null).map(({ snapshotSetId }) => snapshotSetId.slice(1, -1)),
    );
    expect(distinct(sessions.filter(({ result }) => result === "failed").map(({ snapshot }) => snapshot))).toEqual(
      failed.toSorted(),
    );
    const passed = sessions.filter(({ result }) => result !== "failed");
    expect(passed.filter(({ snapshot = "" }) => failed.includes(snapshot))).toEqual([]);
    expect(distinct(passed.map(({ result }) => result))).toEqual(["success", "warning"]);
  });

  it("are retries from a job's second attempt on, one after another within the job", () => {
    for (const { volume, attempts, start, end } of plan.jobs) {
      const own = attempts.map(({ snapshotSetId }) =>
        sessions.find(({ snapshot }) => `{${snapshot ?? ""}}` === snapshotSetId),
      );
      expect(own.map((row) => row?.["retry"])).toEqual(attempts.map((_, index) => (index === 0 ? "0" : "1")));
      const times = own.flatMap((row) => [row?.["start"] ?? "", row?.["end"] ?? ""]);
      expect(times.toSorted(), volume.name).toEqual(times);
      const second = 10_000_000n;
      expect([moment(times[0] ?? ""), moment(times.at(-1) ?? "")].map((time) => time / second)).toEqual([
        start / second,
        end / second,
      ]);
    }
  });
});

describe("the sessions beside the proxy's log", () => {
  it.each([missingScp(), healthy(), badVolume()])(
    "fail as often as it has failed imports in $name",
    ({ logs, files }) => {
      const imports = logs
        .filter(({ path }) => path.endsWith("/Application.evtx"))
        .flatMap(({ entries }) => entries)
        .filter(({ event }) => event.provider.name === "VSS" && event.eventId === 12293);
      const content = files.find(({ path }) => path === "backup/sessions.csv")?.content ?? "";
      const failed = Buffer.from(content)
        .toString("utf8")
        .split("\r\n")
        .filter((row) => row.includes(",failed,"));
      expect(new Set(failed.map((row) => row.slice(row.lastIndexOf(",")))).size).toBe(imports.length);
      expect(imports.length).toBeGreaterThan(0);
    },
  );
});

describe("a report of attempts", () => {
  it("has a row for each and no machine's name", () => {
    const plan = clusterPlan(HEALTHY);
    const sessions = rows(plan, "backup/sessions.csv", BRIEF);
    expect(sessions).toHaveLength(plan.jobs.length + 1);
    expect(distinct(sessions.map(({ vm }) => vm))).toEqual([""]);
    expect(
      sessions
        .filter(({ result, retry }) => result === "failed" || retry === "1")
        .map(({ job, result }) => [job, result]),
    ).toEqual([
      ["Nightly 5", "failed"],
      ["Nightly 5", "success"],
    ]);
  });
});

describe.each(PLANS)("the placement in %s", (_title, plan) => {
  it("names each machine's volume, the host it runs on, and the path of its disk on that volume", () => {
    const placement = rows(plan, "cluster/placement.csv");
    expect(placement.map(({ vm, volume, host }) => [vm, volume, host])).toEqual(
      plan.machines.map(({ name, volume, host }) => [name, volume.name, host]),
    );
    expect(placement[0]?.["path"]).toBe("C:\\ClusterStorage\\Volume1\\app-01\\app-01.vhdx");
    expect(distinct(placement.map(({ time = "" }) => String(moment(time))))).toEqual([plan.lastMoment.toString()]);
  });
});

describe.each(PLANS)("the volumes of %s", (_title, plan) => {
  const owners = plan.volumes.map((volume) => [volume.name, plan.ownerAt(volume, plan.lastMoment)]);

  it("are in JSON what Get-ClusterSharedVolume shows at the end, each owner an object", () => {
    const text = file(plan, "cluster/volumes.json").toString("utf8");
    expect(text.startsWith("\ufeff[\r\n")).toBe(true);
    const volumes: unknown = JSON.parse(text.slice(1));
    expect(volumes).toMatchObject(
      plan.volumes.map(({ name, path, resourceId }, index) => ({
        Id: resourceId,
        Name: name,
        OwnerNode: { Name: owners[index]?.[1], Cluster: plan.clusterName },
        SharedVolumeInfo: [path],
        State: 2,
      })),
    );
  });

  it("are the same in CLIXML, which with a depth of 3 knows the volumes' GUIDs too", () => {
    const text = file(plan, "cluster/volumes.xml").toString("utf16le");
    const shown = [
      ...text.matchAll(/ {6}<S N="Name">(.*?)<\/S>\r\n {6}<Obj N="OwnerNode"[^]*?<ToString>(.*?)<\/ToString>/g),
    ];
    expect(shown.map(([, name, owner]) => [name, owner])).toEqual(owners);
    const guids = [...text.matchAll(/<S N="Name">\\\\\?\\Volume\{(.*?)\}\\<\/S>/g)].map(([, guid]) => guid);
    expect(guids).toEqual(plan.volumes.map(({ guid }) => guid));
  });

  it("close in CLIXML what they open, and refer to type lists that are there", () => {
    const text = file(plan, "cluster/volumes.xml").toString("utf16le").slice(1);
    const open: string[] = [];
    for (const [, closing, name, attributes] of text.matchAll(/<(\/?)(\w+)([^>]*)>/g)) {
      if (closing === "/") expect(open.pop()).toBe(name);
      else if (attributes?.endsWith("/") === false) open.push(name ?? "");
    }
    expect(open).toEqual([]);
    const known = [...text.matchAll(/<TN RefId="(\d+)">/g)].map(([, number]) => number);
    const used = [...text.matchAll(/<TNRef RefId="(\d+)" \/>/g)].map(([, number]) => number);
    expect(used.filter((number) => !known.includes(number))).toEqual([]);
  });
});

describe("the volumes exported with the default depth", () => {
  it("have the name of a type where a partition was", () => {
    const text = file(clusterPlan(HEALTHY), "cluster/volumes.xml", BRIEF).toString("utf16le");
    expect(text).toContain('<S N="Partition">Microsoft.FailoverClusters.PowerShell.ClusterDiskPartitionInfo</S>');
    expect(text).not.toContain("Volume{");
  });
});

describe("all exports", () => {
  it("are the same for the same plan and seed", () => {
    const bytes = (plan: ClusterPlan): readonly string[] =>
      exportFiles(plan, new SeededRandom(3), THOROUGH).map((one) => Buffer.from(one.content).toString("base64"));
    expect(bytes(clusterPlan(OTHER))).toEqual(bytes(clusterPlan(OTHER)));
  });

  it("stay below 600,000 bytes for both scenarios together", () => {
    const size = (plan: ClusterPlan, habits: ExportHabits = THOROUGH): number =>
      exportFiles(plan, new SeededRandom(7), habits).reduce((sum, { content }) => sum + content.length, 0);
    expect(size(clusterPlan()) + size(clusterPlan(HEALTHY), BRIEF)).toBeLessThan(600_000);
  });
});
