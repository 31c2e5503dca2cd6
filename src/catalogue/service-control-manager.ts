import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { manifestFields, messageTable, REAL_SYSTEM_LOG } from "./sources.ts";

const PROVIDER = "Service Control Manager";

/** Services stand under their display names, which are localised. */
const SERVICE_CONTROL_MANAGER = {
  provider: PROVIDER,
  providerGuid: "{555908d1-a6d7-4695-8e1e-26931d2012f4}",
  channel: "System",
  level: "error",
  payload: "event-data",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER), REAL_SYSTEM_LOG],
} as const;

export const SERVICE_DID_NOT_ANSWER = defineEvent({
  ...SERVICE_CONTROL_MANAGER,
  id: 7011,
  layouts: [
    layout(
      "A timeout (%1 milliseconds) was reached while waiting for a transaction response from the %2 service.",
      datum("milliseconds", "how long it was waited for", "param1"),
      datum("service", "service", "param2"),
    ),
  ],
  meaning: "A service hangs: Winmgmt or vmms, where a node's WMI has died.",
});

export const SERVICE_TERMINATED = defineEvent({
  ...SERVICE_CONTROL_MANAGER,
  id: 7031,
  layouts: [
    layout(
      "The %1 service terminated unexpectedly.  It has done this %2 time(s).  The following corrective action will be " +
        "taken in %3 milliseconds: %5.",
      datum("service", "service", "param1"),
      datum("times", "how often", "param2"),
      datum("milliseconds", "when something will be done about it", "param3"),
      unusedDatum("param4"),
      datum("action", "what will be done, in the machine's language", "param5"),
    ),
  ],
  meaning: "A service crashed.",
});

/** From Windows Server 2012 on, only some services log it. */
export const SERVICE_STATE_CHANGED = defineEvent({
  ...SERVICE_CONTROL_MANAGER,
  id: 7036,
  level: "information",
  layouts: [
    layout(
      "The %1 service entered the %2 state.",
      datum("service", "service", "param1"),
      datum("state", "state, in the machine's language", "param2"),
    ),
  ],
  meaning: "A service started or stopped; that it runs does not say that it works.",
});

export const SERVICE_DID_NOT_STOP = defineEvent({
  ...SERVICE_CONTROL_MANAGER,
  id: 7043,
  layouts: [
    layout(
      "The %1 service did not shut down properly after receiving a preshutdown control.",
      datum("service", "service", "param1"),
    ),
  ],
  meaning: "A service hung when the machine was shut down: vmms, where a node's WMI has died.",
});
