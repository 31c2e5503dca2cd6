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
  const matchersFor = matchersOf(needs);
  return (event) => matchersFor(event).find(({ matches }) => matches(event))?.keep ?? "whole";
}

/** Whether any need that an event matches wants it when its data are seen; also true for one that matches none. */
export function worthFor(needs: readonly EventNeed[]): (event: EventHeader & Pick<EventFields, "data">) => boolean {
  const matchersFor = matchersOf(needs);
  return (event) => {
    let matched = false;
    for (const { need, matches } of matchersFor(event)) {
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
  const matchersFor = matchersOf(needs.filter(({ wholeIf }) => wholeIf !== undefined));
  return (event) => matchersFor(event).find(({ matches }) => matches(event))?.need.wholeIf ?? null;
}

/** Whether any of the needs is for this event. */
export function isNeeded(needs: readonly EventNeed[]): (event: EventHeader & Pick<EventFields, "time">) => boolean {
  const matchersFor = matchersOf(needs);
  return (event) =>
    matchersFor(event).some(
      ({ need: { since, until }, matches }) =>
        (since === undefined || event.time >= since) && (until === undefined || event.time <= until) && matches(event),
    );
}

/** Whether any of the needs is for such an event, at whatever time. */
export function isNeededEver(needs: readonly EventNeed[]): (event: EventHeader) => boolean {
  const matchersFor = matchersOf(needs);
  return (event) => matchersFor(event).some(({ matches }) => matches(event));
}

/** The needs that ask for an event's id, richest first: of many needs, few do. */
function matchersOf(needs: readonly EventNeed[]): (event: EventHeader) => readonly Matcher[] {
  const matchers = needs.map((need): Matcher => {
    const { keep = "whole", providers, ids, channels, levels } = need;
    const providerNames = providers === undefined ? null : new Set(providers.map((name) => name.toLowerCase()));
    const channelNames = channels === undefined ? null : new Set(channels.map((name) => name.toLowerCase()));
    const asksFor = (eventId: number | null): boolean =>
      ids === undefined || (eventId !== null && ids.some(({ from, to }) => eventId >= from && eventId <= to));
    const matches = ({ provider, level, channel }: EventHeader): boolean =>
      (levels === undefined || (level !== null && levels.includes(level))) &&
      (providerNames === null || (provider !== null && providerNames.has(provider.toLowerCase()))) &&
      (channelNames === null || (channel !== null && channelNames.has(channel.toLowerCase())));
    return { need, keep, asksFor, matches };
  });
  matchers.sort((a, b) => RICHEST_FIRST.indexOf(a.keep) - RICHEST_FIRST.indexOf(b.keep));
  const byId = new Map<number | null, readonly Matcher[]>();
  return ({ eventId }) => {
    const known = byId.get(eventId);
    if (known !== undefined) return known;
    const asking = matchers.filter(({ asksFor }) => asksFor(eventId));
    byId.set(eventId, asking);
    return asking;
  };
}

type EventHeader = Pick<EventFields, "provider" | "eventId" | "level" | "channel">;

interface Matcher {
  readonly need: EventNeed;
  readonly keep: Keep;
  readonly asksFor: (eventId: number | null) => boolean;
  /** Id and times left aside. */
  readonly matches: (event: EventHeader) => boolean;
}
