import type { Moment } from "../moment.ts";

/** Why a node is bad: its service connection point went missing when it was renamed or upgraded. */
export type Cause = "renamed" | "upgraded";

export interface Domain {
  /** `corp.example` */
  readonly dns: string;
  readonly netbios: string;
  readonly sid: string;
  /** `DC=corp,DC=example` */
  readonly dn: string;
  /** NetBIOS names. */
  readonly controllers: readonly [string, string];
}

/** A cluster node under the name it ends with. */
export interface PlannedNode {
  readonly name: string;
  readonly fqdn: string;
  /** The name it had until `renamedAt`. */
  readonly formerName: string | null;
  /** When it was up again under its new name. */
  readonly renamedAt: Moment | null;
  /** When it was up again with its new system. */
  readonly upgradedAt: Moment | null;
  /** When it was up again after the updates of the first Tuesday; null for one that was no member of the cluster then. */
  readonly patchedAt: Moment | null;
  /** When it became, or became again, a member of the cluster; null where it always was one. */
  readonly joinedAt: Moment | null;
  readonly sid: string;
  readonly isBad: boolean;
  readonly cause: Cause | null;
  readonly accountCreated: Moment;
}

export interface PlannedProxy {
  readonly name: string;
  readonly fqdn: string;
  readonly sid: string;
}

/** One Cluster Shared Volume and the LUN it lies on. GUIDs are lower case without braces. */
export interface Volume {
  /** Of the disk resource: `Cluster Disk 3`. */
  readonly name: string;
  /** `C:\ClusterStorage\Volume3` */
  readonly path: string;
  readonly serial: string;
  readonly guid: string;
  readonly resourceId: string;
  /** The name of the volume's group (clustered role) as well as its id. */
  readonly groupId: string;
}

/** A volume changes its owner; nodes by name. */
export interface Move {
  readonly time: Moment;
  readonly volume: Volume;
  readonly from: string;
  readonly to: string;
}

/** One attempt to import a volume's transportable snapshot on the proxy. */
export interface ImportAttempt {
  /** When the hardware provider reports on it. */
  readonly time: Moment;
  /** Lower case with braces, as VSS writes it. */
  readonly snapshotSetId: string;
  /** When VSS reports the failed call; null where the import went well. */
  readonly failedAt: Moment | null;
  /** When the owner saw the snapshot's LUN beside the volume's own; null where it did not. */
  readonly shownAt: Moment | null;
}

/** One volume's backup in one night. */
export interface BackupJob {
  /** Counts from 0. */
  readonly night: number;
  readonly volume: Volume;
  /** The owner all through the job. */
  readonly owner: string;
  readonly start: Moment;
  readonly end: Moment;
  /** In the order of time: all but the last failed, and the last one where the job failed. */
  readonly attempts: readonly ImportAttempt[];
  readonly isFailed: boolean;
}

/** A virtual machine: its disks lie on the volume, it runs on the host, which need not own the volume. */
export interface PlannedMachine {
  readonly name: string;
  /** Upper case without braces, as VMMS writes it. */
  readonly id: string;
  readonly volume: Volume;
  readonly host: string;
}

/** A cluster, and what happens to it from the first moment to the last. All lists of events are in the order of time. */
export interface ClusterPlan {
  readonly clusterName: string;
  readonly domain: Domain;
  readonly nodes: readonly PlannedNode[];
  readonly proxy: PlannedProxy;
  readonly volumes: readonly Volume[];
  /** Its backups fail whoever owns it. */
  readonly sickVolume: Volume | null;
  readonly machines: readonly PlannedMachine[];
  readonly moves: readonly Move[];
  readonly jobs: readonly BackupJob[];
  /** Midnight before the first record. */
  readonly firstMoment: Moment;
  /** Midnight behind the last record; a day later than planned where the last night's backups pass midnight. */
  readonly lastMoment: Moment;
  readonly days: number;
  /** When the first night's backups begin. */
  readonly firstBackup: Moment;
  /** The owning node's name. */
  readonly ownerAt: (volume: Volume, time: Moment) => string;
}
