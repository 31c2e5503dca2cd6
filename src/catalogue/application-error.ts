import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { realRecordMap } from "./sources.ts";

/** A program crashed. Its message is published in part only. */
export const APPLICATION_CRASHED = defineEvent({
  provider: "Application Error",
  providerGuid: null,
  id: 1000,
  channel: "Application",
  level: "error",
  payload: "event-data",
  layouts: [
    layout(
      null,
      datum("application", "program"),
      datum("applicationVersion", "its version"),
      datum("applicationTimestamp", "when it was built"),
      datum("module", "module"),
      datum("moduleVersion", "its version"),
      datum("moduleTimestamp", "when it was built"),
      datum("exceptionCode", "exception code"),
      datum("offset", "offset"),
      datum("processId", "process id"),
      datum("startTime", "start of the process"),
      datum("applicationPath", "path of the program"),
      datum("modulePath", "path of the module"),
      datum("reportId", "report id"),
    ),
  ],
  meaning: "A program crashed: rhs.exe, vmms.exe, wmiprvse.exe or a service host are the cluster's and Hyper-V's.",
  certainty: { ...VERIFIED, message: "unverified" },
  sources: [realRecordMap("Application_Application-Error_1000.map")],
});

/** null: not shown. */
export interface ApplicationCrash {
  /** Lower case. */
  readonly application: string | null;
  readonly module: string | null;
  /** Unsigned 32 bits. */
  readonly code: number | null;
}

const CODE = /^(?:0x)?([0-9a-f]{8})$/i;

export function readApplicationCrash(event: Pick<EventFields, "data">): ApplicationCrash {
  const { application, module, exceptionCode } = readFields(APPLICATION_CRASHED, event).fields;
  const digits = CODE.exec(exceptionCode?.trim() ?? "")?.[1];
  return {
    application: shownText(application)?.toLowerCase() ?? null,
    module: shownText(module)?.toLowerCase() ?? null,
    code: digits === undefined ? null : Number.parseInt(digits, 16),
  };
}
