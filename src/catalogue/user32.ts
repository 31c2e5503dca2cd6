import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { readFields } from "./read-fields.ts";
import { manifestFields, messageTable, realRecordMap } from "./sources.ts";

const PROVIDER = "User32";

/** Windows 7 and older name the provider USER32 and its data not at all. */
export const RESTART_INITIATED = defineEvent({
  provider: PROVIDER,
  providerGuid: "{b0aa8734-56f7-41cc-b2f4-de228e98b946}",
  id: 1074,
  channel: "System",
  level: "information",
  payload: "event-data",
  layouts: [
    layout(
      "The process %1 has initiated the %5 of computer %2 on behalf of user %7 for the following reason: %3\n" +
        " Reason Code: %4\n Shutdown Type: %5\n Comment: %6",
      datum("process", "which process", "param1"),
      datum("computer", "which computer", "param2"),
      datum("reason", "why, in the machine's language", "param3"),
      datum("reasonCode", "why, as a code", "param4"),
      datum("kind", "restart or shutdown, in the machine's language", "param5"),
      datum("comment", "comment", "param6"),
      datum("user", "on whose behalf", "param7"),
    ),
  ],
  meaning: "Somebody restarted the machine, or an upgrade of the operating system did.",
  certainty: VERIFIED,
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER), realRecordMap("System_User32_1074.map")],
});

/** Planned (0x80000000), operating system (0x00020000), upgrade (3): reason.h of the Windows SDK. */
const UPGRADE_REASON = 0x80020003;

export interface RestartRequest {
  /** Unsigned 32 bits; null: not shown. */
  readonly reasonCode: number | null;
  /** By the reason code, as its words are localised; null: not shown. */
  readonly isUpgrade: boolean | null;
  readonly process: string | null;
  readonly user: string | null;
}

const REASON_CODE = /^0x([0-9a-f]{1,8})$/i;

export function readRestartRequest(event: Pick<EventFields, "data">): RestartRequest {
  const { reasonCode, process, user } = readFields(RESTART_INITIATED, event).fields;
  const digits = REASON_CODE.exec(reasonCode?.trim() ?? "")?.[1];
  const code = digits === undefined ? null : Number.parseInt(digits, 16);
  return { reasonCode: code, isUpgrade: code === null ? null : code === UPGRADE_REASON, process, user };
}
