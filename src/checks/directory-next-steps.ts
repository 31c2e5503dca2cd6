import type { NextStep } from "../report/index.ts";

export const ASK_WHETHER_HOST_IS_ON: NextStep = {
  id: "ask-whether-host-is-on",
  kind: "look",
  text:
    "See whether {nodes} are switched on and still Hyper-V hosts (Get-WindowsFeature Hyper-V, Get-Service vmms): a host " +
    "makes its connection point itself as it boots, so one that is off, or whose role was removed, has none and needs none.",
};

export const LOOK_FOR_EVENT_14050: NextStep = {
  id: "look-for-event-14050",
  kind: "look",
  text:
    "On {nodes}, look for event 14050 (a service principal name could not be registered) in " +
    "Microsoft-Windows-Hyper-V-VMMS-Admin: badnode analyze reads it. The Hyper-V service writes these names and the " +
    "connection point to the same account, so what keeps it from the one may keep it from the other: inferred.",
};

export const LOOK_AT_REPLICATION: NextStep = {
  id: "look-at-replication",
  kind: "look",
  text:
    "See which domain controllers have which state, and since when: repadmin /showobjmeta * and the object's DN shows version " +
    "and time of each attribute on every one, repadmin /replsummary whether replication fails.",
};

export const LOOK_AT_WHO_REFUSES: NextStep = {
  id: "look-at-who-refuses",
  kind: "look",
  text:
    "Run badnode scp again with an account that may list what stands below the computer accounts of {nodes} and read it, " +
    "against a server that answers in time, or export connection points too. Until then nobody knows whether they have one.",
};

export const LOOK_AT_INACTIVE: NextStep = {
  id: "look-at-inactive",
  kind: "look",
  text:
    "Ask whether {nodes} still exist: accounts of hosts that are gone are best removed from the directory and from the " +
    "cluster, so that they hide nothing.",
};

export const AUDIT_AGAIN: NextStep = {
  id: "audit-again",
  kind: "look",
  text:
    "Audit again after each change, and on each domain controller: badnode scp --hosts {node:literal}. A boot and a round of " +
    "replication later it shows whether the host has made its connection point.",
};

export const WAIT_OR_REPLICATE: NextStep = {
  id: "wait-or-replicate",
  kind: "change",
  text:
    "Wait for replication, or start it (repadmin /syncall /AdeP pushes to all sites), and audit again before anything " +
    "else is changed.",
};

export const LET_HOST_REGISTER: NextStep = {
  id: "let-host-register",
  kind: "change",
  text:
    "Let the host register itself once nothing keeps it from that any more: Restart-Service vmms on {node:literal}, or a reboot " +
    "after a drain. Virtual machines run on meanwhile. Then audit again.",
};

export const CORRECT_NAMES: NextStep = {
  id: "correct-names",
  kind: "change",
  text:
    "Let the computer's present name decide: rename it anew from the host itself (Rename-Computer), so that all its names " +
    "change together, not attribute by attribute in the directory.",
};

export const DELETE_MISPLACED: NextStep = {
  id: "delete-misplaced",
  kind: "change",
  text:
    "Once it is sure that no host uses them, remove duplicates and orphans (Remove-ADObject and the DN). A sound connection " +
    "point stays as it is.",
};

/** The first try, before the host is taken out of anything. */
export const DELETE_UNSOUND: NextStep = {
  id: "delete-unsound",
  kind: "change",
  text:
    "First try for a connection point that the host did not make, or that names another host: delete it " +
    "(Remove-ADObject and its DN, one host at a time, {node:literal} first), restart the Hyper-V service (Restart-Service vmms) " +
    "or reboot, and audit again. That the host then makes its own is likely, not proven. Never create it by hand.",
};

/** The published repair, each step once whatever checks advise it, in the order in which it is done. */
export const REPAIR_HOST: readonly NextStep[] = [
  {
    id: "drain-and-evict",
    kind: "change",
    text:
      "Only if the connection point does not come back by itself, and one host at a time, {node} first: drain it " +
      "(Suspend-ClusterNode -Name {node:literal} -Drain -Wait) and evict it (Remove-ClusterNode -Name {node:literal}) if it is a cluster " +
      "node. This and the next steps are the repair of the published case; its author found a common factor and is not " +
      "certain of the root cause.",
  },
  {
    id: "leave-domain",
    kind: "change",
    text:
      "Only if it is evicted, or in no cluster: on {node}, leave the domain (Remove-Computer -Restart). Have the password of a local " +
      "administrator at hand.",
  },
  {
    id: "reset-account",
    kind: "change",
    text:
      "Then reset its computer account: Reset Account in Active Directory Users and Computers, or dsmod computer, the " +
      "account's DN and -reset.",
  },
  {
    id: "remove-role",
    kind: "change",
    text:
      "If you want to be thorough, remove the Hyper-V role meanwhile (Uninstall-WindowsFeature Hyper-V -Restart on {node:literal}), " +
      "once no virtual machine is left on the host.",
  },
  {
    id: "join-again",
    kind: "change",
    text:
      "Join the host again (Add-Computer -DomainName {domain:literal} -Restart on {node:literal}), and add the role again if it was removed " +
      "(Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart).",
  },
  {
    id: "add-back",
    kind: "change",
    text:
      "Only once badnode scp --hosts {node:literal} shows a connection point that the host made itself: add the host back " +
      "(Add-ClusterNode -Name {node:literal}), run its backups, and turn to the next. Never create the object by hand: it would lack " +
      "the security settings that a host gives its own.",
  },
];
