import type { Explanation } from "../shared/errors.ts";
import type { RowRef } from "./evidence-ref.ts";
import type { SourceStatus } from "./log.ts";

/** Where a row of an export stands. A hundred thousand rows share one text of their file's name. */
export interface RowOrigin {
  readonly file: string;
  /** Counted from 1: of delimited text the line where the row begins, of JSON and CLIXML the object's first line. */
  readonly line: number;
}

/**
 * At this time this node owned this volume, each named as the export names it. A row of a `history` holds until that
 * volume's next row; a `snapshot` tells how it was when it was made and nothing of the time between two of them.
 */
export interface OwnershipRow extends RowOrigin {
  readonly form: "history" | "snapshot";
  /** FILETIME ticks; null: a snapshot of an unknown time, which gives names and an owner but no history. */
  readonly time: bigint | null;
  readonly volume: string;
  readonly node: string;
  /** The name of the cluster that both are of; absent: not told. */
  readonly cluster?: string;
}

/** A line of cluster.log: a group is about to move. */
export interface GroupMoveRow extends RowOrigin {
  /** FILETIME ticks; a cluster.log is in UTC unless it was made with -UseLocalTime. */
  readonly time: bigint;
  readonly group: string;
  readonly from: string;
  readonly to: string;
}

/** What one name of a volume is a name of. */
export type VolumeNameKind = "resource" | "group" | "resource-id" | "path" | "volume-guid" | "disk-guid" | "serial";

export interface VolumeName {
  readonly kind: VolumeNameKind;
  readonly text: string;
}

/** Names that one row of an export gives to the same volume: a disk resource, its group, its paths, its GUIDs. */
export interface VolumeNames extends RowOrigin {
  /** A disk may hold several volumes, each with a path and a GUID of its own; the disk is what has an owner. */
  readonly names: readonly VolumeName[];
  /** A node of its cluster, and the cluster's name; absent: not told. */
  readonly node?: string;
  readonly cluster?: string;
}

/** Where a virtual machine's disk lies, and on which host it runs. Backup products name machines, not volumes. */
export interface PlacementRow extends RowOrigin {
  /** FILETIME ticks; null: not told. */
  readonly time: bigint | null;
  readonly vm: string;
  /** A volume's name or a path below it. */
  readonly volume: string;
  readonly host: string | null;
  /** The cluster's name; absent: not told. */
  readonly cluster?: string;
}

export type BackupResult = "success" | "warning" | "failed";

/** One row of a backup product's list: one attempt on one volume or one virtual machine. null: not told. */
export interface BackupSession extends RowOrigin {
  /** FILETIME ticks. */
  readonly start: bigint;
  readonly end: bigint;
  readonly result: BackupResult;
  readonly volume: string | null;
  readonly vm: string | null;
  /** The machine's host. */
  readonly host: string | null;
  /** The name of the cluster that all of them are of; absent: not told. */
  readonly cluster?: string | undefined;
  readonly proxy: string | null;
  readonly job: string | null;
  /** It repeats an attempt that failed. */
  readonly isRetry: boolean | null;
  /** Rows with the same one are one trial. */
  readonly snapshot: string | null;
  /** The run of a job that this row is, or that it belongs to, by the product's id; null: not told. */
  readonly run: string | null;
  /** A local time that occurs twice, when clocks are set back: an hour later is as likely. */
  readonly isTimeAmbiguous: boolean;
}

/** A node that an export names, whatever it owns. */
export interface NodeRow extends RowOrigin {
  readonly node: string;
  /** Its cluster's name; absent: not told. */
  readonly cluster?: string;
}

/** What a host's list names: an update, the driver of a network adapter, or that of any device. */
export type InstalledKind = "update" | "adapter-driver" | "driver";

/** Something that is installed on a host, as a list of what is installed there names it. */
export interface InstalledRow extends RowOrigin {
  readonly kind: InstalledKind;
  /** null: neither the row nor the folder tells. */
  readonly host: string | null;
  /** The row does not name it: the folder of the file does. */
  readonly isHostInferred: boolean;
  /** `KB5031362`, or a device with the version of its driver. */
  readonly item: string;
}

/** Rows of one file that were not used, and why. */
export interface LeftOutRows {
  /** Stable: `time-unreadable`, `time-without-zone`, `time-order-unknown`, `time-order-and-zone-unknown`, `time-in-future`, `time-too-early`, `end-before-start`, `result-unknown`, `cell-missing` ... */
  readonly code: string;
  readonly count: number;
  /** The first of them. */
  readonly line: number;
  /** What stood there, cut to a few words; null where nothing did. */
  readonly example: string | null;
}

export type ExportKind =
  | "ownership"
  | "volumes"
  | "placement"
  | "sessions"
  | "cluster-log"
  | "nodes"
  | "updates"
  | "drivers";

/** A list of owners without a time of its own. */
export interface UndatedList {
  readonly of: "volumes" | "resources" | "groups";
  /** Somebody said when it was made. */
  readonly isDated: boolean;
}

/** One export that was given, read or not. */
export interface ExportFile {
  readonly path: string;
  /** null: what it is could not be told. */
  readonly kind: ExportKind | null;
  /** `damaged`: rows were left out, or it is cut off. */
  readonly status: SourceStatus;
  /** Rows used. */
  readonly rows: number;
  readonly leftOut: readonly LeftOutRows[];
  /** FILETIME ticks of the rows used. */
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** One line each, without the path. */
  readonly warnings: readonly string[];
  /** Why it could not be read, or not to its end. */
  readonly problem: Explanation | null;
  /** It tells owners and not when; absent: it does, or tells none. */
  readonly undated?: UndatedList;
}

/** What exports of a cluster and of backup products told. In no order: facts sort. */
export interface ExportEvidence {
  readonly ownership: readonly OwnershipRow[];
  readonly groupMoves: readonly GroupMoveRow[];
  readonly volumeNames: readonly VolumeNames[];
  readonly placement: readonly PlacementRow[];
  readonly sessions: readonly BackupSession[];
  readonly nodes: readonly NodeRow[];
  readonly installed: readonly InstalledRow[];
  /** By path. */
  readonly files: readonly ExportFile[];
  /** How many files under the paths are plainly something else, and were passed by. */
  readonly passedBy: number;
}

/** None were given. */
export const NO_EXPORTS: ExportEvidence = {
  ownership: [],
  groupMoves: [],
  volumeNames: [],
  placement: [],
  sessions: [],
  nodes: [],
  installed: [],
  files: [],
  passedBy: 0,
};

/** The proof that a row is. `time`: UTC as the row tells it. */
export function rowRef({ file, line }: RowOrigin, time: string): RowRef {
  return { kind: "row", file, line, time };
}
