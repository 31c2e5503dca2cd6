import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { manifestFields, messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Kernel-Power";

const BUGCHECK = [
  datum("bugcheckCode", "code of the stop error, 0 when there was none", "BugcheckCode"),
  unusedDatum("BugcheckParameter1"),
  unusedDatum("BugcheckParameter2"),
  unusedDatum("BugcheckParameter3"),
  unusedDatum("BugcheckParameter4"),
  unusedDatum("SleepInProgress"),
  datum("powerButtonTimestamp", "when the power button was pressed, 0 when it was not", "PowerButtonTimestamp"),
] as const;

/** Eight versions, which add data at the end. */
export const NOT_SHUT_DOWN_CLEANLY = defineEvent({
  provider: PROVIDER,
  providerGuid: "{331c3b3a-2005-44c2-ac5e-77220c37d6b4}",
  id: 41,
  channel: "System",
  level: "critical",
  payload: "event-data",
  layouts: [
    layout(
      "The system has rebooted without cleanly shutting down first. This error could be caused if the system stopped " +
        "responding, crashed, or lost power unexpectedly.",
      ...BUGCHECK,
    ),
  ],
  meaning: "The machine crashed, hung or lost its power.",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
});
