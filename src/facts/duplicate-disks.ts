import {
  DUPLICATE_DISK_IDENTIFIERS,
  DUPLICATE_DISK_SIGNATURE,
  isEvent,
  readDiskNumber,
  readDuplicateSignature,
} from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { incidentsOf, stormsOfEvents } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

/** A host saw a copy of a disk beside the disk itself; such records close together. */
export interface DuplicateDisks {
  readonly host: string;
  /** partmgr 58 and disk 158, in time order. */
  readonly events: Group<EventEvidence>;
  /** Numbers of the disks that the events name, ascending; they may name none. */
  readonly disks: readonly number[];
  /** When its incidents began: FILETIME ticks, ascending. */
  readonly starts: readonly bigint[];
  /** FILETIME ticks; null when no record has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

const ENTRIES = [DUPLICATE_DISK_SIGNATURE, DUPLICATE_DISK_IDENTIFIERS];

export const DUPLICATE_DISK_NEEDS: readonly EventNeed[] = ENTRIES.map(({ need }) => need);

/** By host, then time. */
export function deriveDuplicateDisks(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly DuplicateDisks[] {
  const duplicates = events.filter((event) => ENTRIES.some((entry) => isEvent(entry, event)));
  return sortedGroups(duplicates, (event) => hosts.nameOf(event.computer, event.time)).flatMap(([host, group]) =>
    stormsOfEvents(group).map((storm) => ({
      host,
      events: storm,
      starts: incidentsOf(storm).map(([{ time }]) => time),
      disks: [...new Set(storm.flatMap(disksOf))].sort((a, b) => a - b),
      ...plausibleSpan(
        storm.map(({ time }) => time),
        latest,
      ),
    })),
  );
}

function disksOf(event: EventEvidence): readonly number[] {
  const { disk, otherDisk } = isEvent(DUPLICATE_DISK_SIGNATURE, event)
    ? readDuplicateSignature(event)
    : { disk: readDiskNumber(event), otherDisk: null };
  return [disk, otherDisk].flatMap((number) => number ?? []);
}
