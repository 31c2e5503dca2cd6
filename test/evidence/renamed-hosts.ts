import type { EventEvidence, LogEvidence } from "../../src/evidence/index.ts";
import { type EventGiven, event, log, stretch, ticks } from "./build-evidence.ts";

/** EventLog 6011 of a System log. */
export function eventLog6011(
  given: EventGiven & { readonly from: string; readonly to: string; readonly computer: string },
): EventEvidence {
  const { from, to, ...rest } = given;
  return event({
    provider: "EventLog",
    eventId: 6011,
    level: 4,
    channel: "System",
    data: [{ value: from }, { value: to }],
    ...rest,
  });
}

/** FailoverClustering 1093 of a System log. */
export function clusterRefusal({ node, ...given }: EventGiven & { readonly node: string }): EventEvidence {
  return event({
    provider: "Microsoft-Windows-FailoverClustering",
    eventId: 1093,
    channel: "System",
    data: [{ value: node }, { value: "CLUSTER1" }],
    ...given,
  });
}

/** One name's records in a log: from when to when, and the lowest and highest record id. */
export type Stretch = readonly [computer: string, from: string, to: string, firstId: number, lastId: number];

/** One file's records of one channel, name by name. */
export function logOfNames(path: string, channel: string, ...stretches: readonly Stretch[]): LogEvidence {
  const origins = stretches.map(([computer, from, to, firstId, lastId]) => ({
    computer,
    channel,
    from: ticks(from),
    to: ticks(to),
    stretches: [stretch({ ids: [firstId, lastId], from, to })],
  }));
  const times = origins.flatMap(({ from, to }) => [from, to]).sort((a, b) => (a < b ? -1 : 1));
  const [from = 0n] = times;
  return log("", channel, { path, origins, from, to: times.at(-1) ?? from });
}
