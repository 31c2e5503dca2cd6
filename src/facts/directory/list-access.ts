import type { AccessEntry, ComputerObject, DirectoryView } from "../../evidence/index.ts";

/** ADS_RIGHT_ACTRL_DS_LIST, and the generic rights that bring it: read, execute and all (MS-ADTS 5.1.3.2). */
const LIST_CONTENTS = 0x4 + 0x80000000 + 0x20000000 + 0x10000000;
/** ADS_RIGHT_DS_READ_PROP, read and all. */
const READ_PROPERTY = 0x10 + 0x80000000 + 0x10000000;

const EVERYONE = "S-1-1-0";
const AUTHENTICATED_USERS = "S-1-5-11";
const SELF = "S-1-5-10";
const DOMAIN_USERS = /^S-1-5-21-\d+-\d+-\d+-513$/;

/**
 * Whether the reader would see a connection point below this account, by the account's access list (MS-DTYP 2.5.3.2: the
 * first entry that speaks of the right decides). List object mode (dsHeuristics) is not considered: it hides single objects
 * from those who have no right to list their parent, and such a reader counts as refused here anyway.
 */
export function showsChildren(account: ComputerObject, view: DirectoryView): boolean {
  if (account.access === null) return false;
  const { entries } = account.access;
  if (entries === null) return true;
  return view.readerSids === null ? anyReaderLists(entries) : readerLists(entries, readerOf(account, view.readerSids));
}

/** Whether the view was made without access lists: then nothing in it tells what the reader may not see. */
export function holdsNoAccessLists({ basis, attributes }: DirectoryView): boolean {
  return basis === "export" && !attributes.has("ntsecuritydescriptor");
}

/** It is not known who read: what all users of the domain may do he may do too, unless something is denied to somebody. */
function anyReaderLists(entries: readonly AccessEntry[]): boolean {
  const isEveryUser = (sid: string): boolean =>
    sid === EVERYONE || sid === AUTHENTICATED_USERS || DOMAIN_USERS.test(sid);
  const isDenied = entries.some((entry) => entry.effect === "deny" && hides(entry));
  return !isDenied && entries.some((entry) => isEveryUser(entry.sid) && letsList(entry));
}

function readerLists(entries: readonly AccessEntry[], isReader: (sid: string) => boolean): boolean {
  const own = entries.filter(({ sid }) => isReader(sid));
  if (own.some((entry) => entry.inheritOnly && hides(entry))) return false;
  const first = own.find((entry) => !entry.inheritOnly && (entry.effect === "deny" ? hides(entry) : letsList(entry)));
  return first?.effect === "allow";
}

function readerOf(account: ComputerObject, readerSids: ReadonlySet<string>): (sid: string) => boolean {
  const isOwnAccount = account.sid !== null && readerSids.has(account.sid);
  return (sid) =>
    sid === EVERYONE || sid === AUTHENTICATED_USERS || (sid === SELF ? isOwnAccount : readerSids.has(sid));
}

/** An entry for an object type says nothing of listing; where such a one denies, it may all the same. */
function letsList({ effect, mask, objectType, inheritOnly }: AccessEntry): boolean {
  return effect === "allow" && !inheritOnly && objectType === null && hasAny(mask, LIST_CONTENTS);
}

/** What is denied below the account only may be the connection point's attributes: then a filter does not find it. */
function hides({ effect, mask, objectType, inheritOnly }: AccessEntry): boolean {
  if (effect !== "deny") return false;
  return inheritOnly ? objectType === null && hasAny(mask, READ_PROPERTY) : hasAny(mask, LIST_CONTENTS);
}

function hasAny(mask: number, bits: number): boolean {
  return (mask & bits) !== 0;
}
