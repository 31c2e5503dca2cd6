import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { findHresult } from "./codes.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { manifestFields, messageTable, realRecordMap } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-WMI-Activity";

const WMI_ACTIVITY = {
  provider: PROVIDER,
  providerGuid: "{1418ef04-b0b4-4623-bf7e-d74ab47bbdaa}",
  channel: "Microsoft-Windows-WMI-Activity/Operational",
  payload: "user-data",
  certainty: VERIFIED,
} as const;

export const WMI_PROVIDER_STARTED = defineEvent({
  ...WMI_ACTIVITY,
  id: 5857,
  level: "always",
  layouts: [
    layout(
      "%1 provider started with result code %2. HostProcess = %3; ProcessID = %4; ProviderPath = %5",
      datum("provider", "WMI provider", "ProviderName"),
      datum("resultCode", "result", "Code"),
      datum("hostProcess", "host process", "HostProcess"),
      datum("processId", "its id", "ProcessID"),
      datum("providerPath", "path", "ProviderPath"),
    ),
  ],
  meaning: "WMI lives; none for hours on one node while its peers log it is a dead WMI.",
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
});

export const WMI_OPERATION_FAILED = defineEvent({
  ...WMI_ACTIVITY,
  id: 5858,
  level: "error",
  layouts: [
    layout(
      "Id = %1; ClientMachine = %2; User = %3; ClientProcessId = %4; Component = %5; Operation = %6; ResultCode = %7; " +
        "PossibleCause = %8",
      datum("id", "id", "Id"),
      datum("clientMachine", "who asked", "ClientMachine"),
      datum("user", "as which user", "User"),
      datum("clientProcessId", "from which process", "ClientProcessId"),
      datum("component", "component", "Component"),
      datum("operation", "what was asked", "Operation"),
      datum("resultCode", "result", "ResultCode"),
      datum("possibleCause", "possible cause", "PossibleCause"),
    ),
  ],
  meaning: "A WMI operation failed.",
  sources: [
    manifestFields(PROVIDER),
    messageTable(PROVIDER),
    realRecordMap("Microsoft-Windows-WMI-Activity-Operational_Microsoft-Windows-WMI-Activity_5858.map"),
  ],
});

/** null: not shown. */
export interface WmiFailure {
  readonly clientMachine: string | null;
  /** Unsigned 32 bits. */
  readonly resultCode: number | null;
  readonly operation: string | null;
  /** Of the namespaces that clustering and Hyper-V live in, the one that the operation names. */
  readonly namespace: "cluster" | "hyper-v" | null;
}

const CLUSTER_NAMESPACE = /\broot\\mscluster\b/i;
const HYPER_V_NAMESPACE = /\broot\\virtualization\b/i;

export function readWmiFailure(event: Pick<EventFields, "data">): WmiFailure {
  const { clientMachine, resultCode, operation } = readFields(WMI_OPERATION_FAILED, event).fields;
  const asked = shownText(operation);
  return {
    clientMachine: shownText(clientMachine),
    resultCode: resultCode === null ? null : findHresult(resultCode),
    operation: asked,
    namespace: asked === null ? null : namespaceOf(asked),
  };
}

function namespaceOf(operation: string): WmiFailure["namespace"] {
  if (CLUSTER_NAMESPACE.test(operation)) return "cluster";
  return HYPER_V_NAMESPACE.test(operation) ? "hyper-v" : null;
}
