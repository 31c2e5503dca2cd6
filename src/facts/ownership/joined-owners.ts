import { readOwnershipMove } from "../../catalogue/index.ts";
import type { Evidence, OwnershipRow } from "../../evidence/index.ts";
import { JoinedTexts } from "../../shared/joined-texts.ts";
import type { Hosts } from "../hosts.ts";

/** Of one cluster are nodes between which anything moved, which one list has as owners of one volume, or that one export of a moment shows. */
export function joinOwners(evidence: Pick<Evidence, "events" | "exports">, hosts: Hosts): JoinedTexts {
  const joined = new JoinedTexts();
  joinMoved(joined, evidence, hosts);
  const lists = new Map<string, Map<string, string>>();
  for (const row of evidence.exports.ownership) {
    const owners = lists.get(row.file) ?? new Map<string, string>();
    lists.set(row.file, owners);
    const subject = subjectOf(row);
    const node = hosts.nameOf(row.node, row.time);
    const known = owners.get(subject);
    if (known === undefined) owners.set(subject, node);
    else if (known !== node || !joined.has(node)) joined.join(known, node);
  }
  return joined;
}

/** A volume or role moves only within its cluster. */
export function joinMoved(
  joined: JoinedTexts,
  { events, exports }: Pick<Evidence, "events" | "exports">,
  hosts: Hosts,
): void {
  for (const event of events) {
    const { from = null, to = null } = readOwnershipMove(event) ?? {};
    if (from !== null && to !== null) joined.join(hosts.nameOf(from, event.time), hosts.nameOf(to, event.time));
  }
  for (const { from, to, time } of exports.groupMoves) joined.join(hosts.nameOf(from, time), hosts.nameOf(to, time));
}

/** An export of a moment is of one cluster. */
function subjectOf({ form, volume }: OwnershipRow): string {
  return form === "snapshot" ? "" : volume;
}
