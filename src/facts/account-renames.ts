import { ACCOUNT_RENAMED, isEvent, readFields } from "../catalogue/index.ts";
import type { EventEvidence, EventFields, EventNeed, Evidence } from "../evidence/index.ts";
import type { Hosts } from "./hosts.ts";

/** A domain controller logged that a computer's account got another name: the computer was renamed while joined. */
export interface AccountRename {
  /** The host of the new name, under its present one. */
  readonly host: string;
  readonly from: string;
  readonly to: string;
  /** Security 4781. */
  readonly event: EventEvidence;
}

/** Whatever window was asked for: a name that was given before it may be why backups fail within. */
export const ACCOUNT_RENAME_NEEDS: readonly EventNeed[] = [
  { ...ACCOUNT_RENAMED.need, anyTime: true, keepIf: (event) => namesIn(event) !== null },
];

/** In time order. */
export function deriveAccountRenames({ events }: Pick<Evidence, "events">, hosts: Hosts): readonly AccountRename[] {
  return events.flatMap((event): AccountRename | [] => {
    const names = isEvent(ACCOUNT_RENAMED, event) ? namesIn(event) : null;
    return names === null ? [] : { host: hosts.nameOf(names.to, event.time), ...names, event };
  });
}

/** null: a user's account, or no change of a name. A computer's ends in $. */
function namesIn(event: Pick<EventFields, "data">): { readonly from: string; readonly to: string } | null {
  const { oldName, newName } = readFields(ACCOUNT_RENAMED, event).fields;
  if (oldName?.endsWith("$") !== true || newName?.endsWith("$") !== true) return null;
  const [from, to] = [oldName.slice(0, -1), newName.slice(0, -1)];
  return from === "" || to === "" || from.toUpperCase() === to.toUpperCase() ? null : { from, to };
}
