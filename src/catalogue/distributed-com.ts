import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { manifestFields, messageTable, realRecordMap } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-DistributedCOM";

const DISTRIBUTED_COM = {
  provider: PROVIDER,
  providerGuid: "{1b562e86-b7aa-4131-badc-b6f3a001407e}",
  channel: "System",
  level: "error",
  payload: "event-data",
  certainty: VERIFIED,
  sources: [
    manifestFields(PROVIDER),
    messageTable(PROVIDER),
    realRecordMap("System_Microsoft-Windows-DistributedCOM_10028.map"),
  ],
} as const;

/** The CLSID of WMI is {8BC3F05E-D86B-11D0-A075-00C04FB68820}. */
export const SERVER_DID_NOT_REGISTER = defineEvent({
  ...DISTRIBUTED_COM,
  id: 10010,
  layouts: [
    layout(
      "The server %1 did not register with DCOM within the required timeout.",
      datum("server", "CLSID or name of the server", "param1"),
    ),
  ],
  meaning: "A COM server on this machine did not start in time; where it is WMI's, WMI is dead.",
});

export const COMPUTER_UNREACHABLE = defineEvent({
  ...DISTRIBUTED_COM,
  id: 10028,
  layouts: [
    layout(
      "DCOM was unable to communicate with the computer %1 using any of the configured protocols; requested by PID %2 " +
        "(%3), while activating CLSID %4.",
      datum("computer", "the other computer", "param1"),
      datum("processId", "who asked, by process id", "param2"),
      datum("process", "who asked", "param3"),
      datum("server", "CLSID of the server", "param4"),
    ),
  ],
  meaning: "This machine could not reach another one, which it names.",
});
