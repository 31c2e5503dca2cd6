import type { EventEvidence } from "../../evidence/index.ts";
import { toldText } from "./told-text.ts";

const FAMILY = /^Microsoft-Windows-/i;

/** As people say it: `EventLog 6011`, `FailoverClustering 1062`. */
export function eventName({ provider, eventId }: Pick<EventEvidence, "provider" | "eventId">): string | null {
  const name = toldText(provider);
  return name === null || eventId === null ? null : `${name.replace(FAMILY, "")} ${eventId}`;
}
