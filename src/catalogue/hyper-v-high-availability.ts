import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { describeError } from "./codes.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Hyper-V-High-Availability";

/** The Hyper-V Replica broker's name. */
export const CLUSTER_SPN_REGISTRATION_FAILED = defineEvent({
  provider: PROVIDER,
  providerGuid: "{64e92abc-910c-4770-bd9c-c3c54699b8f9}",
  id: 21140,
  channel: "Microsoft-Windows-Hyper-V-High-Availability-Admin",
  level: "error",
  payload: "event-data",
  layouts: [
    layout(
      "'%1' failed to register the service principal name: %2 (%3).",
      datum("resource", "resource"),
      datum("errorText", "error, in the machine's language"),
      datum("errorCode", "error code"),
    ),
  ],
  meaning: "A clustered role of Hyper-V may not write to Active Directory.",
  certainty: {
    ...VERIFIED,
    channel: "unverified",
    level: "unverified",
    payload: "unverified",
    fields: "unverified",
  },
  sources: [messageTable(PROVIDER), "CSS-Windows TSS, provider list (GUID)"],
});

/** null: not shown. */
export interface ClusterSpnFailure {
  readonly resource: string | null;
  /** Code and symbol. */
  readonly error: string | null;
}

export function readClusterSpnFailure(event: Pick<EventFields, "data">): ClusterSpnFailure {
  const { resource, errorCode } = readFields(CLUSTER_SPN_REGISTRATION_FAILED, event).fields;
  return { resource: shownText(resource), error: errorCode === null ? null : describeError(errorCode) };
}
