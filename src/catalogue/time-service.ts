import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { manifestFields, messageTable, REAL_SYSTEM_LOG } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Time-Service";
const TIME_SOURCE = datum("timeSource", "time source", "TimeSource");

/** Older versions of Windows name the source alone, as real logs show; their text is not published. */
export const TIME_SYNCHRONISED = defineEvent({
  provider: PROVIDER,
  providerGuid: "{06edcfeb-0fd0-4e53-acca-a6f8bbf81bcb}",
  id: 35,
  channel: "System",
  level: "information",
  payload: "event-data",
  layouts: [
    layout(
      "The time service is now synchronizing the system time with the time source %1 with reference id %2. Current local " +
        "stratum number is %3.",
      TIME_SOURCE,
      datum("referenceId", "reference id", "TimeSourceRefId"),
      datum("stratum", "stratum", "CurrentStratumNumber"),
    ),
    layout(null, TIME_SOURCE),
  ],
  meaning: "The clock follows this source from now on.",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER), REAL_SYSTEM_LOG],
});
