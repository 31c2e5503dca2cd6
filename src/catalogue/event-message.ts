import type { EventFields } from "../evidence/index.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { CatalogueEntry } from "./entry.ts";
import { isEvent } from "./is-event.ts";
import { renderMessage } from "./message.ts";

/** The entries of one id: a handful at most. */
const ENTRIES_OF_ID = entriesOfId();

/** Whether an event may have a message here; false for nearly all, without looking at its data. */
export function hasCataloguedId(eventId: number | null): boolean {
  return eventId !== null && ENTRIES_OF_ID.has(eventId);
}

/** The message of an event that the catalogue knows, in English; null for any other, and where `renderMessage` has none. */
export function eventMessage(
  event: Pick<EventFields, "provider" | "providerGuid" | "eventId" | "data">,
): string | null {
  const entries = event.eventId === null ? [] : (ENTRIES_OF_ID.get(event.eventId) ?? []);
  const entry = entries.find((candidate) => isEvent(candidate, event));
  return entry === undefined ? null : renderMessage(entry, event);
}

function entriesOfId(): ReadonlyMap<number, readonly CatalogueEntry[]> {
  const entries = new Map<number, CatalogueEntry[]>();
  for (const entry of CATALOGUE) entries.set(entry.id, [...(entries.get(entry.id) ?? []), entry]);
  return entries;
}
