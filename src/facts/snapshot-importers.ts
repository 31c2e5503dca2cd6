import type { FailedImports } from "./failed-imports.ts";
import type { MissingLuns } from "./missing-luns.ts";

export interface SnapshotImporters {
  /** Hosts that surely import: a routine failed that nothing but an import calls, a LUN did not arrive, or it was said of them. */
  readonly seen: ReadonlySet<string>;
  /** With those where a call failed that may have been another's: its routine is not readable, or making a snapshot calls it too. */
  readonly possible: ReadonlySet<string>;
}

export function deriveSnapshotImporters(
  { storms }: Pick<FailedImports, "storms">,
  missingLuns: readonly MissingLuns[],
  named: readonly string[] = [],
): SnapshotImporters {
  const waiting = [...named, ...missingLuns.map(({ proxy }) => proxy)];
  const importing = storms.filter(({ imports }) => imports.some(({ isSureImport }) => isSureImport));
  return {
    seen: new Set([...waiting, ...importing.map(({ proxy }) => proxy)]),
    possible: new Set([...waiting, ...storms.map(({ proxy }) => proxy)]),
  };
}
