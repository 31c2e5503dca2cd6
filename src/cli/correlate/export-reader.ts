import type { ExportEvidence, ExportKind, GivenPath } from "../../index.ts";
import type { DateOrderName } from "./date-orders.ts";

/** How exports are to be read. */
export interface ReadExportsOptions {
  /** By path: what a file is, where whoever gave it said so. Of all others the content tells. */
  readonly kinds: ReadonlyMap<string, ExportKind>;
  /** Of local times: an IANA or Windows name, or an offset. null: such rows are left out. */
  readonly timeZone: string | null;
  readonly dateOrder: DateOrderName | null;
  /** FILETIME ticks, of lists of owners without a time. */
  readonly ownershipTime: bigint | null;
  /** FILETIME ticks: rows of a later time are left out, and what a cluster.log dates later has a wrong clock. */
  readonly latest: bigint;
  /** Ends the reading; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
}

/** Reads files, and in folders those that are exports. Rejects with a BadnodeError for options that make no sense. */
export type ReadExports = (paths: readonly GivenPath[], options: ReadExportsOptions) => Promise<ExportEvidence>;
