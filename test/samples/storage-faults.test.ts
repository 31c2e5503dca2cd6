import { describe, expect, it } from "vitest";
import type { EventToWrite } from "../../samples/generate/evtx/index.ts";
import { secondsBetween } from "../../samples/generate/moment.ts";
import { storageFaults } from "../../samples/generate/scenarios/index.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";
import { dataOf, withId } from "./sample-events.ts";

const { plan, logs } = storageFaults();
const NODES = ["FS01", "FS02", "FS03"];

function eventsOf(path: string): readonly EventToWrite[] {
  return logs.find((log) => log.path === path)?.entries.map(({ event }) => event) ?? [];
}

function system(node: string): readonly EventToWrite[] {
  return eventsOf(`${node}/System.evtx`);
}

function day({ time }: EventToWrite): string {
  return filetimeToIso(time).slice(8, 10);
}

describe("the scenario storage-faults", () => {
  it("FS01 alone loses access to volumes, three times, with the NTSTATUS as third datum", () => {
    expect(NODES.map((node) => withId(system(node), 5142).length)).toEqual([3, 0, 0]);
    expect(withId(system("FS01"), 5142).map((event) => [day(event), ...dataOf(event)])).toEqual([
      ["06", "Volume2", "Cluster Disk 2", "STATUS_CONNECTION_DISCONNECTED(c000020c)"],
      ["06", "Volume3", "Cluster Disk 3", "STATUS_IO_TIMEOUT(c00000b5)"],
      ["08", "Volume2", "Cluster Disk 2", "STATUS_CONNECTION_DISCONNECTED(c000020c)"],
    ]);
  });

  it("all three nodes log the one pause within a second", () => {
    const paused = NODES.flatMap((node) => withId(system(node), 5120));
    expect(paused.map(({ computer }) => computer)).toEqual(NODES.map((node) => `${node}.corp.example`));
    expect(new Set(paused.map((event) => JSON.stringify(dataOf(event)))).size).toBe(1);
    const times = paused.map(({ time }) => time).toSorted();
    expect(secondsBetween(times[0] ?? 0n, times[2] ?? 0n)).toBeLessThan(1);
  });

  it("FS02's resource host hangs, crashes and is terminated within seconds, four times", () => {
    const [hung, terminated] = [withId(system("FS02"), 1230), withId(system("FS02"), 1146)];
    const crashed = withId(eventsOf("FS02/Application.evtx"), 1000);
    expect([hung.length, crashed.length, terminated.length]).toEqual([4, 4, 4]);
    for (const [index, { time }] of hung.entries()) {
      const after = [crashed[index], terminated[index]].map((event) => secondsBetween(time, event?.time ?? time));
      expect(after).toEqual([2.3, 4.1]);
    }
    expect(hung.map((event) => dataOf(event).slice(0, 3))[0]).toEqual([
      "Virtual Machine app-04",
      "Virtual Machine",
      "vmclusres.dll",
    ]);
    expect(crashed.map((event) => [dataOf(event).length, dataOf(event)[0]])[0]).toEqual([13, "rhs.exe"]);
    expect(terminated.map(dataOf)).toEqual([[], [], [], []]);
    expect(["FS01", "FS03"].flatMap((node) => withId(system(node), 1230, 1146))).toEqual([]);
  });

  it("FS03 may not write its names at two starts, and on two more days", () => {
    const vmms = withId(eventsOf("FS03/Microsoft-Windows-Hyper-V-VMMS-Admin.evtx"), 14050);
    expect(vmms.map((event) => `${day(event)} ${dataOf(event).join()}`)).toEqual(
      ["06", "09"].flatMap((date) => [
        `${date} Hyper-V Replica Service`,
        `${date} Microsoft Virtual System Migration Service`,
        `${date} Microsoft Virtual Console Service`,
      ]),
    );
    expect(withId(system("FS03"), 5788).map((event) => [day(event), ...dataOf(event)])).toEqual(
      ["06", "09"].map((date) => [date, "HOST/FS03.corp.example", "HOST/FS03", "Access is denied."]),
    );
    expect(withId(system("FS03"), 5789).map((event) => [day(event), ...dataOf(event)])).toEqual(
      ["06", "07", "08", "09"].map((date) => [date, "FS03.corp.example", "Access is denied."]),
    );
    const others = ["FS01", "FS02"].flatMap((node) => system(node));
    expect(others.filter(({ provider }) => provider.name === "NETLOGON")).toEqual([]);
  });

  it("FSPROXY waits in three nights for a LUN, a hidden volume and a volume, twelve strings each with the serial number", () => {
    const waited = withId(eventsOf("FSPROXY/Application.evtx"), 12362, 12363, 12364);
    expect(waited.map((event) => `${day(event)} ${event.eventId}`)).toEqual(
      ["05", "07", "08"].flatMap((date) => [`${date} 12362`, `${date} 12363`, `${date} 12364`]),
    );
    const serials = plan.volumes.map(({ serial }) => serial);
    expect(new Set(waited.map((event) => dataOf(event).length))).toEqual(new Set([12]));
    expect(waited.map((event) => serials.indexOf(dataOf(event)[9] ?? ""))).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1]);
  });

  it("holds none of the failures of missing-scp", () => {
    const all = logs.flatMap(({ entries }) => entries.map(({ event }) => event));
    expect(withId(all, 12293, 12660, 58, 158)).toEqual([]);
    expect(withId(all, 0).filter(({ level }) => level !== 4)).toEqual([]);
  });
});
