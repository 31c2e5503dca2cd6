import type { Explanation } from "../shared/errors.ts";
import type { SourceStatus } from "./log.ts";

/** What other files came in: a support bundle that was unpacked, or a collection with its manifest. */
export interface ParcelEvidence {
  readonly kind: "support-bundle" | "collection";
  readonly path: string;
  readonly status: SourceStatus;
  /** Files that were unpacked, or steps that the collector did. */
  readonly items: number;
  /** What was refused or could not be unpacked, or collected; one line each. */
  readonly warnings: readonly string[];
  readonly problem: Explanation | null;
}
