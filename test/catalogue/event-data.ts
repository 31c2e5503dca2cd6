import type { EventEvidence, EventEvidenceDatum } from "../../src/evidence/index.ts";
import { event } from "../evidence/build-evidence.ts";

/** Data without names, as classic events have them. */
export function values(...texts: readonly string[]): readonly EventEvidenceDatum[] {
  return texts.map((value) => ({ value }));
}

export function named(pairs: Readonly<Record<string, string>>): readonly EventEvidenceDatum[] {
  return Object.entries(pairs).map(([name, value]) => ({ name, value }));
}

export function eventOf(provider: string, eventId: number, data: readonly EventEvidenceDatum[]): EventEvidence {
  return event({ time: "2025-06-02T22:00:00Z", computer: "HV06.corp.example", provider, eventId, data });
}
