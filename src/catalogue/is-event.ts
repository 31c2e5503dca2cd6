import type { EventFields } from "../evidence/index.ts";
import type { CatalogueEntry } from "./entry.ts";

/**
 * Whether an event is the entry's: its provider by name, without case, or by GUID, and its id. Channel, level and data
 * do not count, as they vary. An entry without a provider of its own has a function of its own.
 */
export function isEvent(
  entry: Pick<CatalogueEntry, "provider" | "providerGuid" | "id">,
  event: Pick<EventFields, "provider" | "providerGuid" | "eventId">,
): boolean {
  return event.eventId === entry.id && isProvider(entry, event);
}

function isProvider(
  entry: Pick<CatalogueEntry, "provider" | "providerGuid">,
  event: Pick<EventFields, "provider" | "providerGuid">,
): boolean {
  const byName = entry.provider !== null && event.provider?.toLowerCase() === entry.provider.toLowerCase();
  return byName || (entry.providerGuid !== null && event.providerGuid?.toLowerCase() === entry.providerGuid);
}
