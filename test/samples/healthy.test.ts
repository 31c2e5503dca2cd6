import { describe, expect, it } from "vitest";
import type { EventToWrite } from "../../samples/generate/evtx/index.ts";
import { healthy } from "../../samples/generate/scenarios/index.ts";
import { filetimeToIso } from "../../src/shared/filetime.ts";

const { plan, logs } = healthy();

describe("the scenario healthy", () => {
  it("is the cluster of missing-scp with nobody bad, renamed or upgraded", () => {
    expect(plan.nodes.map(({ name, cause, formerName, upgradedAt }) => [name, cause, formerName, upgradedAt])).toEqual(
      ["HV01", "HV02", "HV03", "HV04", "HV05", "HV06", "HV07", "HV08", "HV09"].map((name) => [name, null, null, null]),
    );
    expect([plan.clusterName, plan.volumes.length, plan.jobs.length]).toEqual(["HVCL01", 12, 21 * 12]);
    expect(plan.jobs.filter(({ isFailed }) => isFailed)).toEqual([]);
  });

  it("holds one failed import and four other errors or warnings, each once and on another machine", () => {
    const troubles = logs.flatMap(({ entries }) => entries.map(({ event }) => event)).filter(isTrouble);
    expect(troubles.map(inShort).toSorted()).toEqual([
      "2026-09-10 HV05 Microsoft-Windows-Hyper-V-VMMS 12660",
      "2026-09-13 HV02 Microsoft-Windows-FailoverClustering 5120",
      "2026-09-16 PROXY01 Example SAN VSS Hardware Provider 0",
      "2026-09-16 PROXY01 VSS 12293",
      "2026-09-18 HV04 disk 158",
      "2026-09-21 HV07 Microsoft-Windows-Hyper-V-VMMS 18012",
    ]);
  });

  it("has every log reach to the last day", () => {
    const ends = logs.map(({ entries }) => filetimeToIso(entries.at(-1)?.event.time ?? 0n).slice(0, 10));
    expect(new Set(ends)).toEqual(new Set(["2026-09-27"]));
  });
});

function isTrouble({ level = 0 }: EventToWrite): boolean {
  return level > 0 && level < 4;
}

function inShort({ time, computer, provider, eventId }: EventToWrite): string {
  return `${filetimeToIso(time).slice(0, 10)} ${computer.split(".")[0] ?? ""} ${provider.name} ${eventId}`;
}
