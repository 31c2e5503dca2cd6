import { isVmmsStorageProviderFailed, VMMS_STORAGE_PROVIDER_FAILED } from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { incidentsOf, stormsOfEvents } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

/** The VMMS 12660s of one host. Their times say when somebody opened Hyper-V settings, not when a backup failed. */
export interface StorageProviderFailures {
  readonly host: string;
  readonly events: Group<EventEvidence>;
  /** How many incidents these are: one look into settings may write several. */
  readonly incidents: number;
  /** FILETIME ticks; null when no record has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

export const STORAGE_PROVIDER_FAILURE_NEEDS: readonly EventNeed[] = [VMMS_STORAGE_PROVIDER_FAILED.need];

/** By host. */
export function deriveStorageProviderFailures(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly StorageProviderFailures[] {
  const failures = events.filter(isVmmsStorageProviderFailed);
  return sortedGroups(failures, (event) => hosts.nameOf(event.computer, event.time)).map(([host, group]) => ({
    host,
    events: group,
    incidents: stormsOfEvents(group).flatMap(incidentsOf).length,
    ...plausibleSpan(
      group.map((event) => event.time),
      latest,
    ),
  }));
}
