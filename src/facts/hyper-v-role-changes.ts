import { FEATURE_TURNED_OFF, FEATURE_TURNED_ON, isEvent, readFields } from "../catalogue/index.ts";
import type { EventEvidence, EventFields, EventNeed, Evidence } from "../evidence/index.ts";
import type { Hosts } from "./hosts.ts";

/** The Hyper-V role was added to a host, or removed. */
export interface HyperVRoleChange {
  readonly host: string;
  readonly change: "added" | "removed";
  readonly event: EventEvidence;
}

/** A role that was added again long ago may be why an account is as it is: the window does not matter. */
export const HYPER_V_ROLE_CHANGE_NEEDS: readonly EventNeed[] = [FEATURE_TURNED_ON, FEATURE_TURNED_OFF].map(
  ({ need }) => ({ ...need, anyTime: true, keepIf: isOfHyperV }),
);

/** In time order. */
export function deriveHyperVRoleChanges(
  { events }: Pick<Evidence, "events">,
  hosts: Hosts,
): readonly HyperVRoleChange[] {
  return events.flatMap((event): HyperVRoleChange | [] => {
    const isOn = isEvent(FEATURE_TURNED_ON, event);
    if ((!isOn && !isEvent(FEATURE_TURNED_OFF, event)) || !isOfHyperV(event)) return [];
    return { host: hosts.nameOf(event.computer, event.time), change: isOn ? "added" : "removed", event };
  });
}

/** The role itself and its parts; its management tools come and go without it. */
const ROLE = /^microsoft-hyper-v(?:-offline)?$/i;

function isOfHyperV(event: Pick<EventFields, "data">): boolean {
  return ROLE.test(readFields(FEATURE_TURNED_ON, event).fields.feature?.trim() ?? "");
}
