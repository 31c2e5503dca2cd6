import type { DirectoryView } from "../../evidence/index.ts";
import { dnKey, parentDn } from "../../shared/distinguished-name.ts";
import { compareText } from "../../shared/order.ts";
import { sidBytes, sidText, wellKnownSidName } from "../../shared/sid.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { anyOf, OWNER_ATTRIBUTES } from "./audit-questions.ts";
import type { SearchFilter } from "./connection.ts";
import { bytesOf, textOf, valuesOf } from "./entry-values.ts";
import type { ServerReading } from "./server-reading.ts";

/** The rest keep their SIDs: hands that make connection points are few. */
const MAX_OWNERS = 200;

/** Names of who owns a connection point without being its host, by SID. */
export async function readOwnerNames(
  reading: ServerReading,
  view: DirectoryView,
): Promise<DirectoryView["principals"]> {
  const names = new Map<string, string>();
  const filters = strangeOwners(view).slice(0, MAX_OWNERS).flatMap(filterOfSid);
  if (filters.length === 0) return names;
  const { problem } = await reading.questions.ask(
    {
      base: reading.scope.namingContext,
      scope: "subtree",
      filter: anyOf(filters),
      attributes: OWNER_ATTRIBUTES,
    },
    (entry) => {
      const [sid] = valuesOf(entry, "objectSid");
      const text = sid === undefined ? null : sidText(bytesOf(sid));
      const name = nameOf(entry);
      if (text === null || name === null) return;
      names.set(text, name);
      reading.keepAside(entry);
    },
  );
  if (problem !== null) reading.warn(`Owners of connection points are shown by SID alone: ${problem.happened}`);
  return new Map([...names].sort(([one], [other]) => compareText(one, other)));
}

/** SIDs, in order. */
function strangeOwners({ computers, connectionPoints }: DirectoryView): readonly string[] {
  const sids = new Map(computers.map(({ dn, sid }) => [dnKey(dn), sid]));
  const owners = connectionPoints.flatMap(({ dn, access }) => {
    const owner = access?.owner ?? null;
    const isHost = owner !== null && owner === sids.get(dnKey(parentDn(dn) ?? ""));
    return owner === null || isHost || wellKnownSidName(owner) !== null ? [] : [owner];
  });
  return [...new Set(owners)].sort(compareText);
}

function filterOfSid(sid: string): readonly SearchFilter[] {
  const value = sidBytes(sid);
  return value === null ? [] : [{ kind: "equals", attribute: "objectSid", value }];
}

function nameOf(entry: DirectoryEntry): string | null {
  return textOf(entry, "msDS-PrincipalName") ?? textOf(entry, "sAMAccountName") ?? textOf(entry, "cn");
}
