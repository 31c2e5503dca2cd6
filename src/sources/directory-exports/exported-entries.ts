import type { DirectoryEntry } from "../directory-objects/index.ts";

/** What a file that holds exported objects says. */
export interface ExportedEntries {
  readonly entries: readonly DirectoryEntry[];
  /** The first thing that is wrong with the file; entries before it, and behind it where they could be told, are given. */
  readonly problem: { readonly line: number; readonly what: string } | null;
  /** lDAPDisplayNames in lower case that the export shows: one that an object does not have is not set on it, or was not readable. */
  readonly attributes: readonly string[];
}
