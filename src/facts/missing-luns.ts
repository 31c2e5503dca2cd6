import {
  HIDDEN_VOLUME_LUN_MISSING,
  isEvent,
  readMissingLun,
  SHADOW_COPY_LUN_MISSING,
  VOLUME_LUN_MISSING,
} from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { incidentsOf, stormsOfEvents } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

/** A snapshot's LUN, as the computer that waited for it was told to expect it. */
export interface SnapshotLun {
  readonly serial: string;
  /** Vendor and product; null when the record shows neither. */
  readonly model: string | null;
}

/** LUNs that did not arrive on one computer, close together. */
export interface MissingLuns {
  readonly proxy: string;
  /** VSS 12362, 12363 and 12364, in time order. */
  readonly events: Group<EventEvidence>;
  /** Each once, in the order of their first records. */
  readonly luns: readonly SnapshotLun[];
  /** How many records show no serial number. */
  readonly unread: number;
  /** When a LUN was missing: FILETIME ticks, ascending, once for each LUN in an incident. */
  readonly times: readonly bigint[];
  /** FILETIME ticks; null when no record has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

const ENTRIES = [SHADOW_COPY_LUN_MISSING, HIDDEN_VOLUME_LUN_MISSING, VOLUME_LUN_MISSING];

export const MISSING_LUN_NEEDS: readonly EventNeed[] = ENTRIES.map(({ need }) => need);

export function isMissingLun(event: EventEvidence): boolean {
  return ENTRIES.some((entry) => isEvent(entry, event));
}

/** By proxy, then time. */
export function deriveMissingLuns(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly MissingLuns[] {
  const missing = events.filter(isMissingLun);
  return sortedGroups(missing, (event) => hosts.nameOf(event.computer, event.time)).flatMap(([proxy, group]) =>
    stormsOfEvents(group).map((storm) => ({
      proxy,
      events: storm,
      ...lunsOf(storm),
      times: incidentsOf(storm).flatMap(timesOf),
      ...plausibleSpan(
        storm.map(({ time }) => time),
        latest,
      ),
    })),
  );
}

function lunsOf(events: readonly EventEvidence[]): Pick<MissingLuns, "luns" | "unread"> {
  const luns = new Map<string, SnapshotLun>();
  let unread = 0;
  for (const event of events) {
    const lun = lunOf(event);
    if (lun === null) unread++;
    else if (!luns.has(lun.serial)) luns.set(lun.serial, lun);
  }
  return { luns: [...luns.values()], unread };
}

/** Records without a serial number may all be about the same LUN. */
function timesOf(incident: Group<EventEvidence>): readonly bigint[] {
  const times = new Map<string, bigint>();
  for (const event of incident) {
    const key = lunOf(event)?.serial ?? "";
    if (!times.has(key)) times.set(key, event.time);
  }
  return [...times.values()];
}

function lunOf(event: EventEvidence): SnapshotLun | null {
  const { serialNumber, vendor, product } = readMissingLun(event);
  const model = [vendor, product].flatMap((part) => part ?? []).join(" ");
  return serialNumber === null ? null : { serial: serialNumber, model: model === "" ? null : model };
}
