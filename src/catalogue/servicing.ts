import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { manifestFields, messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Servicing";

/** Names of features are the same in every language: Microsoft-Hyper-V, FailoverCluster-FullServer. */
const SERVICING = {
  provider: PROVIDER,
  providerGuid: "{bd12f3b8-fc40-4a61-a307-b7a013a069c1}",
  channel: "Setup",
  level: "always",
  payload: "user-data",
  // The element's name is not published.
  certainty: { ...VERIFIED, payload: "inferred" },
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
} as const;

const DATA = [
  datum("feature", "feature", "updateName"),
  datum("package", "package", "identifier"),
  datum("errorCode", "result", "errorCode"),
  datum("client", "who asked for it", "client"),
] as const;

export const FEATURE_TURNED_ON = defineEvent({
  ...SERVICING,
  id: 9,
  layouts: [layout("Selectable update %1 of package %2 was successfully turned on.", ...DATA)],
  meaning: "A role or feature was added.",
});

export const FEATURE_TURNED_OFF = defineEvent({
  ...SERVICING,
  id: 10,
  layouts: [layout("Selectable update %1 of package %2 was successfully turned off.", ...DATA)],
  meaning: "A role or feature was removed.",
});
