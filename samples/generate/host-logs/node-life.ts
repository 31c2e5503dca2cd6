import { DAY_SECONDS, HOUR_SECONDS } from "../cluster/calendar.ts";
import type { ClusterPlan, PlannedNode } from "../cluster/index.ts";
import { later, type Moment } from "../moment.ts";
import type { Host } from "../windows-events/host.ts";
import { WINDOWS_SERVER_2012_R2, WINDOWS_SERVER_2016 } from "../windows-events/windows-version.ts";

/** A planned restart; the machine is down from one moment to the other. */
export interface Restart {
  readonly why: "patched" | "renamed" | "upgraded";
  readonly down: Moment;
  readonly up: Moment;
}

/** Seconds that a machine is down. */
const DOWN_SECONDS = { patched: 370, renamed: 290, upgraded: 2.5 * 3_600 } as const;
/** Nothing ordinary happens so soon after a start. */
const SETTLING_SECONDS = 90;

/** In the order of time. */
export function restartsOf({ patchedAt, renamedAt, upgradedAt }: PlannedNode): readonly Restart[] {
  const starts = [
    ["patched", patchedAt],
    ["renamed", renamedAt],
    ["upgraded", upgradedAt],
  ] as const;
  return starts.flatMap(([why, up]) => (up === null ? [] : [{ why, up, down: later(up, -DOWN_SECONDS[why]) }]));
}

export function isRunning(node: PlannedNode, time: Moment): boolean {
  return restartsOf(node).every(({ down, up }) => time < down || time > later(up, SETTLING_SECONDS));
}

/** A node runs as a member of the cluster: its FailoverClustering log has records. */
export function isMember(node: PlannedNode, time: Moment): boolean {
  return (
    isRunning(node, time) && (node.joinedAt === null || time >= node.joinedAt || isMemberBeforeUpgrade(node, time))
  );
}

function isMemberBeforeUpgrade({ upgradedAt }: PlannedNode, time: Moment): boolean {
  return upgradedAt !== null && time < upgradedAt;
}

/** The machine under the name and with the system that it has at that moment. */
export function hostAt({ name, fqdn, formerName, renamedAt, upgradedAt }: PlannedNode, time: Moment): Host {
  const version = upgradedAt !== null && time < upgradedAt ? WINDOWS_SERVER_2012_R2 : WINDOWS_SERVER_2016;
  if (formerName === null || renamedAt === null || time >= renamedAt) return { name, computer: fqdn, version };
  return { name: formerName, computer: fqdn.replace(name, formerName), version };
}

export function proxyHost({ proxy }: ClusterPlan): Host {
  return { name: proxy.name, computer: proxy.fqdn, version: WINDOWS_SERVER_2016 };
}

/** What is made last may take so long until it is there. */
const LAST_HOURS = 6;

/** Evenly over all days, so many a day; the last one some hours before the end, so that a log reaches to it. */
export function spread<T>(
  { firstMoment, days }: ClusterPlan,
  aDay: number,
  make: (start: Moment, index: number) => readonly T[],
): readonly T[] {
  const count = Math.floor(days * aDay);
  const seconds = days * DAY_SECONDS - LAST_HOURS * HOUR_SECONDS;
  return Array.from({ length: count }, (_, index) =>
    make(later(firstMoment, count === 1 ? 0 : (index * seconds) / (count - 1)), index),
  ).flat();
}
