import { guidText } from "../../shared/guid.ts";
import { sidSize, sidText } from "../../shared/sid.ts";
import { broken, type DescriptorProblem, isProblem } from "./problem.ts";

const LIST_HEADER_SIZE = 8;
/** MS-DTYP 2.4.5: without and with entries for objects. */
const LIST_REVISIONS: readonly number[] = [2, 4];
const ENTRY_HEADER_SIZE = 4;
const MASK_END = 8;
const OBJECT_FLAGS_END = 12;
const GUID_SIZE = 16;
const INHERIT_ONLY = 0x08;
/** MS-DTYP 2.4.4.3. */
const PRESENT = { objectType: 1, inheritedObjectType: 2 } as const;
/** MS-DTYP 2.4.4.1: the types whose meaning is plain. Others have conditions, or belong to a system list. */
const TYPES: ReadonlyMap<number, { readonly effect: "allow" | "deny"; readonly isOfObject: boolean }> = new Map([
  [0x00, { effect: "allow", isOfObject: false }],
  [0x01, { effect: "deny", isOfObject: false }],
  [0x05, { effect: "allow", isOfObject: true }],
  [0x06, { effect: "deny", isOfObject: true }],
]);

/** One entry that allows or denies. */
export interface AccessControlEntry {
  readonly effect: "allow" | "deny";
  readonly sid: string;
  /** Unsigned; generic rights are not resolved. */
  readonly mask: number;
  /** GUID in lower case of the property, property set, child class or right that it is limited to; null: not limited. */
  readonly objectType: string | null;
  /** Only for objects below this one. */
  readonly inheritOnly: boolean;
}

export interface AccessControlList {
  readonly entries: readonly AccessControlEntry[];
  readonly otherEntries: number;
}

/** MS-DTYP 2.4.5. */
export function readAccessControlList(bytes: Uint8Array, start: number): AccessControlList | DescriptorProblem {
  if (start + LIST_HEADER_SIZE > bytes.length) return broken("list", start, "a list's header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!LIST_REVISIONS.includes(view.getUint8(start))) return broken("list", start, "a list of revision 2 or 4");
  const end = start + view.getUint16(start + 2, true);
  if (end < start + LIST_HEADER_SIZE || end > bytes.length)
    return broken("list", start + 2, "a list that ends in here");
  const entries: AccessControlEntry[] = [];
  let otherEntries = 0;
  let at = start + LIST_HEADER_SIZE;
  for (let left = view.getUint16(start + 4, true); left > 0; left--) {
    if (at + ENTRY_HEADER_SIZE > end) return broken("entry", at, "an entry's header");
    const size = view.getUint16(at + 2, true);
    if (size < ENTRY_HEADER_SIZE || at + size > end) return broken("entry", at + 2, "an entry that ends in its list");
    const entry = readEntry(view, bytes, at, at + size);
    if (isProblem(entry)) return entry;
    if (entry === null) otherEntries += 1;
    else entries.push(entry);
    at += size;
  }
  return { entries, otherEntries };
}

/** MS-DTYP 2.4.4.2 to 2.4.4.5; null for another type. */
function readEntry(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  end: number,
): AccessControlEntry | null | DescriptorProblem {
  const type = TYPES.get(view.getUint8(start));
  if (type === undefined) return null;
  let at = start + (type.isOfObject ? OBJECT_FLAGS_END : MASK_END);
  if (at > end) return broken("entry", start, "an entry with its rights");
  let objectType: string | null = null;
  if (type.isOfObject) {
    const present = view.getUint32(start + MASK_END, true);
    if ((present & PRESENT.objectType) !== 0) {
      objectType = at + GUID_SIZE > end ? null : guidText(bytes, at);
      if (objectType === null) return broken("entry", at, "a GUID");
      at += GUID_SIZE;
    }
    if ((present & PRESENT.inheritedObjectType) !== 0) at += GUID_SIZE;
  }
  const sid = sidSize(bytes, at, end) === null ? null : sidText(bytes, at, end);
  if (sid === null) return broken("sid", at, "a whole SID");
  return {
    effect: type.effect,
    sid,
    mask: view.getUint32(start + ENTRY_HEADER_SIZE, true),
    objectType,
    inheritOnly: (view.getUint8(start + 1) & INHERIT_ONLY) !== 0,
  };
}
