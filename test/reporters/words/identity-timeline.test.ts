import { describe, expect, test } from "vitest";
import type { HostIdentity, IdentityEntry } from "../../../src/report/index.ts";
import { identityTimeline } from "../../../src/reporters/words/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import { ticks } from "../../evidence/build-evidence.ts";

function midnight(day: string): string {
  return `2026-${day}T00:00:00Z`;
}

function left(day: string): IdentityEntry {
  return {
    ...{ kind: "left-cluster", time: ticks(midnight(day)), basis: "verified", event: "FailoverClustering 1000" },
    evidence: [{ kind: "event", file: "System.evtx", channel: "System", recordId: "79", time: midnight(day) }],
  };
}

function log(channel: string, from: string | null, to: string | null): HostIdentity["logs"][number] {
  return {
    ...{
      channel,
      from: from === null ? null : ticks(midnight(from)),
      to: to === null ? null : ticks(midnight(to)),
      damaged: false,
    },
    ...{ hasGaps: false, missing: null, cleared: 0, beginsAtClearing: false, isNew: false },
  };
}

/** `09-02 left-cluster`; what logs reach over in words. */
function told(given: Pick<HostIdentity, "entries" | "logs">): readonly string[] {
  return identityTimeline({ host: "HV03", notShown: [], account: null, ...given }).map((moment) => {
    const day = filetimeToIso(moment.time).slice("2026-".length, "2026-09-01".length);
    return `${day} ${moment.kind === "entry" ? moment.entry.kind : moment.words}`;
  });
}

describe("the line of time of a host", () => {
  test("shows between what happened where each log begins and ends", () => {
    expect(
      told({
        entries: [left("09-01"), left("09-03"), left("09-05")],
        logs: [log("System", "09-02", "09-04"), log("Microsoft-Windows-Hyper-V-VMMS-Admin", "09-04", "09-05")],
      }),
    ).toEqual([
      "09-01 left-cluster",
      "09-02 Logs from here on: System",
      "09-03 left-cluster",
      "09-04 Logs up to here: System",
      "09-04 Logs from here on: Hyper-V-VMMS-Admin",
      "09-05 left-cluster",
      "09-05 Logs up to here: Hyper-V-VMMS-Admin",
    ]);
  });

  test("joins logs between whose ends nothing happened: within, all of them are there", () => {
    expect(
      told({
        entries: [left("09-03")],
        logs: [log("System", "09-01", "09-05"), log("Application", "09-02", "09-04")],
      }),
    ).toEqual([
      "09-02 Logs from here on: System, Application",
      "09-03 left-cluster",
      "09-04 Logs up to here: Application, System",
    ]);
  });

  test("has what a log's only record tells between its begin and its end", () => {
    expect(told({ entries: [left("09-02")], logs: [log("System", "09-02", "09-02")] })).toEqual([
      "09-02 Logs from here on: System",
      "09-02 left-cluster",
      "09-02 Logs up to here: System",
    ]);
  });

  test("is that of the logs alone where nothing happened, and empty without any that has a time", () => {
    expect(told({ entries: [], logs: [log("System", "09-01", "09-05")] })).toEqual([
      "09-01 Logs from here on: System",
      "09-05 Logs up to here: System",
    ]);
    expect(told({ entries: [], logs: [log("System", null, null)] })).toEqual([]);
  });
});
