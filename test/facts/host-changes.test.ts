import { describe, expect, test } from "vitest";
import { type EventEvidence, worthFor } from "../../src/evidence/index.ts";
import { deriveFacts, type Facts, needsOf } from "../../src/facts/index.ts";
import { eventLog6009, kernelGeneral12 } from "../evidence/booted-hosts.ts";
import { event, type EventGiven, evidenceOf, vmms12660 } from "../evidence/build-evidence.ts";

function factsOf(events: readonly EventEvidence[]): Facts {
  return deriveFacts(evidenceOf(events));
}

/** Servicing 9 (turned on) or 10 (turned off) of HV06's Setup log. */
function servicing(eventId: 9 | 10, feature: string, given: Partial<EventGiven> = {}): EventEvidence {
  return event({
    time: "2025-06-01T08:00:00Z",
    computer: "HV06.corp.example",
    provider: "Microsoft-Windows-Servicing",
    eventId,
    level: 0,
    channel: "Setup",
    data: [
      { name: "updateName", value: feature },
      { name: "identifier", value: "Microsoft-Hyper-V-Package" },
      { name: "errorCode", value: "0x0" },
      { name: "client", value: "DISM Package Manager Provider" },
    ],
    ...given,
  });
}

/** Security 4781 of a domain controller. */
function accountRenamed(from: string, to: string, given: Partial<EventGiven> = {}): EventEvidence {
  return event({
    time: "2025-06-02T09:07:00Z",
    computer: "DC1.corp.example",
    provider: "Microsoft-Windows-Security-Auditing",
    eventId: 4781,
    level: 0,
    channel: "Security",
    data: [
      { name: "OldTargetUserName", value: from },
      { name: "NewTargetUserName", value: to },
      { name: "TargetDomainName", value: "CORP" },
    ],
    ...given,
  });
}

describe("the Hyper-V role of a host", () => {
  test("was added and removed as its Setup log tells", () => {
    const removed = servicing(10, "Microsoft-Hyper-V");
    const added = servicing(9, "microsoft-hyper-v", { time: "2025-06-01T09:00:00Z", recordId: 2 });
    expect(factsOf([removed, added]).hyperVRoleChanges).toEqual([
      { host: "HV06", change: "removed", event: removed },
      { host: "HV06", change: "added", event: added },
    ]);
  });

  test("is not its management tools, nor another role; neither is kept", () => {
    const others = ["Microsoft-Hyper-V-Management-PowerShell", "FailoverCluster-FullServer"].map((feature) =>
      servicing(9, feature),
    );
    const worth = worthFor(needsOf(["hyperVRoleChanges"]));
    expect(others.map((one) => worth(one))).toEqual([false, false]);
    expect(factsOf(others).hyperVRoleChanges).toEqual([]);
  });
});

describe("an account that a domain controller saw renamed", () => {
  test("is that of the host with the new name", () => {
    const renamed = accountRenamed("HVNEW03$", "HV03$");
    expect(factsOf([renamed]).accountRenames).toEqual([{ host: "HV03", from: "HVNEW03", to: "HV03", event: renamed }]);
  });

  test.each([
    ["a user's", "jdoe", "jsmith"],
    ["one that only changed its case", "hv03$", "HV03$"],
    ["one without a name", "$", "HV03$"],
  ])("is no host's if it is %s", (_, from, to) => {
    expect(factsOf([accountRenamed(from, to)]).accountRenames).toEqual([]);
  });
});

describe("the Windows that a host booted last", () => {
  test("is told with the update where a boot shows it", () => {
    const before = kernelGeneral12({ build: "14393", revision: "4467", time: "2025-05-01T08:00:00Z", recordId: 1 });
    const last = kernelGeneral12({ build: "14393", revision: "7428", time: "2025-06-01T08:00:00Z", recordId: 2 });
    const banner = eventLog6009({ build: "14393", time: "2025-06-01T08:00:10Z", recordId: 3 });
    expect(factsOf([before, last, banner]).bootedBuilds).toEqual([
      { host: "HV08", build: "14393", revision: "14393.7428", buildEvent: banner, revisionEvent: last },
    ]);
  });

  test("has no update known from the build before", () => {
    const before = kernelGeneral12({ build: "9600", time: "2025-05-01T08:00:00Z", recordId: 1 });
    const banner = eventLog6009({ build: "14393", time: "2025-06-01T08:00:00Z", recordId: 2 });
    expect(factsOf([before, banner]).bootedBuilds).toEqual([
      { host: "HV08", build: "14393", revision: null, buildEvent: banner, revisionEvent: null },
    ]);
  });

  test("is not known of a host without a boot", () => {
    expect(factsOf([vmms12660({ time: "2025-06-01T08:00:00Z" })]).bootedBuilds).toEqual([]);
  });
});
