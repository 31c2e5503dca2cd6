import {
  APPLICATION_CRASHED,
  RESOURCE_FAILED,
  RESOURCE_TIMED_OUT,
  isEvent,
  readApplicationCrash,
  readFields,
  RESOURCE_HOST_TERMINATED,
} from "../catalogue/index.ts";
import { compareEvents, type EventEvidence, type EventNeed, type Evidence } from "../evidence/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import { eventsBetween } from "./events-between.ts";
import type { Hosts } from "./hosts.ts";
import { groupsWithin, runsWithin, STORM_GAP_TICKS } from "./runs.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

// The name alone, or behind its folder.
const RESOURCE_HOST = /(?:^|[\\/])rhs\.exe$/;

/**
 * Records of one host within this time of the first are one crash: the cluster ends the process as soon as it has said
 * that a resource did not answer, and gives the next one minutes to answer.
 */
const CRASH_TICKS = 5n * 60n * 10_000_000n;

/** One end of the cluster's resource host (rhs.exe). */
export interface ResourceHostCrash {
  /** FailoverClustering 1230, 1146, Application Error 1000 of rhs.exe; the 1069 too that alone names the resource. In time order. */
  readonly events: Group<EventEvidence>;
  /** Sorted; empty where no record names one. */
  readonly resources: readonly string[];
}

/** Crashes on one host, close together. */
export interface ResourceHostCrashes {
  readonly host: string;
  readonly crashes: Group<ResourceHostCrash>;
  /** FILETIME ticks; null when no record has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

export const RESOURCE_HOST_CRASH_NEEDS: readonly EventNeed[] = [
  ...[RESOURCE_TIMED_OUT, RESOURCE_HOST_TERMINATED, RESOURCE_FAILED].map(({ need }) => need),
  // Any program may crash, by the thousand.
  { ...APPLICATION_CRASHED.need, keepIf: isResourceHost },
];

/** By host, then time. */
export function deriveResourceHostCrashes(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly ResourceHostCrashes[] {
  const hostOf = (event: EventEvidence): string => hosts.nameOf(event.computer, event.time);
  const failedOf = new Map(
    sortedGroups(
      events.filter((event) => isEvent(RESOURCE_FAILED, event)),
      hostOf,
    ),
  );
  return sortedGroups(events.filter(isOfCrash), hostOf).flatMap(([host, group]) => {
    const failed = failedOf.get(host) ?? [];
    const crashes = groupsWithin(group, CRASH_TICKS, ({ time }) => time).map((run) => crashOf(run, failed));
    return runsWithin(crashes, STORM_GAP_TICKS, spanOf).map((storm) => ({
      host,
      crashes: storm,
      ...plausibleSpan(
        storm.flatMap((crash) => crash.events.map(({ time }) => time)),
        latest,
      ),
    }));
  });
}

function isOfCrash(event: EventEvidence): boolean {
  return (
    isEvent(RESOURCE_TIMED_OUT, event) ||
    isEvent(RESOURCE_HOST_TERMINATED, event) ||
    (isEvent(APPLICATION_CRASHED, event) && isResourceHost(event))
  );
}

function isResourceHost(event: Pick<EventEvidence, "data">): boolean {
  return RESOURCE_HOST.test(readApplicationCrash(event).application?.trim() ?? "");
}

/** `failed`: the 1069s of the host, in time order. */
function crashOf(run: Group<EventEvidence>, failed: readonly EventEvidence[]): ResourceHostCrash {
  const named = run.flatMap((event) => (isEvent(RESOURCE_TIMED_OUT, event) ? resourceOf(event) : []));
  if (named.length > 0) return { events: run, resources: distinctTexts(named) };
  const last = run.at(-1) ?? run[0];
  const before = eventsBetween(failed, run[0].time - CRASH_TICKS, last.time).at(-1);
  if (before === undefined) return { events: run, resources: [] };
  const [first, ...rest] = [...run, before].sort(compareEvents);
  return { events: [first ?? before, ...rest], resources: distinctTexts(resourceOf(before)) };
}

function resourceOf(event: EventEvidence): readonly string[] {
  const { fields } = isEvent(RESOURCE_TIMED_OUT, event)
    ? readFields(RESOURCE_TIMED_OUT, event)
    : readFields(RESOURCE_FAILED, event);
  return fields.resource?.trim() ? [fields.resource.trim()] : [];
}

function spanOf({ events }: ResourceHostCrash): { readonly start: bigint; readonly end: bigint } {
  return { start: events[0].time, end: (events.at(-1) ?? events[0]).time };
}
