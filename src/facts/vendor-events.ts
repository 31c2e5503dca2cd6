import { maybeHardwareProviderEvent } from "../catalogue/index.ts";
import { compareEvents, type CompactEvents, type EventEvidence } from "../evidence/index.ts";
import { compareText } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import { distance } from "../shared/ticks.ts";
import type { Hosts } from "./hosts.ts";
import { PAIRING_TICKS } from "./import-pairing.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** Events of id 0 of one provider on one host without a 12293 near them: perhaps no backup's business at all. */
export interface UnpairedVendorEvents {
  readonly host: string;
  readonly provider: string | null;
  readonly count: number;
  readonly earliest: EventEvidence;
  readonly latest: EventEvidence;
  /** FILETIME ticks; null when no record has a plausible time. */
  readonly first: bigint | null;
  readonly last: bigint | null;
}

/** By host, then provider. */
export function unpairedByProvider(
  hosts: Hosts,
  events: readonly EventEvidence[],
  latestTime: bigint,
): readonly UnpairedVendorEvents[] {
  const hostOf = ({ computer, time }: EventEvidence): string => hosts.nameOf(computer, time);
  const keyOf = (event: EventEvidence): string => groupKey(hostOf(event), event.provider);
  return sortedGroups(events, keyOf).map(([, group]) => ({
    host: hostOf(group[0]),
    provider: group[0].provider,
    count: group.length,
    earliest: group[0],
    latest: group.at(-1) ?? group[0],
    ...plausibleSpan(
      group.map(({ time }) => time),
      latestTime,
    ),
  }));
}

export interface CompactVendorEvents {
  /** Near enough to a call on the same host to belong to it; in time order. */
  readonly near: readonly EventEvidence[];
  readonly unpaired: readonly UnpairedVendorEvents[];
}

/**
 * Makes objects only of the events that can belong to a call. `callsOf`: the 12293s of each host, in time order.
 */
export function findCompactVendorEvents(
  events: CompactEvents,
  callsOf: ReadonlyMap<string, readonly EventEvidence[]>,
  hosts: Hosts,
  latestTime: bigint,
): CompactVendorEvents {
  const kinds = events.kinds.map((kind) =>
    maybeHardwareProviderEvent(kind) ? { ...kind, onHost: new Map<string, KindOnHost>() } : null,
  );
  const near: EventEvidence[] = [];
  const farOfKey = new Map<string, { readonly host: string; readonly provider: string | null; positions: number[] }>();
  const nextCallOf = new Map<string, number>();
  for (const position of events.inOrder()) {
    const kind = kinds[events.kind(position)];
    if (kind === undefined || kind === null) continue;
    const { computer, provider, onHost } = kind;
    const time = events.time(position);
    const host = hosts.nameOf(computer, time);
    let known = onHost.get(host);
    if (known === undefined) {
      known = { key: groupKey(host, provider), calls: callsOf.get(host) ?? [] };
      onHost.set(host, known);
    }
    const { key, calls } = known;
    let next = nextCallOf.get(host) ?? 0;
    while ((calls[next]?.time ?? time) < time) next++;
    nextCallOf.set(host, next);
    const isNear = [calls[next - 1], calls[next]].some(
      (call) => call !== undefined && distance(call.time, time) <= PAIRING_TICKS,
    );
    if (isNear) {
      near.push(events.event(position));
      continue;
    }
    const far = farOfKey.get(key);
    if (far === undefined) farOfKey.set(key, { host, provider, positions: [position] });
    else far.positions.push(position);
  }
  const unpaired = [...farOfKey.values()].map(({ host, provider, positions }) => ({
    host,
    provider,
    count: positions.length,
    earliest: events.event(positions[0] ?? -1),
    latest: events.event(positions.at(-1) ?? -1),
    ...plausibleSpan(timesOf(events, positions), latestTime),
  }));
  return { near, unpaired };
}

/** A kind of event that a host may have written under several names. */
interface KindOnHost {
  readonly key: string;
  readonly calls: readonly EventEvidence[];
}

/** One for each host and provider, by host, then provider. */
export function joinUnpaired(parts: readonly UnpairedVendorEvents[]): readonly UnpairedVendorEvents[] {
  return sortedGroups(parts, ({ host, provider }) => groupKey(host, provider))
    .map(([, group]) => group.reduce(joined))
    .sort((a, b) => compareText(a.host, b.host) || compareText(a.provider ?? "", b.provider ?? ""));
}

function joined(a: UnpairedVendorEvents, b: UnpairedVendorEvents): UnpairedVendorEvents {
  return {
    ...a,
    count: a.count + b.count,
    earliest: compareEvents(a.earliest, b.earliest) <= 0 ? a.earliest : b.earliest,
    latest: compareEvents(a.latest, b.latest) >= 0 ? a.latest : b.latest,
    first: least(a.first, b.first),
    last: most(a.last, b.last),
  };
}

function* timesOf(events: CompactEvents, positions: readonly number[]): Generator<bigint> {
  for (const position of positions) yield events.time(position);
}

function groupKey(host: string, provider: string | null): string {
  return `${host}\n${provider ?? ""}`;
}

function least(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || (b !== null && b < a) ? b : a;
}

function most(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || (b !== null && b > a) ? b : a;
}
