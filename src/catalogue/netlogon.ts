import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { describeError } from "./codes.ts";
import { type Certainties, datum, defineEvent, layout } from "./entry.ts";
import { isEvent } from "./is-event.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";

const NETLOGON = {
  provider: "NETLOGON",
  providerGuid: null,
  channel: "System",
  level: "error",
  payload: "event-data",
} as const;

const FROM_MEMORY: Certainties = { ...VERIFIED, id: "unverified", fields: "unverified", message: "unverified" };
const MESSAGES_FROM_MEMORY = ["general knowledge of netmsg.dll: no public source was found"] as const;
/** The header shows id, text and order; where and how they are logged follows from other events of the source. */
const FROM_HEADER: Certainties = { ...VERIFIED, channel: "inferred", level: "inferred", payload: "inferred" };
const HEADER = ["lmerrlog.h, ERRLOG2_BASE = 5700"] as const;

/** The host's secure channel is broken. */
export const NOT_AUTHENTICATED = defineEvent({
  ...NETLOGON,
  id: 3210,
  layouts: [layout(null, datum("domainController", "domain controller"), datum("domain", "domain"))],
  meaning: "The host could not authenticate with a domain controller.",
  certainty: FROM_MEMORY,
  sources: MESSAGES_FROM_MEMORY,
});

export const NO_SECURE_SESSION = defineEvent({
  ...NETLOGON,
  id: 5719,
  layouts: [
    layout(
      "This computer was not able to set up a secure session with a domain controller in domain %1 due to the following: %2",
      datum("domain", "domain"),
      datum("error", "error"),
    ),
  ],
  meaning: "No domain controller could be reached: at boot, VMMS can then register nothing in Active Directory.",
  certainty: FROM_MEMORY,
  sources: MESSAGES_FROM_MEMORY,
});

export const SPN_UPDATE_FAILED = defineEvent({
  ...NETLOGON,
  id: 5788,
  layouts: [
    layout(
      "Attempt to update HOST Service Principal Names (SPNs) of the computer object in Active Directory failed. " +
        "The updated values were %1 and %2. The following error occurred: %3",
      datum("firstName", "service principal name"),
      datum("secondName", "service principal name"),
      datum("error", "error"),
    ),
  ],
  meaning: "The host may not write its own service principal names in Active Directory.",
  certainty: FROM_HEADER,
  sources: HEADER,
});

export const DNS_HOST_NAME_UPDATE_FAILED = defineEvent({
  ...NETLOGON,
  id: 5789,
  layouts: [
    layout(
      "Attempt to update DNS Host Name of the computer object in Active Directory failed. " +
        "The updated value was %1. The following error occurred: %2",
      datum("dnsHostName", "DNS host name"),
      datum("error", "error"),
    ),
  ],
  meaning: "The host may not write its own DNS host name in Active Directory: after a rename, perhaps.",
  certainty: FROM_HEADER,
  sources: HEADER,
});

/** What the host could not write to its own computer account. */
export interface AccountUpdateFailure {
  /** Service principal names, or the DNS host name; those that the event shows. */
  readonly values: readonly string[];
  /** Code and symbol, `5 ERROR_ACCESS_DENIED`; null where the event shows neither. */
  readonly error: string | null;
}

/** What a 5788 or 5789 says; null for another event. */
export function readAccountUpdateFailure(
  event: Pick<EventFields, "provider" | "providerGuid" | "eventId" | "data">,
): AccountUpdateFailure | null {
  if (isEvent(SPN_UPDATE_FAILED, event)) {
    const { firstName, secondName, error } = readFields(SPN_UPDATE_FAILED, event).fields;
    return updateFailure([firstName, secondName], error);
  }
  if (!isEvent(DNS_HOST_NAME_UPDATE_FAILED, event)) return null;
  const { dnsHostName, error } = readFields(DNS_HOST_NAME_UPDATE_FAILED, event).fields;
  return updateFailure([dnsHostName], error);
}

function updateFailure(values: readonly (string | null)[], error: string | null): AccountUpdateFailure {
  return {
    values: values.map(shownText).filter((value) => value !== null),
    error: error === null ? null : describeError(error),
  };
}
