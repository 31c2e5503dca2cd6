import type { DirectoryEvidence } from "../../evidence/index.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import type { ConnectionSecurity, Credentials } from "./connection-options.ts";

export interface ReadDirectoryOptions {
  /** `dc1.corp.example`, `dc1:636`, `ldaps://dc1.corp.example`; none: found by the domain's name. */
  readonly servers: readonly string[];
  /** DNS name of the domain. */
  readonly domain?: string;
  /** DN below which is looked, instead of the whole domain. */
  readonly base?: string;
  /** Names that were asked for, as they were given; null: every host. */
  readonly hosts: readonly string[] | null;
  readonly security: ConnectionSecurity;
  readonly credentials: Credentials;
  /** Of connecting and of each request. */
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly server: string; readonly objects: number }) => void;
  /** Every entry that was read, for saving; servers are then read one after the other. */
  readonly onEntry?: (server: string, entry: DirectoryEntry) => void;
}

export type DirectoryReading = Pick<DirectoryEvidence, "views" | "sources">;

/**
 * Reads what an audit needs from each server. A server that could not be read is an unreadable source, one that could not be
 * read whole a damaged one; rejects for wrong options and for the signal only.
 */
export function readDirectory(options: ReadDirectoryOptions): Promise<DirectoryReading> {
  throw new Error("not built yet", { cause: [options] });
}
