import type { FailedImports } from "./failed-imports.ts";
import type { MissingLuns } from "./missing-luns.ts";

/** Hosts that are seen to import snapshots, since an import failed there: a copy of a disk may be theirs to see. */
export function deriveSnapshotImporters(
  { storms }: Pick<FailedImports, "storms">,
  missingLuns: readonly MissingLuns[],
): ReadonlySet<string> {
  return new Set([...storms, ...missingLuns].map(({ proxy }) => proxy));
}
