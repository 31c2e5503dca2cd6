import {
  type AccountUpdateFailure,
  DNS_HOST_NAME_UPDATE_FAILED,
  isEvent,
  NO_SECURE_SESSION,
  readAccountUpdateFailure,
  readUnregisteredService,
  SPN_UPDATE_FAILED,
  VMMS_SPN_REGISTRATION_FAILED,
} from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import { eventsBetween } from "./events-between.ts";
import type { Hosts } from "./hosts.ts";
import { incidentsOf, STORM_GAP_TICKS, stormsOfEvents } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

/** What one host could not write to its own computer account, close together. */
export interface SpnFailures {
  readonly host: string;
  /** VMMS 14050, NETLOGON 5788 and 5789, in time order. */
  readonly events: Group<EventEvidence>;
  /** A 14050 is among them, which Hyper-V alone writes; any member of a domain may write the others. */
  readonly provesHyperV: boolean;
  /** The service classes, names and values that the events show, sorted; they may show none. */
  readonly values: readonly string[];
  /** Codes, named where their names are known, sorted; the events may show none. */
  readonly errors: readonly string[];
  /** NETLOGON 5719 of the same host within a storm's gap: no domain controller was reached. In time order. */
  readonly unreachable: readonly EventEvidence[];
  /** When its incidents began: FILETIME ticks, ascending. */
  readonly starts: readonly bigint[];
  /** FILETIME ticks of `events`; null when none has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

const FAILURES = [VMMS_SPN_REGISTRATION_FAILED, SPN_UPDATE_FAILED, DNS_HOST_NAME_UPDATE_FAILED];

export const SPN_FAILURE_NEEDS: readonly EventNeed[] = [
  ...FAILURES.map(({ need }) => need),
  { ...NO_SECURE_SESSION.need, keep: "without-data" },
];

/** By host, then time. */
export function deriveSpnFailures(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly SpnFailures[] {
  const hostOf = (event: EventEvidence): string => hosts.nameOf(event.computer, event.time);
  const failures = events.filter((event) => FAILURES.some((entry) => isEvent(entry, event)));
  const unreachableOf = new Map(
    sortedGroups(
      events.filter((event) => isEvent(NO_SECURE_SESSION, event)),
      hostOf,
    ),
  );
  return sortedGroups(failures, hostOf).flatMap(([host, group]) =>
    stormsOfEvents(group).map((storm) => ({
      host,
      events: storm,
      provesHyperV: storm.some((event) => isEvent(VMMS_SPN_REGISTRATION_FAILED, event)),
      starts: incidentsOf(storm).map(([{ time }]) => time),
      values: distinctTexts(storm.flatMap((event) => writeOf(event).values)),
      errors: distinctTexts(storm.flatMap((event) => writeOf(event).error ?? [])),
      unreachable: near(storm, unreachableOf.get(host) ?? []),
      ...plausibleSpan(
        storm.map(({ time }) => time),
        latest,
      ),
    })),
  );
}

function writeOf(event: EventEvidence): AccountUpdateFailure {
  const service = isEvent(VMMS_SPN_REGISTRATION_FAILED, event) ? readUnregisteredService(event) : null;
  return readAccountUpdateFailure(event) ?? { values: service === null ? [] : [service], error: null };
}

function near(storm: Group<EventEvidence>, events: readonly EventEvidence[]): readonly EventEvidence[] {
  const last = storm.at(-1) ?? storm[0];
  return eventsBetween(events, storm[0].time - STORM_GAP_TICKS, last.time + STORM_GAP_TICKS);
}
