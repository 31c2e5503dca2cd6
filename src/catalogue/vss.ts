import type { EventEvidence } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { findHresult } from "./codes.ts";
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

const HRESULT = datum("hresult", "HRESULT and its text");
const ERROR_CONTEXT = datum("errorContext", "error context");
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
      HRESULT,
      CONTEXT,
    ),
  ],
  meaning: "A routine of a shadow copy provider failed; a snapshot import when the routine is one of an import.",
  sources: [VSS_MESSAGE_TABLE, PUBLISHED_CASE],
});

export const VSS_CALL_FAILED = defineEvent({
  ...VSS,
  id: 8193,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: Unexpected error calling routine %1.  hr = %2.\n%3",
      datum("routine", "routine"),
      HRESULT,
      CONTEXT,
    ),
  ],
  meaning: "A call inside VSS failed.",
  sources: [VSS_MESSAGE_TABLE],
});

export const VSS_IDLE = defineEvent({
  ...VSS,
  id: 8224,
  level: "information",
  layouts: [layout("The VSS service is shutting down due to idle timeout.\n%1", CONTEXT)],
  meaning: "VSS has had nothing to do for a while: whatever used it is over.",
  // Real logs hold it, with one empty datum.
  certainty: VERIFIED,
  sources: [VSS_MESSAGE_TABLE],
});

export const VSS_WRITER_REJECTED = defineEvent({
  ...VSS,
  id: 8229,
  level: "warning",
  layouts: [
    layout(
      "A VSS writer has rejected an event with error %1. Changes that the writer made to the writer components while " +
        "handling the event will not be available to the requester.\nCheck the event log for related events from the " +
        "application hosting the VSS writer.\n%2",
      HRESULT,
      CONTEXT,
    ),
  ],
  meaning: "A writer on this machine failed its part of a snapshot.",
  sources: [VSS_MESSAGE_TABLE],
});

/** A harmless variant says that an older writer session state is removed. */
export const VSS_UNEXPECTED_ERROR = defineEvent({
  ...VSS,
  id: 12289,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: Unexpected error %1.  hr = %2.\n%3",
      datum("call", "call"),
      HRESULT,
      CONTEXT,
    ),
  ],
  meaning: "Something inside VSS failed.",
  sources: [VSS_MESSAGE_TABLE],
});

export const VSS_PROVIDER_NOT_CREATED = defineEvent({
  ...VSS,
  id: 12292,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: Error creating the Shadow Copy Provider COM class with CLSID %1 [%2].\n%3",
      datum("classId", "CLSID of the provider"),
      HRESULT,
      CONTEXT,
    ),
  ],
  meaning: "A shadow copy provider could not be started: it is not registered here, or its service is dead.",
  sources: [VSS_MESSAGE_TABLE],
});

export const VSS_COMMIT_TIMED_OUT = defineEvent({
  ...VSS,
  id: 12310,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: The shadow copy could not be committed - operation timed out.\nError context: " +
        "%1.\n%2",
      ERROR_CONTEXT,
      CONTEXT,
    ),
  ],
  meaning: "A snapshot took too long on this machine.",
  sources: [VSS_MESSAGE_TABLE],
});

export const VSS_SNAPSHOT_DISAPPEARED = defineEvent({
  ...VSS,
  id: 12330,
  level: "warning",
  layouts: [
    layout(
      "Volume Shadow Copy Warning: The hardware shadow-copy volume %1 disappeared unexpectedly.\nCheck for any event logs " +
        "reported by Plug And Play, by the hardware provider, or by volsnap.\n%2",
      datum("volume", "volume of the snapshot"),
      CONTEXT,
    ),
  ],
  meaning: "A snapshot's volume was taken away while it was in use.",
  sources: [VSS_MESSAGE_TABLE],
});

export const VSS_DISK_NOT_FOUND = defineEvent({
  ...VSS,
  id: 12305,
  layouts: [
    layout(
      "Volume Shadow Copy Service error: Volume/disk not connected or not found.\nError context: %1.\n%2",
      ERROR_CONTEXT,
      CONTEXT,
    ),
  ],
  meaning: "The LUN of an imported snapshot never showed up.",
  sources: [VSS_MESSAGE_TABLE],
});

/**
 * The provider that Windows itself brings; its snapshots are never imported. Verified: learn.microsoft.com, diskshadow,
 * `list providers`.
 */
export const WINDOWS_SHADOW_COPY_PROVIDER = "{b5946137-7b9f-4925-af80-51abd60b20d5}";

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
