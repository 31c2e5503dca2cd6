import { describe, expect, it } from "vitest";
import { repairPlans } from "../../src/diagnose/repair-plans.ts";
import type { AuditedDirectory, AuditedHost, RepairPlan } from "../../src/report/index.ts";
import { attributionOf, backups } from "../facts/attribution/backups.ts";

const ONE_CLUSTER = { clusterOf: () => null, inCluster: () => null };

function hostWith(name: string, state: AuditedHost["connectionPoint"]["state"]): AuditedHost {
  return {
    ...{ name, domain: "corp.example", dn: `CN=${name},OU=Hosts,DC=corp,DC=example`, kind: "server", nested: false },
    ...{
      clusterNode: true,
      askedFor: false,
      activity: "active",
      owner: { kind: "unknown" },
      principalNames: "complete",
    },
    ...{ changes: [], audit: "suspect", reasons: [], connectionPoint: { state, reason: null, faults: [] } },
  };
}

function directoryOf(...hosts: readonly AuditedHost[]): AuditedDirectory {
  return { domains: [], hosts, leftOut: [], notFound: [] };
}

/** HV06 fails what passes under HV01. */
function candidates(bad = "HV06", volume = "CSV1") {
  return attributionOf([
    ...backups({ of: `${volume}@HV01`, at: 0, results: "PPPPPPPP" }),
    ...backups({ of: `${volume}@${bad}`, at: 20, results: "FFFF" }),
  ]).candidates;
}

function commands(plans: readonly RepairPlan[]): readonly string[] {
  return plans.flatMap(({ steps }) => steps.map(({ code, command }) => `${code}: ${command}`));
}

describe("the repair of a bad node", () => {
  it("without a connection point follows the published order, with its own names, and ends with a backup that must pass", () => {
    const plans = repairPlans(candidates(), directoryOf(hostWith("HV06", "missing")), ONE_CLUSTER);
    expect(plans.map(({ node, basis, volume }) => [node, basis, volume])).toEqual([["HV06", "missing", "CSV1"]]);
    expect(commands(plans)).toEqual([
      "drain: Suspend-ClusterNode -Name HV06 -Drain -Wait",
      "let-register: Restart-Computer",
      "evict: Remove-ClusterNode -Name HV06",
      "leave-domain: Remove-Computer -Restart",
      "reset-account: dsmod computer 'CN=HV06,OU=Hosts,DC=corp,DC=example' -reset",
      "remove-role: Uninstall-WindowsFeature -Name Hyper-V -Restart",
      "join-again: Add-Computer -DomainName corp.example -Restart",
      "add-role: Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart",
      "verify-point: badnode scp --domain corp.example --kerberos --hosts HV06",
      "add-back: Add-ClusterNode -Name HV06",
      "prove: Move-ClusterSharedVolume -Name CSV1 -Node HV06",
    ]);
    expect(plans[0]?.steps.filter(({ isOptional }) => isOptional).map(({ code }) => code)).toEqual([
      "remove-role",
      "add-role",
    ]);
  });

  it("with a connection point that it did not make begins by deleting that, before anything is taken apart", () => {
    const plans = repairPlans(candidates(), directoryOf(hostWith("HV06", "unsound")), ONE_CLUSTER);
    expect(commands(plans).slice(0, 3)).toEqual([
      "drain: Suspend-ClusterNode -Name HV06 -Drain -Wait",
      "delete-point: Remove-ADObject -Identity 'CN=Microsoft Hyper-V,CN=HV06,OU=Hosts,DC=corp,DC=example' -Server corp.example",
      "let-register: Restart-Computer",
    ]);
  });

  it.each([
    ["no directory was given", null],
    ["the directory does not have it", directoryOf()],
    ["its connection point could not be seen", directoryOf(hostWith("HV06", "unknown"))],
  ])("is an audit first where %s", (_, directory) => {
    const [plan] = repairPlans(candidates(), directory, ONE_CLUSTER);
    expect([plan?.basis, plan?.steps[0]?.code]).toEqual(["unknown", "audit-first"]);
  });

  it("is not advised where its connection point is sound, nor for nodes that are not bad", () => {
    expect(repairPlans(candidates(), directoryOf(hostWith("HV06", "sound")), ONE_CLUSTER)).toEqual([]);
    const suspects = attributionOf(backups({ of: "CSV1@HV06", at: 0, results: "FFFF" })).candidates;
    expect(repairPlans(suspects, directoryOf(hostWith("HV06", "missing")), ONE_CLUSTER)).toEqual([]);
  });

  it("names the cluster where there are several", () => {
    const several = {
      clusterOf: () => "CL 1",
      inCluster: () => ({ cluster: "CL 1", volume: "Cluster Disk 1" }),
    };
    const plans = repairPlans(candidates("HV06", "CL 1: Cluster Disk 1"), null, several);
    expect(commands(plans).filter((line) => line.includes("-Cluster "))).toEqual([
      "drain: Suspend-ClusterNode -Name HV06 -Cluster 'CL 1' -Drain -Wait",
      "evict: Remove-ClusterNode -Name HV06 -Cluster 'CL 1'",
      "add-back: Add-ClusterNode -Name HV06 -Cluster 'CL 1'",
      "prove: Move-ClusterSharedVolume -Cluster 'CL 1' -Name 'Cluster Disk 1' -Node HV06",
    ]);
  });

  it("never puts a name into a command that PowerShell would not take for one name", () => {
    const evil = "X'; Remove-Item C:\\ -Recurse; '\u0007";
    const plans = repairPlans(candidates(evil, "CSV*"), null, ONE_CLUSTER);
    expect(plans).toHaveLength(1);
    expect(commands(plans).join("\n")).not.toContain("Remove-Item");
    expect(commands(plans)).toContain("prove: Move-ClusterSharedVolume -Name VOLUME -Node NODE");
  });
});
