import type { DirectoryEvidence } from "../../evidence/index.ts";

export interface ReadDirectoryExportsOptions {
  readonly signal?: AbortSignal;
  /** Bytes over all files. */
  readonly onProgress?: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
}

/**
 * Reads LDIF, csvde, and Get-ADObject as CLIXML or JSON, told by their content. Of a damaged file its sound part counts, and
 * nothing is known to be absent from it.
 */
export function readDirectoryExports(
  paths: readonly string[],
  options: ReadDirectoryExportsOptions,
): Promise<Pick<DirectoryEvidence, "views" | "sources">> {
  throw new Error("not built yet", { cause: [paths, options] });
}
