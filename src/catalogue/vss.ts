import type { EventEvidence } from "../evidence/index.ts";
import type { CatalogueEntry } from "./entry.ts";
import { findHresult } from "./hresult.ts";
import { findProviderRoutine, type ProviderRoutine } from "./vss-provider-routine.ts";

const PROVIDER = "VSS";
const CHANNEL = "Application";

/**
 * VSS called a shadow copy provider and the call failed. Which call, says %2: on an off-host proxy that imports a
 * transportable snapshot, one of the import's.
 */
export const VSS_PROVIDER_CALL_FAILED: CatalogueEntry = {
  provider: PROVIDER,
  providerGuid: null,
  id: 12293,
  channel: CHANNEL,
  level: "error",
  payload: "event-data",
  fields: ["provider id", "routine and its arguments", "HRESULT and its text", "operation and context"],
  message:
    "Volume Shadow Copy Service error: Error calling a routine on a Shadow Copy Provider %1. Routine details %2 [hr = %3].\n%4",
  meaning: "A routine of a shadow copy provider failed; a snapshot import when the routine is one of an import.",
  certainty: {
    id: "verified",
    channel: "verified",
    level: "verified",
    // No public log holds one: classic VSS events have unnamed Data in %1..%n order, so this one should too.
    payload: "inferred",
    fields: "verified",
    message: "verified",
  },
  sources: ["libyal/winevt-kb, message table of vssvc.exe 6.1.7600 to 10.0.10586", "the published case"],
  need: { providers: [PROVIDER], channels: [CHANNEL], ids: [{ from: 12293, to: 12293 }] },
};

/** What a 12293 says. null: its data did not show it, whatever shape they had. */
export interface VssProviderCall {
  /** Lower case with braces. */
  readonly shadowCopyProvider: string | null;
  readonly routine: ProviderRoutine | null;
  /** Unsigned 32 bits. */
  readonly hresult: number | null;
}

export function isVssProviderCallFailed(event: EventEvidence): boolean {
  return event.eventId === VSS_PROVIDER_CALL_FAILED.id && event.provider?.toLowerCase() === PROVIDER.toLowerCase();
}

const GUID = /\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}/i;

/**
 * Reads %1, %2 and %3 by position, then whatever datum holds a GUID, a routine or an HRESULT: the layout of a real 12293
 * has not been published, and words are localised, but codes, GUIDs and names of COM methods are not.
 */
export function readVssProviderCall(event: EventEvidence): VssProviderCall {
  const values = event.data.map((datum) => datum.value);
  const inOrder = (expected: number): readonly string[] => {
    const first = values[expected];
    return first === undefined ? values : [first, ...values];
  };
  return {
    shadowCopyProvider: firstOf(inOrder(0), (text) => GUID.exec(text)?.[0].toLowerCase() ?? null),
    routine: findProviderRoutine(values[1] ?? "", true) ?? firstOf(values, (text) => findProviderRoutine(text, false)),
    hresult: firstOf(inOrder(2), findHresult),
  };
}

function firstOf<T>(texts: readonly string[], find: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) return found;
  }
  return null;
}
