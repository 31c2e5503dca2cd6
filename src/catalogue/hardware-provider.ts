import type { EventFields } from "../evidence/index.ts";
import { type CatalogueEntry, datum, defineEvent, layout } from "./entry.ts";

const CHANNEL = "Application";
const ERROR = 2;
const WARNING = 3;

/**
 * What a hardware VSS provider logs beside a 12293. Vendors must log a failed import to Application
 * (learn.microsoft.com, "Error Handling in Shadow Copy Providers"); id 0 is what .NET's EventLog.WriteEntry gives an
 * event without an id of its own. The provider's name and the text are the vendor's own, in the machine's language:
 * neither is matched. Any other program may write such an event too, so only the time beside a 12293 makes it count.
 * Only the few sources of OTHER_SOURCES are known to be something else; every other provider is taken for a vendor that
 * may be a storage vendor.
 */
export const HARDWARE_PROVIDER_EVENT: CatalogueEntry<"text"> = {
  ...defineEvent({
    provider: null,
    providerGuid: null,
    id: 0,
    channel: CHANNEL,
    level: ["error", "warning"],
    payload: "event-data",
    layouts: [layout(null, datum("text", "the whole message"))],
    meaning:
      "A vendor's own report; in the published case, that the snapshot is already mounted to a different server.",
    certainty: {
      id: "unverified",
      channel: "inferred",
      level: "unverified",
      payload: "unverified",
      fields: "unverified",
      message: "unverified",
    },
    sources: ["the published case (a screenshot: the wording is not known)"],
  }),
  need: { channels: [CHANNEL], ids: [{ from: 0, to: 0 }], levels: [ERROR, WARNING], keep: "compact" },
};

/**
 * Sources that are known to log id 0 to Application and to have nothing to do with storage: the browsers' updaters.
 * Unverified (general knowledge); no list of all such sources exists, and this is far from one.
 */
const OTHER_SOURCES: ReadonlySet<string> = new Set(["gupdate", "gupdatem", "edgeupdate", "edgeupdatem"]);

/** An event that may be a hardware provider's: id 0, error or warning, in Application, of no source known otherwise. */
export function maybeHardwareProviderEvent(
  event: Pick<EventFields, "provider" | "eventId" | "level" | "channel">,
): boolean {
  return (
    !OTHER_SOURCES.has(event.provider?.toLowerCase() ?? "") &&
    event.eventId === HARDWARE_PROVIDER_EVENT.id &&
    (event.level === ERROR || event.level === WARNING) &&
    event.channel?.toLowerCase() === CHANNEL.toLowerCase()
  );
}
