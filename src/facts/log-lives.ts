import type { EventEvidence, Evidence, LogOrigin, RecordPlace } from "../evidence/index.ts";
import { compareBigint, compareText } from "../shared/order.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { type Group, sortedGroups } from "./sorted-groups.ts";

/**
 * Events of one host and channel as they were written: within one log's life by record id, whatever the clock did, over
 * all the files that hold parts of it; and lives, which an upgrade or a new installation begins, by their last record.
 */
export function inOrderOfLives<T extends { readonly event: EventEvidence }>(
  items: Group<T>,
  placesIn: (file: string) => readonly RecordPlace[],
): readonly T[] {
  const parts = sortedGroups(items, ({ event }) => event.ref.file).map(([file, group]): Life<T> => {
    const places = [...group.map(({ event }) => event), ...placesIn(file)].sort(comparePlaces);
    return { file, items: group, places };
  });
  return joinLives(parts.sort(compareStarts))
    .sort((a, b) => compareBigint(a.places.at(-1)?.time ?? 0n, b.places.at(-1)?.time ?? 0n) || compareStarts(a, b))
    .flatMap((life) => [...life.items].sort((a, b) => comparePlaces(a.event, b.event)));
}

/** What each file is known to hold of a host's channel, whichever file a record that several hold is told from. */
export function placesByFile(
  { logs, latest }: Pick<Evidence, "logs" | "latest">,
  hosts: Hosts,
): (file: string, host: string, channel: string) => readonly RecordPlace[] {
  const originsOf = new Map(logs.map(({ path, origins }) => [path, origins]));
  return (file, host, channel) =>
    (originsOf.get(file) ?? [])
      .filter((origin) => origin.channel.toLowerCase() === channel.toLowerCase())
      .flatMap((origin) =>
        placesOf(origin).filter(
          ({ time }) => plausibleSpan([time], latest).first !== null && hosts.nameOf(origin.computer, time) === host,
        ),
      );
}

function placesOf({ stretches, ends }: LogOrigin): readonly RecordPlace[] {
  if (stretches === undefined) return ends === undefined ? [] : [ends.first, ends.last];
  return stretches.flatMap(({ firstId, firstTime, lastId, lastTime }) => [
    { recordId: firstId, time: firstTime },
    { recordId: lastId, time: lastTime },
  ]);
}

interface Life<T> {
  /** Of the part that begins first. */
  readonly file: string;
  readonly items: readonly T[];
  /** By record id. */
  readonly places: readonly RecordPlace[];
}

/** Of parts in order of their starts: each goes to the latest life that it fits. */
function joinLives<T>(parts: readonly Life<T>[]): Life<T>[] {
  const lives: Life<T>[] = [];
  for (const part of parts) {
    const at = lives.findLastIndex((life) => areOneLife(life.places, part.places));
    const life = lives[at];
    if (life === undefined) lives.push(part);
    else {
      lives[at] = {
        file: life.file,
        items: [...life.items, ...part.items],
        places: [...life.places, ...part.places].sort(comparePlaces),
      };
    }
  }
  return lives;
}

const DAY_TICKS = 24n * 3600n * 10_000_000n;

/**
 * Whether they have a record in common, or time does not fall by days where record ids lead from the one to the other:
 * a log that began anew has low ids again.
 */
function areOneLife(life: readonly RecordPlace[], part: readonly RecordPlace[]): boolean {
  const ofPart = new Set(part);
  const places = [...life, ...part].sort(comparePlaces);
  let isTangled = false;
  let before: RecordPlace | null = null;
  for (const place of places) {
    if (before !== null && ofPart.has(before) !== ofPart.has(place)) {
      if (comparePlaces(before, place) === 0) return true;
      isTangled ||= before.recordId === place.recordId || place.time < before.time - DAY_TICKS;
    }
    before = place;
  }
  return !isTangled;
}

function comparePlaces(a: RecordPlace, b: RecordPlace): number {
  return compareBigint(a.recordId, b.recordId) || compareBigint(a.time, b.time);
}

/** By their first records; of two with the same one the longer comes first. */
function compareStarts<T>(a: Life<T>, b: Life<T>): number {
  return (
    compareBigint(a.places[0]?.time ?? 0n, b.places[0]?.time ?? 0n) ||
    compareBigint(b.places.at(-1)?.recordId ?? 0n, a.places.at(-1)?.recordId ?? 0n) ||
    compareText(a.file, b.file)
  );
}
