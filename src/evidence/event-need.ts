import type { EventFields } from "./event.ts";

/**
 * Which events a fact asks for: all given fields must match, names without case, ends included. The conductor joins
 * the needs into one selection, so that the reader decodes nothing else.
 */
export interface EventNeed {
  readonly providers?: readonly string[];
  readonly ids?: readonly { readonly from: number; readonly to: number }[];
  readonly channels?: readonly string[];
  readonly levels?: readonly number[];
  /** FILETIME ticks. */
  readonly since?: bigint;
  readonly until?: bigint;
  /** Default `whole`. */
  readonly keep?: Keep;
}

/**
 * What is kept of an event. `compact`: no data, and no object of its own, for events that any program may write by the
 * hundred thousand (CompactEvents).
 */
export type Keep = "whole" | "without-data" | "compact";

const RICHEST_FIRST: readonly Keep[] = ["whole", "without-data", "compact"];

/**
 * How much to keep of an event that these needs selected: as much as any need that it matches wants. An event that
 * matches none, as its record is damaged perhaps, is kept whole.
 */
export function keepFor(
  needs: readonly EventNeed[],
): (event: Pick<EventFields, "provider" | "eventId" | "level" | "channel">) => Keep {
  const matchers = needs.map(({ keep = "whole", providers, ids, channels, levels }) => {
    const providerNames = providers === undefined ? null : new Set(providers.map((name) => name.toLowerCase()));
    const channelNames = channels === undefined ? null : new Set(channels.map((name) => name.toLowerCase()));
    const matches: Matches = ({ provider, eventId, level, channel }) =>
      (ids === undefined || (eventId !== null && ids.some(({ from, to }) => eventId >= from && eventId <= to))) &&
      (levels === undefined || (level !== null && levels.includes(level))) &&
      (providerNames === null || (provider !== null && providerNames.has(provider.toLowerCase()))) &&
      (channelNames === null || (channel !== null && channelNames.has(channel.toLowerCase())));
    return { keep, matches };
  });
  matchers.sort((a, b) => RICHEST_FIRST.indexOf(a.keep) - RICHEST_FIRST.indexOf(b.keep));
  return (event) => matchers.find(({ matches }) => matches(event))?.keep ?? "whole";
}

type Matches = (event: Pick<EventFields, "provider" | "eventId" | "level" | "channel">) => boolean;
