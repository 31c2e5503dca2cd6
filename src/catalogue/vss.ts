import type { EventEvidence } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { type CatalogueEntry, datum, defineEvent, layout } from "./entry.ts";
import { findHresult } from "./hresult.ts";
import { isEvent } from "./is-event.ts";
import { PUBLISHED_CASE, VSS_MESSAGE_TABLE } from "./sources.ts";
import { findProviderRoutine, type ProviderRoutine } from "./vss-provider-routine.ts";

/**
 * No public log holds one of these failures. Classic VSS events have unnamed Data in %1..%n order, the last one a block
 * with operation and context, so these should too.
 */
const VSS = {
  provider: "VSS",
  providerGuid: null,
  channel: "Application",
  level: "error",
  payload: "event-data",
  certainty: { ...VERIFIED, payload: "inferred" },
} as const;

const CONTEXT = datum("context", "operation and context");

/**
 * VSS called a shadow copy provider and the call failed. Which call, says %2: on an off-host proxy that imports a
 * transportable snapshot, one of the import's.
 */
export const VSS_PROVIDER_CALL_FAILED = defineEvent({
  ...VSS,
  id: 12293,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: Error calling a routine on a Shadow Copy Provider %1. Routine details %2 [hr = %3].\n%4",
      datum("shadowCopyProvider", "provider id"),
      datum("routine", "routine and its arguments"),
      datum("hresult", "HRESULT and its text"),
      CONTEXT,
    ),
  ],
  meaning: "A routine of a shadow copy provider failed; a snapshot import when the routine is one of an import.",
  sources: [VSS_MESSAGE_TABLE, PUBLISHED_CASE],
});

export const VSS_DISK_NOT_FOUND = defineEvent({
  ...VSS,
  id: 12305,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: Volume/disk not connected or not found.\nError context: %1.\n%2",
      datum("errorContext", "error context"),
      CONTEXT,
    ),
  ],
  meaning: "The LUN of an imported snapshot never showed up.",
  sources: [VSS_MESSAGE_TABLE],
});

/** What a 12293 says. null: its data did not show it, whatever shape they had. */
export interface VssProviderCall {
  /** Lower case with braces. */
  readonly shadowCopyProvider: string | null;
  readonly routine: ProviderRoutine | null;
  /** Unsigned 32 bits. */
  readonly hresult: number | null;
}

export function isVssProviderCallFailed(event: EventEvidence): boolean {
  return isEvent(VSS_PROVIDER_CALL_FAILED, event);
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

export const VSS_EVENTS: readonly CatalogueEntry[] = [VSS_PROVIDER_CALL_FAILED, VSS_DISK_NOT_FOUND];
