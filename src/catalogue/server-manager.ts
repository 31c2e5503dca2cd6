import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-ServerManager-DeploymentProvider";

const DEPLOYMENT = {
  provider: PROVIDER,
  providerGuid: null,
  channel: `${PROVIDER}/Operational`,
  level: "information",
  payload: "event-data",
  certainty: { ...VERIFIED, channel: "inferred", level: "unverified", payload: "unverified", fields: "unverified" },
  sources: [messageTable(PROVIDER)],
} as const;

const COMPONENTS = datum("components", "names of the components' classes");

export const COMPONENTS_ADDED = defineEvent({
  ...DEPLOYMENT,
  id: 204,
  layouts: [layout("Add request complete. Server Components added: %1", COMPONENTS)],
  meaning: "Roles or features were added with Server Manager or its cmdlets.",
});

export const COMPONENTS_REMOVED = defineEvent({
  ...DEPLOYMENT,
  id: 304,
  layouts: [layout("Remove request complete. Server Components removed: %1", COMPONENTS)],
  meaning: "Roles or features were removed with Server Manager or its cmdlets.",
});
