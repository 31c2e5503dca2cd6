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
  /** Wanted where a log is read, or sampled, anyway, but no reason to read one. Default false. */
  readonly incidental?: boolean;
  /** It counts whatever window was asked for: what came before may be the cause of what is inside. */
  readonly anyTime?: true;
  /** Default `whole`. */
  readonly keep?: Keep;
  /** Of events kept whole: which are worth it, by their data; for those that a host writes by the thousand. Default all. */
  readonly keepIf?: (event: Pick<EventFields, "data">) => boolean;
  /** Of events kept compact: which are worth being kept whole after all, by their data, while there is room for them. */
  readonly wholeIf?: (event: Pick<EventFields, "data">) => boolean;
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
export function keepFor(needs: readonly EventNeed[]): (event: EventHeader) => Keep {
  const matchers = matchersOf(needs);
  return (event) => matchers.find(({ matches }) => matches(event))?.keep ?? "whole";
}

/** Whether any need that an event matches wants it when its data are seen; also true for one that matches none. */
export function worthFor(needs: readonly EventNeed[]): (event: EventHeader & Pick<EventFields, "data">) => boolean {
  const matchers = matchersOf(needs);
  return (event) => {
    let matched = false;
    for (const { need, matches } of matchers) {
      if (!matches(event)) continue;
      if (need.keepIf?.(event) ?? true) return true;
      matched = true;
    }
    return !matched;
  };
}

/** Which of the events that are kept compact have data worth a look: null for none, else whether the data are worth keeping. */
export function wholeFor(
  needs: readonly EventNeed[],
): (event: EventHeader) => ((event: Pick<EventFields, "data">) => boolean) | null {
  const matchers = matchersOf(needs.filter(({ wholeIf }) => wholeIf !== undefined));
  return (event) => matchers.find(({ matches }) => matches(event))?.need.wholeIf ?? null;
}

/** Whether any of the needs is for this event. */
export function isNeeded(needs: readonly EventNeed[]): (event: EventHeader & Pick<EventFields, "time">) => boolean {
  const matchers = matchersOf(needs);
  return (event) =>
    matchers.some(
      ({ need: { since, until }, matches }) =>
        (since === undefined || event.time >= since) && (until === undefined || event.time <= until) && matches(event),
    );
}

/** Whether any of the needs is for such an event, at whatever time. */
export function isNeededEver(needs: readonly EventNeed[]): (event: EventHeader) => boolean {
  const matchers = matchersOf(needs);
  return (event) => matchers.some(({ matches }) => matches(event));
}

/** Richest first. */
function matchersOf(needs: readonly EventNeed[]): readonly Matcher[] {
  const matchers = needs.map((need): Matcher => {
    const { keep = "whole", providers, ids, channels, levels } = need;
    const providerNames = providers === undefined ? null : new Set(providers.map((name) => name.toLowerCase()));
    const channelNames = channels === undefined ? null : new Set(channels.map((name) => name.toLowerCase()));
    const matches = ({ provider, eventId, level, channel }: EventHeader): boolean =>
      (ids === undefined || (eventId !== null && ids.some(({ from, to }) => eventId >= from && eventId <= to))) &&
      (levels === undefined || (level !== null && levels.includes(level))) &&
      (providerNames === null || (provider !== null && providerNames.has(provider.toLowerCase()))) &&
      (channelNames === null || (channel !== null && channelNames.has(channel.toLowerCase())));
    return { need, keep, matches };
  });
  matchers.sort((a, b) => RICHEST_FIRST.indexOf(a.keep) - RICHEST_FIRST.indexOf(b.keep));
  return matchers;
}

type EventHeader = Pick<EventFields, "provider" | "eventId" | "level" | "channel">;

interface Matcher {
  readonly need: EventNeed;
  readonly keep: Keep;
  /** Times left aside. */
  readonly matches: (event: EventHeader) => boolean;
}
