import { VERIFIED } from "./certainties.ts";
import type { Certainties } from "./entry.ts";
import { CLUSTER_SYSTEM_EVENTS, messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-FailoverClustering";
export const SYSTEM = "System";
const OPERATIONAL = "Microsoft-Windows-FailoverClustering/Operational";

/**
 * The cluster service. Its data carry names that no public source shows: they are read by position, in the order of the
 * messages.
 */
const CLUSTER_SERVICE = {
  provider: PROVIDER,
  providerGuid: "{baf908ea-3421-4ca9-9b84-6689b8c6f85f}",
  payload: "event-data",
} as const;

const MESSAGE_ONLY: Certainties = { ...VERIFIED, level: "unverified", payload: "inferred", fields: "unverified" };

/** Listed among Microsoft's cluster events of the System log. */
export const IN_SYSTEM = {
  ...CLUSTER_SERVICE,
  channel: SYSTEM,
  certainty: { ...MESSAGE_ONLY, level: "verified" },
  sources: [messageTable(PROVIDER), CLUSTER_SYSTEM_EVENTS],
} as const;

/** Absent from that list, so it should be in Operational; it is read from System too. */
export const IN_OPERATIONAL = {
  ...CLUSTER_SERVICE,
  channel: OPERATIONAL,
  alsoIn: [SYSTEM],
  level: "information",
  certainty: { ...MESSAGE_ONLY, channel: "inferred" },
  sources: [messageTable(PROVIDER)],
} as const;
