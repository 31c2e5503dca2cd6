import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type LogEntry, type SampleLog, sampleLogBytes } from "../../samples/generate/sample-log.ts";
import { type Scenario, scenarios } from "../../samples/generate/scenarios/index.ts";
import { compareBigint } from "../../src/shared/order.ts";

const LIMITS: Readonly<Record<string, number>> = {
  "missing-scp": 7_000_000,
  healthy: 4_000_000,
  "storage-faults": 700_000,
  "bad-volume": 1_500_000,
};

const ALL = scenarios();

function folderOf({ name }: Scenario): string {
  return fileURLToPath(new URL(`../../samples/${name}/`, import.meta.url));
}

/** Bytes of all that the generator writes. */
function sizeOf({ logs, files }: Scenario): number {
  const sizes = [
    ...logs.map((log) => sampleLogBytes(log).length),
    ...files.map(({ content }) => Buffer.byteLength(content)),
  ];
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe.each(ALL.map((scenario) => [scenario.name, scenario] as const))("the sample %s", (name, scenario) => {
  const folder = folderOf(scenario);
  const { logs, files, plan } = scenario;

  it.each(logs.map((log) => [log.path, log] as const))(
    "%s is what the generator writes, byte for byte",
    (path, log) => {
      expect(Buffer.compare(readFileSync(`${folder}${path}`), sampleLogBytes(log))).toBe(0);
    },
  );

  it.each(files.map((file) => [file.path, file] as const))("%s is what the generator writes", (path, { content }) => {
    expect(Buffer.compare(readFileSync(`${folder}${path}`), Buffer.from(content))).toBe(0);
  });

  it("holds nothing else but its README", () => {
    const present = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name: file }) => `${parentPath}/${file}`.replaceAll("\\", "/").slice(folder.length));
    const written = [...logs, ...files].map(({ path }) => path);
    expect(present.map((path) => path.replace(/^\//, "")).toSorted()).toEqual(["README.md", ...written].toSorted());
  });

  it("stays below its size", () => {
    expect(sizeOf(scenario)).toBeLessThan(LIMITS[name] ?? 0);
  });

  it("has every log in the order of time, within the days of the plan", () => {
    for (const { entries } of logs) {
      const times = entries.map(({ event }) => event.time);
      expect(times.toSorted(compareBigint)).toEqual(times);
      expect(times[0]).toBeGreaterThanOrEqual(plan.firstMoment);
      expect(times.at(-1)).toBeLessThan(plan.lastMoment);
    }
  });

  it("has in each log the records of one host and one channel", () => {
    for (const { path, entries } of logs) {
      const channels = new Set(entries.map(({ event }) => event.channel));
      const file = path.slice(path.lastIndexOf("/") + 1);
      expect([...channels].map((channel) => `${channel.replace("/", "-")}.evtx`)).toEqual([file]);
    }
  });

  it("has no record of a host while it was down", () => {
    for (const { name: host } of plan.nodes) {
      const own = logs.filter(({ path }) => path.startsWith(`${host}/`));
      for (const { from, to } of downtimes(own)) {
        const meanwhile = own.flatMap(({ entries }) => entries).filter((entry) => isOrdinaryWithin(entry, from, to));
        expect(meanwhile.map(({ event }) => `${event.computer} ${event.provider.name} ${event.eventId}`)).toEqual([]);
      }
    }
  });

  it("is synthetic, and its README says so", () => {
    expect(readFileSync(`${folder}README.md`, "utf8")).toContain("**Everything here is synthetic.**");
  });
});

/** From each 6006 to the 6005 behind it. */
function downtimes(logs: readonly SampleLog[]): readonly { readonly from: bigint; readonly to: bigint }[] {
  const events = logs
    .flatMap(({ entries }) => entries.map(({ event }) => event))
    .filter(({ provider }) => provider.name === "EventLog");
  return events
    .filter(({ eventId }) => eventId === 6006)
    .map(({ time: from }) => {
      const starts = events.filter(({ eventId, time }) => eventId === 6005 && time > from).map(({ time }) => time);
      return { from, to: starts.toSorted(compareBigint)[0] ?? from };
    });
}

/** The way down ends and the way up begins without the log service. */
function isOrdinaryWithin({ event }: LogEntry, from: bigint, to: bigint): boolean {
  const isOfTheRestart = /Kernel-(General|Power|Boot)$/.test(event.provider.name) && event.eventId !== 16;
  return event.time > from && event.time < to && !isOfTheRestart && event.provider.name !== "EventLog";
}

describe("all samples", () => {
  it("come out the same on every run", () => {
    for (const [index, scenario] of scenarios().entries()) {
      const first = ALL[index];
      expect(scenario.files).toEqual(first?.files);
      expect(scenario.logs.map(({ path }) => path)).toEqual(first?.logs.map(({ path }) => path));
      for (const [position, log] of scenario.logs.entries()) {
        const before = first?.logs[position];
        expect(before === undefined ? -1 : Buffer.compare(sampleLogBytes(log), sampleLogBytes(before))).toBe(0);
      }
    }
  });

  it("stay below thirteen million bytes together, with everything that lies in their folders", () => {
    expect(ALL.reduce((sum, scenario) => sum + sizeOf(scenario), 0)).toBeLessThan(13_000_000);
  });
});
