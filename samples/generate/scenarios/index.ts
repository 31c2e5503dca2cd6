import { badVolume } from "./bad-volume.ts";
import { healthy } from "./healthy.ts";
import { missingScp } from "./missing-scp.ts";
import type { Scenario } from "./scenario.ts";
import { storageFaults } from "./storage-faults.ts";

export { badVolume } from "./bad-volume.ts";
export { healthy } from "./healthy.ts";
export { missingScp } from "./missing-scp.ts";
export type { Scenario } from "./scenario.ts";
export { storageFaults } from "./storage-faults.ts";

/** Every sample that the project ships. */
export function scenarios(): readonly Scenario[] {
  return [missingScp(), healthy(), storageFaults(), badVolume()];
}
