import { type ExportEvidence, NO_EXPORTS, type RowOrigin } from "../../evidence/index.ts";

/** A disk in a list of a cluster's resources; whether it is a Cluster Shared Volume, other rows and exports tell. */
export interface ResourceRow extends RowOrigin {
  readonly resource: string;
  readonly id: string | null;
  readonly group: string;
  /** As written, a word or a number; null: not told. */
  readonly groupType: string | null;
  /** Of its owner, where told. */
  readonly node?: string;
  readonly cluster?: string;
  /** FILETIME ticks of when it was so; null: not told. */
  readonly time: bigint | null;
}

/** A group of a cluster and the node that has it; whether it holds a volume, other rows and exports tell. */
export interface OwnedGroup extends RowOrigin {
  readonly group: string;
  readonly node: string;
  readonly cluster?: string;
  /** FILETIME ticks; null: not told. */
  readonly time: bigint | null;
}

export interface ResourceGroup {
  readonly group: string;
  readonly type: string;
}

/** A name that a disk resource's parameters give to its disk. */
export interface DiskParameter extends RowOrigin {
  readonly resource: string;
  readonly kind: "disk-guid" | "serial";
  readonly text: string;
}

/** What is evidence of volumes only together with other exports. */
export interface RowsOfResources {
  readonly resources: readonly ResourceRow[];
  readonly groups: readonly ResourceGroup[];
  readonly ownedGroups: readonly OwnedGroup[];
  readonly parameters: readonly DiskParameter[];
}

/** What the rows of one export say. */
export type ExportRows = Omit<ExportEvidence, "files" | "passedBy"> & RowsOfResources;

export const NO_ROWS: ExportRows = { ...NO_EXPORTS, resources: [], groups: [], ownedGroups: [], parameters: [] };
