import type { NextStep } from "../report/index.ts";

export const ASK_WHETHER_HOST_IS_ON: NextStep = {
  id: "ask-whether-host-is-on",
  kind: "look",
  text:
    "Ask of each whether it is switched on and still a Hyper-V host (Get-WindowsFeature Hyper-V, Get-Service vmms): {nodes}. A " +
    "host makes its connection point itself as it boots, so one that is off, or whose role was removed, has none and needs " +
    "none.",
};

export const LOOK_FOR_EVENT_14050: NextStep = {
  id: "look-for-event-14050",
  settledBy: "logs",
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
    "See which domain controllers have which state, and since when: repadmin /replsummary shows whether replication fails, " +
    "and this version and time of each attribute on every one:\nrepadmin /showobjmeta * {dn:literal}",
};

export const LET_READER_SEE: NextStep = {
  id: "let-reader-see",
  kind: "look",
  codes: ["list-refused", "unreadable"],
  text:
    "Of {nodes} nobody knows whether there is a connection point: have {reader} granted List contents and Read all properties " +
    "on the computer account {account:literal} and on what stands below it (Active Directory Users and Computers, Advanced " +
    "Features, Security; an entry that denies them outweighs it), and so for each; or audit as an account that may:\n{audit}",
};

export const READ_AGAIN: NextStep = {
  id: "read-again",
  kind: "look",
  codes: ["unread", "unread-file"],
  text:
    "Of {nodes} nobody knows whether there is a connection point, for what may hold it was not read whole: ask a server that " +
    "answers in time, or export anew:\n{audit}",
};

export const EXPORT_ACCESS_LISTS: NextStep = {
  id: "export-access-lists",
  kind: "look",
  codes: ["perhaps-hidden"],
  forQuestions: true,
  text:
    "Ask a domain controller, or export nTSecurityDescriptor as well: nobody knows whether a connection point of {nodes} was " +
    "hidden from whoever made the export.",
};

export const EXPORT_CONNECTION_POINTS: NextStep = {
  id: "export-connection-points",
  kind: "look",
  codes: ["not-asked"],
  text:
    "Export connection points as well, or ask a domain controller: this export holds none of any host, so of {nodes} nobody " +
    "knows whether there is one.",
};

export const LOOK_AT_INACTIVE: NextStep = {
  id: "look-at-inactive",
  kind: "look",
  text:
    "Ask of each whether it still exists: {nodes}. Accounts of hosts that are gone are best removed from the directory and " +
    "from the cluster, so that they hide nothing.",
};

/** Not of hosts that may be none: asked for by name, their answer would be a failure. */
export const AUDIT_AGAIN: NextStep = {
  id: "audit-again",
  kind: "look",
  place: "last",
  forQuestions: false,
  text:
    "Audit {nodes} again after each change, and on each domain controller: a boot and a round of replication later it shows " +
    "whether the host has made its connection point.\n{audit}",
};

export const WAIT_OR_REPLICATE: NextStep = {
  id: "wait-or-replicate",
  kind: "change",
  place: "first",
  text:
    "Wait for replication, or start it (repadmin /syncall /AdeP pushes to all sites), and audit again before anything " +
    "else is changed. Until domain controllers agree about {nodes}, nothing more is advised there.\n{audit}",
};

export const LET_HOST_REGISTER: NextStep = {
  id: "let-host-register",
  settledBy: "repair-plan",
  kind: "change",
  text:
    "For {nodes}: let the host register itself once nothing keeps it from that any more: Restart-Service vmms on {node:literal}, " +
    "or a reboot after a drain. Virtual machines run on meanwhile. Then audit again.",
};

export const CORRECT_NAMES: NextStep = {
  id: "correct-names",
  kind: "change",
  text:
    "For {nodes}: let the computer's present name decide: rename it anew from the host itself (Rename-Computer), so that all " +
    "its names change together, not attribute by attribute in the directory.",
};

export const DELETE_MISPLACED: NextStep = {
  id: "delete-misplaced",
  kind: "change",
  text:
    "Once it is sure that no host uses them, remove duplicates and orphans, with Remove-ADObject -Identity and the DN: " +
    "{objects}. A sound connection point stays as it is.",
};

/** The first try, before the host is taken out of anything. */
export const DELETE_UNSOUND: NextStep = {
  id: "delete-unsound",
  settledBy: "repair-plan",
  kind: "change",
  text:
    "First try for {nodes}, whose connection point the host did not make, or not whole, or that names another host, one host at " +
    "a time: delete it, restart the Hyper-V service (Restart-Service vmms) or reboot, and audit again. That the host then makes " +
    "its own is likely, not proven. Never create it by hand. Of {node}:\n" +
    "Remove-ADObject -Identity {dn:literal} -Server {domain:literal}",
};

/** The published repair, each step once whatever checks advise it, in the order in which it is done, after all that is tried first. */
export const REPAIR_HOST: readonly NextStep[] = [
  {
    id: "drain-and-evict",
    settledBy: "repair-plan",
    kind: "change",
    place: "last",
    text:
      "Only if the connection point does not come back by itself, and one host at a time, of {nodes}: drain {node} " +
      "(Suspend-ClusterNode -Name {node:literal} -Drain -Wait) and evict it (Remove-ClusterNode -Name {node:literal}) if it is a " +
      "cluster node. This and the next steps are the repair of the published case; its author found a common factor and is " +
      "not certain of the root cause.",
  },
  {
    id: "leave-domain",
    settledBy: "repair-plan",
    kind: "change",
    place: "last",
    text:
      "Only if it is evicted, or in no cluster: on {node}, leave the domain (Remove-Computer -Restart). Have the password of a local " +
      "administrator at hand.",
  },
  {
    id: "reset-account",
    settledBy: "repair-plan",
    kind: "change",
    place: "last",
    text:
      "Then reset its computer account: Reset Account in Active Directory Users and Computers, or:\n" +
      "dsmod computer {account:literal} -reset",
  },
  {
    id: "remove-role",
    settledBy: "repair-plan",
    kind: "change",
    place: "last",
    text:
      "If you want to be thorough, remove the Hyper-V role meanwhile (Uninstall-WindowsFeature Hyper-V -Restart on {node:literal}), " +
      "once no virtual machine is left on the host.",
  },
  {
    id: "join-again",
    settledBy: "repair-plan",
    kind: "change",
    place: "last",
    text:
      "Join the host again (Add-Computer -DomainName {domain:literal} -Restart on {node:literal}), and add the role again if it was removed " +
      "(Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart).",
  },
  {
    id: "add-back",
    settledBy: "repair-plan",
    kind: "change",
    place: "last",
    text:
      "Only once badnode scp shows a connection point that {node} made itself: add the host back " +
      "(Add-ClusterNode -Name {node:literal}), run its backups, and turn to the next. Never create the object by hand: it would lack " +
      "the security settings that a host gives its own.",
  },
];
